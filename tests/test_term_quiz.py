"""Quizzes in the output: a form in HTML, questions and answers in other formats, and which pages
they rewrite.
"""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.doctree.blocks import PARTS
from sphinx_modelterms.glossary.datafiles.reader import read_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

TERMS = """
    .. term:: Oven
       :category: Kitchen
       :related: Kettle

       An oven bakes bread in dry heat from all sides at once.

       .. term-quiz-question:: Is an oven <b>hot</b> & *dry*?

          * Yes & no
          * No, a :term:`kettle` is

          Do ``not`` touch it.

    .. term:: Kettle
       :category: Kitchen

       A kettle boils water on top of a flame or by a coil.

    .. term:: Fridge
       :category: Kitchen

       A fridge keeps milk and meat cool through summer and winter.

    .. term:: Mixer
       :category: Kitchen
       :not-in-quiz-with: Whisk

       A mixer turns flour with butter into dough by spinning hooks.

    .. term:: Whisk
       :category: Tools

       A whisk beats eggs until foam stands up alone.
    """

QUIZ = """
    Quiz
    ====

    .. term-quiz::

    .. term-quiz:: Oven
       :id: mine
       :questions: written
    """

FIELD = re.compile(r"<fieldset.*?</fieldset>", re.DOTALL)


@pytest.fixture
def quizzes(project: Project) -> Project:
    project.write({"index": "Home\n====\n\n.. toctree::\n\n   terms\n   quiz\n"})
    project.write({"terms": f"    Terms\n    =====\n{TERMS}", "quiz": QUIZ})
    return project


def fields(text: str) -> list[str]:
    return FIELD.findall(text)


def test_a_quiz_is_a_form_with_a_group_of_radio_buttons_for_each_question(
    quizzes: Project,
) -> None:
    built = quizzes.build()
    assert built.warnings == []
    text = built.text("quiz.html")
    found = fields(text)
    assert len(found) > 5
    for field in found:
        names = set(re.findall(r'name="(.*?)"', field))
        values = re.findall(r'value="(.*?)"', field)
        assert len(names) == 1
        assert values == [str(number) for number in range(len(values))]
        assert re.search(r'data-mt-solution="(\d)"', field)[1] in values  # type: ignore[index]
        assert field.count("<legend>") == field.count("<details") == 1
        assert 'href="terms.html#term-' in field
    assert text.count('<form class="mt-questions') == 2
    assert 'method="dialog"' in text


def test_written_questions_keep_their_markup_and_nothing_else(quizzes: Project) -> None:
    field = fields(quizzes.build().text("quiz.html"))[-1]
    assert "Is an oven &lt;b&gt;hot&lt;/b&gt; &amp; <em>dry</em>?" in field
    assert "Yes &amp; no" in field
    assert "No, a kettle is" in field
    assert "touch it" in field
    right = re.search(r'data-mt-solution="(\d)"', field)
    assert right
    assert re.search(rf'value="{right[1]}" /><span>Yes', field)


def test_written_questions_are_on_no_card_by_default_and_mention_nothing(
    quizzes: Project,
) -> None:
    built = quizzes.build()
    text = built.text("terms.html")
    assert "touch it" not in text
    assert "modelterms-quiz" not in text
    assert "mt-used-in" not in text


def test_only_pages_with_a_quiz_load_its_files(quizzes: Project) -> None:
    built = quizzes.build()
    for file in ("modelterms-quiz.css", "modelterms-quiz.js"):
        assert file in built.text("quiz.html")
        assert file not in built.text("index.html")
        assert (built.outdir / "_static" / file).stat().st_size < 5_000
    assert "<script>" not in built.body("quiz")
    assert " style=" not in "".join(fields(built.text("quiz.html")))


def test_cards_have_a_quiz_if_the_project_wants_it(quizzes: Project) -> None:
    built = quizzes.build(modelterms_card_parts=list(PARTS))
    assert built.warnings == []
    text = built.text("terms.html")
    first, *_ = fields(text)
    assert "Is an oven" in first
    assert "modelterms-quiz.js" in text
    assert text.count('<div class="mt-quiz">') == len(re.findall("<form class=.mt-q", text)) > 1


