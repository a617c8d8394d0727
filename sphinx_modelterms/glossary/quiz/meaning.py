"""The kind of thing that a definition defines, and examples that are clear by themselves."""

from __future__ import annotations

from functools import lru_cache

from sphinx_modelterms.glossary.quiz.blanks import BLANK
from sphinx_modelterms.glossary.quiz.words import stem
from sphinx_modelterms.glossary.text.common_words import word_set
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

KINDS = {
    word: words.split()[0]
    for words in (
        "quantity number amount share rate ratio score measure metric size value length time "
        "probability count degree cost limit percentage fraction average weight",
        "text prompt message instruction sentence document string description note",
        "data dataset set collection corpus record table matrix list file",
        "model network system program agent design architecture",
        "method technique way procedure process practice approach strategy algorithm rule",
        "problem failure error loss attack flaw weakness tendency behaviour behavior risk harm",
        "part layer component piece step stage block",
        "person people team group organisation organization company",
        "test benchmark task exercise question evaluation experiment",
    )
    for word in words.split()
}
"""The kinds of things that definitions name, by noun. Other nouns are kinds of their own."""

_MEASURES = lazy_pattern(rf"^{BLANK}\s+(?:measures|scores|counts|rates|quantifies)\b")
"""Definitions of quantities that begin with what the quantity does."""

_DEFINED = lazy_pattern(
    rf"^(?:{BLANK}\s+(?:is|are|was|were)\s+)?(?:(an?|the|one of the|one|any)\s+)?(.*)"
)
_KIND_OF = lazy_pattern(
    r"^(?:[\w-]+\s+)?(?:kind|type|sort|form|family|class|variant|version)s? of "
)
_END_OF_PHRASE = lazy_pattern(
    r"[,.;:()–—]|\s(?:of|that|which|who|whose|where|when|in|inside|on|at|for|from|with|without|to|"
    r"by|between|after|before|among|into|and|or|is|are|\w+ed|made|built|given|taken|shown|used)\b"
)


class DefinedKind(NamedTuple):
    """The kind of thing that a definition defines."""

    is_thing: bool
    """True for ``_____ is a table that counts``, False for ``_____ counts``."""
    noun: str


@lru_cache(maxsize=20_000)
def kind_of(text: str) -> DefinedKind:
    """Return the kind of thing that a definition with blanks defines.

    >>> kind_of("_____ is the number of examples").noun, kind_of("_____ is a big table.").noun
    ('quantity', 'data')
    >>> kind_of("_____ is a language model trained to reason").noun
    'model'
    >>> kind_of("_____ divides one model among devices")
    DefinedKind(is_thing=False, noun='')
    >>> kind_of("_____ measures how far two texts are alike")
    DefinedKind(is_thing=False, noun='quantity')
    """
    if _MEASURES.match(text):
        return DefinedKind(False, "quantity")
    found = _DEFINED.match(text[:1].lower() + text[1:])
    if not found or found[2].startswith(BLANK):
        return DefinedKind(False, "")
    if not found[1] and not text.startswith(BLANK):
        return DefinedKind(False, "")
    phrase = _KIND_OF.sub("", found[2])
    words = _END_OF_PHRASE.split(phrase, maxsplit=1)[0].lower().split()
    if not words:
        return DefinedKind(True, "")
    noun = words[-1]
    return DefinedKind(True, KINDS.get(noun) or KINDS.get(noun.removesuffix("s")) or stem(noun))


_FIRST_WORDS = word_set(
    "it its they them their theirs this these those that such he she his her hers both here then "
    "there ones another others"
)
"""Words that point back if an example begins with them."""

_POINTERS = lazy_pattern(
    r"(?i)\b(?:ones|hers|theirs|such|(?:of|in|at|like) (?:them|this|these|it)"
    r"|(?:this|that) (?:way|kind|sort|method|technique|idea|measure|proposal)"
    r"|the (?:same )?(?:method|technique|idea|measure|proposal|term|concept|approach)"
    r"|(?:an?|the|another|this|that|every|each) (?:[\w-]+ )?one)\b(?! of)"
)
"""Words that point to a thing which an example doesn't name."""

_POINTERS_AT_FIRST = lazy_pattern(r"(?i)\b(?:this|these|those)\b")


@lru_cache(maxsize=20_000)
def stands_alone(example: str) -> bool:
    """Return True if English readers understand *example* without the name of its term.

    >>> stands_alone("A forum removes a post and sends it to a moderator.")
    True
    >>> stands_alone("Wikidata is a public one."), stands_alone("It was trained this way.")
    (False, False)
    """
    first = example.lstrip("“\"'(").partition(" ")[0].lower().rstrip(",:’'")
    if first in _FIRST_WORDS or _POINTERS.search(example):
        return False
    return not _POINTERS_AT_FIRST.search(example.partition(". ")[0])
