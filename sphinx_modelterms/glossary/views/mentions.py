"""Mentions of each term on all pages: references of authors, and automatic links."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.model import NOWHERE, Page
from sphinx_modelterms.glossary.views.page_titles import folder_of, numbers_of
from sphinx_modelterms.glossary.views.records import MentionPlace, SectionPlace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinx_modelterms.glossary.autolink.page_text import Passage
    from sphinx_modelterms.glossary.autolink.plan import LinkPlan
    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Section, Target

    FoundMentions = dict[tuple[tuple[int, str, str], Target], tuple[bool, Passage | None]]
    """By section (number, anchor, title) and term: True if the mention is automatic, and its
    words.
    """


class MentionSearch:
    """Search for the mentions of all terms.

    :param pages: the records of each document
    :param plan: the automatic links
    :param title: returns the title of a document
    :param leads_to: resolves a reference, given its role and target
    """

    def __init__(
        self,
        glossary: Glossary,
        pages: Mapping[str, Page],
        plan: LinkPlan,
        title: Callable[[str], str],
        leads_to: Callable[[str, str], Target | None],
    ) -> None:
        self._glossary = glossary
        self._pages = pages
        self._plan = plan
        self._title = title
        self._leads_to = leads_to

    def by_term(self) -> dict[Target, list[MentionPlace]]:
        """Return the mentions of each term without duplicates: first those in its own folder;
        within these and the others, references of authors first, then sorted by page title.
        """
        mentions: dict[Target, list[MentionPlace]] = defaultdict(list)
        # Cached, since there are far fewer sections than mentions.
        section_place = cache(SectionPlace)
        docnames = self._pages.keys() | self._plan.decisions.keys()
        key = self._glossary.collation.key
        for docname in sorted(docnames, key=lambda name: (key(self._title(name)), name)):
            on_page = self._on_page(docname)
            numbers = numbers_of([title for _, title in self._sections(docname)])
            for (section, place), (automatic, passage) in sorted(
                on_page.items(), key=itemgetter(0)
            ):
                number, anchor, title = section
                context = passage.sentence() if passage else ""
                shown = section_place(docname, anchor, title, numbers[number])
                mentions[place].append(MentionPlace(shown, automatic, context))
        for (docname, _), places in mentions.items():
            here = folder_of(docname)
            places.sort(key=lambda p: (folder_of(p.section.docname) != here, p.automatic))
        return dict(mentions)

    def _sections(self, docname: str) -> Sequence[Section]:
        page = self._pages.get(docname)
        return (page.sections if page else ()) or self._plan.sections(docname)

    def _on_page(self, docname: str) -> FoundMentions:
        page = self._pages.get(docname, Page())
        found: FoundMentions = {}
        for mention in page.mentions:
            place = self._leads_to(mention.role, mention.target)
            place = place and self._glossary.head(place)
            if place and (docname, mention.card) != place and mention.section != NOWHERE:
                number, role, target = mention.section, mention.role, mention.target
                passage = self._plan.passage(docname, number, role, target)
                found.setdefault(((number, *page.sections[number]), place), (False, passage))
        sections = self._plan.sections(docname)
        for number, place, passage in self._plan.mentions(docname):
            head = self._glossary.head(place)
            found.setdefault(((number, *sections[number]), head), (True, passage))
        return found
