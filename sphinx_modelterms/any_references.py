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

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Mention


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


def is_taken(env: BuildEnvironment, builder: Builder, docname: str, target: str) -> bool:
    """Return True if an object other than a term, in this project or another one, has the
    name *target*.

    Domains are asked in the same way as by Sphinx. They search all of their objects, so this is
    slow.
    """
    inventory = getattr(env, "intersphinx_inventory", {})
    if any(target in names for names in inventory.values()):
        return True
    node = addnodes.pending_xref(reftarget=target, refdoc=docname, refexplicit=True)
    text = nodes.inline(target, target)
    for domain in env.domains.values():
        if domain.name != "modelterms":
            try:
                if domain.resolve_any_xref(env, docname, builder, target, node, text):
                    return True
            except NotImplementedError:
                continue
            except NoUri:
                return True
    return False


class AnyForms:
    """Finder of the references by ``any`` that name a word form of a term, such as a plural.

    :param builder: ``None`` as long as no references are resolved
    """

    def __init__(
        self, env: BuildEnvironment, glossary: Glossary, builder: Builder | None = None
    ) -> None:
        self._env = env
        self._glossary = glossary
        self._builder = builder
        self.answers: dict[tuple[str, str], bool] = {}
        """By page and target: True if it is a word form of a term; cached for this build only."""

    def without_others(self, docname: str, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        """Return *mentions* of a page without those by ``any`` that certainly have
        another target.
        """
        return tuple(
            mention
            for mention in mentions
            if mention.role != "any"
            or self._glossary.find(mention.target)
            or self.is_form(docname, mention.target)
        )

    def is_form(self, docname: str, target: str) -> bool:
        """Return True if a reference by ``any`` names a word form of a term, and nothing else.

        :param docname: the page of the reference, to which names of pages are relative
        """
        key = (docname, target)
        if key not in self.answers:
            self.answers[key] = (
                self._builder is not None
                and not is_label(self._env, docname, target)
                and bool(self._glossary.find_form(target))
                and not is_taken(self._env, self._builder, docname, target)
            )
        return self.answers[key]