def test_in_text_the_answers_follow_the_questions(quizzes: Project) -> None:
    text = quizzes.build("text").text("quiz.txt")
    questions, answers = text.split("**Answers**", 1)
    assert "Which term is defined here?" in questions
    assert "_____ boils water on top of a flame or by a coil." in questions
    assert "A kettle boils water" not in questions
    assert 'Do "not" touch it.' not in questions
    assert 'Do "not" touch it.' in answers
    assert "More about Oven" in answers


@pytest.mark.parametrize("builder", ["latex", "man", "epub", "singlehtml", "dirhtml", "texinfo"])
def test_other_formats_have_all_questions(quizzes: Project, builder: str) -> None:
    quizzes.conf |= {"project": "Quiz", "author": "A", "copyright": "A", "version": "1"}
    built = quizzes.build(builder, modelterms_card_parts=list(PARTS))
    assert [w for w in built.warnings if "mimetype" not in str(w)] == []
    texts = [
        path.read_text(encoding="utf-8", errors="replace")
        for path in built.outdir.rglob("*")
        if path.suffix in {".tex", ".1", ".xhtml", ".html", ".texi"}
    ]
    assert any("Which term is defined here?" in text for text in texts)
    assert any("mt-questions" in text for text in texts) == (builder in {"singlehtml", "dirhtml"})


@pytest.mark.parametrize(
    ("builder", "page", "shown"),
    [
        ("html", "quiz.html", "about x ≈ 9 times"),
        ("text", "quiz.txt", "about x ≈ 9 times"),
        ("latex", "python.tex", r"about \(x \approx 9\) times"),
    ],
)
def test_formulas_of_terms_are_words_but_in_latex(
    quizzes: Project, builder: str, page: str, shown: str
) -> None:
    terms = TERMS.replace("water on top of", r"water about :math:`x \approx 9` times on")
    quizzes.write({"terms": f"    Terms\n    =====\n{terms}"})
    text = re.sub(r"\s+", " ", quizzes.build(builder, project="Python").text(page))
    if builder == "latex":
        text = text.partition("Which term is defined here?")[2]
    assert shown in text


def test_translators_get_the_written_questions(quizzes: Project) -> None:
    folder = quizzes.builddir.with_name("gettext")
    catalogue = quizzes.build("gettext", builddir=folder).text("terms.pot")
    for words in ("Yes & no", "Is an oven <b>hot</b> & *dry*?", "Do ``not`` touch it."):
        assert f'msgid "{words}"' in catalogue


def test_a_change_of_a_definition_rewrites_the_pages_that_ask_about_it(
    quizzes: Project,
) -> None:
    quizzes.write({"other": ":orphan:\n\nOther\n=====\n\nText.\n"})
    quizzes.build()
    page = f"    Terms\n    =====\n{TERMS}"
    quizzes.write({"terms": page.replace("boils water", "heats water")})
    built = quizzes.build()
    assert "heats water" in built.text("quiz.html")
    assert "boils water" not in built.text("quiz.html")
    clean = quizzes.build(builddir=quizzes.builddir.with_name("clean"))
    assert clean.body("quiz") == built.body("quiz")


def test_questions_are_the_same_in_each_build(quizzes: Project) -> None:
    first = quizzes.build().body("quiz")
    again = quizzes.build(builddir=quizzes.builddir.with_name("again"), parallel=2)
    assert again.body("quiz") == first


