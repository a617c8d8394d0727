"""Roles that the extension adds besides Sphinx's own ``:term:``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import ReferenceRole, SphinxRole

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.doctree.blocks import PART, SOURCE_NAME
from sphinx_modelterms.glossary.text.characters import without_controls
from sphinx_modelterms.glossary.text.names import anchor, first_free

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils.nodes import system_message


class RecordRole(XRefRole):
    """Cross-reference to a term or comparison, which supplies the text of the link::

    <pending_xref refdomain="modelterms" reftype="KIND" reftarget="...">
        <inline classes="xref CLASS">

    - ``:term-def:`x``` inserts the definition of x into the sentence.
    - ``:term-abbr:`x``` spells out the abbreviation x at its first use on a page.
    - ``:term-compare:`A; B``` links to the comparison of these terms, or to the one with this id.

    :param kind: ``def``, ``abbr`` or ``compare``
    :param css_class: class of the text of the link
    """

    def __init__(self, kind: str, css_class: str) -> None:
        super().__init__(innernodeclass=nodes.inline, warn_dangling=True)
        self.kind = kind
        self.css_class = css_class

    def run(self) -> tuple[list[nodes.Node], list[system_message]]:
        # The bare name too: Sphinx would otherwise look the node up as a role without a domain.
        self.refdomain, self.reftype = "modelterms", self.kind
        self.classes = ["xref", self.css_class]
        return self.create_non_xref_node() if self.disabled else self.create_xref_node()


class NoAutolinkRole(SphinxRole):
    """Text that is never linked automatically: ``<inline classes="no-autolink">``."""

    def run(self) -> tuple[list[nodes.Node], list[system_message]]:
        return [nodes.inline(self.rawtext, self.text, classes=["no-autolink"])], []


class DefinedWordRole(ReferenceRole):
    """Define a word in a sentence, which is its definition. It can be written as
    ``words <name>``::

    <index entries="('single', 'NAME', 'term-SLUG', 'main', None)">
    <target ids="term-SLUG">
    <emphasis classes="mt-dfn no-autolink" modelterms="dfn" refid="term-SLUG">
    """

    def run(self) -> tuple[list[nodes.Node], list[system_message]]:
        name = " ".join(without_controls(self.target).split())
        words = " ".join(without_controls(self.title).split())
        if not name.strip("<> ") or not words:
            where = self.get_location()
            message = f"{self.name!r} defines no word. Write a name, or 'words <name>'"
            warn(Subtype.NO_NAME, message, where)
            return [nodes.Text(words)], []
        document = self.inliner.document
        anchor_ = first_free(anchor(name), document.ids)
        index = addnodes.index(entries=[("single", name.replace(";", ","), anchor_, "main", None)])
        target = nodes.target("", "", ids=[anchor_])
        word = nodes.emphasis(self.rawtext, words, classes=["mt-dfn", "no-autolink"])
        word[PART], word[SOURCE_NAME], word["refid"] = "dfn", name, anchor_
        for node in (index, target, word):
            self.set_source_info(node)
        document.ids[anchor_] = target
        return [index, target, word], []


RECORD_ROLES: Mapping[str, RecordRole] = {
    "def": RecordRole("def", "mt-def"),
    "abbr": RecordRole("abbr", "mt-abbr"),
    "compare": RecordRole("compare", "mt-compare-ref"),  # `mt-compare` is the table
}
"""Roles whose text comes from records; without the domain, their names begin with ``term-``."""
