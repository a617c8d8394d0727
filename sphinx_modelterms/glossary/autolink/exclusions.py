"""Terms and phrases that settings and options exclude from automatic links."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from sphinx_modelterms.glossary.autolink.rules import Settings
    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Target


class Exclusions:
    """The terms and phrases of a glossary that are never linked."""

    def __init__(self, glossary: Glossary, settings: Settings) -> None:
        self._glossary = glossary
        self._settings = settings

    @cached_property
    def terms(self) -> Set[Target]:
        """The terms that the settings exclude."""
        found = map(self._glossary.find_anywhere, self._settings.without_terms)
        return frozenset(self._glossary.head(named.target) for named in found if named)

    def excludes(self, target: Target) -> bool:
        """Return True if the term at *target* or the settings exclude it."""
        if self._settings.for_rules:
            return False
        term = self._glossary.term_at(target)
        is_switched_off = term is not None and term.no_autolink
        return is_switched_off or self._glossary.head(target) in self.terms

    @cached_property
    def _phrases(self) -> Mapping[Target, tuple[str, ...]]:
        """The phrases of :attr:`Settings.without_phrases` by term."""
        found: dict[Target, tuple[str, ...]] = defaultdict(tuple)
        for name, phrase in self._settings.without_phrases:
            if named := self._glossary.find_anywhere(name):
                found[self._glossary.head(named.target)] += (phrase,)
        return dict(found)

    def phrases(self, target: Target) -> tuple[str, ...]:
        """Return the phrases in which the term or entry at *target* isn't meant."""
        term = self._glossary.term_at(target)
        in_settings = self._phrases.get(self._glossary.head(target), ())
        return (*term.not_in, *in_settings) if term else in_settings
