"""Reading terms from YAML, JSON and CSV: what they say, and in which line."""

from __future__ import annotations

import json
from dataclasses import replace
from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_modelterms.glossary.datafiles.keys import DATA_OPTIONS
from sphinx_modelterms.glossary.datafiles.reader import READERS, FileRead, read_file
from sphinx_modelterms.glossary.datafiles.records import DataQuestion, DataSource, DataTerm, Text


def read(text: str, name: str = "terms.yml") -> FileRead:
    return read_file(name, dedent(text).lstrip("\n").encode())


def only_term(text: str, name: str = "terms.yml") -> DataTerm:
    result = read(text, name)
    assert result.problems == ()
    (term,) = result.content.terms
    return term


FULL = """
    glossary: Words
    language: en
    licence: CC0-1.0
    markup: MD
    pages: no
    terms:
      - name: Large  Language
          Model
        abbr: LLM
        aliases: [big model, "model, large"]
        related: A, B
        former_names:
          - C
          - C
        status: Draft
        reviewed: 2026-01-02
        no_autolink: true
        faq: no
        definition: >-
          What it
          is.
        explanation: |

          First.

          Second.
        examples:
          - One.
          - |
            Two.
        questions:
          - question: Why?
            answer: |-
              So.
            id: why
          - {question: How?, answer: Thus.}
        facts:
          Size: 5
          Open source: no
        sources:
          - title: Book
            url: doi:10.1000/182
            note: "Page 3."
          - title: Talk
"""


def test_everything_a_file_can_say() -> None:
    result = read(FULL)
    assert result.problems == ()
    (term,) = result.content.terms
    assert replace(result.content, terms=()).__dict__ == {
        "terms": (),
        "glossary": "Words",
        "language": "en",
        "licence": "CC0-1.0",
        "markup": "md",
        "pages": False,
    }
    assert (term.name, term.line) == ("Large Language Model", 7)
    assert (term.file, term.markup) == ("terms.yml", "md")
    assert term.options == {
        "abbr": "LLM",
        "aliases": ("big model", "model, large"),
        "related": ("A", "B"),
        "former-names": ("C",),
        "status": "draft",
        "reviewed": "2026-01-02",
        "no-autolink": True,
        "faq": False,
    }


def test_each_text_and_option_knows_its_line() -> None:
    term = only_term(FULL)
    assert term.lines["abbr"] == 9
    assert term.lines["former-names"] == 12
    assert term.lines["faq"] == 18
    assert term.definition == Text("What it is.", 20)
    assert term.explanation == Text("First.\n\nSecond.", 24)
    assert term.examples == (Text("One.", 28), Text("Two.", 30))
    assert term.questions == (
        DataQuestion(Text("Why?", 32), Text("So.", 34), "why"),
        DataQuestion(Text("How?", 36), Text("Thus.", 36), ""),
    )
    assert term.facts == (("Size", Text("5", 38)), ("Open source", Text("no", 39)))
    assert term.sources == (
        DataSource(Text("Book", 41), "https://doi.org/10.1000/182", Text("Page 3.", 43)),
        DataSource(Text("Talk", 44), "", None),
    )


@pytest.mark.parametrize("mark", ["|", "|-", "|+", ">", ">-", "|2", "| # a remark"])
def test_the_line_of_a_block_is_that_of_its_first_letter(mark: str) -> None:
    term = only_term(f"name: a\ndefinition: {mark}\n\n  text\nlevel: x\n")
    assert term.definition == Text("text", 4)
    assert term.lines["level"] == 5


def test_the_line_of_a_text_below_its_key() -> None:
    assert only_term("name: a\ndefinition:\n\n  text\n  more").definition == Text("text more", 4)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_are_the_same_with_any_end(end: str) -> None:
    text = dedent(FULL).lstrip("\n")
    assert read_file("terms.yml", text.replace("\n", end).encode()) == read(FULL)


def test_indentation_and_trailing_space_within_a_block() -> None:
    term = only_term("name: a\ndefinition: |2\n    code \n  # no remark \n\n")
    assert term.definition == Text("  code \n# no remark", 3)


WORDS = ["no", "yes", "on", "1.10", "2026-01-02", "0x1F", "1e3", "012", ".inf", "=", "Ａ"]


