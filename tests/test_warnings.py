"""Every warning: what it says, where it points, that the rest is kept, that it can be silenced."""

from __future__ import annotations

import dataclasses as dc
import re
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.diagnostics import Subtype

if TYPE_CHECKING:
    from tests.conftest import Project


@dc.dataclass
class Case:
    """A page that gives one warning."""

    subtype: Subtype
    page: str
    line: int
    """The line of the page (the title's is 1)."""
    says: str
    keeps: str = "The definition."
    markdown: bool = False


def rest(*lines: str) -> str:
    """A reST page: the title, then *lines* from line 4 on."""
    return "\n".join(("Page", "====", "", *lines)) + "\n"


def md(*lines: str) -> str:
    """A Markdown page: the title, then *lines* from line 3 on."""
    return "\n".join(("# Page", "", *lines)) + "\n"


BODY = ("", "   The definition.")

TWO = (".. term:: X", *BODY, "", ".. term:: Y", "", "   Another.", "")

CASES = {
    "no name": Case(Subtype.NO_NAME, rest(".. term::", *BODY), 4, "has no name"),
    "question without text": Case(
        Subtype.NO_NAME,
        rest(".. term:: X", *BODY, "", "   .. term-question::", "", "      Answer."),
        8,
        "no question",
    ),
    "source without title": Case(
        Subtype.NO_NAME, rest(".. term:: X", *BODY, "", "   .. term-source::"), 8, "no title"
    ),
    "quiz question without choices": Case(
        Subtype.BAD_QUIZ_QUESTION,
        rest(".. term:: X", *BODY, "", "   .. term-quiz-question:: Why?", "", "      Because."),
        8,
        "there is no list of choices",
    ),
    "quiz question with one choice": Case(
        Subtype.BAD_QUIZ_QUESTION,
        rest(".. term:: X", *BODY, "", "   .. term-quiz-question:: Why?", "", "      * Because."),
        8,
        "there is only the choice 'Because.'",
    ),
    "quiz question that repeats another": Case(
        Subtype.BAD_QUIZ_QUESTION,
        rest(
            ".. term:: X",
            *BODY,
            "",
            *("   .. term-quiz-question:: Why?", "", "      * So", "      * Not so", ""),
            *("   .. term-quiz-question:: why?", "", "      * Yes", "      * No"),
        ),
        13,
        "'why?' is asked twice",
    ),
    "quiz question with equal choices": Case(
        Subtype.BAD_QUIZ_QUESTION,
        md(
            "````{term} X",
            "The definition.",
            "",
            "```{term-quiz-question} Why?",
            "* So",
            "* so",
            "```",
            "````",
        ),
        6,
        "two choices are 'So'",
        markdown=True,
    ),
    "no blank line": Case(
        Subtype.NAME_LINES,
        rest(".. term:: X", "   The definition.", "", "   More."),
        4,
        "the name 'X' is followed directly by 'The definition.'",
    ),
    "layout where no section can be": Case(
        Subtype.BAD_VALUE,
        rest("* item", "", "  .. term:: X", "     :layout: page", "", "     The definition."),
        7,
        "'card' is used",
    ),
    "comma here and there": Case(
        Subtype.BAD_VALUE,
        rest(".. term:: X", "   :aliases: a,", "     b", "     c", *BODY),
        5,
        "some lines of the list end with a comma and some don't",
    ),
    "unclosed list": Case(
        Subtype.BAD_VALUE,
        rest(".. term:: X", "   :aliases: [a, b", *BODY),
        5,
        "doesn't end with ']'",
    ),
    "quote within": Case(
        Subtype.BAD_VALUE,
        rest(".. term:: X", '   :tags: "a, b" c, d', *BODY),
        5,
        "a comma must follow the closing quote",
    ),
    "unknown option": Case(
        Subtype.UNKNOWN_OPTION,
        rest(".. term:: X", "   :abbr: Y", "   :realted: Z", *BODY),
        6,
        "no option 'realted'. Did you mean 'related'?",
    ),
    "unknown option, Markdown": Case(
        Subtype.UNKNOWN_OPTION,
        md("```{term} X", ":abbr: Y", ":lvl: Z", "", "The definition.", "```"),
        5,
        "no option 'lvl'. Did you mean 'level'?",
        markdown=True,
    ),
    "bad date": Case(
        Subtype.BAD_VALUE,
        rest(".. term:: X", "   :reviewed: yesterday", *BODY),
        5,
        "reviewed: 'yesterday' isn't a date such as 2026-03-31",
    ),
    "bad date, Markdown": Case(
        Subtype.BAD_VALUE,
        md("```{term} X", "---", "abbr: Y", "reviewed: soon", "---", "", "The definition.", "```"),
        6,
        "reviewed: 'soon' isn't a date",
        markdown=True,
    ),
    "bad switch": Case(
        Subtype.BAD_VALUE, rest(".. term:: X", "   :faq: perhaps", *BODY), 5, "faq: 'perhaps'"
    ),
    "bad layout": Case(
        Subtype.BAD_VALUE,
        rest(".. term:: X", "   :layout: row", *BODY),
        5,
        "'section', 'card', 'page'",
    ),
    "bad id": Case(
        Subtype.BAD_VALUE, rest(".. term:: X", "   :id: a b", *BODY), 5, "can't be an id"
    ),
    "bad scope": Case(
        Subtype.BAD_VALUE, rest(".. term:: X", "   :scope: a (b)", *BODY), 5, "contains '('"
    ),
    "unknown scope": Case(
        Subtype.UNKNOWN_SCOPE,
        rest(
            ".. rst-class:: mt-scope-oss",
            "",
            "Part",
            "----",
            "",
            ".. term:: X",
            "   :scope: os",
            *BODY,
        ),
        7,
        "Did you mean 'os'?",
    ),
    "misplaced option": Case(
        Subtype.MISPLACED_OPTION,
        rest(".. term:: X", "", "   :abbr: Y", "", "   The definition."),
        6,
        "begins with 'abbr'",
    ),
    "misplaced option, Markdown": Case(
        Subtype.MISPLACED_OPTION,
        md("```{term} X", "", "level: beginner", "", "The definition.", "```"),
        5,
        "begins with 'level'",
        markdown=True,
    ),
    "unknown level": Case(
        Subtype.UNKNOWN_LEVEL,
        rest(".. term:: X", "   :level: Beginner", *BODY),
        5,
        "no level 'Beginner' in modelterms_levels. Did you mean 'beginner'?",
    ),
    "unknown category": Case(
        Subtype.UNKNOWN_CATEGORY,
        rest(".. term:: X", "   :category: Trainning", *BODY),
        5,
        "Did you mean 'Training'?",
    ),
    "empty definition": Case(
        Subtype.EMPTY_DEFINITION,
        rest(".. term:: X", "", "   * Not a paragraph."),
        4,
        "Begin it with a paragraph",
        keeps="Not a paragraph.",
    ),
    "no body": Case(Subtype.EMPTY_DEFINITION, rest(".. term:: X"), 4, "no definition", keeps="X"),
    "empty example": Case(
        Subtype.EMPTY_PART, rest(".. term:: X", *BODY, "", "   .. term-example::"), 8, "no content"
    ),
    "empty answer": Case(
        Subtype.EMPTY_PART, rest(".. term:: X", *BODY, "", "   .. term-question:: Q?"), 8, "answer"
    ),
    "empty facts": Case(
        Subtype.EMPTY_PART, rest(".. term:: X", *BODY, "", "   .. term-facts::"), 8, "no facts"
    ),
    "bad fact": Case(
        Subtype.BAD_FACT,
        rest(".. term:: X", *BODY, "", "   .. term-facts::", "", "      Size: 1", "      huge"),
        11,
        "'huge' isn't 'key: value'",
    ),
    "doubled fact": Case(
        Subtype.BAD_FACT,
        rest(".. term:: X", *BODY, "", "   .. term-facts::", "", "      A: 1", "      A: 2"),
        11,
        "the key 'A' is repeated, so it is left out",
    ),
    "fact without value": Case(
        Subtype.BAD_FACT,
        rest(".. term:: X", *BODY, "", "   .. term-facts::", "", "      A: 1", "      B:"),
        11,
        "'B' has no value",
    ),
    "part outside": Case(
        Subtype.MISPLACED_PART,
        rest("The definition.", "", ".. term-example::", "", "   Alone."),
        6,
        "'term-example' isn't directly",
    ),
    "part too deep": Case(
        Subtype.MISPLACED_PART,
        rest(
            ".. term:: X",
            *BODY,
            "",
            "   .. note::",
            "",
            "      .. term-facts::",
            "",
            "         A: 1",
        ),
        10,
        "'term-facts' isn't directly",
    ),
    "heading": Case(
        Subtype.HEADING,
        rest(".. term:: X", *BODY, "", "   Head", "   ----", "", "   T."),
        8,
        "'Head'",
    ),
    "heading, Markdown": Case(
        Subtype.HEADING,
        md("```{term} X", "The definition.", "", "## Head", "", "Text.", "```"),
        6,
        "'Head'",
        markdown=True,
    ),
    "duplicate name": Case(
        Subtype.DUPLICATE_NAME,
        rest(".. term:: X", *BODY, "", ".. term:: x", "   :id: other", "", "   Again."),
        8,
        "is defined twice. Rename one, merge them, or give one a 'scope'. The other one is at index.rst:4",
    ),
    "duplicate alias": Case(
        Subtype.DUPLICATE_ALIAS,
        rest(".. term:: X", *BODY, "", ".. term:: Y", "   :aliases: x", "", "   Other."),
        9,
        "is also a name of the term 'X'",
    ),
    "duplicate id": Case(
        Subtype.DUPLICATE_ID,
        rest(".. term:: X", *BODY, "", ".. term:: Y", "   :id: term-x", "", "   Other."),
        9,
        "becomes 'term-x-2'. Choose another id",
    ),
    "duplicate question id": Case(
        Subtype.DUPLICATE_ID,
        rest(
            ".. term:: X",
            *BODY,
            "",
            "   .. term-question:: A?",
            "      :id: a",
            "",
            "      1.",
            "",
            "   .. term-question:: B?",
            "      :id: a",
            "",
            "      2.",
        ),
        13,
        "the id 'question-x-a' of this question is already used on the card",
    ),
    "unknown related term": Case(
        Subtype.UNKNOWN_TERM,
        rest(".. term:: Tokenizer", "   :related: Tokeniser", *BODY),
        5,
        "related: there is no term 'Tokeniser'. Did you mean 'Tokenizer'?",
    ),
    "unknown replacement": Case(
        Subtype.UNKNOWN_TERM,
        rest(".. term:: X", "   :status: deprecated", "   :replaced-by: Nope", *BODY),
        6,
        "replaced-by: there is no term 'Nope'",
    ),
    "comparison of an unknown term": Case(
        Subtype.UNKNOWN_TERM,
        rest(*TWO, ".. term-compare:: X, Y, Alpah", "", "   The advice."),
        12,
        "term-compare: there is no term 'Alpah'",
    ),
    "comparison of one term": Case(
        Subtype.BAD_COMPARISON,
        rest(*TWO, ".. term-compare:: X", "", "   The advice."),
        12,
        "'X' is the only term to compare. List 2 to 6 terms",
        keeps="The advice.",
    ),
    "comparison with the same term twice": Case(
        Subtype.BAD_COMPARISON,
        rest(*TWO, ".. term-compare:: X, Y, x", "", "   The advice."),
        12,
        "'x' and 'X' are the same",
    ),
    "comparison with the same name twice": Case(
        Subtype.BAD_COMPARISON,
        rest(*TWO, ".. term-compare:: X, X, Y", "", "   The advice."),
        12,
        "'X' and 'X' are the same. List one only",
    ),
    "comparison with a plain entry": Case(
        Subtype.UNKNOWN_TERM,
        rest(*TWO, ".. term-compare:: X, Y, G", "", ".. glossary::", "", "   G", "      Def."),
        12,
        "'G' is only an entry of a 'glossary'",
    ),
    "comparison with a bad list": Case(
        Subtype.BAD_VALUE,
        rest(*TWO, '.. term-compare:: X, "Y'),
        12,
        "a comma must follow the closing quote",
    ),
    "comparison of too many": Case(
        Subtype.BAD_COMPARISON,
        rest(
            *(f".. term:: T{n}\n\n   The definition.\n" for n in range(6)),
            ".. term-compare:: T0, T1, T2, T3, T4, T5, T6",
        ),
        28,
        "only the first 6 of these 7 terms are compared",
    ),
    "comparison with an unknown row": Case(
        Subtype.UNKNOWN_ROW,
        rest(*TWO, ".. term-compare:: X, Y", "   :rows: level, colour", "", "   The advice."),
        13,
        "rows: there is no row 'colour'. These terms have definition, category",
    ),
    "list of an unknown category": Case(
        Subtype.UNKNOWN_CATEGORY,
        rest(*TWO, ".. term-list::", "   :category: Trainning"),
        13,
        "term-list: there is no category 'Trainning' in modelterms_categories",
    ),
    "list with a bad display": Case(
        Subtype.BAD_VALUE,
        rest(*TWO, ".. term-list::", "   :display: rows"),
        13,
        "'cards', 'table'",
    ),
    "list with a bad limit": Case(
        Subtype.BAD_VALUE, rest(*TWO, ".. term-list::", "   :limit: 0"), 13, "number from 1"
    ),
    "list with text": Case(
        Subtype.MISPLACED_OPTION,
        rest(*TWO, ".. term-list::", "", "   :filter:"),
        12,
        "names on its own line, and options",
    ),
    "questions about an unknown term": Case(
        Subtype.UNKNOWN_TERM,
        rest(*TWO, ".. term-faq:: X, Nowhere"),
        12,
        "term-faq: there is no term 'Nowhere'",
    ),
    "list of names with a lone quote": Case(
        Subtype.BAD_VALUE,
        rest(*TWO, '.. term-list:: "X" and Y'),
        12,
        "a comma must follow the closing quote",
    ),
    "term of the day with a name": Case(
        Subtype.MISPLACED_OPTION,
        rest(*TWO, ".. term-of-the-day::", "", "   X"),
        12,
        "takes only options",
    ),
    "path to a plain entry": Case(
        Subtype.UNKNOWN_TERM,
        rest(
            *TWO, ".. term-list::", "   :path-to: G", "", ".. glossary::", "", "   G", "      Def."
        ),
        13,
        "path-to: 'G' is only an entry of a 'glossary'",
    ),
    "path to an unknown term": Case(
        Subtype.UNKNOWN_TERM,
        rest(*TWO, ".. term-list::", "   :path-to: Nowhere"),
        13,
        "path-to: there is no term 'Nowhere'",
    ),
    "prerequisites in a circle": Case(
        Subtype.CYCLE,
        rest(
            ".. term:: X",
            "   :requires: Y",
            *BODY,
            "",
            ".. term:: Y",
            "   :requires: X",
            "",
            "   Another.",
        ),
        5,
        "X → Y → X",
    ),
    "self-relation": Case(
        Subtype.SELF_RELATION, rest(".. term:: X", "   :requires: x", *BODY), 5, "names itself"
    ),
    "a rule of quality": Case(
        Subtype.QUALITY,
        rest(".. term:: X", "", "   X is when it happens."),
        4,
        "is-when: the definition says 'is when'",
        keeps="X is when it happens.",
    ),
    "a rule of quality, at its option": Case(
        Subtype.QUALITY,
        rest(".. term:: X", "   :related: Y", *BODY, "", *TWO[4:]),
        5,
        "one-sided: 'X' names 'Y' as related, but 'Y' doesn't name 'X'",
    ),
    "bad address": Case(
        Subtype.BAD_ADDRESS,
        rest(".. term:: X", *BODY, "", "   .. term-source:: T", "      :url: javascript:alert(1)"),
        9,
        "url: the address 'javascript:alert(1)' isn't a complete",
    ),
    "config": Case(
        Subtype.CONFIG,
        rest(".. term:: X", *BODY),
        0,
        "modelterms_used_in: must be a whole number",
    ),
}

