"""A small site that has every block of the extension in the places where themes break it."""

from __future__ import annotations

import datetime
import importlib.util
import os
import string
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_modelterms.doctree.blocks import PARTS as CARD_PARTS
from tests.conftest import Project

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"

TERM = """
    .. term:: Retrieval-Augmented Generation
       :abbr: RAG
       :aliases: grounded generation, retrieval augmented generation
       :category: Agents & Tools
       :level: intermediate
       :tags: search, tools
       :related: Vector Database, Fine-tuning, Token
       :requires: Token
       :reviewed: 2026-01-02
       :avoid: smart search
       :layout: page

       Retrieval-augmented generation fetches relevant documents at question time and lets the
       model answer from them.

       It needs an index of the documents, and *some* ``code``:

       .. code-block:: python

          answer(question, documents=find_documents_that_are_near(question, limit=10))

       * A first point of a list.
       * A second point.

       .. term-example::

          A support bot that quotes the product manual.

       .. term-question:: Does it replace fine-tuning?

          No. It changes what the model can look up, not how it behaves.

       .. term-facts::

          Needs training: no
          Fresh facts: yes
          Works with: any large model
          Works offline: yes
          Typical cost of a question with ten documents: a few cents, more with a large model

       .. term-source:: Retrieval-Augmented Generation for Knowledge-Intensive NLP Tasks
          :url: https://example.org/
"""

OTHERS = f"""
    .. term:: Fine-tuning
       :category: Training
       :level: advanced

       Fine-tuning trains a model further on examples of one task, so that its weights change.

       .. term-facts::

          Needs training: yes
          Fresh facts: no
          Works with: any large model
          Works offline: yes

    .. term:: Vector Database
       :category: Agents & Tools
       :level: beginner
       :status: deprecated
       :replaced-by: Fine-tuning

       A vector database finds vectors that are near a given vector.

       .. term-facts::

          Needs training: no

    .. term:: Token
       :category: Foundations
       :level: beginner

       A token is a piece of text that a model reads or writes, often a part of a word.

    .. term:: {LONG_WORD}
       :category: Training
       :level: advanced

       The ``{LONG_WORD}`` is a name without a place to break.
"""

ALPHABET = "\n".join(
    f"""
    .. term:: {letter}{word}
       :category: {category}
       :level: beginner

       {letter}{word} is one of the terms that make the list long enough to be scrolled.
"""
    for letter in string.ascii_uppercase
    for word, category in (("lpha", "Foundations"), ("vocado", "Training"), ("zure", "Nature"))
)

PARTS = {
    "category": "       :category: Nature\n",
    "level": "       :level: {level}\n",
    "text": "\n       A definition that is long enough to need a second line on a narrow page.\n",
}
BARE = {
    "Step 1": "",
    "Step 2": "text",
    "Step 3": "category",
    "Step 4": "category text",
    "Step 5": "level",
    "Step 6": "level text",
    "Step 7": "level category",
    "Step 8": "level category text",
    "Step 9": "level category text",
}
"""Terms with some of the parts that a step of a path can have. Their levels alternate, but for the
last one's."""

STEPS = "".join(
    f"\n    .. term:: {name}\n"
    + "".join(
        text.format(level=("beginner", "advanced")[min(number, 7) % 2])
        for part, text in PARTS.items()
        if part in parts
    )
    for number, (name, parts) in enumerate(BARE.items())
)

KITCHEN = {
    "Flame": (
        "",
        "A flame is a hot light that burns wood or gas with air.",
        "A match lights the gas below a pan of soup.",
    ),
    "Hob": (
        "Flame",
        "A hob holds pots above a fire in rings of black iron.",
        "Four rings let a cook boil rice beside a sauce.",
    ),
    "Pan": (
        "Hob",
        "A pan spreads heat below eggs with a flat base of steel.",
        "Butter melts until onions turn brown at the edge.",
    ),
    "Wok": (
        "Hob",
        "A wok tosses noodles through smoke along its curved sides.",
        "Ginger and garlic jump about for less than a minute.",
    ),
    "Kettle": (
        "Hob",
        "A kettle boils water for tea under a lid with a whistle.",
        "Steam screams until somebody comes for a cup of tea.",
    ),
    "Steamer": (
        "Hob",
        "A steamer keeps vegetables firm in a basket over vapour.",
        "Dumplings swell on leaves of cabbage for ten minutes.",
    ),
    "Pressure Cooker": (
        "Hob",
        "A pressure cooker softens beans behind a tight rubber seal.",
        "Hard chickpeas are ready after twenty quick minutes.",
    ),
}
"""Terms about which quizzes ask each kind of question: requirement, definition and example."""

KITCHEN_TERMS = "".join(
    f"""
    .. term:: {name}
       :category: Kitchen
       :requires: {requires}

       {definition}

       .. term-example::

          {example}
"""
    for name, (requires, definition, example) in KITCHEN.items()
)

