"""Suspicious links: automatic links that may mean something else."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sphinx_modelterms.export.suspicions import Suspicion
from sphinx_modelterms.glossary.autolink.expressions import may_be_verb_in_ing
from sphinx_modelterms.glossary.autolink.ordinary_names import is_ordinary
from sphinx_modelterms.glossary.autolink.phrases import is_in_phrase
from sphinx_modelterms.glossary.autolink.verbs import may_be_verb
from sphinx_modelterms.glossary.text.common_words import EVERYDAY
from sphinx_modelterms.glossary.text.inline import plain
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.sentences import begins_sentence
from sphinx_modelterms.glossary.text.word_forms import is_acronym

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence, Set

    from sphinx_modelterms.export.automatic_links import TermLink
    from sphinx_modelterms.export.report_input import Report
    from sphinx_modelterms.glossary.autolink.decisions import Decision
    from sphinx_modelterms.glossary.model import Target, Term

FEWEST_LINKS = 10
"""Minimum number of links of a term that authors refer to seldom."""

SELDOM_REFERRED = 10
"""Number of automatic links for each section in which authors refer to such a term."""

FEWEST_CAPITALS = 3
"""Minimum number of capitalized uses of a name in the text, to call it usually capitalized."""

LONGEST_LETTERS = 2
"""Maximum length of an abbreviation that probably has several meanings."""

LONGEST_WORD = 60
"""Number of characters before a name in which the word before it is looked for."""


class Evidence(NamedTuple):
    """The facts by which the links to a term are judged."""

    report: Report
    term: Term
    is_capitalized: bool
    """True if only its capitalized name means it, by the other names of the glossary or by the
    text.
    """
    has_neighbours: bool
    """True if the rule ``alone`` applies to it."""
    references: int
    """Number of sections in which authors refer to it."""
    phrases: tuple[str, ...]
    words_on: Callable[[str], Set[str]]
    """Returns the content words of a page."""


def usually_capitalized(report: Report) -> set[Target]:
    """Return the terms whose names the text usually capitalizes within sentences."""
    capitals: Counter[Target] = Counter()
    small: Counter[Target] = Counter()
    for docname in report.texts:
        for decision in report.meant(docname):
            name, text = decision.meaning.text, decision.text
            if name[:1].isupper() and len(decision.meaning.targets) == 1:
                target = report.views.glossary.head(decision.meaning.targets[0].target)
                if text[:1].islower():
                    small[target] += 1
                elif not begins_sentence(decision.block.text, decision.candidate.start):
                    capitals[target] += 1
    return {t for t, n in capitals.items() if n >= FEWEST_CAPITALS and n > 2 * small[t]}


def suspects(about: Evidence, links: Sequence[TermLink]) -> dict[Suspicion, list[TermLink]]:
    """Return the suspicious ones of the links to a term, by the reason."""
    found: dict[Suspicion, list[TermLink]] = defaultdict(list)
    seldom = len(links) >= max(FEWEST_LINKS, SELDOM_REFERRED * about.references)
    for link in links:
        reason = _reason(about, link)
        # Names with capitals, such as those of products, mean nothing else.
        if reason is None and seldom and link.decision.meaning.text.islower():
            reason = Suspicion.SELDOM
        if reason and not link.decision.meaning.chosen:
            found[reason].append(link)
    return {reason: found[reason] for reason in Suspicion if reason in found}


def _reason(about: Evidence, link: TermLink) -> Suspicion | None:
    decision = link.decision
    meaning, (start, end, _), text = decision.meaning, decision.candidate, decision.block.text
    if meaning.chosen:
        return None
    english = about.report.linker.settings.english
    is_word = english and is_ordinary(meaning.text, meaning.alias)
    is_small = meaning.text[:1].isupper() and decision.text[:1].islower()
    if about.is_capitalized and is_small and (is_word or not english):
        return Suspicion.LOWER_CASE
    if _is_unexpanded(about, link):
        return Suspicion.ABBREVIATION
    if english and may_be_verb_in_ing(text, start, end):
        return Suspicion.VERB
    if not is_word:
        return None
    if _is_proper_name(decision):
        return Suspicion.PROPER_NAME
    if may_be_verb(text, start, end):
        return Suspicion.VERB
    if about.phrases and is_in_phrase(about.phrases, text, start, end):
        return Suspicion.PHRASE
    return Suspicion.ORDINARY if about.has_neighbours else Suspicion.UNCHECKED


def _is_unexpanded(about: Evidence, link: TermLink) -> bool:
    """Return True for a short abbreviation on a page without any word that it stands for; if the
    term has no longer name, these are the words of its definition.
    """
    name, term = link.decision.meaning.text, about.term
    if not is_acronym(name) or len(name.removesuffix("s")) > LONGEST_LETTERS:
        return False
    names = (other for other in (*term.own_names, *term.other_names) if not is_acronym(other))
    words = content_words(" ".join(names)) or content_words(plain(term.definition))
    return link.docname != term.docname and words.isdisjoint(about.words_on(link.docname))


def content_words(text: str) -> set[str]:
    """Return the words of *text* that tell what it is about, in lower case and without a plural
    "s".

    >>> sorted(content_words("The Compact Discs of a CD"))
    ['compact', 'disc']
    """
    return {word.lower().removesuffix("s") for word in _WORD.findall(text)} - EVERYDAY


_WORD = lazy_pattern(r"[^\W\d_]{3,}")


def _is_proper_name(decision: Decision) -> bool:
    """Return True if only the text capitalizes the name, and so the word before it."""
    text, start = decision.block.text, decision.candidate.start
    if not (decision.meaning.text.islower() and decision.text.istitle()):
        return False
    before = text[max(0, start - LONGEST_WORD) : start].split()[-1:]
    return bool(before) and before[0].istitle() and not begins_sentence(text, start)
