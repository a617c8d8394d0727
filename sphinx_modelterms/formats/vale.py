"""A package for the prose linter Vale: the names as its vocabulary, and rules for other words.

https://vale.sh/docs/keys/vocab and https://vale.sh/docs/checks/substitution
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import yaml

from sphinx_modelterms.formats.zip_file import zipped
from sphinx_modelterms.glossary.autolink.ordinary_names import looks_exact
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_modelterms.formats.vocabulary import PublishedTerm, Vocabulary

TYPED = str.maketrans(
    dict.fromkeys("‘’‚‹›", "'")
    | dict.fromkeys("“”„«»", '"')
    | dict.fromkeys("\u2010\u2011", "-")
    | {"…": "...", "–": "--", "—": "---"}
)
"""Characters that authors type to get typographic ones: Vale checks their sources."""

SPELLINGS = {
    "'": "['‘’‚‹›]",
    '"': '["“”„«»]',
    "-": "[-\u2010\u2011]",
    "...": r"(?:\.\.\.|…)",
    "--": "(?:--|–)",
    "---": "(?:---|—)",
    # Some versions of Vale take each "(" for a group, also after a backslash, and stop.
    "(": r"\x28",
    "\\": r"\x5c",
}
"""Regular expressions for signs of which there are several spellings, by what authors type."""

SIGNS = lazy_pattern(r"\.\.\.|(?<!-)--?-?(?!-)|['\"\\.+*?()|\[\]{}^$#]")
"""The keys of :data:`SPELLINGS`, and signs of regular expressions; ``#`` begins a comment in a
vocabulary.
"""

NOT_A_REPLACEMENT = lazy_pattern(r"\||\$\d")
"""Parts of a replacement that Vale doesn't show as they are."""

WORD_EDGES = lazy_pattern(r"\w(.*\w)?")
"""Names that begin and end with a letter, so that Vale's own borders of words fit."""


def content(vocabulary: Vocabulary, name: str) -> bytes:
    """Return the package.

    :param name: the name of the package, of its style and of its vocabulary
    """
    texts = package_files(vocabulary, name)
    return zipped({f"{name}/styles/{path}": text for path, text in texts.items()})


def package_files(vocabulary: Vocabulary, name: str) -> dict[str, str]:
    """Return the text of each file by its path in Vale's ``StylesPath``."""
    swaps, avoided = _words(vocabulary)
    found = {f"config/vocabularies/{name}/accept.txt": _lines(_accepted(vocabulary))}
    for suffix, nonword in (("", False), ("WithSigns", True)):
        if part := {w: s for w, s in swaps.items() if bool(WORD_EDGES.fullmatch(w)) != nonword}:
            swap = {pattern(w, nonword): "|".join(sorted(s)) for w, s in part.items()}
            found[f"{name}/Terms{suffix}.yml"] = _rule(
                "substitution", "Use %s instead of '%s'.", nonword, swap=swap
            )
        if tokens := [w for w in avoided if bool(WORD_EDGES.fullmatch(w)) != nonword]:
            found[f"{name}/Avoid{suffix}.yml"] = _rule(
                "existence", "Avoid '%s'.", nonword, tokens=[pattern(w, nonword) for w in tokens]
            )
    return found


def pattern(word: str, nonword: bool = False) -> str:
    r"""Return the regular expression for a word as it is, with typographic characters or with
    those that authors type.

    :param nonword: True if it begins or ends with a sign, where Vale finds no border of words

    >>> pattern("Moore’s law"), pattern("C++", nonword=True)
    ("Moore['‘’‚‹›]s law", '(?<!\\w)C\\+\\+(?!\\w)')
    """
    typed = word.translate(TYPED)
    escaped = SIGNS.sub(lambda sign: SPELLINGS.get(sign[0], rf"\{sign[0]}"), typed)
    return rf"(?<!\w){escaped}(?!\w)" if nonword else escaped


def _accepted(vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the lines of the vocabulary.

    Vale demands the exact spelling of a plain word, so only names that their letter case tells
    apart are written so.
    """
    for term in vocabulary.terms:
        if term.status != "deprecated":
            for name in (term.name, *term.other_names, *term.forms):
                is_exact = term.case == "exact" or (term.case != "any" and looks_exact(name))
                yield pattern(name) if is_exact else f"(?i){pattern(name)}"


def _words(vocabulary: Vocabulary) -> tuple[dict[str, set[str]], list[str]]:
    """Return the words not to use with the names to use instead, and those without a name.

    A word that is also a valid name is left out.
    """
    current = [term for term in vocabulary.terms if term.status != "deprecated"]
    valid = {_key(name) for term in current for name in (term.name, *term.other_names)}
    swaps: dict[str, set[str]] = defaultdict(set)
    avoided: dict[str, None] = {}
    for word, better in _pairs(vocabulary):
        key = _key(word)
        if key in valid:
            continue
        if better and not NOT_A_REPLACEMENT.search(better):
            swaps[key].add(better)
        else:
            avoided[key] = None
    return dict(swaps), [word for word in avoided if word not in swaps]


def _key(word: str) -> str:
    """Return what is the same for words with the same pattern."""
    return word.translate(TYPED).lower()


def _pairs(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield each word not to use, and the name to use instead or ``""``."""
    terms: Mapping[str, PublishedTerm] = vocabulary.by_url()
    for term in vocabulary.terms:
        better = term.name
        if term.status == "deprecated":
            replacement = terms.get(term.replaced_by)
            better = replacement.name if replacement else ""
            for name in (term.name, *term.other_names):
                yield name, better
        for word in (*term.avoid, *term.former_names):
            yield word, better


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in dict.fromkeys(lines))


def _rule(kind: str, message: str, nonword: bool, **words: Any) -> str:
    """Return a rule.

    The vocabulary doesn't count as a list of exceptions, since a word not to use can contain one
    of its names.
    """
    rule = {
        "extends": kind,
        "message": message,
        "level": "warning",
        "ignorecase": True,
        "vocab": False,
    }
    if nonword:
        rule["nonword"] = True
    if kind == "substitution":
        rule["action"] = {"name": "replace"}
    text: str = yaml.safe_dump({**rule, **words}, allow_unicode=True, sort_keys=False, width=1000)
    return text
