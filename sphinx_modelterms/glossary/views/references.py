"""Targets and texts of references to terms and comparisons."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.scopes import ANYWHERE
from sphinx_modelterms.glossary.text.inline import in_sentence, text_run
from sphinx_modelterms.glossary.text.templates import fill_template
from sphinx_modelterms.glossary.views.comparison import comparison_title
from sphinx_modelterms.glossary.views.records import Reference

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import NamedTarget, Target, Term
    from sphinx_modelterms.glossary.scopes import Origin
    from sphinx_modelterms.glossary.text.inline import Inline
    from sphinx_modelterms.glossary.views.presentation import Presentation


class References:
    """Resolver of references to terms: from role and written target to place and text.

    :param foreign: names of terms in the inventories of other projects, in lower case, those of
        some also after the key of the project and a colon; intersphinx finds them before we look
        for word forms
    """

    def __init__(
        self, glossary: Glossary, presentation: Presentation, foreign: Collection[str] = ()
    ) -> None:
        self.glossary = glossary
        self.presentation = presentation
        self.foreign = foreign
        # Cached, since there are far fewer names than mentions.
        self._meanings = cache(self._find_meanings)
        self._found = cache(self._find)

    def find(self, role: str, written: str, origin: Origin = ANYWHERE) -> Reference | None:
        """Resolve a reference.

        :param role: ``term``, ``def``, ``abbr``, ``any`` or ``compare``
        :param origin: its place, from
            :meth:`~sphinx_modelterms.glossary.lookup.Glossary.origin`
        """
        return self._found(role, written, origin)

    def _find(self, role: str, written: str, origin: Origin) -> Reference | None:
        if role == "compare":
            comparison = self.glossary.find_comparison(written, origin)
            if comparison is None:
                return None
            title = comparison_title(self.glossary, comparison, self.presentation.versus)
            return Reference(comparison.target, text_run(title))
        targets = self._meanings(role, written, origin)
        if not targets:
            return None
        term = self.glossary.term_at(targets[0].target)
        entry = self.glossary.entry_at(targets[0].target)
        known = term or entry
        text, first = self._text(role, known.name if known else written, term)
        target = targets[0].target
        title = "" if target.docname else self.glossary.outside.link_title(target)
        return Reference(target, text, first, title)

    def target(self, role: str, written: str, origin: Origin = ANYWHERE) -> Target | None:
        """Return the target of a reference to a term."""
        if role == "compare":
            return None
        found = next(iter(self._meanings(role, written, origin)), None)
        return found and found.target

    def meant(self, role: str, written: str, origin: Origin = ANYWHERE) -> Target | None:
        """Return the target of a reference to a term, also of one that intersphinx resolves, if
        terms of other projects are linked automatically.
        """
        outside = self.glossary.outside
        target = self.target(role, written, origin)
        if target or role != "term" or not outside.are_autolinked:
            return target
        named = outside.find(written, self.glossary.spelling, alone=True)
        return named and named.target

    def meanings(self, role: str, written: str, origin: Origin = ANYWHERE) -> list[str]:
        """Return the names of all terms that a reference, or one name of a comparison, can mean.

        They are used for warnings only, so they aren't part of the views.
        """
        return [target.name for target in self._meanings(role, written, origin)]

    def _find_meanings(self, role: str, written: str, origin: Origin) -> tuple[NamedTarget, ...]:
        """Return the terms that a reference can mean, the likeliest first."""
        glossary = self.glossary
        if glossary.find(written) is None and self._is_foreign(role, written):
            return ()
        if (found := glossary.meanings(written, origin)) or role == "any":
            return found
        outside = glossary.outside.find(written, glossary.spelling, alone=role == "term")
        return (outside,) if outside else ()

    def _is_foreign(self, role: str, written: str) -> bool:
        """Return True for a name that no term of this project has, but that intersphinx finds, or
        a lock file has.
        """
        if role == "term" and self.glossary.outside.find_locked(written):
            return True
        project, sign, name = written.partition(":")
        if sign and f"{project}:{name.lower()}" in self.foreign:
            return role in {"term", "any"}
        return written.lower() in self.foreign

    def _text(self, role: str, name: str, term: Term | None) -> tuple[Inline, Inline]:
        """Return the text that replaces the author's, and the text for the first use on a page."""
        if role == "def":
            return (in_sentence(term.definition) if term else ()) or text_run(name), ()
        if role == "abbr" and (term is None or not term.abbr):
            return text_run(name), ()
        if role == "abbr" and term is not None:
            spelt_out = fill_template(self.presentation.spelt_out, name=term.name, abbr=term.abbr)
            return text_run(term.abbr), text_run(spelt_out)
        return (), ()
