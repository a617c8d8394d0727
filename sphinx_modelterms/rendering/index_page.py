"""The page of the index from A to Z in HTML, in place of the table that Sphinx makes."""

from __future__ import annotations

import string
from html import escape
from typing import TYPE_CHECKING

from sphinx_modelterms.builders import is_book
from sphinx_modelterms.glossary.formulas.spoken import readable
from sphinx_modelterms.glossary.text.collation import OTHER_LETTERS
from sphinx_modelterms.rendering.assets import PRIORITY, SCRIPT, STYLESHEET
from sphinx_modelterms.rendering.formulas import IGNORED
from sphinx_modelterms.rendering.hover_card import dir_attribute, run_html
from sphinx_modelterms.rendering.labels import IN_BRACKETS
from sphinx_modelterms.rendering.term_list import count_line
from sphinx_modelterms.term_index import PAGE, SEE, TEMPLATE, names_by_letter
from sphinx_modelterms.translations import _, is_right_to_left, list_separator

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import Any

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.model import Target, Term
    from sphinx_modelterms.glossary.text.collation import Collation
    from sphinx_modelterms.glossary.views.page import Views
    from sphinx_modelterms.glossary.views.presentation import Badge
    from sphinx_modelterms.term_index import IndexName


def add_index(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    document: nodes.document | None,
) -> str | None:
    """On ``html-page-context``: make the page of the index, and return its template.

    Sphinx writes its indices in each build that writes any page, so that it is never out of date.
    """
    if pagename != PAGE or templatename != TEMPLATE:
        return None
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    pages: StandaloneHTMLBuilder = app.builder  # type: ignore[assignment]
    title = context["title"] = context["indextitle"]
    context["body"] = "".join(IndexPage(pages, domain.build.views).html(title))
    pages.add_css_file(STYLESHEET, priority=PRIORITY)
    pages.add_js_file(SCRIPT, priority=PRIORITY, defer="defer")
    return "page.html"


class IndexPage:
    """Makes the body of the page, of strings: nodes for thousands of names would take seconds."""

    def __init__(self, builder: StandaloneHTMLBuilder, views: Views) -> None:
        self._builder = builder
        self._presentation = views.presentation
        self._glossary = views.glossary
        self._texts = {answer.card.target: answer.card.text for answer in views.answers()}
        self._direction = "rtl" if is_right_to_left(builder.config.language) else "ltr"

    def html(self, title: str) -> Iterator[str]:
        """Yield the parts of the body::

        <section class="mt-list mt-index">
            <h1>
            <p class="mt-count">
            <nav class="mt-letters mt-alphabet">
            <section class="mt-group">             # for each letter
                <h2>
                <dl>
                    <div class="mt-item">          # for each name
        """
        letters = names_by_letter(self._glossary)
        classes = " ".join(("mt-list", "mt-index", *IGNORED))
        yield f'<section class="{classes}" id="{PAGE}">\n<h1>{escape(title)}</h1>\n'
        count = sum(not found.is_other for names in letters.values() for found in names)
        yield f'<p class="mt-count">{escape(count_line(count).astext())}</p>\n'
        yield from alphabet_html(letters, self._glossary.collation)
        for letter, names in letters.items():
            yield f'<section class="mt-group" id="{letter_id(letter)}">\n'
            yield f"<h2>{escape(letter)}</h2>\n<dl>\n"
            yield from map(self._name, names)
            yield "</dl>\n</section>\n"
        yield "</section>\n"

    def _name(self, found: IndexName) -> str:
        term = found.term
        own = dir_attribute(found.name, self._direction)
        link = self._link(term.target, term.full_name)
        if found.is_other:
            before, after = SEE.around("name")
            see = f"{escape(before)}{link}{escape(after)}"
            return (
                f'<div class="mt-item mt-see"><dt{own}>{escape(found.name)}</dt>'
                f"<dd>{see}</dd></div>\n"
            )
        others = ""
        if term.other_names:
            text = IN_BRACKETS.fill(names=list_separator().join(term.other_names))
            others = f' <span class="mt-name">{escape(text)}</span>'
        inline = self._texts.get(term.target, ())
        # An e-book would have to name each page with MathML in its manifest.
        shown = readable(inline) if is_book(self._builder) else inline
        text = "".join(map(run_html, shown))
        # As docutils does; themes know literals by it.
        text = text.replace("<code>", '<code class="docutils literal notranslate">')
        lines = [f"<dd>{text}</dd>"] if text else []
        if kinds := self._kinds(term):
            lines.append(f'<dd class="mt-meta">{kinds}</dd>')
        return (
            f'<div class="mt-item"><dt{own}>{link}{others}</dt>'
            f"{''.join(lines) or '<dd></dd>'}</div>\n"
        )

    def _link(self, target: Target, text: str) -> str:
        uri = f"{self._builder.get_relative_uri(PAGE, target.docname)}#{target.anchor}"
        return f'<a class="reference internal" href="{escape(uri)}">{escape(text, False)}</a>'

    def _kinds(self, term: Term) -> str:
        shown = self._presentation
        kinds = (
            ("mt-category", shown.category(term.category)),
            ("mt-level", shown.levels.get(term.level)),
        )
        return " ".join(_badge(name, badge) for name, badge in kinds if badge)


def _badge(name: str, badge: Badge) -> str:
    colour = f" mt-colour-{badge.colour}" if badge.colour else ""
    step = f" mt-step-{badge.step}" if badge.step else ""
    return f'<span class="{name}{colour}{step}">{escape(badge.title, False)}</span>'


def alphabet_html(present: Collection[str], collation: Collation) -> Iterator[str]:
    """Yield the line of letters: links to those of the index, and the others of the Latin
    alphabet, if the index has any of that.
    """
    latin = string.ascii_uppercase if any(map(str.isascii, {*present} - {OTHER_LETTERS})) else ""
    label = escape(str(_("Letters")))
    yield f'<nav class="mt-letters mt-alphabet" aria-label="{label}">\n'
    for letter in sorted({*present, *latin}, key=collation.key):
        if letter in present:
            yield f'<a href="#{letter_id(letter)}">{escape(letter)}</a>\n'
        else:
            yield f'<span class="mt-absent" aria-hidden="true">{letter}</span>\n'
    yield "</nav>\n"


def letter_id(letter: str) -> str:
    """Return the id of a letter, which is that of Sphinx's own indices."""
    return f"cap-{escape(letter)}" if letter != OTHER_LETTERS else "cap-other"
