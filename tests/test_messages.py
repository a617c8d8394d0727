"""The texts of all messages: plain words, whole sentences, one form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from tests.message_texts import PACKAGE, message_texts, texts_in
from tests.test_wording import private_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Project

VERBS = (
    "add|begin|break|build|choose|close|convert|correct|end|export|indent|leave|make|move|name|"
    "place|put|quote|remove|rename|save|say|separate|set|shorten|split|use|write"
)

WRONG = {
    rf"[:;] (?:{VERBS})\b": "a new sentence for what to do",
    r"[:;] did you mean": "'. Did you mean …?'",
    r"\bcannot\b": "can't",
    r"\b(?:is|are|was|does|do|did|has) not\b": "a contraction, such as isn't or doesn't",
    r"\b(?:has|have|having) to be\b|\bhas to (?!be\b)\w": "must",
    r"\bempty lines?\b": "blank line",
    r"\bfolders?\b": "directory",
    r"\bof the sources\b|\bthe sources\b": "source directory",
    r"\bstands?\b(?! for)": "is",
    r"\bas (?:if )?it is written\b|\bas it stands\b": "as plain text",
    r"\bso that (?:all|nothing|none)\b": "so",
    r"\b(?:lead|leads) nowhere\b": "has no target",
    r"\bin line (?:\{|\d)": "on line",
    r"[.:] Name\b": "List, Give, Choose or Specify",
    r"\b(?:has|reads) other\b": "different",
    r"\bcharacters together\b": "in total",
    r"\bbelow (?:an|another|two) accents?\b": "inside",
    r"\bneeds no\b": "the mistake, such as 'begins with a colon'",
    r"^this is plain text": "the text, quoted",
    r"\bbehind\b": "after",
    r"\balike\b": "equally",
    r"\bis told\b|\bare told\b": "is reported",
    r"\S {2,}\S": "one space",
    r"\w[.?] [a-z]": "a capital at the start of a sentence",
}
"""Forms that messages do not have, each with what to write instead."""


def wrong_forms(text: str) -> Iterator[str]:
    """Yield the forms of :data:`WRONG` in *text*, and phrases that must be read twice."""
    for pattern, better in WRONG.items():
        for found in re.finditer(pattern, text):
            yield f"{found[0]!r} (write: {better}): {text}"
    yield from private_phrases(text)


def test_messages_are_plain_sentences() -> None:
    texts = list(message_texts())
    assert len(texts) > 300
    found = [f"{place}: {form}" for place, text in texts for form in wrong_forms(text)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "the name {} goes on with {}: put a blank line before the body",
        "this is no YAML: a tab is used for indentation",
        "{} stands twice; the line is left out",
        "there is no term {}; did you mean {}?",
        "{} cannot be written",
        "{} is not one of {}",
        "the first row has to name the fields",
        "put an empty line above it",
        "the address is wrong. write another one",
        "{} leads out of the folder of the sources",
        "{} is a symbolic link that leads nowhere",
        "the key {} is already in line {}",
        "there are too many terms. Name fewer of them",
        "the definitions have {} characters together",
        "this is plain text. For the role, write {}",
    ],
)
def test_wrong_forms_are_found(text: str) -> None:
    assert list(wrong_forms(text))


@pytest.mark.parametrize(
    "text",
    [
        "the name {} is followed directly by {}. Add a blank line between the name and the text",
        "there is no term {}. Did you mean {}?",
        "it has more than {} lines. Shorten it, or raise {} in modelterms_limits",
    ],
)
def test_right_forms_pass(text: str) -> None:
    assert not list(wrong_forms(text))


def test_texts_are_found_in_source() -> None:
    source = 'def f():\n    "A docstring of words."\n    warn(f"there is no {x!r}" " at all", 3)\n'
    assert list(texts_in(source)) == [(3, "there is no {} at all")]


def test_a_full_stop_ends_a_message_once() -> None:
    assert with_full_stop("it is left out") == "it is left out."
    assert with_full_stop("Did you mean 'x'?") == "Did you mean 'x'?"
    assert with_full_stop("It is left out.") == "It is left out."


JOINED = re.compile(r"\{(?:error|reason|str\(error\))\}\. ?[A-Z{]")
"""A message of another function and a sentence after it, joined without looking at its end."""


def test_messages_of_other_functions_are_joined_by_their_last_sign() -> None:
    """They can end in a question: "Did you mean 'card'?." has one sign too many."""
    found = [
        f"{path}:{match[0]}"
        for path in PACKAGE.rglob("*.py")
        for match in JOINED.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_a_question_in_a_message_is_followed_by_no_full_stop(project: Project) -> None:
    project.write({"index": ".. term:: Token\n   :layout: crad\n\n   A piece."})
    (warning,) = project.build("dummy").warnings
    assert "Did you mean 'card'? The option is ignored." in warning
