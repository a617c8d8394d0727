"""Quality rules for terms, which a project can switch on."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.consistency import Problem, trail_of
from sphinx_modelterms.glossary.definitions import MARKS, Definitions
from sphinx_modelterms.glossary.relation_specs import RELATIONS
from sphinx_modelterms.glossary.text.abbreviations import unexplained
from sphinx_modelterms.glossary.text.inline import plain
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Term

LONGEST_DEFINITION = 200

_IS_WHEN = lazy_pattern(r"(?i)\b(?:is|are)\W+(?:when|where)\b")
"""Cheap filter: rules out most definitions at once; some matches have a sign between the words."""

_IS_WHEN_WORDS = frozenset((verb, word) for verb in ("is", "are") for word in ("when", "where"))

_LAST_IS_WHEN = 6
"""Maximum number of words before "is when", if the subject is not the term's name."""


class Finding(NamedTuple):
    """A violation of a rule by a term."""

    message: str
    other: Term | None = None


def _circular(definitions: Definitions, number: int) -> Iterator[Finding]:
    for cycle in definitions.cycles.get(number, ()):
        members = [definitions.terms[member] for member in (*cycle, number)]
        trail = trail_of([term.name for term in members])
        yield Finding(
            f"each definition uses the next name, so that none can be understood first: {trail}",
            members[1] if len(cycle) == 2 else None,
        )


def _own_name(definitions: Definitions, number: int) -> Iterator[Finding]:
    own = [use for use in definitions.uses(number) if number in use.terms]
    if own:
        text = definitions.texts[number]
        names = dict.fromkeys(repr(" ".join(text[use.start : use.end].split())) for use in own)
        yield Finding(
            f"the definition of {definitions.terms[number].name!r} explains it by its own name "
            f"({', '.join(names)}): use other words"
        )


def _too_long(definitions: Definitions, number: int) -> Iterator[Finding]:
    text = plain(definitions.terms[number].definition)
    length = len(text)
    if length > LONGEST_DEFINITION:
        length = len(" ".join(text.split()))
    if length > LONGEST_DEFINITION:
        yield Finding(
            f"the definition has {length} characters: "
            f"say it in {LONGEST_DEFINITION}, and the rest in the next paragraph"
        )


def _is_when(definitions: Definitions, number: int) -> Iterator[Finding]:
    text = definitions.texts[number]
    if not _IS_WHEN.search(text):
        return
    from sphinx_modelterms.glossary.text.tokens import words_of

    words = words_of(text)
    pairs = (n for n, (a, b) in enumerate(pairwise(words)) if (a.key, b.key) in _IS_WHEN_WORDS)
    start = next(pairs, None)
    if start is None:
        return
    end = definitions.subject_end(number)
    before = " ".join(word.key for word in words[:start] if word.start >= end)
    between = re.sub(r"\([^()]*\)", "", before).split()
    # After other words it may be part of a good definition: "says what the rate is when …".
    if MARKS.issuperset(between) if end else len(between) <= _LAST_IS_WHEN:
        phrase = " ".join(word.key for word in words[start : start + 2])
        yield Finding(f"the definition says {phrase!r}: say what kind of thing it is")


def _no_example(definitions: Definitions, number: int) -> Iterator[Finding]:
    term = definitions.terms[number]
    if not term.examples:
        yield Finding(f"the term {term.name!r} has no example")


def _no_source(definitions: Definitions, number: int) -> Iterator[Finding]:
    term = definitions.terms[number]
    if not term.sources:
        yield Finding(f"the term {term.name!r} has no source")


def _unexplained_abbreviation(definitions: Definitions, number: int) -> Iterator[Finding]:
    missing = [
        repr(letters)
        for position, letters in unexplained(definitions.texts[number], definitions.glossary.find)
        if not any(use.start <= position < use.end for use in definitions.names[number])
    ]
    if missing:
        yield Finding(
            f"the definition does not say what {' and '.join(dict.fromkeys(missing))} means: "
            "spell it out, or describe it as a term"
        )


