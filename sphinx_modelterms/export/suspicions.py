"""The reasons to check automatic links."""

from __future__ import annotations

from enum import StrEnum


class Suspicion(StrEnum):
    """A reason to check a link; ``help`` explains it, and ``weight`` ranks it."""

    help: str
    weight: int

    def __new__(cls, key: str, weight: int = 0, help_: str = "") -> Suspicion:
        member = str.__new__(cls, key)
        member._value_ = key
        member.weight = weight
        member.help = help_
        return member

    LOWER_CASE = (
        "lower-case",
        30,
        "The name is capitalized, but this word isn't, and it is also an ordinary word.",
    )
    PROPER_NAME = (
        "proper-name",
        12,
        "The word is capitalized within a sentence, but the name isn't. It may be part of "
        "another name.",
    )
    VERB = "verb", 10, "The word can be a verb here."
    ABBREVIATION = (
        "abbreviation",
        8,
        "The abbreviation has at most two letters, and no word that it stands for is on the page.",
    )
    PHRASE = "phrase", 6, "The word is part of a phrase that occurs far more often than by chance."
    UNCHECKED = (
        "unchecked",
        6,
        "The word also has a meaning outside of your subject, and the term has no relations by "
        "which the link could be checked.",
    )
    ORDINARY = "ordinary", 2, "The word also has a meaning outside of your subject."
    SELDOM = (
        "seldom",
        1,
        "The word is linked often, but authors hardly ever refer to the term themselves.",
    )
    FREQUENT = "frequent", 0, "The term is one of those with the most links."