CONF = {
    "modelterms_categories": {"Training": "Training"},
    "modelterms_quality": ["is-when", "one-sided"],
}


@pytest.mark.parametrize("name", CASES)
def test_one_clear_warning_and_the_rest_is_kept(project: Project, name: str) -> None:
    case = CASES[name]
    page = "index.md" if case.markdown else "index.rst"
    project.write({page: case.page})
    conf = CONF | ({"modelterms_used_in": "many"} if case.subtype is Subtype.CONFIG else {})
    built = project.build(**conf)
    (warning,) = built.warnings
    assert f"[modelterms.{case.subtype.value}]" in warning
    assert case.says in warning
    assert warning.startswith(f"{page}:{case.line}: WARNING: " if case.line else "WARNING: ")
    assert case.keeps in re.sub("<[^>]+>", "", built.body("index"))


@pytest.mark.parametrize("name", CASES)
def test_each_can_be_silenced(project: Project, name: str) -> None:
    case = CASES[name]
    project.write({"index.md" if case.markdown else "index.rst": case.page})
    conf = CONF | ({"modelterms_used_in": "many"} if case.subtype is Subtype.CONFIG else {})
    silenced = [f"modelterms.{case.subtype.value}"]
    assert project.build("dummy", suppress_warnings=silenced, **conf).warnings == []


