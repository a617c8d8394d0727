"""Footnotes that explain terms in a PDF made with LaTeX, where nothing can open as one reads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_modelterms.doctree.blocks import part_of
from sphinx_modelterms.doctree.inline import inline_nodes
from sphinx_modelterms.doctree.walking import ancestors, elements_of_documents
from sphinx_modelterms.glossary.model import Target

if TYPE_CHECKING:
    from typing import Any, ClassVar

    from sphinx_modelterms.domain import ModelTermsDomain

RUNNING_TEXT = frozenset({"", "card", "definition", "explanation", "examples", "example"})
"""Parts of cards in which terms are explained; other parts are lists of links."""

WITHOUT_NOTES = (nodes.title, nodes.rubric, nodes.term, nodes.caption, nodes.thead, nodes.footnote)
"""Nodes in which LaTeX would print a note elsewhere, or that are printed twice."""


class TermNotes(SphinxPostTransform):
    """Add a footnote where a page first mentions a term that another page defines::

    <reference refuri="%terms#term-token">
    ->
    <reference refuri="%terms#term-token">
    <footnote_reference refid="term-note-1">
    ...
    <footnote auto="1" ids="term-note-1">
        <label>
        <paragraph>                             # as on a hover card
    """

    default_priority: ClassVar[int] = 300
    """After references are resolved, before Sphinx puts the text of footnotes in their place."""
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        if self.config.modelterms_latex_gloss != "notes":
            return
        domain: ModelTermsDomain = self.env.domains["modelterms"]  # type: ignore[assignment]
        explanation = domain.build.views.explanation
        noted: set[tuple[str, Target]] = set()
        last = self._last_numbers()
        links = elements_of_documents(self.document, self.env.docname, _is_link)
        for docname, link in links:
            target = _target_of(link["refuri"])
            if target.docname == docname or (docname, target) in noted or not _takes_note(link):
                continue
            if text := explanation(target):
                noted.add((docname, target))
                last[docname] += 1
                note = nodes.paragraph("", "", *inline_nodes(text))
                self._add_note(docname, str(last[docname]), link, note)

    def _add_note(
        self, docname: str, number: str, link: nodes.Element, text: nodes.paragraph
    ) -> None:
        name = f"term-note-{number}"
        mark = nodes.footnote_reference("", number, refid=name, docname=docname)
        label = nodes.label("", number)
        self.document += nodes.footnote("", label, text, ids=[name], docname=docname, auto=1)
        link.parent.insert(link.parent.index(link) + 1, mark)

    def _last_numbers(self) -> Counter[str]:
        """Return the highest number of the author's own footnotes, by docname."""
        last: Counter[str] = Counter()
        for note in self.document.findall(nodes.footnote):
            number = note.children[0].astext().strip()
            if number.isdecimal():
                last[note["docname"]] = max(last[note["docname"]], int(number))
        return last


def _is_link(node: nodes.Element) -> bool:
    return isinstance(node, nodes.reference) and str(node.get("refuri", "")).startswith("%")


def _target_of(uri: str) -> Target:
    """Return the target of a URI of the LaTeX builder, such as ``%terms#term-token``."""
    docname, _, anchor = uri[1:].partition("#")
    return Target(docname, anchor)


def _takes_note(link: nodes.Element) -> bool:
    above = list(ancestors(link))
    return not any(isinstance(node, WITHOUT_NOTES) for node in above) and all(
        part_of(node) in RUNNING_TEXT for node in above
    )
