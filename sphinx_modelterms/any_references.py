"""Ambiguous references: by ``any``, which objects of all domains can answer, and by
shared names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.util import docname_join

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.doctree.blocks import SCOPES
from sphinx_modelterms.glossary.scopes import split_scope
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Mention
    from sphinx_modelterms.glossary.scopes import Origin

    ReferenceContext = tuple[tuple[str, str], ...]
    """Attributes of a reference, with their values; see :func:`reference_context`."""

RAW_ID = "modelterms:raw-id"
"""Attribute of a Markdown link whose target is an element in raw HTML on its page."""

_RAW_ID = lazy_pattern(r"""(?i)<[^>]*?\s(?:id|name)\s*=\s*["']?([^"'\s>]+)""")


def mark_links_to_raw_ids(app: Sphinx, document: nodes.document) -> None:
    """On ``doctree-read``: mark the links in Markdown that lead to an element in raw HTML.

    MyST-Parser finds no target for them, but leaves the link as it is written, which browsers
    follow.
    """
    found = set()
    for raw in document.findall(nodes.raw):
        if "html" in raw.get("format", "").split():
            found.update(_RAW_ID.findall(raw.astext()))
    if not found:
        return
    for node in document.findall(addnodes.pending_xref):
        if node.get("reftype") == "myst" and node["reftarget"] in found:
            node[RAW_ID] = node["reftarget"]


LOCAL_ID = "reflocalid"
"""Attribute of a Markdown link whose target is an id on its page, if nothing else has the name."""


def warn_of_meanings(
    meanings: Sequence[str], node: addnodes.pending_xref, written: str = ""
) -> None:
    """Warn if a reference can mean several terms.

    :param written: the name, if it is a part of the reference
    """
    if len(meanings) > 1:
        name = written or node["reftarget"]
        message = f"{name!r} can mean {' or '.join(map(repr, meanings))}, and links "
        message += "to the first. Write the name of the term that you mean"
        warn(Subtype.AMBIGUOUS, message, node)


def is_label(env: BuildEnvironment, docname: str, target: str) -> bool:
    """Return True if *target* is a label or a page, as most references by ``any`` are."""
    labels = env.domains["std"].anonlabels
    return target.lower() in labels or docname_join(docname, target) in env.all_docs


def reference_context(node: addnodes.pending_xref) -> ReferenceContext:
    """Return the attributes of a reference by ``any`` by which domains and MyST-Parser find more
    names, such as ``std:program`` and ``py:module``.
    """
    return tuple(
        (name, value)
        for name, value in sorted(node.attributes.items())
        if (":" in name or name == LOCAL_ID) and isinstance(value, str)
    )


def is_in_domains(
    env: BuildEnvironment, builder: Builder, node: addnodes.pending_xref, target: str
) -> bool:
    """Return True if an object other than a term has the name *target*.

    Domains are asked in the same way as by Sphinx. They search all of their objects, so this is
    slow.
    """
    docname, text = node["refdoc"], nodes.inline(target, target)
    for domain in env.domains.values():
        if domain.name == "modelterms":
            continue
        place = env, docname, builder
        try:
            try:
                found = bool(domain.resolve_any_xref(*place, target, node, text))
            except NotImplementedError:  # Sphinx tries all roles then
                found = any(
                    domain.resolve_xref(*place, role, target, node, text) for role in domain.roles
                )
        except NoUri:  # the object is on a page that this format doesn't have
            found = True
        if found:
            return True
    return False


class AnyForms:
    """Finder of the references by ``any`` that name a term, in any form.

    A reference with exactly the name of a ``term`` directive always does. Other forms of the name,
    as well as all names of entries of Sphinx's own glossaries that Sphinx itself doesn't find,
    name a term only if nothing else has the name: so no reference that Sphinx resolves gets
    another target, or a second one.

    :param builder: ``None`` as long as no references are resolved
    :param is_foreign: returns True for a name in the inventory of another project
    """

    def __init__(
        self,
        env: BuildEnvironment,
        glossary: Glossary,
        builder: Builder | None = None,
        is_foreign: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._env = env
        self._glossary = glossary
        self._builder = builder
        self._is_foreign = is_foreign
        self._taken: dict[tuple[str, ReferenceContext], bool] = {}
        self.answers: dict[tuple[str, str, tuple[str, ...], ReferenceContext], bool] = {}
        """By page, target, scopes and context: True if it names a term; cached for this build
        only.
        """

    def without_others(self, docname: str, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        """Return *mentions* of a page without those by ``any`` that certainly have
        another target.
        """
        return tuple(
            mention
            for mention in mentions
            if mention.role != "any"
            or self._is_term(docname, mention.target, mention.scopes, mention.context)
        )

    def is_term(self, node: addnodes.pending_xref, docname: str) -> bool:
        """Return True if a reference by ``any`` names a term.

        :param docname: the page, if the reference doesn't know its own
        """
        page, scopes = node.get("refdoc", docname), node.get(SCOPES, ())
        return self._is_term(page, node["reftarget"], scopes, reference_context(node))

    def is_exact(self, target: str, origin: Origin) -> bool:
        """Return True if *target* is exactly the name of a ``term`` directive."""
        found = self._glossary.find(target, origin)
        term = self._glossary.term_at(found.target) if found else None
        names = (*term.own_names, *term.found_names) if term else ()
        return target in names or split_scope(target)[0] in names

    def _is_term(
        self, docname: str, target: str, scopes: tuple[str, ...], context: ReferenceContext
    ) -> bool:
        key = docname, target, scopes, context
        if key not in self.answers:
            self.answers[key] = self._names_term(docname, target, scopes, context)
        return self.answers[key]

    def _names_term(
        self, docname: str, target: str, scopes: tuple[str, ...], context: ReferenceContext
    ) -> bool:
        if ("term", target.lower()) in self._env.domains["std"].objects:
            return True
        if RAW_ID in dict(context):
            return False
        origin = self._glossary.origin(docname, scopes)
        return self.is_exact(target, origin) or (
            not is_label(self._env, docname, target)
            and bool(self._glossary.meanings(target, origin))
            and not self._is_taken(docname, target, context)
        )

    def _is_taken(self, docname: str, target: str, context: ReferenceContext) -> bool:
        """Return True if an object other than a term, in this project or another one, has the
        name *target*.
        """
        key = target, context
        if key not in self._taken:
            self._taken[key] = self._builder is None or self._is_found(docname, target, context)
        return self._taken[key]

    def _is_found(self, docname: str, target: str, context: ReferenceContext) -> bool:
        assert self._builder is not None
        fixed = {"reftype": "any", "reftarget": target, "refdoc": docname, "refexplicit": True}
        node = addnodes.pending_xref("", **dict(context), **fixed)
        qualified = (d.get_full_qualified_name(node) for d in self._env.domains.values())
        return (
            LOCAL_ID in node
            or any(map(self._is_foreign, {target, *filter(None, qualified)}))
            or is_in_domains(self._env, self._builder, node, target)
        )
