"""Comparison of two versions of a vocabulary: which terms are new, gone, renamed or redefined."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx_modelterms.formats.vocabulary import PublishedTerm, Vocabulary

    TextOf = Callable[[PublishedTerm], str]
    TextsOf = Callable[[PublishedTerm], Iterable[str]]

SAME, REMOVED, ADDED = "same", "removed", "added"
"""The kinds of changes of words."""


class WordChange(NamedTuple):
    """Words of a definition."""

    kind: str
    """:data:`SAME`, :data:`REMOVED` or :data:`ADDED`."""
    words: str


class FieldChange(NamedTuple):
    """The difference between the values of a field."""

    field: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


class TermChange(NamedTuple):
    """The differences between two versions of a term."""

    old: PublishedTerm
    new: PublishedTerm
    definition: tuple[WordChange, ...]
    """The definition word by word; empty if it is the same."""
    fields: tuple[FieldChange, ...]

    @property
    def is_renamed(self) -> bool:
        """True if the name or the scope has changed."""
        return self.old.full_name != self.new.full_name


class VocabularyChanges(NamedTuple):
    """The differences between two versions of a vocabulary."""

    new: tuple[PublishedTerm, ...]
    gone: tuple[PublishedTerm, ...]
    changed: tuple[TermChange, ...]

    @property
    def is_empty(self) -> bool:
        """True if the versions have the same terms."""
        return not any(self)


FIELDS: Mapping[str, TextsOf] = {
    "abbreviation": lambda term: [term.abbr],
    "aliases": lambda term: term.aliases,
    "words to avoid": lambda term: term.avoid,
    "category": lambda term: [term.category],
    "level": lambda term: [term.level],
    "status": lambda term: [term.status],
    "new in version": lambda term: [term.since],
    "changed in version": lambda term: [": ".join(filter(None, c)) for c in term.changed],
}
"""The fields that are compared as texts."""

RELATIONS: Mapping[str, tuple[str, TextsOf]] = {
    "broader terms": ("broader", lambda term: term.broader),
    "terms to read first": ("requires", lambda term: term.requires),
    "related terms": ("related", lambda term: term.related),
    "replacement": ("replaced_by", lambda term: [term.replaced_by]),
}
"""The fields that are compared as terms: a term that has only moved or got another name is the
same. Those of other projects are compared by their names.
"""


def compare_vocabularies(old: Vocabulary, new: Vocabulary) -> VocabularyChanges:
    """Return the differences between two versions of a vocabulary, in the order of the new one."""
    pairs = list(_pairs(old, new))
    by_new = {id(after): before for before, after in pairs}
    known = {id(before) for before, _ in pairs}
    old_names, new_names = _names(old), _names(new)
    # A relation to a renamed term is the same.
    today = {before.full_name: after.full_name for before, after in pairs}
    old_names = {url: today.get(name, name) for url, name in old_names.items()}
    changes = (
        _change(by_new[id(term)], term, old_names, new_names)
        for term in new.terms
        if id(term) in by_new
    )
    return VocabularyChanges(
        tuple(term for term in new.terms if id(term) not in by_new),
        tuple(term for term in old.terms if id(term) not in known),
        tuple(c for c in changes if c.is_renamed or c.definition or c.fields),
    )


def _names(vocabulary: Vocabulary) -> dict[str, str]:
    return {term.url: term.full_name for term in vocabulary.terms}


def _pairs(old: Vocabulary, new: Vocabulary) -> Iterator[tuple[PublishedTerm, PublishedTerm]]:
    """Yield the terms that both versions have.

    They have the same name; or the new one says its former name; or they have the same id, or
    exactly the same definition.
    """
    gone, come = {id(term): term for term in old.terms}, {id(term): term for term in new.terms}
    keys: tuple[tuple[TextOf, TextsOf], ...] = (
        (lambda term: fold(term.full_name), lambda term: [fold(term.full_name)]),
        (lambda term: fold(term.name), lambda term: map(fold, term.former_names)),
        (lambda term: term.id, lambda term: [term.id]),
        (lambda term: term.summary, lambda term: filter(None, [term.summary])),
    )
    for old_key, new_keys in keys:
        waiting = {old_key(term): term for term in reversed(gone.values())}
        for term in tuple(come.values()):
            before = next((waiting.pop(key) for key in new_keys(term) if key in waiting), None)
            if before is not None:
                del gone[id(before)], come[id(term)]
                yield before, term


def _change(
    old: PublishedTerm,
    new: PublishedTerm,
    old_names: Mapping[str, str],
    new_names: Mapping[str, str],
) -> TermChange:
    values = [(field, get(old), get(new)) for field, get in FIELDS.items()]
    for field, (relation, get) in RELATIONS.items():
        before, after = (
            [names[url] for url in get(term) if url in names]
            + [outside.name for outside in term.outside(relation)]
            for term, names in ((old, old_names), (new, new_names))
        )
        values.append((field, before, after))
    fields = (FieldChange(field, *_difference(a, b)) for field, a, b in values)
    return TermChange(
        old,
        new,
        tuple(word_changes(old.summary, new.summary)) if old.summary != new.summary else (),
        tuple(change for change in fields if change.removed or change.added),
    )


def _difference(old: Iterable[str], new: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the texts that only the old and only the new list have."""
    before, after = dict.fromkeys(filter(None, old)), dict.fromkeys(filter(None, new))
    removed = tuple(text for text in before if text not in after)
    return removed, tuple(text for text in after if text not in before)


LONGEST = 2_000
"""Number of words up to which definitions are compared word by word, which takes long for more."""


def word_changes(old: str, new: str) -> Iterator[WordChange]:
    """Yield the words of two versions of a text.

    >>> [tuple(change) for change in word_changes("A small piece", "A piece")]
    [('same', 'A'), ('removed', 'small'), ('same', 'piece')]
    """
    before, after = old.split(), new.split()
    if max(len(before), len(after)) > LONGEST:
        yield from (WordChange(REMOVED, old), WordChange(ADDED, new))
        return
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield WordChange(SAME, " ".join(before[a:b]))
            continue
        if a < b:
            yield WordChange(REMOVED, " ".join(before[a:b]))
        if c < d:
            yield WordChange(ADDED, " ".join(after[c:d]))
