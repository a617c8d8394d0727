"""Named tuples that are faster to define.

Loading the package defines some seventy of them, also for a build with nothing to do. The standard
library's version compiles the annotation of each field, which nobody reads here: that is two
thirds of its time.
"""

from __future__ import annotations

from collections import namedtuple
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NamedTuple
else:

    class _MakingTuples(type):
        """Metaclass that turns the body of a class into a named tuple, as
        :class:`typing.NamedTuple` does.
        """

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body.pop("__annotations__")
            defaults = [body.pop(field) for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body.pop("__module__"))
            made.__annotations__ = fields
            for key, value in body.items():
                setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_MakingTuples):
        """Replacement for :class:`typing.NamedTuple`; annotations stay strings."""


TupleT = TypeVar("TupleT", bound="tuple[Any, ...]")


def maker_of(kind: type[TupleT]) -> Callable[[tuple[Any, ...]], TupleT]:
    """Return a function that makes a named tuple of the given kind from a tuple of all its fields.

    It takes a third of the usual time, which counts where every name in a text becomes one.
    """
    return partial(tuple.__new__, kind)


__all__ = ["NamedTuple", "maker_of"]
