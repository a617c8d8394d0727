"""English words that show the grammar of their clause, and the words beside a place in a text."""

from __future__ import annotations

import re

from sphinx_modelterms.glossary.text.common_words import word_set
from sphinx_modelterms.glossary.text.inline import BARRIER

BEFORE_BASE = word_set(
    """
    can cannot could will would shall should may might must do does did don't doesn't didn't
    can't couldn't won't wouldn't shouldn't mustn't let's please to i you we they who cant wont
    """
)
"""Words that precede a verb in its base form."""

BEFORE_S_FORM = word_set("it he she this that which who what also")
"""Words that precede a verb in the third person."""

CONJUNCTIVE = word_set("that which who what")
"""Words after which a plural can begin a clause, too: "so that builds are fast"."""

ADVERBS = word_set(
    "also always never often then just only now usually not simply even still sometimes already "
    "rarely first further instead thus therefore currently once"
)

NOUN_BEFORE_TO = word_set(
    """
    access according added adding adds add addition address adjacent answer applied applies
    apply applicable approach assign assigned attach attached attaches back belong belonging
    belongs bound close committed common compared comparable comparison compile compiled
    connect connected connection connects contrary contribute contributed convert converted
    converts corresponding corresponds deploy deployed due equal equivalent exposed foreign
    from given goes hidden identical import in internal key link linked links local map mapped
    mapping maps match migrate migrated migrating move moved moving native next opposed own
    owned parallel passed passes pass pinned point pointing points posted prior private
    proportional pushed redirect redirected refer reference referred referring refers regard
    relate related relates relating relation relative relevant respect respond response return
    right sent sends similar solution specific subject submitted subscribe subscribed switch
    switched thanks tied transition translate translated unique upgrade upload uploaded version
    visible with write writes written
    """
)
"""Words whose "to" leads to a noun: "prior to release"."""

DETERMINERS = word_set(
    "a an the this that these those my your his her its our their each every any some no another "
    "one all both many several few most such which whose what"
)

OBJECTS = word_set("a an the your its their our my his her these those them it us me every each")
"""Words that begin the object of a verb, and hardly ever follow a noun."""

PREPOSITIONS = word_set(
    "of in on for with by from per via as at into between without within about through under over "
    "than like using during after before against among across and/or"
)

FINITE = word_set(
    """
    is are was were be been has have had can could will would shall should may might must do does
    did isn't aren't wasn't weren't hasn't haven't can't cannot won't don't doesn't contains means
    uses provides allows represents describes specifies refers contain include includes
    """
)
"""Verbs that show that a sentence that begins with a noun has a verb of its own."""

CONJUNCTIONS = word_set("and or but then if when where while")

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CONTEXT = 80
"""Number of characters around a word that are looked at."""


def words_before(text: str, start: int) -> list[str]:
    """Return the words before *start* in the same clause, in lower case; none at its beginning."""
    part = text[max(0, start - _CONTEXT) : start]
    border = max(part.rfind(sign) for sign in (*'.,;:!?()"“”', BARRIER, "—", "–"))
    clause = part[border + 1 :]
    if border >= 0 and part[border] == BARRIER:
        return [BARRIER, *_lower(clause)]
    return _lower(clause)


def _lower(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


def word_after(text: str, end: int) -> str:
    """Return the next word in lower case; ``""`` if punctuation comes first."""
    found = WORD.match(text, end + 1) if text[end : end + 1].isspace() else None
    return found[0].lower() if found else ""
