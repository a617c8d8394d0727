"""Inline text with its formulas as words, for where they are not shown as formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.inline import Run, plain

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.text.inline import Inline


def readable(inline: Inline) -> Inline:
    """Return *inline* with its formulas as words."""
    if all(run.kind != "math" for run in inline):
        return inline
    # Imported here, as few texts have formulas.
    from sphinx_modelterms.glossary.formulas.words import formula_words

    return tuple(
        Run("text", formula_words(run.text)) if run.kind == "math" else run for run in inline
    )


def spoken(inline: Inline) -> str:
    """Return inline text as words, also its formulas."""
    return plain(readable(inline))
