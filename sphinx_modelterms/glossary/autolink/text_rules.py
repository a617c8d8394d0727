"""Quality rules about the text of pages: names and abbreviations that readers should not meet so.

What they find is stored with the plan of a page, so that a page which is not read again still
warns. So a rule may ask only what plans depend on: the page, and facts about the names in its text
and about what its references lead to.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.decisions import write_instead
from sphinx_modelterms.glossary.autolink.outdated_names import deprecated_names, former_names
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.autolink.text_checker import FORMER_NAME
from sphinx_modelterms.glossary.autolink.text_findings import TextFinding, finding_in
from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.glossary.text.abbreviations import abbreviations
from sphinx_modelterms.glossary.text.inline import prose
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx_modelterms.glossary.autolink.candidates import Candidate
    from sphinx_modelterms.glossary.autolink.page_text import Block
    from sphinx_modelterms.glossary.autolink.text_checker import CheckedPage, TextChecker


NO_EXPLANATION = frozenset({LinkRule.CODE, LinkRule.HIDDEN})
"""Rules of text in which nothing is explained."""


def check_text(checker: TextChecker, page: CheckedPage) -> Iterator[TextFinding]:
    """Yield the violations of the rules of *checker* on a page, whose names are decided about."""
    for key, rule in TEXT_RULES.items():
        if key in checker.rules and not checker.skips(page):
            yield from rule.check(checker, page)


def _deprecated_names(checker: TextChecker, page: CheckedPage) -> Iterator[TextFinding]:
    for found in deprecated_names(checker, page):
        message = f"{found.words!r} is a name of a deprecated term. {write_instead(found.instead)}"
        yield finding_in(found.block, "deprecated-name", found.words, found.passage, message)


def _former_names(checker: TextChecker, page: CheckedPage) -> Iterator[TextFinding]:
    for found in former_names(checker, page):
        if not found.in_reference:  # Sphinx warns of references, and our hint says what to write
            message = f"{found.words!r} is a former name. {write_instead(found.instead)}"
            yield finding_in(found.block, FORMER_NAME, found.words, found.passage, message)


def _unlinked_mentions(checker: TextChecker, page: CheckedPage) -> Iterator[TextFinding]:
    done = set(page.linked)
    referred = (checker.target(page, m.role, m.target, m.scopes) for m in page.mentions)
    done |= {checker.glossary.head(target) for target in referred if target}
    for decision in page.meant:
        target, name = decision.meaning.targets[0]
        head = checker.glossary.head(target)
        if (
            head in done
            or target.docname == page.docname
            or head in checker.linker.exclusions.terms
        ):
            continue
        done.add(head)
        term = checker.glossary.term_at(target)
        if term and (
            term.no_autolink or term.status == "deprecated" or checker.is_known(term, page)
        ):
            continue
        message = (
            f"{' '.join(decision.text.split())!r} names the term {name!r}, to which this page "
            "has no link. Use the role 'term' once, or 'no-autolink' if the term isn't meant"
        )
        yield finding_in(decision.block, "unlinked-mention", name, None, message)


def _unexplained(checker: TextChecker, page: CheckedPage) -> Iterator[TextFinding]:
    named: dict[int, list[Candidate]] = defaultdict(list)
    for decision in page.decisions:
        named[decision.block.number].append(decision.candidate)
    first: dict[str, Block] = {}
    explained = set(_explained_elsewhere(checker, page))
    for block in checker.blocks(page):
        own = checker.glossary.term_at(Target(page.docname, block.card))
        # The rule "unexplained-abbreviation" checks definitions.
        is_definition = own is not None and prose(own.definition).split() == block.text.split()
        names = named[block.number]
        for position, letters, is_spelt_out in abbreviations(block.text):
            before = bisect_right(names, position, key=lambda name: name.start)
            is_named = before > 0 and position < names[before - 1].end
            if is_spelt_out:
                explained.add(letters)
            elif not is_definition and not is_named:
                first.setdefault(letters, block)
    for letters, block in first.items():
        if letters not in explained:
            message = (
                f"nothing on this page says what {letters!r} means. Spell it out, or define it "
                "as a term"
            )
            yield finding_in(block, "unexplained-in-text", letters, None, message)


def _explained_elsewhere(checker: TextChecker, page: CheckedPage) -> Iterator[str]:
    """Yield the abbreviations that are spelt out in text that isn't checked, such as headings, and
    those that are a link or marked up, as with the role ``abbr``.
    """
    texts = [
        s.text for s in page.text.skipped if s.rule not in NO_EXPLANATION and checker.shows(s)
    ]
    for block in checker.blocks(page):
        for _, text, rule in block.opaque:
            if rule in {LinkRule.LINK, LinkRule.MARKUP}:
                yield text.strip().removesuffix("s")
                texts.append(text)
    for text in texts:
        yield from (letters for _, letters, is_spelt_out in abbreviations(text) if is_spelt_out)


class TextRule(NamedTuple):
    """A quality rule that checks the text of a page."""

    help: str
    check: Callable[[TextChecker, CheckedPage], Iterator[TextFinding]]


TEXT_RULES: Mapping[str, TextRule] = {
    "unlinked-mention": TextRule(
        "A page names a term, but nothing on the page links it: neither a reference nor an "
        "automatic link. Each term is reported once a page, at its first mention. Not reported "
        "are terms that are defined on the page, deprecated terms, terms that are never linked "
        "automatically, and terms that the readers of the page know (`modelterms-level`).",
        _unlinked_mentions,
    ),
    "deprecated-name": TextRule(
        "A page uses a name of a term with `status: deprecated`, in its text or in a reference. "
        "The message says which term replaces it. The two terms may name each other on their "
        "cards.",
        _deprecated_names,
    ),
    FORMER_NAME: TextRule(
        "A page uses a name that a term lists under `former-names`. The message says the name of "
        "today. References to a former name can't be resolved, so Sphinx warns about these "
        "(`ref.term`), and the message says the name of today in any case.",
        _former_names,
    ),
    "unexplained-in-text": TextRule(
        "A page uses an abbreviation that isn't a name of a term, and that nothing on the page "
        "explains: it isn't spelled out, linked, or marked up with the role `abbr` anywhere. Each "
        "is reported once a page. The same abbreviations don't count as in "
        "`unexplained-abbreviation`, which checks definitions.",
        _unexplained,
    ),
}
"""The rules by key, in the order in which a page is checked."""
