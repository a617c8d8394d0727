"""Inline text as runs: markup that other pages can show, without docutils nodes."""

from __future__ import annotations

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple


class Run(NamedTuple):
    """A stretch of inline text of one kind."""

    kind: str
    """``text``, or the name of the docutils node: ``emphasis``, ``strong``, ``literal``, ``math``,
    …
    """
    text: str


LANGUAGE = "language-"
"""Prefix of the kind of a run in another language than its page: docutils writes a class of this
name as the attribute ``lang``.
"""

Inline = tuple[Run, ...]
"""Inline text as a sequence of runs in reading order."""


def plain(inline: Inline) -> str:
    """Return the text of *inline* without its markup."""
    return "".join(run.text for run in inline)


BARRIER = "\0"  # which no shown text has
"""Placeholder in running text for what no name can extend across: code, links,
formulas, images.
"""


def prose(inline: Inline) -> str:
    """Return the text of *inline* with a :data:`BARRIER` in the place of code and formulas."""
    return "".join(BARRIER if run.kind in {"literal", "math"} else run.text for run in inline)


def text_run(text: str) -> Inline:
    """Return plain text as runs; no runs for the empty text."""
    return (Run("text", text),) if text else ()


def in_sentence(inline: Inline) -> Inline:
    """Return *inline* without its final full stop, for use within a sentence."""
    if not inline:
        return ()
    *most, last = inline
    return (*most, last._replace(text=last.text.rstrip().removesuffix(".")))
