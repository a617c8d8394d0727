"""The displays of ``term-list``: each once, with the facts of a term that it shows.

Names have a link in every display. Facts that a display does not show are left out of the view of
its page, so that a change of them does not cause the page to be written again.
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
    """True if its terms are grouped by first letter, unless the author says otherwise."""


DISPLAYS = {
    "cards": Display(kinds=True),
    "table": Display(kinds=True, grouped=False),
    "definitions": Display(),
    "names": Display(definition=False),
}
"""The displays by the word that authors write; ``LAYOUTS`` of ``rendering/term_list.py`` has the
functions that render them.
"""
