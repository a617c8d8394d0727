"""Names that are linked wherever they stand are decided about only once; that changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sphinx_modelterms.glossary.autolink.candidates import find_candidates
from sphinx_modelterms.glossary.autolink.linker import Linker
from sphinx_modelterms.glossary.autolink.name_table import NameTable
from sphinx_modelterms.glossary.autolink.page_text import Block, PageText
from sphinx_modelterms.glossary.autolink.rules import ALL, LinkRule, Settings
from sphinx_modelterms.glossary.lookup import Glossary
from sphinx_modelterms.glossary.model import Section, SourceLocation, Term
from sphinx_modelterms.glossary.text.names import slug

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.autolink.decisions import Decision

NAMES = [
    "Server",
    "Request",
    "View",
    "Case",
    "Current",
    "Event",
    "Closing",
    "Then",
    "Attention",
    "C",
    "Context",
    "Pull",
]
PLACES = (
    "the {}. {} it, to {} them; users {} images, this {} a file. A {}, the current {} of 5 A. "
    "In no {} shall the {} version end. {} the file, in the {} of, in this {}, on the {}."
)
TEXT = "\n".join(
    PLACES.replace("{}", form)
    for name in NAMES
    for form in (name, name.lower(), name.upper(), f"{name.lower()}s", f"{name}s")
)
SETTINGS = Settings(ALL, limit=0, budget=0, english=True)


def decisions(settings: Settings, *, once: bool, card: str) -> list[Decision]:
    terms: dict[str, dict[str, Any]] = {
        **{name: {} for name in NAMES},
        "Image": {"no_autolink": True},
        "File": {"not_in": ("the file",)},
        "Version": {"case": "any"},
    }
    glossary = Glossary(
        [
            Term("a", f"term-{slug(name)}", name, name, SourceLocation("", 1), **more)
            for name, more in terms.items()
        ]
    )
    table = NameTable(glossary)
    linker = Linker(glossary, table, settings, lambda _: True, lambda *_: None)
    if not once:
        vars(linker)["_is_linked_anywhere"] = lambda *_: False
    page = PageText((Block(0, TEXT, 0, card, "", 1),), (), (Section("", ""),))
    return linker.decide("a", find_candidates(page, table.matcher))


@pytest.mark.parametrize("card", ["", "term-server"])
@pytest.mark.parametrize(
    "settings",
    [SETTINGS, SETTINGS._replace(english=False), SETTINGS._replace(without_terms=("Context",))],
)
def test_the_rules_are_those_of_each_place(settings: Settings, card: str) -> None:
    found, expected = (
        [(one.place, one.text, one.rule) for one in decisions(settings, once=once, card=card)]
        for once in (True, False)
    )
    assert found == expected
    rules = {rule for *_, rule in found}
    assert rules >= {LinkRule.LINKED, LinkRule.TERM, LinkRule.NOT_IN, LinkRule.EVERYDAY}