def test_entries_of_plain_glossaries_are_asked_about(project: Project) -> None:
    entries = {
        "kettle": "Boils water on top of a flame or by a coil.",
        "fridge": "Keeps milk and meat cool through summer and winter.",
        "mixer": "Turns flour with butter into dough by spinning hooks.",
        "whisk": "Beats eggs until foam stands up with a fork alone.",
    }
    body = "".join(f"   {name}\n      {text}\n\n" for name, text in entries.items())
    project.write({"index": f"Home\n====\n\n.. term-quiz::\n\n.. glossary::\n\n{body}"})
    built = project.build()
    assert built.warnings == []
    assert len(fields(built.text("index.html"))) == len(entries)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (".. term-quiz:: Ovn", "term-quiz: there is no term 'Ovn'. Did you mean 'Oven'?"),
        (".. term-quiz::\n   :questions: terms", "questions"),
        (".. term-quiz::\n   :limit: 0", "limit"),
        (".. term-quiz::\n\n   Oven", "term-quiz: this text is left out"),
        (".. term-quiz:: Oven\n   :path-to: Kettle", "path-to"),
        (".. term-quiz-question:: Why?\n\n   * A\n   * B", "isn't directly inside a term"),
        (
            ".. term:: X\n   :not-in-quiz-with: Ovn\n\n   Text.",
            "not-in-quiz-with: there is no term 'Ovn'. Did you mean 'Oven'?",
        ),
        (
            ".. term:: X\n\n   Text.\n\n   .. term-quiz-question:: Why?\n\n      * A\n\n        * B\n"
            "      * C",
            "isn't a line of text",
        ),
        (
            ".. term:: X\n\n   Text.\n\n   .. term-quiz-question:: Why?\n\n      * A\n      * B\n\n"
            "      One.\n\n      Two.",
            "the explanation isn't a single paragraph",
        ),
        (
            ".. term:: X\n\n   Text.\n\n   .. term-quiz-question::\n\n      * A\n      * B",
            "has no question",
        ),
    ],
)
def test_mistakes_are_reported_and_the_rest_is_kept(
    quizzes: Project, source: str, message: str
) -> None:
    quizzes.write({"wrong": f":orphan:\n\nWrong\n=====\n\n{source}\n"})
    built = quizzes.build()
    assert len(built.warnings) == 1, built.warnings
    assert message in str(built.warnings[0])
    assert "wrong.rst" in str(built.warnings[0])
    assert fields(built.text("quiz.html"))


RECORDS = {
    "words.yml": """
        markup: rst
        terms:
          - name: Ladle
            definition: A ladle lifts soup.
            quiz:
              - question: Is a ladle *flat*?
                choices: [No & never, "Yes, it is"]
                explanation: It is ``deep``.
        """,
    "words.json": """
        {"markup": "rst", "terms": [{"name": "Ladle", "definition": "A ladle lifts soup.",
            "quiz": {"question": "Is a ladle *flat*?", "choices": ["No & never", "Yes, it is"],
            "explanation": "It is ``deep``."}}]}
        """,
    "words.csv": """
        name,definition,quiz
        Ladle,A ladle lifts soup.,"Q: Is a ladle *flat*?
        - No & never
        - Yes, it is
        A: It is ``deep``."
        """,
    "words.md": """
        ---
        name: Ladle
        quiz:
          question: Is a ladle *flat*?
          choices: [No & never, "Yes, it is"]
          explanation: It is `deep`.
        ---

        A ladle lifts soup.
        """,
}


@pytest.mark.parametrize("file", RECORDS)
def test_questions_of_data_files_are_asked(quizzes: Project, file: str) -> None:
    placed = "# Data\n\n```{term} Ladle\n```\n"
    if not file.endswith(".md"):
        placed = "Data\n====\n\n.. term:: Ladle\n"
    quizzes.conf |= {"modelterms_data": ["words/*"], "exclude_patterns": ["words"]}
    quizzes.write({f"words/{file}": RECORDS[file]})
    suffix = ".md" if file.endswith(".md") else ".rst"
    quizzes.write({f"data{suffix}": placed, "index": "Home\n====\n\n.. toctree::\n\n   data\n"})
    quizzes.write(
        {"quiz": ":orphan:\n\nQuiz\n====\n\n.. term-quiz:: Ladle\n   :questions: written\n"}
    )
    (quizzes.source / "terms.rst").unlink()
    built = quizzes.build()
    assert built.warnings == []
    (field,) = fields(built.text("quiz.html"))
    assert "Is a ladle <em>flat</em>?" in field
    right = re.search(r'data-mt-solution="(\d)"', field)
    assert right
    assert re.search(rf'value="{right[1]}" /><span>No &amp; never', field)
    assert ">deep<" in field
    text = RECORDS[file].replace("It is", "It must be")
    quizzes.write({f"words/{file}": text})
    again = quizzes.build()
    clean = quizzes.build(builddir=quizzes.builddir.with_name("clean"))
    assert "It must be" in again.text("quiz.html")
    assert again.body("quiz") == clean.body("quiz")


