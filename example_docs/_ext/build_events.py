"""Lists, from the running application, what the extension does at each event of a build."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx

PACKAGE = "sphinx_modelterms"

EVENTS = (
    "builder-inited",
    "env-get-outdated",
    "env-purge-doc",
    "env-before-read-docs",
    "source-read",
    "doctree-read",
    "env-updated",
    "write-started",
    "doctree-resolved",
    "missing-reference",
    "warn-missing-reference",
    "html-collect-pages",
    "html-page-context",
    "build-finished",
)
"""The events that we listen to, in the order in which Sphinx emits them first."""


class BuildEvents(SphinxDirective):
    """``build-events:: listeners`` or ``post-transforms``: a table made from the running code."""

    required_arguments = 1
    app: ClassVar[Sphinx]

    def run(self) -> list[nodes.Node]:
        heads, rows = {
            "listeners": (("Event", "Priority", "Function", "Task"), listeners(self.app)),
            "post-transforms": (("Priority", "Class", "Task"), post_transforms(self.app)),
        }[self.arguments[0]]
        group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in heads), cols=len(heads))
        group += nodes.thead("", self._row(heads))
        group += nodes.tbody("", *map(self._row, rows))
        return [nodes.table("", group)]

    def _row(self, cells: tuple[str, ...]) -> nodes.row:
        return nodes.row("", *(nodes.entry("", self._text(cell)) for cell in cells))

    def _text(self, text: str) -> nodes.paragraph:
        paragraph = nodes.paragraph()
        for number, part in enumerate(re.split(r"`+", text)):
            if part:
                paragraph += nodes.literal(part, part) if number % 2 else nodes.Text(part)
        return paragraph


def listeners(app: Sphinx) -> Iterator[tuple[str, str, str, str]]:
    """The functions of the package that listen to each event, in the order of their calls."""
    ours = {
        event: [x for x in app.events.listeners[event] if is_ours(x.handler)]
        for event in app.events.listeners
    }
    unknown = {event for event, found in ours.items() if found} - set(EVENTS)
    assert not unknown, f"add {unknown} to EVENTS in {__file__}"
    for event in EVENTS:
        for listener in sorted(ours.get(event, ()), key=lambda x: x.priority):
            task = re.sub(r"^On ``[\w-]+``[:,.]?\s*", "", summary(listener.handler))
            yield f"`{event}`", str(listener.priority), f"`{name(listener.handler)}`", task


def post_transforms(app: Sphinx) -> Iterator[tuple[str, str, str]]:
    """The post-transforms of the package, in the order of their priorities."""
    ours = [x for x in app.registry.get_post_transforms() if is_ours(x)]
    for transform in sorted(ours, key=lambda x: x.default_priority):
        yield str(transform.default_priority), f"`{name(transform)}`", summary(transform)


def is_ours(thing: Any) -> bool:
    return str(getattr(thing, "__module__", "")).startswith(PACKAGE)


def name(thing: Callable[..., Any]) -> str:
    """The name of a function or class, below the package."""
    module = thing.__module__.removeprefix(f"{PACKAGE}.")
    return f"{module}.{thing.__qualname__}"


def summary(thing: Any) -> str:
    """The first sentence of a docstring, without its markup."""
    text = " ".join((inspect.getdoc(thing) or "").partition("\n\n")[0].split())
    text = re.sub(r":\w+:`~?(?:[\w.]+\.)?(\w+)`", r"``\1``", text)
    return text.removesuffix("::").rstrip(":")


def setup(app: Sphinx) -> None:
    """Register the directive."""
    BuildEvents.app = app
    app.add_directive("build-events", BuildEvents)
