"""Named tuples that take less time to make.

A build loads some seventy of them, also one with nothing to do. Those of the standard library
compile the annotation of each field, which nobody reads here: two thirds of the time.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, NamedTuple
else:

    class _MakingTuples(type):
        """Makes a named tuple of the body of a class, as :class:`typing.NamedTuple` does."""

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
        """Takes the place of :class:`typing.NamedTuple`; annotations stay texts."""


__all__ = ["NamedTuple"]
