"""Inline text as runs, which pages can show of each other without nodes."""

from __future__ import annotations

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple


class Run(NamedTuple):
    """A stretch of inline text of one kind."""

    kind: str
    """``text``, or what docutils calls it: ``emphasis``, ``strong``, ``literal``, ``math``, …"""
    text: str


Inline = tuple[Run, ...]
"""Inline text that other pages can show: runs in reading order."""


def plain(inline: Inline) -> str:
    """The text of *inline* without its markup."""
    return "".join(run.text for run in inline)


BARRIER = "\0"  # which no shown text has
"""Stands in running text for what no name can go across: code, links, formulas, images."""


def prose(inline: Inline) -> str:
    """The text of *inline* with a :data:`BARRIER` in the place of code and formulas."""
    return "".join(BARRIER if run.kind in {"literal", "math"} else run.text for run in inline)


def text_run(text: str) -> Inline:
    """Plain text as runs; none for the empty text."""
    return (Run("text", text),) if text else ()


def in_sentence(inline: Inline) -> Inline:
    """*inline* without the full stop at its end, to stand within a sentence."""
    if not inline:
        return ()
    *most, last = inline
    return (*most, last._replace(text=last.text.rstrip().removesuffix(".")))
