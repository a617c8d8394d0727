"""Files of terms of other projects: what is checked when they are opened, and what later."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

from sphinx_modelterms.glossary.other_projects import reader
from sphinx_modelterms.glossary.other_projects.reader import open_terms

GOOD = {"name": "Token", "summary": "A piece of text.", "url": "g.html#term-token"}


def content(*terms: Any, **fields: Any) -> bytes:
    document = {"version": 1, "language": "de", "project": "Other", "terms": terms}
    return json.dumps(document | fields).encode()


def test_opening_a_file_reads_no_term(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most builds need none, and reading thousands takes most of the time."""
    monkeypatch.setattr(reader, "read_terms", pytest.fail)
    file, problem = open_terms(content(GOOD, 7))
    assert (file.title, file.language, problem) == ("Other", "de", "")


def test_terms_are_read_once() -> None:
    file, _ = open_terms(content(GOOD))
    read, problem = file.read()
    assert problem == ""
    assert [term[:3] for term in pickle.loads(read.content)] == [tuple(GOOD.values())]
    assert read.read() == (read, "")


def test_terms_that_cannot_be_used_are_counted_when_they_are_read() -> None:
    file, problem = open_terms(content(GOOD, 7, GOOD | {"url": "../x"}))
    assert problem == ""
    read, problem = file.read()
    assert problem == "has 2 terms without a usable name, summary or address"
    assert len(pickle.loads(read.content)) == 1


def test_terms_beyond_the_limit_are_not_counted_as_unusable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reader, "MOST_TERMS", 2)
    file, problem = open_terms(content(GOOD, GOOD, 7))
    assert problem == "has 3 terms, of which the first 2 are read"
    assert file.read()[1] == ""


def test_a_file_that_is_nested_too_deeply_for_a_later_call_has_no_terms(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file, _ = open_terms(content(GOOD))

    def fail(text: bytes) -> Any:
        raise RecursionError

    monkeypatch.setattr("sphinx_modelterms.glossary.other_projects.reader.json.loads", fail)
    read, problem = file.read()
    assert problem == "isn't JSON"
    assert pickle.loads(read.content) == []


@pytest.mark.parametrize("wrong", [b"{", b"[]", b'{"terms": 1}', content(version=2)])
def test_a_file_that_is_wrong_as_a_whole_is_refused_when_it_is_opened(wrong: bytes) -> None:
    with pytest.raises(ValueError, match="is"):
        open_terms(wrong)
