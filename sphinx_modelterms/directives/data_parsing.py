"""Context managers around the parsing of data-file text: they prepare the parser and restore
it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from docutils.utils import Reporter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes


class TooManyMistakesError(Exception):
    """Raised to stop parsing a text that has too many mistakes."""


@contextmanager
def limited_mistakes(reporter: Reporter, most: int) -> Iterator[None]:
    """Stop parsing a text after *most* mistakes, by raising :class:`TooManyMistakesError`.

    Each mistake is shown on the page. For every opening of emphasis docutils searches the rest of
    the text for its end, so a text of openings alone takes time quadratic in its length.
    """
    count = 0

    def observe(message: nodes.system_message) -> None:
        nonlocal count
        count += int(message["level"]) >= Reporter.WARNING_LEVEL
        if count > most:
            raise TooManyMistakesError

    reporter.attach_observer(observe)
    try:
        yield
    finally:
        reporter.detach_observer(observe)


@contextmanager
def source_named(document: nodes.document, file: str) -> Iterator[None]:
    """Name *file* as the source of *document*: MyST-Parser takes the source of each node from
    there."""
    source = document["source"]
    document["source"] = file
    try:
        yield
    finally:
        document["source"] = source


@contextmanager
def isolated_names(state: Any) -> Iterator[None]:
    """Disable MyST substitutions, which are templates that can run code, and keep the
    names that the text defines out of the page."""
    renderer = state._renderer
    rules = ["substitution_inline", "substitution_block"]
    current = renderer.current_node
    active = {rule for some in renderer.md.get_active_rules().values() for rule in some}
    environment = dict(renderer.md_env)
    names = {key: dict(value) for key, value in environment.items() if isinstance(value, dict)}
    headings = dict(renderer._heading_slugs)
    renderer.md.disable(rules, ignoreInvalid=True)
    try:
        yield
    finally:
        renderer.md.enable([rule for rule in rules if rule in active], ignoreInvalid=True)
        renderer.current_node = current  # after an error, the rest of the page would be lost
        renderer.md_env.clear()
        renderer.md_env.update(environment | names)
        renderer._heading_slugs.clear()
        renderer._heading_slugs.update(headings)