@pytest.mark.parametrize("word", WORDS)
def test_every_word_is_a_text(word: str) -> None:
    term = only_term(f"name: {word}\ndefinition: {word}\nfacts: {{{word}: {word}}}\n")
    assert (term.name, term.definition) == (word, Text(word, 2))
    assert term.facts == ((word, Text(word, 3)),)


@pytest.mark.parametrize("word", ["", "~", "null", "Null", "NULL", "''", '" "'])
def test_an_empty_value_equals_a_missing_key(word: str) -> None:
    keys = ("definition", "examples", "questions", "facts", "sources", *DATA_OPTIONS)
    text = "name: a\n" + "".join(f"{key}: {word}\n" for key in keys)
    term = only_term(text)
    bare = only_term("name: a")
    assert replace(term, lines={}) == bare
    assert term.digest == bare.digest
    assert read(f"markup: {word}\npages: {word}\nterms: []").problems == ()


@pytest.mark.parametrize("word", ['"null"', "'~'", "nUll", "|\n  null"])
def test_quoted_words_are_texts(word: str) -> None:
    assert only_term(f"definition: {word}\nname: a").definition is not None


def test_a_single_item_stands_for_itself() -> None:
    term = only_term(
        """
        name: a
        related: one
        examples: An example.
        questions: {question: Q, answer: A}
        sources: {title: T}
        """
    )
    assert term.options["related"] == ("one",)
    assert [text.text for text in term.examples] == ["An example."]
    assert [len(parts) for parts in (term.questions, term.sources)] == [1, 1]


JSON = """
    {"markup": "md", "terms": [
      {"name": "a \\u00e4",
       "definition":
         "\\n\\nText\\r\\nmore",
       "related": ["b",
                   "c"],
       "no-autolink": true,
       "examples": [1.50, false, null, 1e3],
       "facts": {"Big": 12345678901234567890, "Neg": -0.0}
      }
    ]}
"""


def test_json() -> None:
    term = only_term(JSON, "terms.json")
    assert (term.name, term.line, term.markup) == ("a ä", 2, "md")
    assert term.definition == Text("Text\nmore", 4)
    assert term.options == {"related": ("b", "c"), "no-autolink": True}
    assert term.lines == {"related": 5, "no-autolink": 7}
    assert [text.text for text in term.examples] == ["1.50", "false", "1e3"]
    assert term.facts[0] == ("Big", Text("12345678901234567890", 9))
    assert term.facts[1] == ("Neg", Text("-0.0", 9))


CSV = """
    name,abbr,related,definition,former_names,examples,facts,sources,questions
    "a, b",A,"c, d","
    Text

    more","e
    f","One.

    Two.","Size: big: 5
    Kind: x","Book, <1st> <doi:10.1000/182>
    Talk","Q: Why?
    A: So.
    And so.

    Also.
    Q:
    How?
    A: Thus."
    null,,,,,,,,Is it? A: Yes
"""


def test_csv() -> None:
    result = read(CSV, "terms.csv")
    term, other = result.content.terms
    assert term.name == "a, b"
    assert term.options == {"abbr": "A", "related": ("c", "d"), "former-names": ("e", "f")}
    assert term.lines == {"abbr": 2, "related": 2, "former-names": 5}
    assert term.definition == Text("Text\n\nmore", 3)
    assert term.examples == (Text("One.", 6), Text("Two.", 8))
    assert term.facts == (("Size", Text("big: 5", 8)), ("Kind", Text("x", 9)))
    assert term.sources == (
        DataSource(Text("Book, <1st>", 9), "https://doi.org/10.1000/182", None),
        DataSource(Text("Talk", 10), "", None),
    )
    assert term.questions == (
        DataQuestion(Text("Why?", 10), Text("So.\nAnd so.\n\nAlso.", 11), ""),
        DataQuestion(Text("How?", 16), Text("Thus.", 17), ""),
    )
    assert (other.name, other.line) == ("null", 18)
    (problem,) = result.problems
    assert problem.line == 18
    assert "there is no 'answer'" in problem.message


def test_the_digest_depends_on_values_and_not_on_lines() -> None:
    first = only_term(FULL)
    text = (
        dedent(FULL)
        .replace("terms:\n", "# moved\n\nterms:\n\n")
        .replace("abbr: ", "abbr:\n      ")
    )
    second = only_term(text)
    assert first != second
    assert first.digest == second.digest


