"""Places of English verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.glossary.autolink.expressions import (
    is_adjective,
    is_in_expression,
    is_verb_in_ing,
    may_be_verb_in_ing,
)
from sphinx_modelterms.glossary.autolink.verbs import is_verb

if TYPE_CHECKING:
    from collections.abc import Callable

VERBS = [
    "this also *includes* a copy",
    "to *view* images",
    "*Request* write access.",
    "You can *filter* the list",
    "It *indexes* each page",
    "The server *caches* the answer.",
    "Users *vote* it down.",
    "Please *review* your settings",
    "Download and *install* the package",
    "a tool which *hosts* packages",
    "Do not *commit* secrets",
    "We usually *tag* a version",
    "They *mount* the disk",
    "To automatically *restart* after a crash",
    "*Schedule* a meeting with them",
    "*Deploy* your site.",
    "who *designs* such things",
    "a script that *renames* the files",
    "and should *trigger* an alarm",
    "The router *drops* these silently",
    "It never *blocks* requests",
    "*Monitor* disk usage regularly.",
    "If your system *includes* systemd support",
    "testing that *includes* version files",
    "The default also *applies* everywhere else",
    "The step *includes* more files",
]

NOUNS = [
    "Tags within *includes* not listed",
    "dynamic *includes* are processed",
    "the *includes* keyword",
    "explicit *includes* such as the directory",
    "all pull *requests* merged",
    "by the second *extracts*.",
    "the *view* of a page",
    "A *request* is sent.",
    "*Requests* are counted",
    "so that *builds* are fast",
    "prior to *release* we test",
    "the *index* of a page",
    "a slow *query* on the table",
    "according to *schedule*",
    "a list of *packages* the user wants",
    "*Filters* for the list",
    "*Cache* and database",
    "*Request* headers are optional.",
    "*Project* names contain letters",
    "in *production* and in *test*",
    "your *branch*",
    "with *tags*, *commits* and *forks*",
    "each *commit*",
    "these *hosts* have disks",
    "linked to *issues*",
    "*Design* of a page",
    "This *package* is old",
]


USES = {
    is_in_expression: (
        ["by *contrast*", "At *face* *value*", "IN NO *EVENT* SHALL", "in the\n*case* of a fault"],
        ["the *contrast* is high", "a *value*", "one *event*", "a test *case* of the suite"],
    ),
    is_adjective: (
        ["the *current* version", "in *current* versions", "its *original* name"],
        [
            "the *current* is high",
            "a *current* of 5 A",
            "the *current* in it",
            "*Current* density",
        ],
    ),
    is_verb_in_ing: (
        ["*Opening* too many figures", "by *decoding* the descriptions", "*closing* it"],
        ["after *closing* of files", "*String* a", "image *opening*", "the *closing*, the end"],
    ),
    may_be_verb_in_ing: (
        ["without *closing*", "*Decoding* images", "when *opening* files"],
        ["image *decoding*", "the *closing* of it", "*Closing* is slow", "without *string*"],
    ),
}


@pytest.mark.parametrize("use", USES, ids=lambda use: use.__name__)
def test_a_use_that_means_no_term(use: Callable[[str, int, int], bool]) -> None:
    found, other = USES[use]
    assert all(all(marked(text, use)) for text in found)
    assert not any(any(marked(text, use)) for text in other)


def marked(text: str, use: Callable[[str, int, int], bool] = is_verb) -> list[bool]:
    plain, places = "", []
    for number, part in enumerate(text.split("*")):
        if number % 2:
            places.append((len(plain), len(plain) + len(part)))
        plain += part
    return [use(plain, start, end) for start, end in places]


@pytest.mark.parametrize("text", VERBS)
def test_a_verb_is_no_noun(text: str) -> None:
    assert all(marked(text))


@pytest.mark.parametrize("text", NOUNS)
def test_a_noun_is_no_verb(text: str) -> None:
    assert not any(marked(text))
