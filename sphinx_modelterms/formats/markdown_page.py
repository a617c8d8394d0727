"""A page in Markdown, for people and for programs without Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_modelterms.formats.vocabulary import PublishedRelation, PublishedTerm, Vocabulary

SIGNS = lazy_pattern(r"[\\`*_{}\[\]<>~$&]|^[#+\-=:|%(]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
"""Signs that can be markup: anywhere, at the beginning of a block, or after a number there. A
backslash before each makes it the sign itself.
"""


def escaped(text: str) -> str:
    r"""Return a text that Markdown shows as it is.

    >>> print(escaped("*a* <b> 1."), escaped("1. first - or last"))
    \*a\* \<b\> 1. 1\. first - or last
    """
    return SIGNS.sub(r"\\\g<0>", text)


def content(vocabulary: Vocabulary, name: str) -> bytes:
    """Return the page: a heading for each term, its definition, and its other facts."""
    lines = [f"# {escaped(vocabulary.title)}"]
    terms = vocabulary.by_url()
    for term in vocabulary.terms:
        lines += ["", f"## {escaped(term.full_name)}"]
        if term.summary:
            lines += ["", escaped(term.summary)]
        if facts := [f"- {label}: {value}" for label, value in _facts(term, terms) if value]:
            lines += ["", *facts]
    return ("\n".join(lines) + "\n").encode()


def _linked(relation: PublishedRelation) -> str:
    """Return the name of another project's term, with a link if it has an address."""
    name = escaped(relation.name)
    return f"[{name}](<{relation.url}>)" if relation.url else name


def _facts(term: PublishedTerm, terms: dict[str, PublishedTerm]) -> Iterator[tuple[str, str]]:
    """Yield what else there is to say about a term, each with a label."""

    def listed(names: tuple[str, ...]) -> str:
        return ", ".join(map(escaped, names))

    def named(field: str, urls: tuple[str, ...]) -> str:
        names = [escaped(terms[url].full_name) for url in urls if url in terms]
        return ", ".join([*names, *map(_linked, term.outside(field))])

    if term.status:
        yield "Status", term.status
    yield "Use instead", named("replaced_by", (term.replaced_by,))
    yield "Abbreviation", escaped(term.abbr)
    yield "Also called", listed(term.aliases)
    yield "Don't use", listed(term.avoid)
    yield "Formerly", listed(term.former_names)
    yield "Category", escaped(term.category)
    yield "Level", escaped(term.level)
    yield "New in version", escaped(term.since)
    for version, text in term.changed:
        yield "Changed in version", escaped(": ".join(filter(None, (version, text))))
    for example in term.examples:
        yield "Example", escaped(example)
    yield "Kind of", named("broader", term.broader)
    yield "Read first", named("requires", term.requires)
    yield "Related", named("related", term.related)
    for title, address in term.sources:
        yield "Source", f"[{escaped(title)}](<{address}>)" if address else escaped(title)
    if term.url.startswith("http"):
        yield "Page", f"<{term.url}>"
