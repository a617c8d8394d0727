"""Post-transforms for all blocks, of whatever kind: they are filled, then become HTML elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.rendering.categories import CategoryLists
from sphinx_modelterms.rendering.comparison import ComparisonTables, HtmlComparisons
from sphinx_modelterms.rendering.faq import HtmlFaqs
from sphinx_modelterms.rendering.html_card import HtmlCards
from sphinx_modelterms.rendering.html_list import HtmlDays, HtmlLists
from sphinx_modelterms.rendering.term_box import TermBoxes
from sphinx_modelterms.rendering.term_card import TermCards
from sphinx_modelterms.rendering.term_changes import ChangeLists, HtmlChanges
from sphinx_modelterms.rendering.term_list import DayCards, TermLists
from sphinx_modelterms.rendering.term_map import HtmlMaps, TermMaps
from sphinx_modelterms.rendering.term_quiz import HtmlQuizzes, TermQuizzes
from sphinx_modelterms.rendering.transforms import JoinedTransforms, PartFiller

if TYPE_CHECKING:
    from typing import ClassVar


class FilledBlocks(JoinedTransforms):
    """Fill all blocks; FAQ sections are filled before."""

    default_priority: ClassVar[int] = PartFiller.default_priority
    members = (
        TermCards,
        ComparisonTables,
        TermLists,
        CategoryLists,
        DayCards,
        TermBoxes,
        TermMaps,
        ChangeLists,
        TermQuizzes,
    )


class HtmlBlocks(JoinedTransforms):
    """Convert all blocks to HTML elements."""

    default_priority: ClassVar[int] = HtmlCards.default_priority
    formats = ("html",)
    members = (
        HtmlCards,
        HtmlComparisons,
        HtmlLists,
        HtmlDays,
        HtmlFaqs,
        HtmlMaps,
        HtmlQuizzes,
        HtmlChanges,
    )
