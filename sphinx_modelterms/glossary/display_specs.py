"""The displays of ``term-list``: each once, with what it shows of a term.

Names have a link in every display. What a display does not show is left out of the view of its
page, so that a change of it does not cause the page to be written again.
"""

from __future__ import annotations

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple


class Display(NamedTuple):
    """One way of showing terms in a list."""

    kinds: bool = False
    """It shows category and level."""
    definition: bool = True
    """It shows the definition."""
    grouped: bool = True
    """Its terms stand under their first letters, unless the author says otherwise."""


DISPLAYS = {
    "cards": Display(kinds=True),
    "table": Display(kinds=True, grouped=False),
    "definitions": Display(),
    "names": Display(definition=False),
}
"""Each display under the word that authors write; ``LAYOUTS`` of ``rendering/term_list.py`` has
the functions that make them."""
