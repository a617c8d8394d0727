"""Reader of the scopes of pages in ``conf.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_modelterms.config_checks import quoted, usable_part
from sphinx_modelterms.glossary.scopes import read_scope

if TYPE_CHECKING:
    from sphinx_modelterms.config_checks import Say


def read_scopes(value: Any, say: Say) -> Any:
    """Read a dictionary from patterns of docnames to scopes."""
    if not isinstance(value, dict):
        example = "{'networking/*': 'networking'}"
        raise TypeError(f"must be a dictionary such as {example}, not {quoted(value)}")
    kept: dict[str, str] = {}
    problems = []
    for pattern, scope in value.items():
        if not isinstance(pattern, str) or not pattern.strip():
            problems.append(f"{quoted(pattern)} must be a pattern such as 'networking/*'")
        elif not isinstance(scope, str) or not scope.strip():
            problems.append(f"{quoted(pattern)} must have a scope, not {quoted(scope)}")
        else:
            try:
                kept[pattern] = read_scope(scope)
            except ValueError as error:
                problems.append(f"{pattern!r}: the scope {error}")
    return usable_part(kept, value if kept == value else kept, problems, say)
