"""Quality rules for terms, which a project switches on with ``modelterms_quality``."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.text_rules import TEXT_RULES
from sphinx_modelterms.glossary.definitions import MARKS, NO_REVIEW, Definitions
from sphinx_modelterms.glossary.problem import Problem
from sphinx_modelterms.glossary.relation_specs import RELATIONS
from sphinx_modelterms.glossary.relations import trail_of
from sphinx_modelterms.glossary.text.abbreviations import unexplained
from sphinx_modelterms.glossary.text.inline import plain
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx_modelterms.glossary.definitions import Review
    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Term

LONGEST_DEFINITION = 200

_IS_WHEN = lazy_pattern(r"(?i)\b(?:is|are)\W+(?:when|where)\b")
"""Cheap filter: rules out most definitions at once; some matches have punctuation between
the words."""

_IS_WHEN_WORDS = frozenset((verb, word) for verb in ("is", "are") for word in ("when", "where"))

_LAST_IS_WHEN = 6
"""Maximum number of words before "is when", if the subject is not the term's name."""


class Finding(NamedTuple):
    """A violation of a rule by a term."""

    message: str
    other: Term | None = None
    words: str = ""
    """The words that tell it apart from other violations of the rule by the same term."""


def _circular(definitions: Definitions, number: int) -> Iterator[Finding]:
    for cycle in definitions.cycles.get(number, ()):
        members = [definitions.terms[member] for member in (*cycle, number)]
        trail = trail_of([term.name for term in members])
        yield Finding(
            "each of these definitions uses the name of the next term, so none can be understood "
            f"first: {trail}",
            members[1] if len(cycle) == 2 else None,
            trail,
        )


def _own_name(definitions: Definitions, number: int) -> Iterator[Finding]:
    own = [use for use in definitions.uses(number) if number in use.terms]
    if own:
        text = definitions.texts[number]
        names = dict.fromkeys(repr(" ".join(text[use.start : use.end].split())) for use in own)
        yield Finding(
            f"the definition of {definitions.terms[number].name!r} explains it by its own name "
            f"({', '.join(names)}). Use other words",
            words=" ".join(names),
        )