WRITTEN_QUESTION = f"""
       .. term-quiz-question:: Which of these *has no place to break* in ``{LONG_WORD}``?

          * ``{LONG_WORD}``
          * A choice that is long enough to need a second line on a narrow page, or even a third
          * No

          The ``{LONG_WORD}`` has none, as :term:`Token` says.
"""

FILLER = "Much is said here, for the page has to be long enough to be scrolled. " * 6

PAGES = {
    "index": """
    Home
    ====

    .. toctree::

       page
       cards
       lists
       path
       tables
       letters
       compare
       links
       faq
       quiz
       asked
       terms
    """,
    "page": f"""
    Term page
    =========
    {TERM}
    """,
    "cards": f"""
    Cards
    =====
    {OTHERS}

    Elsewhere
    ---------

    * An item of a list with a card:

      .. term:: Embedding
         :category: Foundations
         :level: beginner
         :layout: card

         An embedding is a list of numbers that stands for a text.

         .. term-facts::

            Length: 768 to 4096

    .. note::

       .. term:: Prompt
          :category: Foundations
          :related: Token, Embedding

          A prompt is the text that a model is given.

          .. term-question:: Is it code?

             No.
    """,
    "lists": """
    Lists
    =====

    .. term-list:: RAG, Fine-tuning, Token, Vector Database, Embedding, Prompt
       :columns: 3

    .. term-list::
       :display: names
       :level: advanced

    .. term-list::
       :display: definitions
       :level: advanced

    .. term-categories::

    .. term-of-the-day::

    .. term-map:: RAG

    .. term-quiz::

    .. term-map::
    """,
    "path": f"""
    Path
    ====

    .. term-list::
       :path-to: RAG

    .. term-list:: Fine-tuning, {LONG_WORD}, Token, Embedding, Prompt, Vector Database
       :display: path

    .. term-list:: {", ".join(f"{letter}lpha" for letter in string.ascii_uppercase[:12])}
       :display: path

    .. term-list:: {", ".join(BARE)}
       :display: path
    """,
    "tables": """
    Tables
    ======

    .. term-list::
       :display: table
       :tags: search, tools

    .. term-list::
       :display: table
       :group-by: level
       :category: Agents & Tools
       :filter:
    """,
    "letters": """
    Letters
    =======

    .. term-list::
       :filter:

    After
    -----

    The end.
    """,
    "compare": """
    Comparisons
    ===========

    .. term-compare:: RAG, Fine-tuning

       - RAG: choose it when facts change often.
       - Fine-tuning: choose it for a fixed *style*.

       Many projects use both.

    .. term-compare:: RAG, Fine-tuning, Vector Database, Token

    .. term-compare:: Token, Embedding, Prompt
    """,
    "links": f"""
    Links
    =====

    A :term:`Token` at the start, and text with an :term:`embedding`, a :term:`RAG` and more of it.
    Then :term:`fine-tuning`, and {FILLER} :term:`Vector Database`.

    .. note::

       A :term:`prompt` in a note.

    ==================  =======================
    A table             with two columns
    ==================  =======================
    A :term:`token`     and a :term:`prompt`
    ==================  =======================

    {FILLER} Here is :term:`Retrieval-Augmented Generation`, wrapped.

    {FILLER} At the end is an :term:`embedding`.
    """,
    "faq": """
    Questions
    =========

    .. term-faq:: RAG, Prompt, Token
    """,
    "quiz": """
    Quiz
    ====

    .. term-box::

    .. term-quiz::
       :category: Kitchen
       :limit: 14

    .. term-quiz:: Hob, Flame
       :questions: before, term

    .. note::

       .. term-quiz:: Ladle
          :questions: written

    * A quiz in a list:

      .. term-quiz:: Ladle, Pan
         :limit: 2

    The :term:`embedding` and the :term:`token` are words that this page needs.
    """,
    "asked": f"""
    Cards with quizzes
    ==================
    {KITCHEN_TERMS}

    .. term:: Ladle
       :category: Kitchen
       :related: Pan

       A ladle lifts hot soup out of deep pots into bowls.
    {WRITTEN_QUESTION}
    Elsewhere
    ---------

    * An item of a list with a card:

      .. term:: Whisk
         :category: Kitchen
         :related: Pan
         :layout: card

         A whisk beats cream or eggs until they stand up in foam.

    .. note::

       .. term:: Sieve
          :category: Kitchen
          :layout: card

          A sieve holds back lumps of flour with a fine net.

          .. term-quiz-question:: Is it a net?

             * Yes
             * No
    """,
    "terms": f"""
    Terms
    =====
    {ALPHABET}
    {STEPS}
    """,
}

