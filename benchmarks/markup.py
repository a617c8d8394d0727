"""The same pages in both markups."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Entry = tuple[str, str]
    """The name of a term and its definition."""


class Rest:
    """Pages in reStructuredText."""

    suffix = ".rst"

    def title(self, text: str, level: int = 0) -> str:
        """A heading; *level* 0 is that of the page."""
        return f"{text}\n{'=-'[level] * len(text)}\n\n"

    def mention(self, name: str) -> str:
        """A reference to a term."""
        return f":term:`{name}`"

    def glossary(self, entries: Iterable[Entry]) -> str:
        """Sphinx's own glossary."""
        return ".. glossary::\n\n" + "\n".join(
            f"   {name}\n      {text}\n" for name, text in entries
        )

    def cards(self, entries: Iterable[Entry]) -> str:
        """Terms as our cards."""
        return "\n".join(f".. term:: {name}\n\n   {text}\n" for name, text in entries)

    def toctree(self, docnames: Sequence[str]) -> str:
        """A list of all pages."""
        listed = "".join(f"   {docname}\n" for docname in docnames)
        return f".. toctree::\n   :maxdepth: 1\n\n{listed}"


class Markdown:
    """Pages in the Markdown of MyST-Parser."""

    suffix = ".md"

    def title(self, text: str, level: int = 0) -> str:
        """A heading; *level* 0 is that of the page."""
        return f"{'#' * (level + 1)} {text}\n\n"

    def mention(self, name: str) -> str:
        """A reference to a term."""
        return f"{{term}}`{name}`"

    def glossary(self, entries: Iterable[Entry]) -> str:
        """Sphinx's own glossary."""
        items = "\n".join(f"{name}\n  {text}\n" for name, text in entries)
        return f"```{{glossary}}\n{items}```\n"

    def cards(self, entries: Iterable[Entry]) -> str:
        """Terms as our cards."""
        return "\n".join(f"```{{term}} {name}\n{text}\n```\n" for name, text in entries)

    def toctree(self, docnames: Sequence[str]) -> str:
        """A list of all pages."""
        listed = "".join(f"{docname}\n" for docname in docnames)
        return f"```{{toctree}}\n:maxdepth: 1\n\n{listed}```\n"


MARKUPS: dict[str, Rest | Markdown] = {"rst": Rest(), "md": Markdown()}
