"""Formulas as MathML, made at build time, with few elements and attributes and nothing active.

The converter is that of docutils, which Sphinx needs anyway.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

from sphinx_modelterms.glossary.formulas.words import braced, formula_words
from sphinx_modelterms.glossary.text.common_words import word_set

ELEMENTS = word_set(
    "mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover"
    " mphantom mstyle mpadded"
)
"""Elements of MathML Core without links, scripts, actions and foreign content."""

ATTRIBUTES = word_set(
    "mathvariant stretchy symmetric movablelimits largeop accent accentunder form lspace rspace"
    " width displaystyle scriptlevel linethickness"
)

VALUE = re.compile(r"[a-z]{1,12}(?: [a-z]{1,12}){0,9}|[+-]?\d{0,2}(?:\.\d{1,4})?(?:em|ex|pt)?")
"""Values of attributes: words, and short lengths."""

WRONG = re.compile(r"\\\\|\\begin|\\operatorname\*")
"""Markup that docutils shows wrongly, or that is too high for a hover card."""


class _Allowed(HTMLParser):
    """Copies the elements and attributes in the lists.

    A parser of HTML, since it knows the names of characters that docutils writes.
    """

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.refused = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "math":
            return
        self.refused |= tag not in ELEMENTS
        kept = (
            f' {name}="{value}"'
            for name, value in attrs
            if name in ATTRIBUTES and value and VALUE.fullmatch(value)
        )
        self.parts.append(f"<{tag}{''.join(kept)}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "math":
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.parts.append(escape(data))


def formula_html(formula: str) -> str:
    """Return *formula* as MathML, or else as readable text.

    It is inert, since MathJax typesets all MathML of a page and lets readers move the focus to it.
    """
    words = escape(formula_words(formula))
    if WRONG.search(formula):
        return words
    # Imported here, as few hover cards have formulas.
    from docutils.utils.math import latex2mathml

    parser = _Allowed()
    try:
        parser.feed(latex2mathml.tex2mathml(braced(formula)))
        parser.close()
    except Exception:  # it doesn't say what it raises for input that it doesn't know
        return words
    if parser.refused or not parser.parts:
        return words
    return f"<span inert><math>{''.join(parser.parts)}</math></span>"
