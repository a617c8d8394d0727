"""Incremental = clean: after any edit, every body is that of a clean build.

Each sequence edits a small site at random and builds it again and again, now and then killed
while building, for one file only, or with another builder on the same doctrees.
``MODELTERMS_EDIT_SEQUENCES`` says which are run, ``10:20`` for ten of them; a failing one prints
its seed and steps.
"""

from __future__ import annotations

import os
import random
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.sitemodel import GENERATED, Site

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Built, Project
    from sphinx.application import Sphinx

SEEDS = range(*map(int, os.environ.get("MODELTERMS_EDIT_SEQUENCES", "0:5").split(":")))
STEPS = 5


class Killed(BaseException):
    """No ``Exception``: nothing in Sphinx handles it, as nothing handles a kill."""


def bodies(built: Built, builder: str = "html") -> dict[str, str]:
    """The body of each document."""
    from tests.conftest import page_body

    result = {}
    for docname in built.app.env.found_docs:
        path = built.outdir / built.app.builder.get_output_path(docname)
        result[docname] = page_body(path.read_text(encoding="utf-8"))
    return result


def moved(built: Built) -> dict[str, str]:
    """The pages in the folder of generated ones that are no documents: what says that a term has
    moved, and what should be gone."""
    from tests.conftest import page_body

    output_path = built.app.builder.get_output_path
    documents = {built.outdir / output_path(docname) for docname in built.app.env.found_docs}
    return {
        str(path.relative_to(built.outdir)): page_body(path.read_text(encoding="utf-8"))
        for path in (built.outdir / GENERATED).rglob("*.html")
        if path not in documents
    }


def exported(built: Built) -> bytes:
    """The glossary for programs; nothing where there is none."""
    path = built.outdir / "modelterms.json"
    return path.read_bytes() if path.exists() else b""


class Sequence:
    """One site through a sequence of edits."""

    def __init__(self, project: Project, seed: int) -> None:
        self.project = project
        self.rng = random.Random(seed)
        self.site = Site(self.rng)
        self.log: list[str] = [f"seed {seed}"]
        self.clean_builds = 0
        self.written: dict[str, str] = {}

    def write_sources(self) -> None:
        """Write what changed, as an editor would: the times of other files stay."""
        os.environ["SOURCE_DATE_EPOCH"] = str(self.site.day * 86400)
        sources = self.site.sources()
        for path in self.project.source.glob("**/p[0-9]*.*"):
            if path.relative_to(self.project.source).as_posix() not in sources:
                path.unlink()
        changed = {n: text for n, text in sources.items() if self.written.get(n) != text}
        self.project.write(changed)
        self.written = sources

    def clean(
        self, builder: str = "html", parallel: int = 0
    ) -> tuple[dict[str, str], bytes, dict[str, str]]:
        """The bodies, the glossary for programs and the moved pages of a clean build."""
        self.clean_builds += 1
        builddir = self.project.builddir.with_name(f"clean{self.clean_builds}")
        built = self.project.build(builder, builddir=builddir, parallel=parallel)
        result = bodies(built), exported(built), moved(built)
        shutil.rmtree(builddir)
        return result

    def check(self, builder: str = "html", parallel: int = 0, only_needed: bool = False) -> None:
        """Build incrementally and compare."""
        before = self.on_disk(builder)
        built = self.project.build(builder, parallel=parallel)
        after = bodies(built)
        clean, glossary, addresses = self.clean(builder, parallel)
        assert sorted(after) == sorted(clean), self.log
        for docname, body in clean.items():
            assert after[docname] == body, (docname, self.log)
        assert exported(built) == glossary, self.log
        assert moved(built) == addresses, self.log
        if only_needed:
            self.check_rewritten(built, before, after)

    def on_disk(self, builder: str) -> dict[str, str]:
        from tests.conftest import page_body

        folder = self.project.builddir / builder
        pages = [
            *folder.glob("p*.html"),
            *folder.glob("sub/*.html"),
            *folder.glob("gen/**/*.html"),
        ]
        return {
            path.relative_to(folder).with_suffix("").as_posix(): page_body(
                path.read_text(encoding="utf-8")
            )
            for path in pages
        }

    def check_rewritten(self, built: Built, before: dict[str, str], after: dict[str, str]) -> None:
        """Only what plain Sphinx writes too (what it read, and parents), or what changed."""
        changed = {d for d, body in after.items() if before.get(d) != body}
        needed = set(built.read) | changed
        parents = built.app.env.files_to_rebuild
        allowed = needed | {parent for d in needed for parent in parents.get(d, ())}
        assert built.resolved.keys() <= allowed, (built.resolved.keys() - allowed, self.log)

    def interrupt(self) -> bool:
        """Sometimes do something else than an ordinary build; whether it was done."""
        actions: list[Callable[[], None]] = [
            self.kill_before_writing,
            self.kill_while_writing,
            self.build_one_file,
            self.build_latex,
            self.build_something_else,
        ]
        action = self.rng.choice(actions)
        self.log.append(action.__name__)
        action()
        return True

    def kill_before_writing(self) -> None:
        def kill(app: Sphinx, builder: object) -> None:
            raise Killed

        self.build_killed(lambda app: app.connect("write-started", kill, priority=1))

    def kill_while_writing(self) -> None:
        left = self.rng.randint(1, 3)

        def kill(app: Sphinx, tree: object, docname: str) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed

        self.build_killed(lambda app: app.connect("doctree-resolved", kill))

    def build_killed(self, arm: Callable[[Sphinx], object]) -> None:
        try:
            self.project.build(before=arm)
        except Killed:
            self.log.append("killed")

    def build_one_file(self) -> None:
        name = self.rng.choice(sorted(self.site.pages))
        self.project.build(filenames=[str(self.project.source / name)])

    def build_latex(self) -> None:
        self.project.build("latex")

    def build_something_else(self) -> None:
        """So that what this edit takes away is gone before the next build."""
        self.project.build(self.rng.choice(["dummy", "text", "dirhtml", "json"]))

    def run(self) -> None:
        """The whole sequence."""
        self.write_sources()
        self.check()
        for _ in range(STEPS):
            interrupted = False
            if self.rng.random() < 0.3:
                old = self.written
                self.log.append(self.site.edit())
                self.write_sources()
                interrupted = self.interrupt()
                if self.rng.random() < 0.5:  # undo what the killed build saw
                    self.log.append("undo")
                    self.project.write({n: t for n, t in old.items() if self.written.get(n) != t})
                    for name in self.written.keys() - old.keys():
                        (self.project.source / name).unlink()
                    self.written = old
                    self.check()
                    self.write_sources()
            for _ in range(self.rng.randint(1, 2)):
                self.log.append(self.site.edit())
            self.write_sources()
            self.check(only_needed=not interrupted)
        self.log.append("last")
        self.check("dirhtml")
        self.log.append(self.site.edit())
        self.write_sources()
        self.check("html", parallel=4)
        self.check("dirhtml")


@pytest.mark.parametrize("seed", SEEDS)
def test_incremental_builds_equal_clean_ones(
    project: Project, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")  # to be restored
    project.conf |= {
        "html_copy_source": False,
        "html_use_index": False,
        "html_domain_indices": False,
        "modelterms_data": ["terms.json"],
        "modelterms_pages": "gen",
        "modelterms_glossary_backlinks": True,
    }
    # Without automatic links now and then, as most projects are.
    mode = ("page", "section", "all", "off")[seed % 4]
    project.conf |= {"modelterms_autolink": mode, "modelterms_autolink_budget": seed % 3}
    Sequence(project, seed).run()
