"""Resolution of ``:term:`` and the extension's own roles, before Sphinx resolves references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from sphinx_modelterms.any_references import warn_of_meanings
from sphinx_modelterms.doctree.inline import inline_nodes
from sphinx_modelterms.doctree.links import make_link
from sphinx_modelterms.glossary.misread_references import (
    compared_otherwise,
    name_within,
    named_otherwise,
)
from sphinx_modelterms.glossary.text.names import nearest
from sphinx_modelterms.reading.conditions import Conditions
from sphinx_modelterms.reading.first_use import FirstUses
from sphinx_modelterms.reading.term_record import mention_role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any, ClassVar

    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.model import Target

LOGGER = logging.getLogger(__name__)


class TermReferences(SphinxPostTransform):
    """Resolve references to terms, glossary entries and comparisons::

        <pending_xref refdomain="std" reftype="term">
            <inline classes="xref std std-term">
    ->
        <reference classes="mt-ref" internal="True" refuri="...">
            <inline classes="xref std std-term">

    The extension's own roles also get their text from the record, unless the author wrote one.
    Names that no glossary defines are left to Sphinx, which looks in intersphinx inventories and
    warns.
    """

    default_priority: ClassVar[int] = 7
    """Before MyST's and Sphinx's resolvers (9, 10), between sphinx-design's steps (5, 8)."""

    def run(self, **kwargs: Any) -> None:
        domain: ModelTermsDomain = self.env.domains["modelterms"]  # type: ignore[assignment]
        here = self.env.docname
        uses = FirstUses(self.document, Conditions(domain.build.builder, self.config))
        for node in list(self.document.findall(addnodes.pending_xref)):
            role = mention_role(node)
            if role in {"", "any"}:
                continue
            found = domain.build.references.find(role, node["reftarget"])
            by_form = domain.build.glossary.find(node["reftarget"]) is None
            if found is None or (by_form and role == "term"):
                continue
            warn_of_meanings(domain.build.references.meanings(role, node["reftarget"]), node)
            content = node.children
            if found.text and not node.get("refexplicit"):
                content = inline_nodes(uses.text(found, node))
            # Move the content: Sphinx's resolver copies it, but the old node is discarded here.
            refdoc = node.get("refdoc", here)
            classes = () if role == "compare" else ("mt-ref",)
            link = make_link(domain.build.builder, refdoc, found.target, content, *classes)
            if domain.build.builder.format == "latex" and isinstance(node.parent, nodes.title):
                # LaTeX repeats headings in capitals at the top of each page, which would break the
                # link's name.
                link = nodes.inline("", "", *link.children)
            elif is_entry_on_paper(domain, found.target):
                link = plain_reference(found.target, link.children)
            node.replace_self(link)


def resolve_form(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, content: nodes.TextElement
) -> nodes.Element | None:
    """On ``missing-reference``: resolve a plural or another word form of a term's name.

    It runs after intersphinx, so that exact names in other projects win.
    """
    domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]
    if mention_role(node) != "term":
        return None
    found = domain.build.references.find("term", node["reftarget"])
    if found is None:
        return None
    warn_of_meanings(domain.build.references.meanings("term", node["reftarget"]), node)
    refdoc = node.get("refdoc", env.docname)
    target = found.target
    link = make_link(domain.build.builder, refdoc, target, [content], "mt-ref")
    return plain_reference(target, link.children) if is_entry_on_paper(domain, target) else link


def is_entry_on_paper(domain: ModelTermsDomain, target: Target) -> bool:
    """Return True if *target* is an entry of Sphinx's own glossary and the output is a manual
    page."""
    return (
        domain.build.builder.name == "man" and domain.build.glossary.entry_at(target) is not None
    )


def plain_reference(target: Target, content: Sequence[nodes.Node]) -> nodes.reference:
    """Build a reference like Sphinx's own; its look in manual pages depends on docutils'
    version."""
    return nodes.reference("", "", *content, internal=True, refid=target.anchor)


def suggest_names(app: Sphinx, domain: Domain | None, node: addnodes.pending_xref) -> bool | None:
    """On ``warn-missing-reference``: give Sphinx's own warning, followed by the nearest names.

    :returns: True if the warning is given; None leaves it to Sphinx
    """
    terms: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    role, target, kind = mention_role(node), node["reftarget"], node["reftype"]
    if role in {"", "any"} or domain is None or not terms.build.glossary.may_hint():
        return None
    glossary = terms.build.glossary
    if role == "compare":
        comparisons = ["; ".join(c.terms) for c in glossary.all_comparisons]
        hint = compared_otherwise(target, glossary)
        if not hint and (near := _did_you_mean(target, comparisons)):
            hint = f"name its terms with semicolons, or its id; {near}"
    else:
        hint = named_otherwise(target, node.astext(), glossary)
        hint = hint or _did_you_mean(target, glossary.names()) or name_within(target, glossary)
    if not hint:
        return None
    message = domain.dangling_warnings[kind] % {"target": target}
    if role == "compare":
        message = f"there is no comparison of {target!r}"
    LOGGER.warning(f"{message}; {hint}", location=node, type="ref", subtype=kind)
    return True


def _did_you_mean(target: str, names: Iterable[str]) -> str:
    near = nearest(target, names)
    return f"did you mean {' or '.join(map(repr, near))}?" if near else ""