OWN_STYLES = """
.mt-card .mt-definition { border: 0; padding: 0; }
.mt-compare .mt-differs th { text-decoration: underline; }
.mt-compare td { padding: 11px; }
.mt-category { border-radius: 3px; }
.mt-facts { padding: 19px; border-radius: 5px; }
.mt-related .mt-item { padding: 8px; border-radius: 7px; }
.mt-shared th { background-color: rgb(4, 5, 6); }
.mt-shared button { padding: 12px; }
.mt-advice { border: 6px solid rgb(7, 8, 9); }
.mt-list-cards .mt-item { padding: 9px; }
.mt-list-cards ul { gap: 13px; }
.mt-question { border-bottom: 0; }
.mt-reader fieldset { padding: 17px; }
.mt-tip:popover-open { background: rgb(1, 2, 3); }
.mt-card, .mt-comparison, .mt-list, .mt-faq { --mt-accent: #b4530a; }
"""
"""What sites write for our classes, as the manual shows it; a page loads it when a test says so."""

CONF: dict[str, Any] = {
    "html_static_path": ["own"],
    "extensions": ["sphinx_modelterms"],
    "html_copy_source": False,
    "modelterms_reader_controls": True,
    "html_title": "Stress",
    "suppress_warnings": ["modelterms.empty-definition"],
    "modelterms_categories": {
        "Foundations": {"description": "What the others rest on.", "colour": "blue"},
        "Agents & Tools": {"description": "Programs around a model.", "colour": "green"},
        "Training": {"description": "How a model comes to be.", "colour": "purple"},
        "Nature": {"description": "Fruit.", "colour": "orange"},
        "Kitchen": {"description": "Where quizzes ask most.", "colour": "teal"},
    },
    "modelterms_card_parts": [part for part in CARD_PARTS if part != "map"],
}

IMMATERIAL = {
    "extensions": ["sphinx_modelterms", "sphinx_immaterial"],
    # Else it asks the network for fonts, and has no dark colours.
    "html_theme_options": {"font": False, "palette": {"scheme": "default"}},
}

THEMES: dict[str, dict[str, Any]] = {
    "furo": {},
    "pydata_sphinx_theme": {},
    "sphinx_book_theme": {},
    "sphinx_rtd_theme": {},
    "alabaster": {},
    "shibuya": {},
    "sphinxawesome_theme": {},
    "piccolo_theme": {},
    "sphinx_immaterial": IMMATERIAL,
    "classic": {},
    "insipid": {},
    "cloud": {},
    "sphinx_nefertiti": {},
}
"""Names of themes, with further settings."""

PACKAGES = {"cloud": "cloud_sptheme", "insipid": "insipid_sphinx_theme"}
"""Packages of themes with another name."""

DARK = """() => {
    const [root, body] = [document.documentElement, document.body];
    if (root.dataset.theme) root.dataset.theme = "dark";
    root.classList.replace("light", "dark") || root.classList.add("dark");
    if (body.dataset.theme) body.dataset.theme = "dark";
    body.dataset.dark = "true";
    body.dataset.mdColorScheme = "slate";
}"""
"""Switch to dark colours, in themes that don't follow the reader's system."""

A_DAY = 1
"""Themes that are looked at on one day."""

IN_OTHER_ENGINES = [*THEMES][:5]
"""Themes that are looked at in Firefox and in WebKit too, of which each day takes one."""


def themes_of_today() -> list[str]:
    """Return the themes that ``MODELTERMS_THEMES`` names, or those of this day."""
    return _of_today([*THEMES], A_DAY)


def themes_of_today_in_other_engines() -> list[str]:
    """Return which of the themes for Firefox and WebKit are named, or that of this day."""
    return _of_today(IN_OTHER_ENGINES, 1)


def _of_today(themes: list[str], number: int) -> list[str]:
    if named := os.environ.get("MODELTERMS_THEMES", ""):
        return [theme for theme in themes if named == "all" or theme in named.split(",")]
    start = datetime.date.today().toordinal() * number
    return [themes[(start + more) % len(themes)] for more in range(number)]


def site_in_theme(theme: str, root: Path, pages: Mapping[str, str] = PAGES) -> Path:
    """Build a site in a theme, or skip the test if the theme is not installed."""
    if theme != "classic" and importlib.util.find_spec(PACKAGES.get(theme, theme)) is None:
        pytest.skip(f"the theme {theme} is not installed")
    return build_site(theme, root, pages)


def build_site(theme: str, root: Path, pages: Mapping[str, str] = PAGES) -> Path:
    """Build a site in a process of its own, as some themes change Sphinx itself."""
    project = Project(root)
    project.write({**pages, "own/site.css": OWN_STYLES})
    settings = CONF | THEMES[theme] | {"html_theme": theme}
    lines = (f"{name} = {value!r}\n" for name, value in settings.items())
    (project.source / "conf.py").write_text("".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", project.source, project.builddir]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "[modelterms" not in done.stderr, done.stderr
    return project.builddir
