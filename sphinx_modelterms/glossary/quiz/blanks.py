"""Names of terms in texts, and blanks in their place."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.common_words import word_set
from sphinx_modelterms.glossary.text.inline import Run, plain
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.matcher import Matcher
from sphinx_modelterms.glossary.text.name_tree import Name
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Target, Term
    from sphinx_modelterms.glossary.text.inline import Inline

BLANK = "_____"
"""The text in the place of a name."""

ARTICLES = word_set(
    "a an the der die das den dem des ein eine einen einem einer eines le la les l un une el los "
    "las una il lo gli i uno de het een o os as um uma"
)
"""Words before a name that tell its gender or number, or the sound of its first letter."""

_BEFORE = lazy_pattern(r"(?:^|(?<=[\s(\"'“«]))([^\W\d_]+)(?:\s+|['’])$")
_TWICE = lazy_pattern(rf"{BLANK}(?:\s*\(\s*{BLANK}\s*\)|,?\s+or\s+{BLANK},?)")


class Use(NamedTuple):
    """A name of a term in a text."""

    start: int
    end: int
    targets: tuple[Target, ...]
    """The terms that have the name."""


class NamesInTexts:
    """Finder of the names of all terms, in every form, in texts."""

    def __init__(self, glossary: Glossary, terms: Iterable[Term]) -> None:
        self._glossary = glossary
        self._owners: list[dict[Target, None]] = []
        self._matcher = Matcher(self._names(terms), glossary.spelling)
        self.uses = cache(self._uses)
        self.targets = cache(self._targets)

    def _names(self, terms: Iterable[Term]) -> Iterator[Name]:
        rules = self._glossary.form_rules
        owners: dict[tuple[str, bool], dict[Target, None]] = defaultdict(dict)
        for term in terms:
            exact = term.case == "exact"
            for name in all_names(term):
                for form in rules.forms(name, exact):
                    owners[form.text, form.exact][term.target] = None
            for text in term.forms:
                owners[text, exact][term.target] = None
        for (text, exact), targets in owners.items():
            yield Name(text, len(self._owners), exact)
            self._owners.append(targets)

    def _uses(self, text: str) -> tuple[Use, ...]:
        """Return the names in *text*, from left to right."""
        return tuple(
            Use(start, end, tuple({t: None for n in numbers for t in self._owners[n]}))
            for start, end, numbers in self._matcher.find(text)
        )

    def _targets(self, text: str) -> frozenset[Target]:
        """Return the terms whose names are in *text*."""
        return frozenset(target for use in self.uses(text) for target in use.targets)

    def blanked(self, inline: Inline, term: Term) -> Inline:
        """Return *inline* with a blank for each name of *term*, and the article before it."""
        text = plain(inline)
        places = [
            (_start_of_article(text, use.start), use.end)
            for use in self.uses(text)
            if term.target in use.targets
        ]
        return _without_doubles(_cut(inline, places)) if places else inline


def all_names(term: Term) -> tuple[str, ...]:
    """Return every name of *term* except its forms, each once."""
    names = (*term.own_names, *term.found_names, *term.former_names, *term.avoid)
    return tuple(dict.fromkeys(names))


def _start_of_article(text: str, start: int) -> int:
    found = _BEFORE.search(text[:start])
    return found.start(1) if found and found[1].lower() in ARTICLES else start


def _cut(inline: Inline, places: Iterable[tuple[int, int]]) -> Inline:
    """Return *inline* with a blank in each of *places*."""
    runs: list[Run] = []
    left = list(places)
    offset = 0
    for run in inline:
        text, begin, end = "", offset, offset + len(run.text)
        position = begin
        for first, last in left:
            if last <= begin or first >= end:
                continue
            text += run.text[position - begin : max(first - begin, 0)]
            text += BLANK if first >= begin else ""
            position = min(last, end)
        text += run.text[position - begin :]
        offset = end
        if text:
            runs.append(Run(run.kind, text))
    return tuple(runs)


def _without_doubles(inline: Inline) -> Inline:
    """Return *inline* with one blank for a name that another one in brackets follows."""
    return tuple(
        Run(kind, _TWICE.sub(BLANK, text)) if BLANK in text else Run(kind, text)
        for kind, text in inline
    )
