"""Consistency checks across terms: doubled names, relations to unknown terms, cycles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.limits import DEFAULTS, raised
from sphinx_modelterms.glossary.misread_references import (
    in_other_scopes,
    renamed_to,
    several_meanings,
)
from sphinx_modelterms.glossary.model import ALL_TERMS
from sphinx_modelterms.glossary.names_of_terms import problems_of_names
from sphinx_modelterms.glossary.problem import Problem
from sphinx_modelterms.glossary.relation_specs import RELATIONS
from sphinx_modelterms.glossary.relations import find_term, prerequisite_cycles, trail_of
from sphinx_modelterms.glossary.text.names import nearest
from sphinx_modelterms.glossary.text.sentences import is_sentence
from sphinx_modelterms.glossary.views.comparison import ROWS, fact_keys, unknown_rows
from sphinx_modelterms.glossary.views.selection import CATEGORIES, CHANGES, DAY, FAQ, MAP, QUIZ

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx_modelterms.glossary.limits import Limits
    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Comparison, Listing, NamedTarget, Term
    from sphinx_modelterms.glossary.scopes import Origin

MOST_COMMAS = 3
"""Maximum number of commas in a name that was written without quotes."""

SEPARATORS = (";", "|", "/", " and ", "\u3001", "\uff0c", "\u060c")
"""Signs that authors write between names instead of a comma."""

MOST_WORDS = 12
"""Maximum number of words that are searched for names without a separator."""

CHECKED_OPTIONS = (
    *RELATIONS,
    "replaced-by",
    "not-in-quiz-with",
    "aliases",
    "abbr",
    "forms",
    "tags",
    "category",
    "reviewed",
)
"""Options whose line numbers are kept, for messages about the whole glossary."""


DIRECTIVES = {
    CATEGORIES: "term-categories",
    FAQ: "term-faq",
    DAY: "term-of-the-day",
    MAP: "term-map",
    CHANGES: "term-changes",
    QUIZ: "term-quiz",
}
"""Names of directives by the display of their lists."""


def problems(
    glossary: Glossary, listings: Iterable[Listing] = (), limits: Limits = DEFAULTS
) -> Iterator[Problem]:
    """Yield all problems, in order of the terms, then of comparisons and lists."""
    yield from problems_of_names(glossary)
    for cycle in prerequisite_cycles(glossary):
        trail = trail_of([term.full_name for term in (*cycle, cycle[0])])
        yield Problem(
            "cycle",
            f"requires: these terms require each other in a cycle: {trail}. Remove one 'requires'",
            cycle[0],
            "requires",
        )
    for term in glossary.terms:
        for relation in RELATIONS:
            for name, is_unquoted in _join_unquoted(glossary, getattr(term, relation)):
                if is_unquoted:
                    message = f"{relation}: {_quote(name)}"
                    yield Problem("unknown-term", message, term, relation)
                else:
                    yield from _checked_relation(glossary, term, relation, name)
        for name in term.not_in_quiz_with:
            if name != ALL_TERMS:
                yield from _checked_relation(glossary, term, "not-in-quiz-with", name)
        if term.replaced_by:
            yield from _checked_relation(glossary, term, "replaced-by", term.replaced_by)
    for comparison in glossary.all_comparisons:
        yield from _checked_comparison(glossary, comparison)
        yield from _checked_rows(glossary, comparison, limits["rows"])
    for listing in listings:
        yield from _checked_listing(glossary, listing)


def _checked_rows(glossary: Glossary, comparison: Comparison, most: int) -> Iterator[Problem]:
    terms = glossary.compared(comparison)
    count = len(comparison.rows) or len(ROWS) + len(fact_keys(terms))
    if count > most and any(term.data for term in terms):
        message = (
            f"term-compare: these terms have {count} rows, but only the first {most} are shown. "
            f"Choose the rows with 'rows', {raised('rows')}"
        )
        yield Problem("limit", message, comparison)


def _checked_listing(glossary: Glossary, listing: Listing) -> Iterator[Problem]:
    directive, origin = directive_of(listing), glossary.origin_of(listing)
    names = _join_unquoted(glossary, listing.selection.names)
    named = [(directive, "", name, is_unquoted) for name, is_unquoted in names]
    if listing.selection.path_to:
        named.append(("path-to", "path-to", listing.selection.path_to, False))
    for what, option, name, is_unquoted in named:
        if is_unquoted:
            yield Problem("unknown-term", f"{what}: {_quote(name)}", listing, option)
        elif glossary.find_named(name, origin) is None:
            message = f"{what}: {unknown_name(glossary, name, origin, single=bool(option))}"
            yield Problem("unknown-term", message, listing, option)
        elif find_term(glossary, name, origin) is None and (option or directive == "term-faq"):
            yield Problem("unknown-term", f"{what}: {_plain_entry(name)}", listing, option)
        elif several := _several(glossary, name, origin):
            yield Problem("ambiguous", f"{what}: {several}", listing, option)


def directive_of(listing: Listing) -> str:
    """Return the name of the directive that made *listing*."""
    return DIRECTIVES.get(listing.display, "term-list")


def _checked_relation(glossary: Glossary, term: Term, option: str, name: str) -> Iterator[Problem]:
    origin = glossary.origin_of(term)
    target = glossary.find_named(name, origin)
    if target is None:
        message = (
            f"{option}: {unknown_name(glossary, name, origin, single=option == 'replaced-by')}"
        )
        yield Problem("unknown-term", message, term, option)
    elif target.target == term.target:
        yield Problem(
            "self-relation", f"{option}: {term.full_name!r} names itself. Remove it", term, option
        )
    elif several := _several(glossary, name, origin):
        yield Problem("ambiguous", f"{option}: {several}", term, option)


def _several(glossary: Glossary, name: str, origin: Origin) -> str:
    """Return the message about a name with meanings in several scopes; ``""`` for others."""
    found = glossary.find_all(name, origin) if glossary.scopes else ()
    return several_meanings(name, [target.name for target in found]) if len(found) > 1 else ""


def unknown_name(glossary: Glossary, name: str, origin: Origin, *, single: bool = False) -> str:
    """Return the message about an unknown name.

    :param origin: its place
    :param single: True if the option takes one term, not a list
    """
    if hint := renamed_to(name, glossary, origin):
        return hint
    if hint := glossary.outside.unknown(name, glossary.may_hint):
        return hint
    message = f"{name!r} is read as a single name"
    message += ". List one term only" if single else ". Separate names with commas"
    for separator in filter(name.__contains__, (*SEPARATORS, *("," if single else ""))):
        if any(glossary.find(part.strip()) for part in name.split(separator)):
            return message if single else f"{message}, not {separator!r}"
    if hint := in_other_scopes(name, glossary):
        return hint
    may_hint = glossary.may_hint()
    if may_hint and is_several(name, lambda part: glossary.find(part) is not None):
        return message
    near = nearest(name, glossary.names()) if may_hint else []
    hint = f". Did you mean {' or '.join(repr(n) for n in near)}?" if near else ""
    return f"there is no term {name!r}{hint}"


def is_several(text: str, is_known: Callable[[str], bool]) -> bool:
    """Return True if *text* consists of known names with only space between them.

    >>> is_several("neural network chunk", {"neural network", "chunk"}.__contains__)
    True
    """
    words = text.split()
    if not 1 < len(words) <= MOST_WORDS:
        return False
    ends = [0]
    for end in range(1, len(words) + 1):
        if any(is_known(" ".join(words[start:end])) for start in ends):
            ends.append(end)
    return ends[-1] == len(words)


def _quote(name: str) -> str:
    return f"the name {name!r} contains a comma. Put it in double quotes"


def _join_unquoted(glossary: Glossary, names: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Join the parts of *names* that are one name with commas, which the author has not quoted.

    Without that, the message would be about several terms that do not exist.

    :returns: each name, and True if it was joined from several parts
    """
    position = 0
    while position < len(names):
        end = position + 1
        if glossary.find(names[position]) is None:
            for last in range(min(len(names), end + MOST_COMMAS), end, -1):
                if glossary.find(", ".join(names[position:last])):
                    end = last
                    break
        yield ", ".join(names[position:end]), end > position + 1
        position = end


