"""Lists, from the running application, what the extension does at each event of a build."""

from __future__ import annotations

import inspect
import re
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

PACKAGE = "sphinx_modelterms"

EVENTS = (
    "config-inited",
    "builder-inited",
    "env-get-outdated",
    "env-purge-doc",
    "env-before-read-docs",
    "source-read",
    "doctree-read",
    "env-updated",
    "env-check-consistency",
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
    has_content = True  # shown instead where the manual is read without being built
    app: ClassVar[Sphinx]

    def run(self) -> list[nodes.Node]:
        self.assert_has_content()
        if self.arguments[0] == "post-transforms":
            return [nodes.bullet_list("", *map(self._item, post_transforms(self.app)))]
        events = nodes.definition_list()
        for event, found in listeners(self.app).items():
            tasks = nodes.bullet_list("", *map(self._item, found))
            term = nodes.term("", "", nodes.literal(event, event))
            events += nodes.definition_list_item("", term, nodes.definition("", tasks))
        return [events]

    def _item(self, task: Task) -> nodes.list_item:
        text = f"``{task.name}`` ({task.priority}): {task.summary}"
        return nodes.list_item("", self._text(text))

    def _text(self, text: str) -> nodes.paragraph:
        paragraph = nodes.paragraph()
        for number, part in enumerate(re.split(r"`+", text)):
            if part:
                paragraph += nodes.literal(part, part) if number % 2 else nodes.Text(part)
        return paragraph


class Task(NamedTuple):
    """A function or class that Sphinx calls, with its priority."""

    name: str
    priority: int
    summary: str


def listeners(app: Sphinx) -> dict[str, list[Task]]:
    """The functions of the package that listen to each event, in the order of their calls."""
    found: dict[str, list[Task]] = {}
    for event, registered in app.events.listeners.items():
        tasks = [task_of(x.handler, x.priority) for x in registered if is_ours(x.handler)]
        if tasks:
            found[event] = sorted(tasks, key=attrgetter("priority"))
    unknown = found.keys() - set(EVENTS)
    assert not unknown, f"add {unknown} to EVENTS in {__file__}"
    return {event: found[event] for event in EVENTS if event in found}


def post_transforms(app: Sphinx) -> list[Task]:
    """The post-transforms of the package, in the order of their priorities."""
    ours = [x for x in app.registry.get_post_transforms() if is_ours(x)]
    return sorted((task_of(x, x.default_priority) for x in ours), key=attrgetter("priority"))


def task_of(thing: Any, priority: int) -> Task:
    """Describe a function or class by the first sentence of its docstring."""
    text = re.sub(r"^On ``[\w-]+``[:,.]?\s*", "", summary(thing))
    return Task(name(thing), priority, text[:1].upper() + text[1:])


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