def test_every_subtype_has_a_case() -> None:
    in_another_file = {
        Subtype.FENCE,  # this and the next two: test_mistakes.py
        Subtype.NO_DIRECTIVE,
        Subtype.NO_ROLE,
        Subtype.ODD_NAME,  # this and the next two: test_data_mistakes.py
        Subtype.NO_EFFECT,
        Subtype.UNKNOWN_TAG,
        Subtype.LOST_ANSWER,  # test_faq.py
        Subtype.DATA,  # this and the next: test_data_term.py
        Subtype.DATA_PATH,
        Subtype.UNKNOWN_RECORD,
        Subtype.CHANGES,  # test_term_changes.py
        Subtype.EMPTY_QUIZ,  # test_term_quiz.py
        Subtype.UNPLACED,
        Subtype.OTHER_PROJECT,  # test_other_projects.py
        Subtype.OTHER_CHANGED,  # test_other_lock.py
        Subtype.OTHER_MARKUP,
        Subtype.UNSAFE_TEXT,
        Subtype.PAGES,  # test_generated_pages.py
        Subtype.AMBIGUOUS,  # test_forms.py
        Subtype.AVOIDED_WORD,  # test_autolinks.py
        Subtype.BASELINE,  # test_baseline.py
        Subtype.TRANSLATION,  # test_translations.py
        Subtype.ENCODING,  # test_encodings.py
        Subtype.UNWRITABLE,  # test_kept_files.py
        Subtype.LIMIT,  # test_amplification.py
        Subtype.INVENTORY_NAME,  # test_inventory_names.py
    }
    assert {case.subtype for case in CASES.values()} | in_another_file == set(Subtype)


def test_the_line_in_an_included_file_is_that_file_s(project: Project) -> None:
    project.write(
        {
            "index": "Page\n====\n\n.. include:: part.txt\n",
            "part.txt": "One\n---\n\n.. term:: X\n   :related: Nowhere\n\n   Def.\n",
        }
    )
    (warning,) = project.build().warnings
    assert warning.startswith("part.txt:5: WARNING: related: there is no term 'Nowhere'")


def test_warnings_of_unchanged_pages_are_not_lost_in_parallel_reading(project: Project) -> None:
    pages = {
        f"p{n}": f"P{n}\n==\n\n.. term:: T{n}\n   :related: Q{n}\n\n   Def.\n" for n in range(8)
    }
    names = "\n".join(f"   {name}" for name in pages)
    project.write({"index": f"Home\n====\n\n.. toctree::\n\n{names}\n", **pages})
    assert len(project.build(parallel=3).warnings) == 8
