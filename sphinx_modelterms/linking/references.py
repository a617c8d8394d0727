"""Resolution of ``:term:`` and the extension's own roles, before Sphinx resolves references."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from sphinx_modelterms.any_references import warn_of_meanings
from sphinx_modelterms.doctree.inline import inline_nodes
from sphinx_modelterms.doctree.links import outside_address, put_in_place, reference_link
from sphinx_modelterms.glossary.misread_references import (
    compared_otherwise,
    name_within,
    named_otherwise,
)
from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from sphinx_modelterms.glossary.text.names import nearest
from sphinx_modelterms.glossary.views.records import Reference
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
    from sphinx_modelterms.glossary.lookup import Glossary

LOGGER = logging.getLogger(__name__)


class TermReferences(SphinxPostTransform):
    """Resolve references to terms, glossary entries and comparisons::

        <pending_xref refdomain="std" reftype="term">
            <inline classes="xref std std-term">
    ->
        <reference classes="mt-ref" internal="True" refuri="...">
            <inline classes="xref std std-term">

    The extension's own roles also get their text from the record, unless the author wrote one.
    Sphinx resolves names that no glossary defines: it looks in intersphinx inventories, and warns
    if it finds nothing.
    """

    default_priority: ClassVar[int] = 7
    """Before MyST's and Sphinx's resolvers (9, 10), between sphinx-design's steps (5, 8)."""

    def run(self, **kwargs: Any) -> None:
        domain: ModelTermsDomain = self.env.domains["modelterms"]  # type: ignore[assignment]
        here = self.env.docname
        builder, references = domain.build.builder, domain.build.references
        uses = FirstUses(self.document, Conditions(builder, self.config))
        for node in list(self.document.findall(addnodes.pending_xref)):
            role = mention_role(node)
            if role in {"", "any"}:
                continue
            target = node["reftarget"]
            origin = domain.origin(node, here)
            found = references.find(role, target, origin)
            if found is None or (role == "term" and references.glossary.find(target) is None):
                self._link_locked(node, role, references.glossary)
                continue  # not ours, or by a word form: resolve_form
            for name in target.split(";") if role == "compare" else (target,):
                meanings = references.meanings(role, name.strip(), origin)
                warn_of_meanings(meanings, node, name.strip())
            content = node.children
            if found.text and not node.get("refexplicit"):
                content = [_supplied(inline_nodes(uses.text(found, node)), node)]
            # Move the content: Sphinx's resolver copies it, but the old node is discarded here.
            refdoc = node.get("refdoc", here)
            classes = () if role == "compare" else ("mt-ref",)
            is_entry = references.glossary.entry_at(found.target) is not None
            link = reference_link(
                builder, node, refdoc, found.target, content, *classes, is_entry=is_entry
            )
            put_in_place(node, link)

    def _link_locked(self, node: addnodes.pending_xref, role: str, glossary: Glossary) -> None:
        """Resolve a reference to a term of another project in the lock file, which intersphinx
        would do, too, with network.
        """
        target = node["reftarget"]
        locked = glossary.outside.find_locked(target) if role == "term" else None
        if locked and glossary.find(target) is None:
            found = Reference(locked.target, title=glossary.outside.link_title(locked.target))
            text = cast("nodes.TextElement", node.children[0])
            refdoc = node.get("refdoc", self.env.docname)
            put_in_place(node, _outside_link(node, refdoc, found, text))


def _supplied(text: Sequence[nodes.Node], node: addnodes.pending_xref) -> nodes.inline:
    """Return the text that a record supplies for *node*, with the class of the role.

    Without the class ``xref``, for which text and manual pages emphasize what authors wrote.
    """
    classes = node.children[0]["classes"]  # type: ignore[index]
    return nodes.inline("", "", *text, classes=[name for name in classes if name != "xref"])


def resolve_form(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, content: nodes.TextElement
) -> nodes.Element | None:
    """On ``missing-reference``: resolve a plural or another word form of a term's name, or of one
    of another project. For ``any``, also a name in another letter case, or of an entry.

    It runs after intersphinx, so that exact names in other projects win.
    """
    domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]
    role = mention_role(node)
    if role not in {"term", "any"}:
        return None
    references, written = domain.build.references, node["reftarget"]
    origin = domain.origin(node, env.docname)
    found = references.find(role, written, origin)
    if found is None or (role == "any" and not domain.build.any_forms.is_term(node, env.docname)):
        return None
    warn_of_meanings(references.meanings(role, written, origin), node)
    refdoc = node.get("refdoc", env.docname)
    target = found.target
    if not target.docname:
        return _outside_link(node, refdoc, found, content)
    builder, is_entry = domain.build.builder, references.glossary.entry_at(target) is not None
    return reference_link(builder, node, refdoc, target, [content], "mt-ref", is_entry=is_entry)


def _outside_link(
    node: addnodes.pending_xref, refdoc: str, found: Reference, content: nodes.TextElement
) -> nodes.reference:
    """Return the link that intersphinx would make, so that it is the same with a lock file and
    without network.
    """
    project, sign, name = content.astext().partition(":")
    if sign and not node.get("refexplicit") and node["reftarget"].startswith(f"{project}:"):
        content = content.__class__(name, name)
    uri = outside_address(refdoc, found.target)
    return nodes.reference("", "", content, internal=False, refuri=uri, reftitle=found.title)


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
            hint = f"List its terms, separated by semicolons, or its id. {near}"
    else:
        origin = terms.origin(node, app.env.docname)
        # Projects that modelterms_other doesn't name are left to intersphinx.
        is_named = target.partition(":")[0] in glossary.outside.projects
        hint = glossary.outside.unknown(target, lambda: True) if is_named else ""
        hint = hint and f"{hint[:1].upper()}{hint[1:]}"
        hint = hint or named_otherwise(target, node.astext(), glossary, origin)
        hint = hint or _did_you_mean(target, glossary.names()) or name_within(target, glossary)
    if not hint:
        return None
    message = domain.dangling_warnings[kind] % {"target": target}
    if role == "compare":
        message = f"there is no comparison of {target!r}."
    text = with_full_stop(f"{with_full_stop(message)} {hint}")
    LOGGER.warning(text, location=node, type="ref", subtype=kind)
    return True


def _did_you_mean(target: str, names: Iterable[str]) -> str:
    near = nearest(target, names)
    return f"Did you mean {' or '.join(map(repr, near))}?" if near else ""
