"""The projects that are compared."""

from __future__ import annotations

import importlib.util
from dataclasses import replace

from benchmarks.inventories import NEIGHBOURS
from benchmarks.projects import Variant

OURS = ("sphinx_modelterms",)

PLAIN = Variant("plain", "plain Sphinx, its own glossary")
LOADED = Variant("loaded", "the same, extension loaded", OURS, hovers=True)
CARDS = Variant("cards", "term cards instead of the glossary", OURS, cards=True, hovers=True)

NO_HOVER = "modelterms_hover = False\n"
LOADED_BARE = replace(
    LOADED,
    key="loaded-bare",
    title="extension loaded, hover cards off",
    settings=NO_HOVER,
    hovers=False,
)
CARDS_BARE = replace(
    CARDS, key="cards-bare", title="term cards, hover cards off", settings=NO_HOVER, hovers=False
)

AUTOMATIC = 'modelterms_autolink = "page"\n'
LOADED_AUTO = replace(
    LOADED,
    key="loaded-auto",
    title="extension loaded, automatic links on",
    settings=AUTOMATIC,
    autolinks=True,
)
CARDS_AUTO = replace(
    CARDS,
    key="cards-auto",
    title="term cards, automatic links on",
    settings=AUTOMATIC,
    autolinks=True,
)

OTHERS = replace(
    LOADED,
    key="others",
    title="extension loaded, three other projects named",
    settings=f"modelterms_other = {[*NEIGHBOURS]}\n",
)

PEERS = (
    Variant(
        "tippy",
        "sphinx-tippy",
        ("sphinx_tippy",),
        # Nothing is fetched; its scripts are on other servers, so pages only name them.
        settings="tippy_enable_wikitips = False\ntippy_enable_doitips = False\n",
        hovers=True,
        peer=True,
    ),
    Variant(
        "riddle",
        "sphinx-riddle-whisper",
        ("sphinx_riddle_whisper",),
        hovers=True,
        peer=True,
        rounds=2,
    ),
)

MARKDOWN = tuple(
    replace(
        variant,
        markup="md",
        extensions=("myst_parser", *variant.extensions),
    )
    for variant in (PLAIN, LOADED, CARDS)
)

STORED = (
    PLAIN,
    LOADED,
    LOADED_BARE,
    CARDS,
    CARDS_BARE,
    *(
        replace(
            variant,
            key=f"{variant.key}-text",
            title=f"{variant.title}, no mentions",
            mentions=False,
        )
        for variant in (PLAIN, LOADED, CARDS)
    ),
)
"""With and without hover cards, and with mentions as roles and as mere text."""


def missing(variant: Variant) -> str:
    """The package of *variant* that is not installed; ``""`` if all are."""
    absent = (name for name in variant.extensions if importlib.util.find_spec(name) is None)
    return next(absent, "")