def _too_long(definitions: Definitions, number: int) -> Iterator[Finding]:
    text = plain(definitions.terms[number].definition)
    length = len(text)
    if length > LONGEST_DEFINITION:
        length = len(" ".join(text.split()))
    if length > LONGEST_DEFINITION:
        yield Finding(
            f"the definition has {length} characters. Shorten it to {LONGEST_DEFINITION}, and "
            "move the rest to the next paragraph"
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
        yield Finding(f"the definition says {phrase!r}. Say what kind of thing the term is")


def _no_example(definitions: Definitions, number: int) -> Iterator[Finding]:
    term = definitions.terms[number]
    if not term.examples:
        yield Finding(
            f"the term {term.name!r} has no example. Add a 'term-example' directive, or "
            "'examples' in its record"
        )


def _no_source(definitions: Definitions, number: int) -> Iterator[Finding]:
    term = definitions.terms[number]
    if not term.sources:
        yield Finding(
            f"the term {term.name!r} has no source. Add a 'term-source' directive, or "
            "'sources' in its record"
        )


def _unexplained_abbreviation(definitions: Definitions, number: int) -> Iterator[Finding]:
    missing = [
        repr(letters)
        for position, letters in unexplained(definitions.texts[number], definitions.glossary.find)
        if not any(use.start <= position < use.end for use in definitions.names[number])
    ]
    if missing:
        yield Finding(
            f"the definition doesn't say what {' and '.join(dict.fromkeys(missing))} means. "
            "Spell it out, or define it as a term",
            words=" ".join(dict.fromkeys(missing)),
        )


def _one_sided(definitions: Definitions, number: int) -> Iterator[Finding]:
    glossary, term = definitions.glossary, definitions.terms[number]
    naming = {other.target for relation in RELATIONS for other in glossary.naming(term, relation)}
    for target in glossary.related(term, "related"):
        other = glossary.term_at(target.target) if target.target.docname else None
        # Relations of a deprecated term are not maintained.
        if other and other.status != "deprecated" and target.target not in naming:
            message = f"{term.name!r} names {other.name!r} as related, but {other.name!r} doesn't"
            advice = f"name {term.name!r}. Add it there, or remove it here"
            yield Finding(f"{message} {advice}", other, other.name)


def _redundant_alias(definitions: Definitions, number: int) -> Iterator[Finding]:
    term = definitions.terms[number]
    if not term.aliases:
        return
    from sphinx_modelterms.glossary.text.tokens import form_key

    seen = {form_key(name): name for name in (*term.own_names, term.abbr) if name}
    for alias in term.aliases:
        same = seen.setdefault(form_key(alias), alias)
        if same is not alias:
            message = f"{alias!r} is the same as {same!r}. Remove the alias {alias!r}"
            yield Finding(message, words=alias)


def _stale_review(definitions: Definitions, number: int) -> Iterator[Finding]:
    reviewed, review = definitions.terms[number].reviewed, definitions.review
    if reviewed and is_older(reviewed, review.today, review.months):
        months = f"{review.months} months" if review.months != 1 else "a month"
        yield Finding(
            f"the last review, on {reviewed}, is more than {months} ago "
            "(modelterms_review_months). Check the term, and update 'reviewed'"
        )


def is_older(date: str, today: str, months: int) -> bool:
    """Return True if *date* is more than *months* calendar months before *today*.

    >>> is_older("2025-01-31", "2026-01-31", 12), is_older("2025-01-31", "2026-02-01", 12)
    (False, True)
    """
    year, month, day = map(int, date.split("-"))
    this_year, this_month, this_day = map(int, today.split("-"))
    return (12 * year + month + months, day) < (12 * this_year + this_month, this_day)


class Violation(NamedTuple):
    """A violation of a rule by a term, to be warned about."""

    rule: str
    term: Term
    problem: Problem
    words: str
    """The term, and the words that tell this apart from other violations of the rule by it."""


class Rule(NamedTuple):
    """A rule that checks one term, and can look at all others; or a rule about text."""

    help: str
    check: Callable[[Definitions, int], Iterator[Finding]] | None
    """``None`` for a rule about text, which is checked when a page is planned."""
    spared: tuple[str, ...] = ("deprecated",)
    """Statuses of terms that are not checked."""
    option: str = ""
    """The option that contains the mistake, or ``""`` for the term itself."""


RULES = {
    "circular": Rule(
        "The definition of one term uses the name of another, whose definition leads back to the "
        "first. Each cycle is reported once, at its first term. Define one of the terms without "
        "naming the other.",
        _circular,
        spared=(),
    ),
    "own-name": Rule(
        "A definition uses the name, the abbreviation or an alias of its own term. Only the "
        "subject at its very start may do that.",
        _own_name,
    ),
    "too-long": Rule(
        f"A definition has more than {LONGEST_DEFINITION} characters. Hover cards cut it there, "
        "and lists and comparisons get long. Move the rest to the explanation.",
        _too_long,
    ),
    "is-when": Rule(
        'A definition says "is when", "is where", "are when" or "are where". Say which kind of '
        "thing the term is. This rule is for English only.",
        _is_when,
    ),
    "no-example": Rule(
        "A term has no example. Drafts are not checked.", _no_example, ("deprecated", "draft")
    ),
    "no-source": Rule(
        "A term has no source. Drafts are not checked.", _no_source, ("deprecated", "draft")
    ),
    "unexplained-abbreviation": Rule(
        "A definition uses an abbreviation, such as GPU, that is neither a name of a term nor "
        "spelled out in the same definition, as in: graphics processing unit (GPU). Units, Roman "
        "numerals, product names with a number such as GPT-4, code, and common abbreviations such "
        "as PDF don't count.",
        _unexplained_abbreviation,
    ),
    "one-sided": Rule(
        "A term names another under `related`, but the other one doesn't name it back under "
        "`related`, `requires` or `broader`. The cards of both terms link to each other anyway, "
        "but only the card of the first shows a definition. A deprecated term needn't name it.",
        _one_sided,
        option="related",
    ),
    "redundant-alias": Rule(
        "An alias is the same as the name, the abbreviation or another alias of its term, apart "
        "from letter case, hyphens and spaces. Remove it.",
        _redundant_alias,
        spared=(),
        option="aliases",
    ),
    "stale-review": Rule(
        "The date under `reviewed` is more than `modelterms_review_months` months ago. Terms "
        "without a date aren't checked. Today is the date of `SOURCE_DATE_EPOCH`, if that is set.",
        _stale_review,
        option="reviewed",
    ),
    **{key: Rule(rule.help, None) for key, rule in TEXT_RULES.items()},
}
"""The rules by key, in the order in which a term is checked; rules about text come last."""


def chosen_rules(value: bool | Iterable[str]) -> tuple[str, ...]:
    """Return the keys of the rules that a configuration value selects: ``True`` all, ``False``
    none.
    """
    if isinstance(value, bool):
        return tuple(RULES) if value else ()
    return tuple(key for key in RULES if key in set(value))


def quality_problems(
    glossary: Glossary, keys: Iterable[str], review: Review = NO_REVIEW
) -> Iterator[Violation]:
    """Yield the violations of the rules *keys* by terms, in order of the terms.

    :param review: the age at which reviews are stale
    """
    rules = [(key, rule, rule.check) for key in keys if (rule := RULES[key]).check]
    definitions = Definitions(glossary, review)
    for number, term in enumerate(definitions.terms if rules else ()):
        for key, rule, check in rules:
            if term.status not in rule.spared:
                for message, other, words in check(definitions, number):
                    message = f"{key}: {message}"
                    problem = Problem("quality", message, term, rule.option, other)
                    words = f"{term.full_name}: {words}" if words else term.full_name
                    yield Violation(key, term, problem, words)