def _one_sided(definitions: Definitions, number: int) -> Iterator[Finding]:
    glossary, term = definitions.glossary, definitions.terms[number]
    naming = {other.target for relation in RELATIONS for other in glossary.naming(term, relation)}
    for target in glossary.related(term, "related"):
        other = glossary.term_at(target.target)
        # Relations of a deprecated term are not maintained.
        if other and other.status != "deprecated" and target.target not in naming:
            message = f"{term.name!r} names {other.name!r} as related, and {other.name!r} does not"
            yield Finding(f"{message} name {term.name!r}: add it there or remove it here", other)


def _doubled_alias(definitions: Definitions, number: int) -> Iterator[Finding]:
    term = definitions.terms[number]
    if not term.aliases:
        return
    from sphinx_modelterms.glossary.text.tokens import form_key

    seen = {form_key(name): name for name in (*term.own_names, term.abbr) if name}
    for alias in term.aliases:
        same = seen.setdefault(form_key(alias), alias)
        if same is not alias:
            yield Finding(f"{alias!r} is the same as {same!r}: remove it")


class Rule(NamedTuple):
    """A rule for single terms, checked with all others at hand."""

    help: str
    check: Callable[[Definitions, int], Iterator[Finding]]
    spared: tuple[str, ...] = ("deprecated",)
    """Statuses of terms that are not checked."""
    option: str = ""
    """The option that contains the mistake, or ``""`` for the term itself."""


RULES = {
    "circular": Rule(
        "The definition of one term uses the name of another whose definition leads back to the "
        "first. The whole cycle is reported once, at its first term. Define one of them without "
        "the other.",
        _circular,
        spared=(),
    ),
    "own-name": Rule(
        "A definition uses the name, abbreviation or an alias of its own term other than as the "
        "subject at its very start.",
        _own_name,
    ),
    "too-long": Rule(
        f"A definition has more than {LONGEST_DEFINITION} characters. Hover cards, lists and "
        "comparisons show it whole; move the rest to the explanation.",
        _too_long,
    ),
    "is-when": Rule(
        'A definition says "is when", "is where", "are when" or "are where" instead of what kind '
        "of thing the term is. English only.",
        _is_when,
    ),
    "no-example": Rule(
        "A term has no example. Drafts are left out.", _no_example, ("deprecated", "draft")
    ),
    "no-source": Rule(
        "A term has no source. Drafts are left out.", _no_source, ("deprecated", "draft")
    ),
    "unexplained-abbreviation": Rule(
        "A definition has a word of two or more capitals, such as GPU, that is neither a name of "
        "a term nor spelt out in the same definition, as in graphics processing unit (GPU). "
        "Units, roman numerals, product names with a number such as GPT-4, code, and common "
        "abbreviations such as PDF do not count.",
        _unexplained_abbreviation,
    ),
    "one-sided": Rule(
        "A term names another under `related`, and the other one does not name it back under "
        "`related`, `requires` or `broader`. Deprecated terms need not.",
        _one_sided,
        option="related",
    ),
    "doubled-alias": Rule(
        "An alias is the same as the name, the abbreviation or another alias of its term, apart "
        "from letter case, hyphens and spaces. One of them is enough.",
        _doubled_alias,
        spared=(),
        option="aliases",
    ),
}
"""The rules by key, in the order in which a term is checked."""


def chosen_rules(value: bool | Iterable[str]) -> tuple[str, ...]:
    """Return the keys of the rules that a configuration value selects: ``True`` all, ``False``
    none.
    """
    if isinstance(value, bool):
        return tuple(RULES) if value else ()
    return tuple(key for key in RULES if key in set(value))


def quality_problems(glossary: Glossary, keys: Iterable[str]) -> Iterator[Problem]:
    """Yield the findings of the rules *keys*, in order of the terms."""
    rules = [(key, RULES[key]) for key in keys]
    definitions = Definitions(glossary)
    for number, term in enumerate(definitions.terms if rules else ()):
        for key, rule in rules:
            if term.status not in rule.spared:
                for message, other in rule.check(definitions, number):
                    yield Problem("quality", f"{key}: {message}", term, rule.option, other)
