"""Table of the displays of ``term-list``, each with the fields of a term that it shows.

Every display shows names with links. Fields that a display doesn't show are left out of the view
of its page, so that a change of them doesn't rewrite the page.
"""

from __future__ import annotations

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple


class Display(NamedTuple):
    """A way of showing terms in a list."""

    kinds: bool = False
    """True if it shows category and level."""
    definition: bool = True
    """True if it shows the definition."""
    grouped: bool = True
    """True if terms are grouped by first letter, unless ``group-by`` is set."""
    steps: bool = False
    """True if the terms are numbered steps, of which the goal of a learning path is marked."""


DISPLAYS = {
    "cards": Display(kinds=True),
    "table": Display(kinds=True, grouped=False),
    "definitions": Display(),
    "names": Display(definition=False),
    "path": Display(kinds=True, grouped=False, steps=True),
}
"""The displays by the word that authors write; ``LAYOUTS`` of ``rendering/term_list.py`` has the
functions that render them.
"""

USED, DEFINED = GROUPS = ("used", "defined")
"""The groups of a term box, in the order in which they are shown."""

TERM, DEFINITION, BEFORE, EXAMPLE, WRITTEN = QUIZ_KINDS = (
    "term",
    "definition",
    "before",
    "example",
    "written",
)
"""The kinds of questions in quizzes: which term is defined here, which definition belongs to a
term, which term comes before another, which example illustrates a term; and those that authors
have written.
"""
