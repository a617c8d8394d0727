"""A Sphinx extension that counts what a build does; every measured project loads it.

The counts stand beside the doctrees, in :data:`COUNTS`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import defaultdict
from functools import partial, wraps
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sphinx.environment import BuildEnvironment

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

COUNTS = "benchmark-counts.json"

FIRST, LAST = -1_000_000, 1_000_000
"""Priorities of listeners before and after all others."""

PHASES = ("env-updated", "write-started", "build-finished")
"""Events at which one process, the parent of the others, works on all documents together."""

CALLS: dict[str, str] = {
    "planned": "sphinx_modelterms.glossary.views.page_plan:PagePlanner.plan",
}
"""Further counters: name of a counter to the method that is counted, as
``"package.module:Class.method"``.

The counts are in ``calls`` of :data:`COUNTS`. Calls in other processes are not counted, so these
are for builds in one process.
"""


class Counter:
    """The counts of one build."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.loaded: list[str] = []
        self.resolved: list[str] = []
        self.times: list[float] = []
        self.seconds: dict[str, float] = defaultdict(float)
        """CPU time for reading and writing each document, by one process."""
        self.marks: dict[str, list[float]] = defaultdict(list)
        """CPU time of the parent before and after the listeners of each of :data:`PHASES`."""
        self.calls: dict[str, int] = {}

    def note_read(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """On ``env-before-read-docs``: which documents are read."""
        self.read += docnames

    def note_resolved(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """On ``doctree-resolved``."""
        self.resolved.append(docname)

    def note_time(self, app: Sphinx) -> None:
        """On ``builder-inited``."""
        self.times.append(time.process_time())

    def note_phase(self, app: Sphinx, *arguments: object, event: str) -> None:
        """On each of :data:`PHASES`, before and after the other listeners."""
        self.marks[event].append(time.process_time())

    def time_reading(self, app: Sphinx) -> None:
        """On ``builder-inited``."""
        self._time(app.builder, "read_doc")

    def time_writing(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``: the environment is stored before that, without what this adds."""
        self._time(builder.env, "get_and_resolve_doctree")
        self._time(builder, "write_doc_serialized")
        self._time(builder, "write_doc")

    def _time(self, owner: object, name: str) -> None:
        """Note the time of each call of a method, whose first argument is a document's name."""
        work: Callable[..., Any] = getattr(owner, name)

        @wraps(work)
        def timed(docname: str, *arguments: Any, **keywords: Any) -> Any:
            start = time.process_time()
            done = work(docname, *arguments, **keywords)
            self.seconds[docname] += time.process_time() - start
            return done

        setattr(owner, name, timed)

    def count_doctrees(self) -> None:
        """Count each time that a stored doctree is loaded, whoever asks for it."""
        load, loaded = BuildEnvironment.get_doctree, self.loaded

        def counted(self: BuildEnvironment, docname: str) -> nodes.document:
            loaded.append(docname)
            return load(self, docname)

        BuildEnvironment.get_doctree = counted  # type: ignore[method-assign]

    def count_calls(self) -> None:
        """Count the calls of :data:`CALLS`, if the extension is loaded."""
        for name, path in CALLS.items() if "sphinx_modelterms" in sys.modules else ():
            module, _, method = path.partition(":")
            owner_name, _, method_name = method.partition(".")
            self._count(name, getattr(import_module(module), owner_name), method_name)

    def _count(self, name: str, owner: type, method: str) -> None:
        work: Callable[..., Any] = getattr(owner, method)
        self.calls[name] = 0

        @wraps(work)
        def counted(*arguments: Any, **keywords: Any) -> Any:
            self.calls[name] += 1
            return work(*arguments, **keywords)

        setattr(owner, method, counted)

    def tell(self, app: Sphinx, exception: Exception | None) -> None:
        """On ``build-finished``."""
        before, after = self.times
        used = os.times()
        counts = {
            "read": self.read,
            "loaded": self.loaded,
            "resolved": self.resolved,
            "loading": after - before,
            "seconds": self.seconds,
            "user": used.user,
            "parent": used.user + used.system,
            "children": used.children_user + used.children_system,
            "between": self.between(),
            "calls": self.calls,
        }
        (app.doctreedir / COUNTS).write_text(json.dumps(counts), encoding="utf-8", newline="\n")

    def between(self) -> float:
        """CPU time of the parent from the end of reading to the beginning of writing, and from the
        end of writing to the end of the build."""
        read, _ = self.marks["env-updated"]
        # Nothing is written if nothing has changed.
        _, started = self.marks["write-started"] or self.marks["env-updated"]
        written, end = self.marks["build-finished"]
        return started - read + end - written


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect a counter."""
    counter = Counter()
    counter.count_doctrees()
    # Before and right after the listener of sphinx_modelterms, which loads data files at 400.
    app.connect("builder-inited", counter.note_time, priority=399)
    app.connect("builder-inited", counter.note_time, priority=400)
    app.connect("builder-inited", counter.time_reading)
    app.connect("write-started", counter.time_writing)
    app.connect("env-before-read-docs", counter.note_read)
    app.connect("doctree-resolved", counter.note_resolved)
    counter.count_calls()
    for event in PHASES:
        note = partial(counter.note_phase, event=event)
        app.connect(event, note, priority=FIRST)
        app.connect(event, note, priority=LAST)
    app.connect("build-finished", counter.tell, priority=LAST)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
