"""The JSON Schema of data files is right, and says what the loader says."""

from __future__ import annotations

import json
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from sphinx_modelterms.glossary.datafiles import schema
from sphinx_modelterms.glossary.datafiles.keys import (
    DATA_OPTIONS,
    HEADER,
    ON_THE_PAGE,
    PARTS,
    TEXTS,
    canonical,
)
from sphinx_modelterms.glossary.datafiles.reader import read_file

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = schema.terms_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


class EditorLoader(yaml.SafeLoader):
    """YAML as editors have it: numbers, booleans and null, but no dates."""

    yaml_implicit_resolvers = {
        first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_field_is_there_with_its_help() -> None:
    term = SCHEMA["$defs"]["term"]["properties"]
    assert {canonical(name) for name in term} == {"name", *TEXTS, *PARTS, *DATA_OPTIONS}
    assert not ON_THE_PAGE - {"name"} & {*term}
    assert {*SCHEMA["$defs"]["file"]["properties"]} == {*HEADER, "terms"}
    for name, option in DATA_OPTIONS.items():
        assert term[name]["description"] == option.help
        assert name == (under := name.replace("-", "_")) or name in term[under]["$ref"]


def test_every_table_has_help() -> None:
    for name in ("file", "term", "question", "quiz-question", "source"):
        for key, field in SCHEMA["$defs"][name]["properties"].items():
            assert field.get("description", "").endswith(".") or "properties" in field["$ref"], key


@pytest.mark.parametrize("name", DATA_OPTIONS)
def test_every_option_has_a_kind(name: str) -> None:
    assert DATA_OPTIONS[name].kind != "other"


def test_the_data_of_the_example_site_is_valid(repository: Path) -> None:
    files = sorted(repository.glob("example_docs/ai-glossary/glossary/data/*.yml"))
    assert files
    for path in files:
        for loader in (yaml.BaseLoader, EditorLoader):
            data = yaml.load(path.read_bytes(), Loader=loader)
            assert not [*VALIDATOR.iter_errors(data)], path


VALID = {
    "a list": "[{name: a}, {name: b}]",
    "nothing in a list": "[]",
    "one term": "name: a",
    "a head": """
        glossary: Words
        language: en
        licence: CC0-1.0
        markup: MD
        pages: 'no'
        terms: [{name: a}]
        """,
    "numbers and booleans": """
        name: 4
        abbr: 1.5
        aliases: [5, true, x]
        category: no
        definition: 12
        examples: [1, no]
        facts: {Size: 5, Open: yes, 5: five}
        questions: [{question: 1, answer: 2}]
        quiz: [{question: 1, choices: [1, no], explanation: 2}]
        sources: [{title: 1984, note: 1.10}]
        """,
    "switches": "name: a\nfaq: No\nno-autolink: TRUE",
    "a switch in quotes": "name: a\nfaq: ' off '",
    "choices": "name: a\nstatus: Deprecated\ncase: exact",
    "a date": "name: a\nreviewed: 2026-01-02",
    "an id": "name: a\nid: Term_a-1.b:c",
    "lists in one text": "name: a\nrelated: b, c\nrequires: '[d]'\ntags: x",
    "single items": """
        name: a
        related: b
        examples: c
        questions: {question: Q, answer: A, id: q}
        sources: {title: T, url: "https://example.org", note: N}
        """,
    "underscores": "name: a\nformer_names: [b]\nno_autolink: true\nreplaced_by: c",
    "nothing, everywhere": "name: a\n"
    + "".join(f"{key}: ''\n" for key in (*TEXTS, *PARTS, *DATA_OPTIONS)),
    "nothing, inside": "name: a\nexamples: ['']\nfacts: {b: ''}\naliases: ['']\n"
    "questions: [{question: Q, answer: A, id: ''}]\nsources: [{title: T, url: '', note: ''}]",
    "nothing in a head": "markup: ''\npages: ''\nglossary: ''\nterms: []",
    "a source as a text": "name: a\nsources: Book",
    "sources as texts": "name: a\nsources: ['https://example.org', 'T <rfc:1>']",
    "the longest name": f"name: {'a' * 300}",
}

INVALID = {
    "a text": "hello",
    "nothing": "{}",
    "a head only": "markup: md",
    "no name": "- definition: x",
    "an empty name": "- name: ' '",
    "a list as a name": "- name: [a]",
    "a name too long": f"name: {'a' * 301}",
    "an abbreviation too long": f"name: a\nabbr: {'a' * 301}",
    "an item too long": f"name: a\naliases: [{'a' * 301}]",
    "a text too long": f"name: a\ndefinition: {'a' * 50_001}",
    "terms as a text": "terms: a",
    "terms as a table": "terms: {name: a}",
    "a term in a head": "name: a\nterms: []",
    "a head in a term": "name: a\nmarkup: md",
    "an unknown field": "name: a\ndefintion: x",
    "an empty unknown field": "name: a\nxyz: ''",
    "an unknown field of a head": "license: MIT\nterms: []",
    "an unknown field of a question": "name: a\nquestions: [{question: Q, answer: A, by: me}]",
    "an unknown field of a source": "name: a\nsources: [{title: T, link: x}]",
    "a field for pages": "name: a\nlayout: card",
    "underscores where none may be": "name: a\nre_lated: b",
    "a wrong markup": "markup: html\nterms: []",
    "a wrong choice": "name: a\nstatus: done",
    "a boolean as a choice": "name: a\nstatus: true",
    "a wrong switch": "name: a\nfaq: perhaps",
    "a number as a switch": "name: a\nfaq: 1",
    "a wrong date": "name: a\nreviewed: 02.01.2026",
    "a short date": "name: a\nreviewed: '20260102'",
    "a week": "name: a\nreviewed: 2026-W01-1",
    "a wrong id": "name: a\nid: 1st",
    "a number as an id": "name: a\nid: 5",
    "a list as a text": "name: a\nabbr: [A]",
    "a table as a list": "name: a\naliases: {b: c}",
    "lists in a list": "name: a\naliases: [[b]]",
    "a table as a definition": "name: a\ndefinition: {b: c}",
    "a table as examples": "name: a\nexamples: {b: c}",
    "facts as a list": "name: a\nfacts: [b]",
    "facts as a text": "name: a\nfacts: b",
    "a list in facts": "name: a\nfacts: {b: [c]}",
    "a fact without a key": "name: a\nfacts: {'': c}",
    "a question as a text": "name: a\nquestions: [Why]",
    "a question without an answer": "name: a\nquestions: [{question: Q}]",
    "an empty answer": "name: a\nquestions: [{question: Q, answer: ''}]",
    "a wrong id of a question": "name: a\nquestions: [{question: Q, answer: A, id: 1}]",
    "a source without a title": "name: a\nsources: [{url: 'rfc:1'}]",
    "nothing as a question": "name: a\nquestions: ['']",
    "nothing as a term": "['']",
}

SAMPLES = [
    pytest.param(dedent(text), valid, id=title)
    for valid, samples in ((True, VALID), (False, INVALID))
    for title, text in samples.items()
]


@pytest.mark.parametrize(("text", "valid"), SAMPLES)
def test_schema_and_loader_agree(text: str, valid: bool) -> None:
    problems = read_file("terms.yml", text.encode()).problems
    assert (not problems) is valid, problems
    as_texts: Any = yaml.load(text, Loader=yaml.BaseLoader)
    assert VALIDATOR.is_valid(as_texts) is valid
    content = json.dumps(yaml.load(text, Loader=EditorLoader))
    assert VALIDATOR.is_valid(json.loads(content)) is valid
    problems = read_file("terms.json", content.encode()).problems
    assert (not problems) is valid, problems


@pytest.mark.parametrize("key", [*TEXTS, *PARTS, *DATA_OPTIONS])
def test_null_equals_a_missing_key(key: str) -> None:
    content = json.dumps({"name": "a", key: None})
    assert VALIDATOR.is_valid(json.loads(content))
    assert read_file("terms.json", content.encode()).problems == ()


STRICTER = {
    "doubled keys": "name: a\nabbr: b\nabbr: c",
    "doubled terms": "[{name: a}, {name: A}]",
    "no such day": "name: a\nreviewed: 2026-02-30",
    "an address": "name: a\nsources: {title: T, url: 'javascript:x'}",
    "a list in one text": "name: a\nrelated: '[b'",
}


@pytest.mark.parametrize("text", STRICTER.values(), ids=STRICTER)
def test_the_loader_is_stricter_than_the_schema_in_these_cases(text: str) -> None:
    assert VALIDATOR.is_valid(yaml.load(text, Loader=yaml.BaseLoader))
    assert read_file("terms.yml", text.encode()).problems
