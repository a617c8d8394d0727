"""Likely mistakes: names and options that mean something else than their author expects."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.consistency import SEPARATORS, directive_of, is_several
from sphinx_modelterms.glossary.option_specs import TERM_OPTIONS
from sphinx_modelterms.glossary.problem import Problem
from sphinx_modelterms.glossary.scopes import scope_key
from sphinx_modelterms.glossary.text.abbreviations import named_with_abbreviation
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.names import fold, nearest
from sphinx_modelterms.glossary.views.selection import CATEGORIES, DAY, FAQ

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Listing, Term

AROUND = {
    "**": ("**", "asterisks"),
    "*": ("*", "asterisks"),
    '"': ('"', "quotes"),
    "\u201c": ("\u201d", "quotes"),
    "\u201e": ("\u201c", "quotes"),
    "\u00ab": ("\u00bb", "quotes"),
}
"""Signs that enclose a whole name: (opening, closing), longer ones first. Backticks are left out,
since some names of commands are written with them on purpose.
"""

_SEVERAL = lazy_pattern(r"\w\s*([;、，،])\s*\w|\w\s+([/|])\s+\w")
"""Separators between several items, other than the comma."""
_AS_A_ROLE = lazy_pattern(r"(?::[\w:-]+:|\{[\w:-]+\})`([^`]+)`")
_ATTRIBUTES = lazy_pattern(
    r"(.*[^\s{}])\s*\{\s*(?:([#.][\w-]+)(?:\s[^{}]*)?|([\w-]+)\s*[=:]([^{}]+))\}"
)
"""Attributes of MyST or Pandoc behind a name."""
_TAGS = lazy_pattern(
    r"(?i)<(b|i|u|s|em|strong|small|big|sup|sub|span|a|code|kbd|tt|mark|font)\b[^<>]*>([^<>]*)</\1>"
    r"|(?<=\w)<(?:br|wbr|hr)\s*/?>|<(?:br|wbr|hr)\s*/?>(?=\w)"
)
"""Elements of HTML that format a name. ``<br>``, ``List<T>`` and ``List<b>`` are names."""
_MOST_NESTED = 5
_FEW_WORDS = lazy_pattern(r"[^\s,;]+(?: [^\s,;]+)?")
"""One of several categories that are written as one; more words are an enumeration in prose."""
_SEVERAL_SHORT = lazy_pattern(r"(?<=\w)\s*[,;|、，]\s*(?=\w)")
"""Separators between several abbreviations."""
_ENTITY = lazy_pattern(r"&#?\w+;")


MOST_NAMED = 10
"""Maximum number of tags or categories that a message lists if none is near."""


def likely_mistakes(
    glossary: Glossary, listings: Iterable[Listing] = (), categories: Collection[str] = ()
) -> Iterator[Problem]:
    """Yield all likely mistakes, in order of the terms, then of lists.

    :param categories: those that are configured; while there are none, there can be any
    """
    yield from _defined_as_entries(glossary)
    in_brackets = _with_abbreviations(glossary)
    for term in glossary.terms:
        if message := odd_name(term.source_name) or in_brackets.get(term.source_name):
            yield Problem("odd-name", message, term)
        yield from _unsplit_items(term)
        if not categories and (message := _categories(term.category)):
            yield Problem("odd-name", message, term, "category")
        if term.replaced_by and term.status != "deprecated":
            message = "replaced-by: only deprecated terms show this. Add 'status: deprecated'"
            yield Problem("no-effect", message, term, "replaced-by")
    for listing in listings:
        if listing.home and not listing.selection.categories:
            message = "home: the list has no category, so nothing links to it. Add 'category'"
            yield Problem("no-effect", message, listing, "home")
        if listing.selection.names and listing.selection.path_to:
            message = (
                f"path-to: this {directive_of(listing)} shows the terms that it names, and no "
                "learning path. Remove the names or 'path-to'"
            )
            yield Problem("no-effect", message, listing, "path-to")


def odd_name(name: str) -> str:
    """Return the message about a *name* with signs that are not meant to be part of it.

    >>> odd_name("**Token**")
    "the name '**Token**' has asterisks around it, which references would need too. Write 'Token'"
    >>> odd_name("*args"), odd_name("C:")
    ('', "the name 'C:' ends with a colon, which references would need too. Write 'C'")
    """
    found = what = ""
    for start, (end, signs) in AROUND.items():
        inner = name[len(start) : -len(end)]
        if name.startswith(start) and name.endswith(end) and inner.strip(start + end) == inner:
            if inner and start not in inner:
                found, what = inner, f"has {signs} around it"
            break
    if in_role := _AS_A_ROLE.fullmatch(name):
        found, what = in_role[1], "is written as a role"
    if not what and "<" in name and (without := _without_tags(name)) != name:
        found, what = without, "contains HTML"
    if not what and name.endswith("}") and (message := _attributes(name)):
        return message
    if not what and name.endswith(":") and name[-2:-1].isalnum():
        found, what = name[:-1], "ends with a colon"
    return what and f"the name {name!r} {what}, which references would need too. Write {found!r}"


def _without_tags(name: str) -> str:
    """Return *name* without the tags of HTML that format it, or as it is if nothing remains."""
    text = name
    for _ in range(_MOST_NESTED):
        text, count = _TAGS.subn(lambda found: found[2] if found[1] else " ", text)
        if not count:
            break
    return text if text == name else " ".join(text.split()) or name


def _attributes(name: str) -> str:
    """Return the message about attributes behind a *name*, as other programs take them."""
    found = _ATTRIBUTES.fullmatch(name)
    if not found:
        return ""
    before, first, key, value = found.groups()
    if first:
        key, value = "id" if first[0] == "#" else "class", first[1:]
    elif key not in TERM_OPTIONS:
        return ""
    value = re.split("[\"'\u201c\u201d]", value.strip().strip("\"'\u201c\u201d"))[0].strip()
    return (
        f"the name {name!r} contains attributes, which become part of it. Write {before!r}, and "
        f"each option on a line of its own below, such as ':{key}: {value}'"
    )


def _with_abbreviations(glossary: Glossary) -> dict[str, str]:
    """Return the messages about names that have their abbreviation in brackets, by name.

    Left out are abbreviations that several names have, or that are the name of another term, like
    the part before the brackets: those distinguish meanings of one name, ``Model (ML)``.
    """
    parts = {}
    for written in (term.source_name for term in glossary.terms if not term.abbr):
        name, abbr = (
            named_with_abbreviation(written) if written.endswith((")", "）")) else ("", "")
        )
        if abbr and not glossary.find(name) and not glossary.find(abbr):
            parts[written] = (name, abbr)
    count = Counter(fold(part) for both in parts.values() for part in both)
    return {
        written: (
            f"the name {written!r} contains an abbreviation, which is always shown with it. "
            f"Write {name!r}, and give the abbreviation with 'abbr: {abbr}'"
        )
        for written, (name, abbr) in parts.items()
        if count[fold(name)] == count[fold(abbr)] == 1
    }


def _categories(category: str) -> str:
    """Return the message about a *category* that is several, where none is configured."""
    parts = [part.strip() for part in re.split("[,;]", category)]
    if len(parts) < 2 or not all(map(_FEW_WORDS.fullmatch, parts)):
        return ""
    message = f"category: {category!r} is read as a single category. Write {parts[0]!r}, and the "
    message += "others under 'tags'. If it really is one category, add it to modelterms_categories"
    return message


def _unsplit_items(term: Term) -> Iterator[Problem]:
    """Items of lists with other signs in them than those that divide items."""
    if _SEVERAL_SHORT.search(_ENTITY.sub("", term.abbr)):
        first = _SEVERAL_SHORT.split(term.abbr)[0]
        message = (
            f"abbr: {term.abbr!r} is read as a single abbreviation. Write {first!r}, and the "
        )
        message += "others under 'aliases'. Plurals are found without an alias"
        yield Problem("odd-name", message, term, "abbr")
    names = term.source_names or term.other_names
    aliases = (name for name in names if name != term.abbr)
    lists = (("aliases", aliases), ("forms", term.forms), ("tags", term.tags))
    for option, items in lists:
        for item in items:
            if message := _odd_item(item, is_tag=option == "tags"):
                yield Problem("odd-name", f"{option}: {message}", term, option)


def _odd_item(item: str, *, is_tag: bool) -> str:
    """Return the message about an item of a list that is several, or a tag with its sign of other
    programs; ``""`` if nothing is wrong.
    """
    hash_sign = is_tag and item[:1] == "#" and item[1:2].isalpha()
    if hash_sign and " #" in item:
        return f"{item!r} is read as a single item. Separate items with commas, without '#'"
    if hash_sign:
        return f"{item!r} begins with '#', which readers see. Write {item[1:]!r}"
    if "<" in item and (without := _without_tags(item)) != item:
        return f"{item!r} contains HTML, which is shown as plain text. Write {without!r}"
    if not item.isalnum() and (found := _SEVERAL.search(_ENTITY.sub("", item))):
        separator = found[1] or found[2]
        return f"{item!r} is read as a single item. Separate items with commas, not {separator!r}"
    return ""


WITHOUT_ENTRIES = frozenset({CATEGORIES, DAY, FAQ})
"""Displays that show no entries of Sphinx's own glossaries."""


