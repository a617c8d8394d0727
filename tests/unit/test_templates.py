"""Templates with fields: one parser for catalogues, questions and configuration."""

from __future__ import annotations

import pytest

from sphinx_modelterms.glossary.text.templates import (
    fill_template,
    fill_with_items,
    have_same_fields,
    template_fields,
    words_around,
)

BROKEN = ("{", "}", "{a.b}", "{a[0]}", "{0}", "{a!r}", "{a:>3}", "{}", "{a b}")


def test_fields_are_plain_names() -> None:
    assert template_fields("{a} {{b}} {c}") == {"a", "c"}


@pytest.mark.parametrize("text", BROKEN)
def test_other_fields_than_plain_ones_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        template_fields(text)
    assert not have_same_fields(text, text)


def test_texts_and_items_are_filled_alike() -> None:
    template = "{{{a}}} of {b}{a}"
    filled = fill_template(template, a=1, b="{a}")
    assert filled == "{1} of {a}1"
    assert "".join(fill_with_items(template, {"a": ["1"], "b": ["{", "a}"]}, str)) == filled


def test_braces_around_the_only_field_are_words() -> None:
    assert words_around("{{see}} {name}: {{x}}", "name") == ("{see} ", ": {x}")