CHANGES = [
    ("abbr: LLM", "abbr: LM"),
    ("First.", "Third."),
    ("definition:", "definitions:"),
    ("- One.", "- None."),
    ("id: why", "id: reason"),
    ("Size: 5", "Size: 6"),
    ("Size: 5", "Sizes: 5"),
    ("10.1000/182", "10.1000/183"),
    ("Page 3.", "Page 4."),
    ("markup: MD", "markup: rst"),
]


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_the_digest_follows_every_change(old: str, new: str) -> None:
    (changed,) = read(FULL.replace(old, new)).content.terms
    assert changed.digest != only_term(FULL).digest


def test_a_definition_is_not_an_explanation() -> None:
    one, two = only_term("name: a\ndefinition: x"), only_term("name: a\nexplanation: x")
    assert one.digest != two.digest


line = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"]) | st.sampled_from("'\"#:-[]{}&*!|>%@`,?"),
    min_size=1,
    max_size=12,
).filter(str.strip)
text = st.lists(line | st.just(""), max_size=4).map("\n".join)
terms = st.lists(
    st.fixed_dictionaries(
        {"name": line},
        optional={
            "abbr": line,
            "aliases": st.lists(line, max_size=3),
            "definition": text,
            "explanation": text,
            "examples": st.lists(text, max_size=3),
            "facts": st.dictionaries(line, text, max_size=3),
            "questions": st.lists(
                st.fixed_dictionaries({"question": line, "answer": line}), max_size=2
            ),
            "sources": st.lists(st.fixed_dictionaries({"title": line, "note": text}), max_size=2),
        },
    ),
    max_size=3,
)


def said(result: FileRead) -> tuple[list[str], list[str]]:
    """All but lines and the names of files."""
    digests = [replace(term, file="").digest for term in result.content.terms]
    return digests, sorted(problem.message.partition("on line")[0] for problem in result.problems)


@settings(deadline=None)
@given(terms)
def test_yaml_and_json_say_the_same(data: list[dict[str, Any]]) -> None:
    one = read_file("a.json", json.dumps(data).encode())
    two = read_file("a.json", json.dumps({"terms": data}, indent=1, ensure_ascii=False).encode())
    dumps = [
        yaml.safe_dump(data, sort_keys=False, allow_unicode=True),
        yaml.safe_dump(data, sort_keys=False, default_flow_style=True),
    ]
    block, flow = (read_file("a.yml", dump.encode()) for dump in dumps)
    assert said(one) == said(two) == said(block) == said(flow)
    names = {term.name for term in one.content.terms}
    assert names <= {" ".join(term["name"].split()) for term in data}
    assert len(one.content.terms) == len(data) or one.problems


@settings(deadline=None)
@given(st.sampled_from([*READERS]), st.binary(max_size=200))
@example(".csv", b'name,"\n')
def test_no_bytes_raise(suffix: str, content: bytes) -> None:
    read_file(f"terms{suffix}", content)


SNIPPETS = (
    "name", "terms", "definition", "related", "facts", "sources", "questions", "title", "markup",
    ":", ": ", ",", "[", "]", "{", "}", '"', "'", "- ", "? ", "\n", "\n  ", "|", ">-", "&a ", "*a",
    "!!int ", "<<", "---\n", "...", "%YAML 1.2\n", "#", "\\u0000", "\\ud800", "1", "null", "~",
    "true", "Q:", "A:", "<x>", ";", "\t", "\r", "\0", "\x85", "\u2028", "\ufeff", "é",
)  # fmt: skip


@settings(deadline=None)
@given(st.sampled_from([*READERS]), st.lists(st.sampled_from(SNIPPETS), max_size=40).map("".join))
def test_no_text_raises(suffix: str, content: str) -> None:
    lines = content.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    result = read_file(f"terms{suffix}", content.encode())
    assert all(0 <= problem.line <= lines for problem in result.problems)
    assert all(1 <= term.line <= lines for term in result.content.terms)


trees = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(SNIPPETS[:9]) | st.sampled_from([*DATA_OPTIONS]), inner)
    ),
)


@settings(deadline=None)
@given(trees)
def test_no_value_raises(tree: object) -> None:
    read_file("terms.json", json.dumps(tree).encode())
    read_file("terms.json", json.dumps([{"name": "a", "facts": tree, "id": tree}]).encode())