def unused_filters(
    glossary: Glossary, listings: Iterable[Listing], categories: Collection[str]
) -> Iterator[Problem]:
    """Yield tags and unconfigured categories in lists that no term has, so that they select
    nothing, and lists that show nothing of a project with entries of Sphinx's own glossary only.

    :param listings: those that authors wrote, if all terms could be read: a generated page would
        repeat what is reported for a data file
    :param categories: the configured ones; other categories are reported where they are written
    """
    for listing in listings:
        if listing.display in WITHOUT_ENTRIES and glossary.entries and not glossary.terms:
            message = f"{directive_of(listing)}: nothing is shown, because there are no terms of "
            message += "'term' directives or data files. Entries of a 'glossary' don't count here"
            yield Problem("no-effect", message, listing)
        yield from _unused_tags(glossary, listing)
        if not categories:
            yield from _unused_categories(glossary, listing)


def _unused_tags(glossary: Glossary, listing: Listing) -> Iterator[Problem]:
    if wanted := listing.selection.tags:
        tags = {fold(tag): tag for term in glossary.terms for tag in term.tags}
        for tag in wanted:
            if fold(tag) not in tags:
                message = f"{directive_of(listing)}: {_unused(glossary, 'tag', tag, tags)}"
                yield Problem("unknown-tag", message, listing, "tags")


