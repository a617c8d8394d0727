"""Fields of the configuration: a default with its type, reader and help."""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from sphinx_modelterms.config_checks import Reader


def option(
    default: Any,
    read: Reader,
    doc_type: str,
    help_: str,
    rebuild: Literal["", "env", "html"] = "env",
) -> Any:
    """Return a field of :class:`~sphinx_modelterms.config.ModelTermsConfig`.

    :param rebuild: ``env`` to read all pages again when the value changes, ``html`` to write them
        again
    :param read: checks the value, see :mod:`~sphinx_modelterms.config_checks`
    """
    metadata = {"read": read, "type": doc_type, "help": help_, "rebuild": rebuild}
    if callable(default):
        return dc.field(default_factory=default, metadata=metadata)
    return dc.field(default=default, metadata=metadata)


def default_of(field: dc.Field[Any]) -> Any:
    """Return the default value of an option."""
    return field.default if field.default_factory is dc.MISSING else field.default_factory()
