"""What has to be set up while a text of a data file is parsed into a page, and undone."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from docutils.utils import Reporter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes


class TooManyMistakesError(Exception):
    """Ends the parsing of a text."""


@contextmanager
def few_mistakes(reporter: Reporter, most: int) -> Iterator[None]:
    """Give up a text with more than *most* mistakes.

    Each is shown on the page, and docutils looks for the end of emphasis in all that follows: a
    text of nothing but beginnings takes a time that grows with the square of its length.
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
def named(document: nodes.document, file: str) -> Iterator[None]:
    """MyST takes the file of each node from the document."""
    source = document["source"]
    document["source"] = file
    try:
        yield
    finally:
        document["source"] = source


@contextmanager
def own_names(state: Any) -> Iterator[None]:
    """No substitutions, which are templates that can run any code; names stay in their text."""
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
        renderer.current_node = current  # else what follows a failure would be lost
        renderer.md_env.clear()
        renderer.md_env.update(environment | names)
        renderer._heading_slugs.clear()
        renderer._heading_slugs.update(headings)