def _unused_categories(glossary: Glossary, listing: Listing) -> Iterator[Problem]:
    if wanted := listing.selection.categories:
        used = {term.category: term.category for term in glossary.terms if term.category}
        for key in wanted:
            if key not in used:
                message = f"{directive_of(listing)}: {_unused(glossary, 'category', key, used)}"
                yield Problem("unknown-category", message, listing, "category")


def _unused(glossary: Glossary, what: str, value: str, used: Mapping[str, str]) -> str:
    """Return the message about a tag or category that no term has.

    :param used: those that terms have, by their folded form
    """
    for separator in filter(value.__contains__, SEPARATORS):
        if any(part.strip() in used or fold(part) in used for part in value.split(separator)):
            return f"{value!r} is read as a single {what}. Separate with commas, not {separator!r}"
    if is_several(value, lambda part: part in used or fold(part) in used):
        return f"{value!r} is read as a single {what}. Separate with commas"
    found = nearest(value, used.values()) if glossary.may_hint() else ()
    near = " or ".join(map(repr, found))
    some = ", ".join(map(repr, sorted(used.values())[:MOST_NAMED]))
    more = ", …" if len(used) > MOST_NAMED else ""
    hint = f"Did you mean {near}?" if near else f"The terms have {some}{more}" if some else ""
    return f"no term has the {what} {value!r}. {hint or f'No term has any {what}'}"


def _defined_as_entries(glossary: Glossary) -> Iterator[Problem]:
    """Yield the terms that are also entries of one of Sphinx's own glossaries.

    Sphinx tells entries apart by letter case, so references can name either.
    """
    entries = {
        (scope_key(entry.scope), name): entry
        for entry in glossary.entries
        for name in entry.own_names
    }
    for term in glossary.terms:
        if entry := entries.get((scope_key(term.scope), term.name)):
            other = "as an entry of a 'glossary'"
            if entry.in_sentence:
                other = "in a sentence by 'term-dfn'"
            message = f"{term.name!r} is defined twice: as a term here, and {other}"
            message += ". Remove one of them"
            yield Problem("duplicate-name", message, term, other=entry)