def _plain_entry(name: str) -> str:
    return f"{name!r} is only an entry of a 'glossary'. To use it here, write it as a 'term'"


def _checked_comparison(glossary: Glossary, comparison: Comparison) -> Iterator[Problem]:
    seen: dict[NamedTarget, str] = {}
    origin = glossary.origin_of(comparison)
    for name, is_unquoted in _join_unquoted(glossary, comparison.terms):
        target = glossary.find_named(name, origin)
        if is_unquoted:
            yield Problem("unknown-term", f"term-compare: {_quote(name)}", comparison)
        elif target is None:
            message = _advice_in(glossary, name) or unknown_name(glossary, name, origin)
            yield Problem("unknown-term", f"term-compare: {message}", comparison)
        elif glossary.term_at(target.target) is None:
            yield Problem("unknown-term", f"term-compare: {_plain_entry(name)}", comparison)
        elif target in seen:
            message = f"term-compare: {name!r} and {seen[target]!r} are the same. List one only"
            yield Problem("bad-comparison", message, comparison)
        else:
            seen[target] = name
            if several := _several(glossary, name, origin):
                yield Problem("ambiguous", f"term-compare: {several}", comparison)
    if len(seen) == 1:
        message = f"term-compare: only {min(seen.values())!r} is left to compare. List two terms"
        yield Problem("bad-comparison", message, comparison)
    terms = glossary.compared(comparison)
    for row in unknown_rows(terms, comparison.rows) if terms else ():
        known = ", ".join((*ROWS, *fact_keys(terms).values()))
        message = f"rows: there is no row {row!r}. These terms have {known}"
        as_single = f"rows: {row!r} is read as a single row. Separate rows with commas"
        separator = next(filter(row.__contains__, SEPARATORS), "")
        parts = [part.strip() for part in row.split(separator)] if separator else []
        if len(unknown_rows(terms, parts)) < len(parts):
            message = f"{as_single}, not {separator!r}"
        elif is_several(row, lambda part: not unknown_rows(terms, [part])):
            message = as_single
        yield Problem("unknown-row", message, comparison, "rows")


def _advice_in(glossary: Glossary, name: str) -> str:
    """Return the message about a known name that a sentence follows; ``""`` for others."""
    words = name.split()[: 2 * MOST_WORDS] if is_sentence(name) else []
    for end in range(min(len(words) - 1, MOST_WORDS), 0, -1):
        if glossary.find(known := " ".join(words[:end])):
            rest = " ".join(words[end:])
            return f"{known!r} is followed by {rest!r}. Write advice below the line of the names"
    return ""
