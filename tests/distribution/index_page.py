"""The page that a package index makes of the README."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

HOOK = ("tool", "hatch", "metadata", "hooks", "fancy-pypi-readme", "substitutions")
"""Path in ``pyproject.toml`` to the changes that a build makes to the README."""


class _Addresses(HTMLParser):
    """Collect the address of each link and picture."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src"}:
                self.found.append(value or "")
            elif name == "srcset":
                self.found += [part.split()[0] for part in (value or "").split(",")]


def addresses(html: str) -> list[str]:
    """Return the addresses of all links and pictures in *html*."""
    parser = _Addresses()
    parser.feed(html)
    parser.close()
    return parser.found


def relative_addresses(html: str) -> list[str]:
    """Return the addresses that lead nowhere on another site, those of headings excepted."""
    return [a for a in addresses(html) if not a.startswith(("https://", "mailto:", "#"))]


def index_text(readme: str, pyproject: Mapping[str, Any]) -> str:
    """Make the substitutions of ``pyproject.toml``; return the Markdown that an index gets."""
    substitutions: Any = pyproject
    for key in HOOK:
        substitutions = substitutions[key]
    for substitution in substitutions:
        readme = re.sub(substitution["pattern"], substitution["replacement"], readme)
    return readme
