"""Named tuples that are faster to define.

Loading the package defines some seventy of them, also for a build with nothing to do. The standard
library's version compiles the annotation of each field, which nobody reads here: that is two
thirds of its time.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, NamedTuple
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


__all__ = ["NamedTuple"]
