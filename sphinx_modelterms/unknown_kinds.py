"""Messages about categories and levels that the configuration does not have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.diagnostics import Subtype
from sphinx_modelterms.glossary.text.names import nearest

if TYPE_CHECKING:
    from sphinx_modelterms.config import ModelTermsConfig

KIND_WARNINGS = {"category": Subtype.UNKNOWN_CATEGORY, "level": Subtype.UNKNOWN_LEVEL}
"""Subtype of the warning about a category or level that does not exist."""


def unknown_kind(option: str, key: str, config: ModelTermsConfig, *, in_list: bool = False) -> str:
    """Return the message about *key* as a category or level; ``""`` if it exists.

    As long as no categories are configured, any key is accepted.

    :param option: ``category`` or ``level``
    :param in_list: True if it is an item of a list, in which commas separate keys
    """
    plural = {"category": "categories", "level": "levels"}[option]
    kinds: dict[str, Any] = getattr(config, plural)
    if not key or key in kinds or (not kinds and option == "category"):
        return ""
    message = f"there is no {option} {key!r} in modelterms_{plural}"
    parts = re.split(r"\s*[,;/|]\s*|\s+", key)
    if len(parts) > 1 and all(part in kinds for part in parts):
        return f"{message}. {'Separate keys with commas' if in_list else 'Write one key only'}"
    if not kinds:
        return f"{message}, which is empty"
    near = " or ".join(map(repr, nearest(key, kinds)))
    hint = f"Did you mean {near}?" if near else f"The keys are {', '.join(map(repr, kinds))}"
    return f"{message}. {hint}"
