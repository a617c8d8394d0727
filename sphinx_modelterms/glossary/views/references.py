"""Targets and texts of references to terms and comparisons."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.inline import in_sentence, text_run
from sphinx_modelterms.glossary.text.templates import fill_template
from sphinx_modelterms.glossary.views.comparison import comparison_title
from sphinx_modelterms.glossary.views.records import Reference

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx_modelterms.glossary.lookup import Glossary, NamedTarget
    from sphinx_modelterms.glossary.model import Target, Term
    from sphinx_modelterms.glossary.text.inline import Inline
    from sphinx_modelterms.glossary.views.presentation import Presentation


class References:
    """Resolver of references to terms: from role and written target to place and text.

    :param foreign: lower-case names of terms in other projects, which take precedence over word
        forms of ours
    """

    def __init__(
        self, glossary: Glossary, presentation: Presentation, foreign: Collection[str] = ()
    ) -> None:
        self.glossary = glossary
        self.presentation = presentation
        self.foreign = foreign
        # Cached, since there are far fewer names than mentions.
        self._meanings = cache(self._find_meanings)
        self.find = cache(self._find)

    def _find(self, role: str, written: str) -> Reference | None:
        """Resolve a reference; *role* is ``term``, ``def``, ``abbr``, ``any`` or ``compare``."""
        if role == "compare":
            comparison = self.glossary.find_comparison(written)
            if comparison is None:
                return None
            title = comparison_title(self.glossary, comparison, self.presentation.versus)
            return Reference(comparison.target, text_run(title))
        targets = self._meanings(role, written)
        if not targets:
            return None
        term = self.glossary.term_at(targets[0].target)
        text, first = self._text(role, targets[0].name, term)
        return Reference(targets[0].target, text, first)

    def target(self, role: str, written: str) -> Target | None:
        """Return the target of a reference to a term."""
        if role == "compare":
            return None
        found = next(iter(self._meanings(role, written)), None)
        return found and found.target

    def meanings(self, role: str, written: str) -> list[str]:
        """Return the names of all terms that a reference can mean.

        They are used for warnings only, so they are no part of the views.
        """
        return [] if role == "compare" else [t.name for t in self._meanings(role, written)]

    def _find_meanings(self, role: str, written: str) -> tuple[NamedTarget, ...]:
        """Return the terms that a reference can mean, the likeliest first."""
        if self.glossary.find(written) is None and written.lower() in self.foreign:
            return ()
        return self.glossary.meanings(written)

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
