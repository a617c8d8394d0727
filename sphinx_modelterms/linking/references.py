"""Links: every ``:term:`` that we own becomes a reference before Sphinx looks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.linking.links import make_link
from sphinx_modelterms.linking.records import mention_role
from sphinx_modelterms.linking.runs import inline_nodes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, ClassVar

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.model import Inline
    from sphinx_modelterms.glossary.shown import Reference


class TermReferences(SphinxPostTransform):
    """Resolve references to terms, glossary entries and comparisons::

        <pending_xref refdomain="std" reftype="term">
            <inline classes="xref std std-term">
    ->
        <reference classes="mt-ref" internal="True" refuri="...">
            <inline classes="xref std std-term">

    The other roles get a text of theirs, unless the author wrote one. What no glossary knows is
    left to Sphinx, which asks intersphinx and warns.
    """

    default_priority: ClassVar[int] = 7
    """Before MyST's and Sphinx's resolvers (9, 10), between sphinx-design's steps (5, 8)."""

    def run(self, **kwargs: Any) -> None:
        domain: ModelTermsDomain = self.env.domains["modelterms"]  # type: ignore[assignment]
        here = self.env.docname
        spelt_out: set[tuple[str, str]] = set()
        for node in list(self.document.findall(addnodes.pending_xref)):
            role = mention_role(node)
            if role in {"", "any"}:
                continue
            found = domain.views.reference(role, node["reftarget"])
            by_form = domain.glossary.find(node["reftarget"]) is None
            if found is None or (by_form and role == "term"):
                continue
            warn_of_meanings(domain.views.meanings(role, node["reftarget"]), node)
            content = node.children
            if found.text and not node.get("refexplicit"):
                content = inline_nodes(_text_here(found, node, spelt_out))
            # The content is moved, not copied as in Sphinx's resolver: the old node goes away.
            refdoc = node.get("refdoc", here)
            classes = () if role == "compare" else ("mt-ref",)
            place = (found.docname, found.anchor)
            link = make_link(domain.builder, refdoc, *place, content, *classes)
            if domain.builder.format == "latex" and isinstance(node.parent, nodes.title):
                # Headings are repeated at the top of each page, in capitals the link's name too.
                link = nodes.inline("", "", *link.children)
            node.replace_self(link)


def resolve_form(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, content: nodes.TextElement
) -> nodes.Element | None:
    """On ``missing-reference``: a plural or the like of a name of ours.

    After intersphinx, so that words of other projects stay theirs.
    """
    domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]
    if mention_role(node) != "term":
        return None
    found = domain.views.reference("term", node["reftarget"])
    if found is None:
        return None
    warn_of_meanings(domain.views.meanings("term", node["reftarget"]), node)
    refdoc = node.get("refdoc", env.docname)
    place = (found.docname, found.anchor)
    return make_link(domain.builder, refdoc, *place, [content], "mt-ref")


def warn_of_meanings(meanings: Sequence[str], node: addnodes.pending_xref) -> None:
    """Warn if a reference can mean several terms."""
    if len(meanings) > 1:
        names = " or ".join(map(repr, meanings))
        message = f"{node['reftarget']!r} can mean {names}; it leads to the first: write the name"
        warn(Subtype.AMBIGUOUS, message, node)


def _text_here(
    found: Reference, node: addnodes.pending_xref, spelt_out: set[tuple[str, str]]
) -> Inline:
    """An abbreviation is spelt out at its first use, but not in titles, which do not count.

    :param spelt_out: where the abbreviations lead that were spelt out before
    """
    place = (found.docname, found.anchor)
    if not found.first or place in spelt_out or isinstance(node.parent, nodes.title):
        return found.text
    spelt_out.add(place)
    return found.first
