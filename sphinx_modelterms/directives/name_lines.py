"""Lines directly below the name of a term in reST, without a blank line between them."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_WORDS = 4
"""Maximum number of words in a line that can be a name."""


class NameLines(NamedTuple):
    """Lines below a name: further names, or the first lines of the body."""

    lines: Sequence[str]
    aliases: Sequence[str]
    """Further names, if indented text below them shows that they are names."""
    text: str
    """Beginning of the body, in reST."""

    @classmethod
    def read(cls, more: str) -> NameLines:
        """Read the lines below a name. An entry as in a glossary has its names one below the
        other, and its text indented below these."""
        lines = more.split("\n")
        end = next((n for n, line in enumerate(lines) if line[:1].isspace()), len(lines))
        names = lines[:end]
        if end < len(lines) and all(map(_may_be_name, names)):
            return cls(lines, names, dedent("\n".join(lines[end:])))
        return cls(lines, (), more)

    def message(self, name: str) -> str:
        """Return the message about these lines below *name*."""
        first = self.lines[0].strip()
        what = f"the name {name!r} is followed directly by {first!r}"
        names = self.aliases or self.lines
        if not self.lines[0][:1].isspace() and all(map(_may_be_name, names)):
            return (
                f"{what}. If that is another name, write ':aliases: {', '.join(names)}' or a "
                "directive of its own. If it is text, put a blank line above it"
            )
        return (
            f"{what}. Add a blank line between the name and the text, and write a colon before "
            "and after the name of each option"
        )


def _may_be_name(line: str) -> bool:
    return len(line.split()) <= MOST_WORDS and not line.rstrip().endswith(tuple(".!?:;,。！？："))