def test_a_question_on_the_page_replaces_those_of_the_record(quizzes: Project) -> None:
    quizzes.conf |= {"modelterms_data": ["words/*"]}
    quizzes.write({"words/words.yml": RECORDS["words.yml"]})
    asked = "   .. term-quiz-question:: Is it deep?\n\n      * Yes\n      * No\n"
    quiz = ".. term-quiz:: Ladle\n   :questions: written\n"
    quizzes.write({"quiz": f"Quiz\n====\n\n{quiz}\n.. term:: Ladle\n\n{asked}"})
    (field,) = fields(quizzes.build().text("quiz.html"))
    assert "Is it deep?" in field


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("{question: Why}", "there is no 'choices', so the entry is left out"),
        ("{question: Why, choices: []}", "there is no 'choices', so the entry is left out"),
        ("{choices: [A, B]}", "there is no 'question', so the entry is left out"),
        ("{question: Why, choices: A}", "there is only the choice 'A'. Write 2 to 8, the right"),
        ("{question: Why, choices: [A, B, a]}", "two choices are 'A'. Change one of them. The"),
        ("{question: Why, choices: [A, B], answer: C}", "there is no field 'answer' in 'quiz'."),
        ("Why", "must be a list of entries with 'question' and 'choices', not the text"),
        ("{question: Why, choices: [A, {b: c}]}", "choices must be text, not key-value pairs"),
        ("{question: Why, choices: ['', B, C]}", "a choice isn't a text, or is empty. Write each"),
    ],
)
def test_mistakes_in_questions_of_data_files_are_reported(question: str, message: str) -> None:
    text = f"- name: X\n  definition: Text.\n  quiz:\n    - {question}\n"
    problems = read_file("words.yml", text.encode()).problems
    found = [problem for problem in problems if message in problem.message]
    assert [problem.line for problem in found] == [4]


def test_a_question_without_one_of_its_choices_is_left_out() -> None:
    """Without the first, a wrong choice would be the right one."""
    text = (
        "- name: X\n  definition: Text.\n  quiz:\n    - {question: Q, choices: [{a: b}, B, C]}\n"
    )
    (term,) = read_file("words.yml", text.encode()).content.terms
    assert term.quiz == ()


def test_a_second_explanation_in_a_table_is_reported() -> None:
    text = 'name,definition,quiz\nX,Text.,"Q: Why?\n- a\n- b\nA: So.\nA: More."\n'
    read = read_file("words.csv", text.encode())
    (problem,) = read.problems
    assert problem.message.startswith("the key 'explanation' is already on line 5")
    assert read.content.terms[0].quiz[0].texts[-1].text == "So."


NONE = "so the quiz is empty"

