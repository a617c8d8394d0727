"""Reading options: lists, switches, dates, ids, and where options stand."""

from __future__ import annotations

import contextlib
import time

import pytest

from sphinx_modelterms.glossary import option_values as fields

LISTS = {
    "one, two ,three": ("one", "two", "three"),
    'plain, "with, comma", last': ("plain", "with, comma", "last"),
    "'single, quoted', x": ("single, quoted", "x"),
    '"say \\"hi\\"", b': ('say "hi"', "b"),
    "one\ntwo, with comma\nthree": ("one", "two, with comma", "three"),
    "one, two,\nthree": ("one", "two", "three"),
    "[a, b]": ("a", "b"),
    '["a, b", c]': ("a, b", "c"),
    "- one - two words": ("one", "two words"),
    '- one - "y, z"': ("one", "y, z"),
    "- one - half\n- two": ("one - half", "two"),
    "a, a, b": ("a", "b"),
    "well-known, a - b": ("well-known", "a - b"),
    "": (),
    ",": (),
    "[]": (),
}


@pytest.mark.parametrize(("text", "expected"), LISTS.items())
def test_lists_split_at_commas_outside_of_quotes(text: str, expected: tuple[str, ...]) -> None:
    assert fields.split_list(text) == expected


@pytest.mark.parametrize("text", ["on", "Yes", "TRUE", "", " true "])
def test_switches_read_true_values(text: str) -> None:
    assert fields.read_switch(text) is True


@pytest.mark.parametrize("text", ["off", "No", "FALSE"])
def test_switches_read_false_values(text: str) -> None:
    assert fields.read_switch(text) is False


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (fields.read_switch, "maybe"),
        (fields.read_date, "2026-13-01"),
        (fields.read_date, "yesterday"),
        (fields.read_date, "01.02.2026"),
        (fields.read_date, "20260201"),
        (fields.read_date, "2026-W01-5"),
        (lambda text: fields.read_choice(text, ("a", "b")), "c"),
        (fields.read_id, "1st"),
        (fields.read_id, "a b"),
        (fields.read_id, '"><script>'),
        (fields.read_id, ""),
    ],
)
def test_bad_values_say_what_is_right(read, text: str) -> None:
    with pytest.raises(ValueError, match=r"is neither|isn't|can't be an id"):
        read(text)


@pytest.mark.parametrize("text", ["a{}b, c", '{}"a', '"a"{}, b', "- a\n{}b", "- a\n{}\n- b"])
@pytest.mark.parametrize("space", [" ", "\n"])
def test_long_runs_of_space_take_no_time(text: str, space: str) -> None:
    start = time.process_time()
    with contextlib.suppress(ValueError):
        fields.split_list(text.format(space * 100_000))
    assert time.process_time() - start < 1


def test_good_values_are_kept() -> None:
    assert fields.read_date("0001-02-03") == "0001-02-03"
    assert fields.read_date(" 2026-11-22 ") == "2026-11-22"
    assert fields.read_choice("Exact", ("exact", "any")) == "exact"
    assert fields.read_id("Term_a-1.b:c") == "Term_a-1.b:c"
