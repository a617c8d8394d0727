"""Consistency checks across terms: doubled names, relations to unknown terms, cycles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.inventory_names import misread_from
from sphinx_modelterms.glossary.limits import DEFAULTS, raised
from sphinx_modelterms.glossary.relation_specs import RELATIONS
from sphinx_modelterms.glossary.relations import find_term, prerequisite_cycles
from sphinx_modelterms.glossary.text.inline import plain
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import fold, nearest
from sphinx_modelterms.glossary.text.sentences import is_sentence
from sphinx_modelterms.glossary.views.comparison import ROWS, fact_keys, unknown_rows
from sphinx_modelterms.glossary.views.selection import DAY, FAQ

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx_modelterms.glossary.limits import Limits
    from sphinx_modelterms.glossary.lookup import Glossary, NamedTarget
    from sphinx_modelterms.glossary.model import Comparison, Listing, Term

MOST_COMMAS = 3
"""Maximum number of commas in a name that was written without quotes."""

SEPARATORS = (";", "|", "/", " and ", "\u3001", "\uff0c", "\u060c")
"""Signs that authors write between names instead of a comma."""

MOST_WORDS = 12
"""Maximum number of words that are searched for names without a separator."""

LONGEST_TRAIL = 20
"""Maximum number of names in a message about a cycle."""

CHECKED_OPTIONS = (*RELATIONS, "replaced-by", "aliases", "abbr", "forms", "tags", "category")
"""Options whose line numbers are kept, for messages about the whole glossary."""


class Problem(NamedTuple):
    """A mistake in a record that shows only in the whole glossary."""

    code: str
    """The subtype of the warning."""
    message: str
    term: Term | Comparison | Listing
    option: str = ""
    """The option that contains the mistake, or ``""`` for the record itself."""
    other: Term | None = None
    """The other term involved."""


def problems(
    glossary: Glossary, listings: Iterable[Listing] = (), limits: Limits = DEFAULTS
) -> Iterator[Problem]:
    """Yield all problems, in order of the terms, then of comparisons and lists."""
    yield from _doubled_names(glossary)
    yield from _misread_names(glossary)
    for cycle in prerequisite_cycles(glossary):
        trail = trail_of([term.name for term in (*cycle, cycle[0])])
        yield Problem(
            "cycle",
            f"requires: a term cannot be read before itself: {trail}",
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
        if term.replaced_by:
            yield from _checked_relation(glossary, term, "replaced-by", term.replaced_by)
        if term.data and len(term.related) * limits["shown"] > limits["related"]:
            yield from _checked_size(glossary, term, limits["related"])
    for comparison in glossary.all_comparisons:
        yield from _checked_comparison(glossary, comparison)
        yield from _checked_rows(glossary, comparison, limits["rows"])
    for listing in listings:
        yield from _checked_listing(glossary, listing)


def _checked_size(glossary: Glossary, term: Term, most: int) -> Iterator[Problem]:
    targets = glossary.related(term, "related")
    others = (glossary.term_at(target.target) for target in targets)
    size = sum(len(plain(other.definition)) for other in others if other)
    if size > most:
        message = (
            f"related: the definitions of these terms have {size:,} characters; the card of "
            f"{term.name!r} shows the first {most:,}, and of the others the names: name fewer "
            f"terms, {raised('related')}"
        )
        yield Problem("limit", message, term, "related")


def _checked_rows(glossary: Glossary, comparison: Comparison, most: int) -> Iterator[Problem]:
    terms = glossary.compared(comparison)
    count = len(comparison.rows) or len(ROWS) + len(fact_keys(terms))
    if count > most and any(term.data for term in terms):
        message = (
            f"term-compare: these terms have {count} rows, of which the first {most} are shown: "
            f"choose some with 'rows', {raised('rows')}"
        )
        yield Problem("limit", message, comparison)


def trail_of(names: Sequence[str]) -> str:
    """Return a cycle as messages show it; of a long one, its start and its end."""
    if len(names) > LONGEST_TRAIL:
        half = LONGEST_TRAIL // 2
        left_out = f"… {len(names) - LONGEST_TRAIL:,} more …"
        names = [*names[:half], left_out, *names[-half:]]
    return " → ".join(names)


def _checked_listing(glossary: Glossary, listing: Listing) -> Iterator[Problem]:
    directive = directive_of(listing)
    names = _join_unquoted(glossary, listing.selection.names)
    named = [(directive, "", name, is_unquoted) for name, is_unquoted in names]
    if listing.selection.path_to:
        named.append(("path-to", "path-to", listing.selection.path_to, False))
    for what, option, name, is_unquoted in named:
        if is_unquoted:
            yield Problem("unknown-term", f"{what}: {_quote(name)}", listing, option)
        elif glossary.find(name) is None:
            message = f"{what}: {_unknown(glossary, name, single=bool(option))}"
            yield Problem("unknown-term", message, listing, option)
        elif find_term(glossary, name) is None and (option or directive == "term-faq"):
            yield Problem("unknown-term", f"{what}: {_plain_entry(name)}", listing, option)


def directive_of(listing: Listing) -> str:
    """Return the name of the directive that made *listing*."""
    return {FAQ: "term-faq", DAY: "term-of-the-day"}.get(listing.display, "term-list")


def _checked_relation(glossary: Glossary, term: Term, option: str, name: str) -> Iterator[Problem]:
    target = glossary.find(name)
    if target is None:
        message = f"{option}: {_unknown(glossary, name, single=option == 'replaced-by')}"
        yield Problem("unknown-term", message, term, option)
    elif target.target == term.target:
        yield Problem(
            "self-relation", f"{option}: {term.name!r} names itself; remove it", term, option
        )


def _unknown(glossary: Glossary, name: str, *, single: bool = False) -> str:
    """Return the message about an unknown name.

    :param single: True if the option takes one term, not a list
    """
    for separator in filter(name.__contains__, (*SEPARATORS, *("," if single else ""))):
        if any(glossary.find(part.strip()) for part in name.split(separator)):
            if single:
                return f"{name!r} is read as one name: it takes one term, not a list"
            return f"{name!r} is read as one name: separate names with commas, not {separator!r}"
    may_hint = glossary.may_hint()
    if may_hint and is_several(name, lambda part: glossary.find(part) is not None):
        cure = "it takes one term, not a list" if single else "separate names with commas"
        return f"{name!r} is read as one name: {cure}"
    near = nearest(name, glossary.names()) if may_hint else []
    hint = f"; did you mean {' or '.join(repr(n) for n in near)}?" if near else ""
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
    return f"the name {name!r} has a comma in it: put it in double quotes"


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
    return f"{name!r} is an entry of a plain glossary, without facts; write it as a term"


def _checked_comparison(glossary: Glossary, comparison: Comparison) -> Iterator[Problem]:
    seen: dict[NamedTarget, str] = {}
    for name, is_unquoted in _join_unquoted(glossary, comparison.terms):
        target = glossary.find(name)
        if is_unquoted:
            yield Problem("unknown-term", f"term-compare: {_quote(name)}", comparison)
        elif target is None:
            message = _advice_in(glossary, name) or _unknown(glossary, name)
            yield Problem("unknown-term", f"term-compare: {message}", comparison)
        elif glossary.term_at(target.target) is None:
            yield Problem("unknown-term", f"term-compare: {_plain_entry(name)}", comparison)
        elif target in seen:
            message = f"term-compare: {name!r} is the same term as {seen[target]!r}; name it once"
            yield Problem("bad-comparison", message, comparison)
        else:
            seen[target] = name
    if len(seen) == 1:
        message = f"term-compare: only {min(seen.values())!r} is left to compare; name two terms"
        yield Problem("bad-comparison", message, comparison)
    terms = glossary.compared(comparison)
    for row in unknown_rows(terms, comparison.rows) if terms else ():
        known = ", ".join((*ROWS, *fact_keys(terms).values()))
        message = f"rows: there is no row {row!r}; these terms have {known}"
        separator = next(filter(row.__contains__, SEPARATORS), "")
        parts = [part.strip() for part in row.split(separator)] if separator else []
        if len(unknown_rows(terms, parts)) < len(parts):
            message = f"rows: {row!r} is read as one: separate rows with commas, not {separator!r}"
        elif is_several(row, lambda part: not unknown_rows(terms, [part])):
            message = f"rows: {row!r} is read as one: separate rows with commas"
        yield Problem("unknown-row", message, comparison, "rows")


def _advice_in(glossary: Glossary, name: str) -> str:
    """Return the message about a known name that goes on with a sentence; ``""`` for others."""
    words = name.split()[: 2 * MOST_WORDS] if is_sentence(name) else []
    for end in range(min(len(words) - 1, MOST_WORDS), 0, -1):
        if glossary.find(known := " ".join(words[:end])):
            rest = " ".join(words[end:])
            return f"{known!r} goes on with {rest!r}: write advice below the line of the names"
    return ""


def _misread_names(glossary: Glossary) -> Iterator[Problem]:
    for term in glossary.terms:
        for name in dict.fromkeys((*term.own_names, *term.found_names)):
            if word := misread_from(name):
                message = (
                    f"the name {name!r} is left out of objects.inv, whose readers would end it "
                    f"before {word!r}: other projects can link the term by its id, "
                    f"{term.anchor!r}; name it without that colon, or without the number behind it"
                )
                yield Problem("inventory-name", message, term, _option_of(term, name))


def _option_of(term: Term, name: str) -> str:
    """Return the option that contains one of the names of *term*, for messages."""
    if name in term.own_names:
        return ""
    return "abbr" if name == term.abbr else "aliases"


def _doubled_names(glossary: Glossary) -> Iterator[Problem]:
    owners: dict[str, Term] = {}
    for term in glossary.terms:
        first = owners.setdefault(fold(term.name), term)
        if first is not term and term.data and first.data == term.data:
            pages = f"on {first.docname} and on {term.docname}"
            message = f"the record of {term.name!r} is placed twice, {pages}: remove one"
            yield Problem("duplicate-name", message, term)
        elif first is not term:
            message = f"the term {term.name!r} is described twice: rename one or merge them"
            if fold(first.source_name) != fold(term.source_name):
                names = f"{first.source_name!r} and {term.source_name!r}"
                message = f"the terms {names} are both translated as {term.name!r}: change one"
            yield Problem("duplicate-name", message, term, other=first)
    for term in glossary.terms:
        for name in term.other_names:
            first = owners.setdefault(fold(name), term)
            if first is not term:
                yield Problem(
                    "duplicate-alias",
                    f"{name!r} is also a name of the term {first.name!r}: "
                    "remove it from one of them",
                    term,
                    _option_of(term, name),
                    first,
                )