UNLIKE = "there aren't enough similar terms for wrong answers"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (":category: Tools\n   :level: beginner", "no term matches 'category' and 'level', "),
        (":level: beginner", f"no term matches 'level', {NONE}. Change or remove 'level'"),
        (":questions: written\n   :category: Tools", "no question is written for 'Whisk', "),
        (
            ":questions: before",
            "no question of the kind 'before' can be generated about its 5 terms, "
            f"{NONE}: there aren't enough similar terms with 'requires' for wrong answers. Select "
            "more terms, define similar ones, or remove 'questions'. [",
        ),
        (":questions: example, before", "no question of the kind 'example' or 'before' can"),
        (
            ":questions: before, written\n   :category: Tools",
            "no question of the kind 'before' can be generated about 'Whisk', ",
        ),
    ],
)
def test_a_quiz_without_questions_is_reported(
    quizzes: Project, options: str, message: str
) -> None:
    quizzes.write({"quiz": f"Quiz\n====\n\n.. term-quiz::\n   {options}\n"})
    built = quizzes.build()
    (warning,) = built.warnings
    assert f"quiz.rst:4: WARNING: term-quiz: {message}" in warning
    assert NONE in warning
    assert warning.endswith("[modelterms.empty-quiz]")
    assert "No questions." in built.text("quiz.html")
    # The page and its terms are the same, so the answer is taken from the last build.
    quizzes.write({"other": ":orphan:\n\nOther\n=====\n\nText.\n"})
    assert quizzes.build().warnings == [warning]


@pytest.mark.parametrize("options", [":status: draft", ":not-in-quiz-with: *"])
def test_a_quiz_about_terms_that_are_left_out_is_reported(project: Project, options: str) -> None:
    term = f".. term:: Oven\n   {options}\n\n   An oven heats food by hot air in a closed box.\n"
    project.write({"index": f"Home\n====\n\n.. term-quiz:: Oven\n\n{term}"})
    (warning,) = project.build().warnings
    assert f"about 'Oven', {NONE}: drafts, deprecated terms" in warning


def test_a_quiz_without_terms_is_reported(project: Project) -> None:
    project.write({"index": "Home\n====\n\n.. term-quiz::\n"})
    (warning,) = project.build().warnings
    assert f"index.rst:4: WARNING: term-quiz: there are no terms to ask about, {NONE}" in warning


@pytest.mark.parametrize("parallel", [1, 2])
def test_a_quiz_is_reported_when_another_page_makes_it_empty(
    quizzes: Project, parallel: int
) -> None:
    whole = f"    Terms\n    =====\n{TERMS}"
    assert quizzes.build(parallel=parallel).warnings == []
    quizzes.write({"terms": whole.partition("    .. term:: Fridge")[0]})
    built = quizzes.build(parallel=parallel)
    first = "no question can be generated"
    assert built.warnings == []  # a written question is left
    text = whole.partition("    .. term:: Fridge")[0].replace(
        "term-quiz-question", "term-question"
    )
    quizzes.write({"terms": text})
    built = quizzes.build(parallel=parallel)
    clean = quizzes.build(builddir=quizzes.builddir.with_name("clean"))
    assert built.warnings == clean.warnings
    assert [line.partition("WARNING: ")[2][:38] for line in built.warnings] == [
        f"term-quiz: {first}"[:38],
        "term-quiz: no question is written for "[:38],
    ]
    assert "'Oven'" in built.warnings[1]
    quizzes.write({"terms": whole})
    assert quizzes.build(parallel=parallel).warnings == []


def test_a_missing_name_or_tag_of_a_quiz_is_reported_alone(quizzes: Project) -> None:
    source = ".. term-quiz:: Ovn\n\n.. term-quiz::\n   :tags: hot\n"
    quizzes.write({"quiz": f"Quiz\n====\n\n{source}"})
    first, second = quizzes.build().warnings
    assert "there is no term 'Ovn'" in first
    assert "no term has the tag 'hot'" in second


def test_other_builds_make_no_questions(quizzes: Project, tmp_path: Path) -> None:
    quizzes.write({"quiz": "Quiz\n====\n\nNone.\n"})
    code = (
        "import sys; from sphinx.cmd.build import main; "
        "main(['-q', '-C', '-D', 'extensions=sphinx_modelterms', *sys.argv[1:]]); "
        "print(*(name for name in sys.modules if 'modelterms.glossary.quiz.' in name))"
    )
    command = [sys.executable, "-c", code, str(quizzes.source), str(tmp_path / "output")]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.split() == ["sphinx_modelterms.glossary.quiz.records"]
