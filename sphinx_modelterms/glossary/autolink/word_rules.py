"""The rules for names that are also other words: stop words, verbs, ordinary words, letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.expressions import (
    has_other_uses,
    is_adjective,
    is_in_expression,
    is_verb_in_ing,
)
from sphinx_modelterms.glossary.autolink.neighbours import NO_NEIGHBOURS
from sphinx_modelterms.glossary.autolink.ordinary_names import (
    is_everyday,
    is_ordinary,
    looks_exact,
)
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.autolink.verbs import is_verb, verb_form
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.sentences import begins_sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from sphinx_modelterms.glossary.autolink.decisions import Decision
    from sphinx_modelterms.glossary.autolink.name_table import Meaning
    from sphinx_modelterms.glossary.autolink.neighbours import Neighbours
    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Target


LONGEST_ABBREVIATION = 5
"""Maximum length of a word that may be an abbreviation."""


class Named(NamedTuple):
    """The targets of the terms that are named around a text."""

    section: Set[Target]
    page: Set[Target]
    not_linked: Set[Target]
    """Those that the metadata of the page excludes from automatic links."""


def is_only_name(meaning: Meaning, words: str, english: bool) -> bool:
    """Return True if a name isn't another word, so that :func:`rule_of_word` is ``LINKED`` at
    every place.

    :param words: the name as written in the text
    :param english: True if the project's language is English
    """
    name = meaning.text
    is_letter = len(name) == 1 and name.isascii()
    is_other_word = is_everyday(name) or is_ordinary(name, meaning.alias)
    return not (is_letter or is_other_word or (english and has_other_uses(words)))


def rule_of_word(
    decision: Decision,
    glossary: Glossary,
    neighbours: Mapping[Target, Neighbours],
    named: Named,
    english: bool,
) -> LinkRule:
    """Return the rule for a name that is also another word; ``LINKED`` for other names.

    :param neighbours: the terms whose mention shows that a text is about the key term
    :param named: the terms that are named around it
    :param english: True if the project's language is English
    """
    name = decision.meaning.text
    if len(name) == 1 and name.isascii():
        return LinkRule.SHORT
    if is_everyday(name) and not _is_meant(decision):
        return LinkRule.EVERYDAY
    if english and (rule := _rule_of_english(decision, glossary)):
        return rule
    if not is_ordinary(name, decision.meaning.alias):
        return LinkRule.LINKED
    near = neighbours.get(decision.meaning.place, NO_NEIGHBOURS)
    is_alone = near.are_absent(named.section, named.page)
    return LinkRule.ALONE if is_alone else LinkRule.LINKED


def _rule_of_english(decision: Decision, glossary: Glossary) -> LinkRule | None:
    """Return the rule for an English word that isn't used as a name of things."""
    start, end, _ = decision.candidate
    text = decision.block.text
    is_as_name = text[start].isupper() and text[start:end] == decision.meaning.text
    if not is_as_name or begins_sentence(text, start):
        if is_verb(text, start, end) or is_verb_in_ing(text, start, end):
            return LinkRule.VERB
        if is_in_expression(text, start, end) or is_adjective(text, start, end):
            return LinkRule.EVERYDAY
    return LinkRule.CAPITALS if _is_in_capitals(decision, glossary) else None


def _is_in_capitals(decision: Decision, glossary: Glossary) -> bool:
    """Return True if a word is in capitals, as keywords are, and no name of the term is.

    Short words other than nouns are abbreviations, which are often written so: "HTML".
    """
    text, name = decision.text, decision.meaning.text
    if not (text.isalpha() and text.isupper() and name.isascii()) or looks_exact(name):
        return False
    # Imported here, as few texts have such words, and the list of nouns is long.
    from sphinx_modelterms.glossary.text.plurals import nouns

    word = name.lower()
    if len(word) <= LONGEST_ABBREVIATION and not (word in nouns() or verb_form(word)):
        return False
    term = glossary.term_at(decision.meaning.targets[0].target)
    return term is None or text not in {*term.own_names, *term.other_names, *term.forms}


def _is_meant(decision: Decision) -> bool:
    """Return True if a stop word is written like the name: capitalized where an ordinary word
    would not be.
    """
    is_written_so = decision.text == decision.meaning.text and decision.text[:1].isupper()
    return is_written_so and not begins_sentence(decision.block.text, decision.candidate.start)
