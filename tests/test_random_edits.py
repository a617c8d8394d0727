"""Incremental = clean: after any edit, every body is that of a clean build.

Each sequence edits a small site at random and builds it again and again, now and then killed
while building, for one file only, or with another builder on the same doctrees.
``MODELTERMS_EDIT_SEQUENCES`` says which are run, ``10:20`` for ten of them; a failing one prints
its seed and steps.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.glossary.baseline import baseline_text
from sphinx_modelterms.glossary.other_projects.lock import lock_text
from sphinx_modelterms.incremental.plan_files import PlanFiles
from sphinx_modelterms.incremental.view_digests import digest_of_view
from tests.other_site import inventory, published
from tests.sitemodel import GENERATED, TEXT_RULES, Site

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
        path.relative_to(built.outdir).as_posix(): page_body(path.read_text(encoding="utf-8"))
        for path in (built.outdir / GENERATED).rglob("*.html")
        if path not in documents
    }


PROGRAMS_READ = re.compile(
    '(?s)<meta name="description".*?>|<script type="application/ld.*?</script>'
)


def heads(built: Built) -> dict[str, list[str]]:
    """The descriptions of pages and their terms, as programs read them."""
    output_path = built.app.builder.get_output_path
    paths = {docname: built.outdir / output_path(docname) for docname in built.app.env.found_docs}
    return {
        docname: PROGRAMS_READ.findall(path.read_text(encoding="utf-8"))
        for docname, path in paths.items()
    }


Exported = tuple[bytes, str, str, dict[str, list[str]]]


def exported(built: Built) -> Exported:
    """The files for programs, the definitions on the search page, the index from A to Z, where
    there are any, and the heads of pages.
    """
    from tests.conftest import page_body

    names = ("modelterms.json", "modelterms-terms.json", "modelterms.csv", "modelterms.jsonld")
    paths = [built.outdir / name for name in names]
    page = built.outdir / "search.html"
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    found = text.partition('id="mt-definitions"')[2].partition("</script>")[0]
    files = b"".join(path.read_bytes() for path in paths if path.exists())
    index = built.outdir / built.app.builder.get_output_path("modelterms-index")
    listed = page_body(index.read_text(encoding="utf-8")) if index.exists() else ""
    return files, found, listed, heads(built)


BASELINE = "terms-baseline.txt"
LOCK = "other-terms.json"


def warned(built: Built) -> list[str]:
    """The warnings about new findings."""
    subtypes = ("quality", "avoided-word", "baseline")
    ends = tuple(f"[modelterms.{subtype}]" for subtype in subtypes)
    return [line for line in built.warnings if line.endswith(ends)]


def plans(built: Built) -> dict[str, object]:
    """Everything that is stored about each page for later builds, apart from times."""
    files = PlanFiles(str(built.app.doctreedir), built.app.builder.name)
    index = files.load_index()
    assert index.pages.keys() == built.app.env.found_docs
    found: dict[str, object] = {}
    for docname, page in index.pages.items():
        assert page.read_at == built.app.env.all_docs[docname]
        stored = files.plan(docname, page)
        assert stored is not None, docname
        view = built.domain.build.views.make(docname)
        assert page.view == (digest_of_view(view, page.content) if view else ""), docname
        # A page is not read again if only the lines of its data file have moved, for example.
        plan = stored.unpickled
        unplaced = tuple(one._replace(line=0) if one.source else one for one in plan.findings)
        found[docname] = (
            page._replace(read_at=0, stamp=b"", content="", view=""),
            stored._replace(plan=b"", stamp=b""),
            plan._replace(findings=unplaced),
        )
    rest = index._replace(pages={}, firsts=())
    # An answer about a condition that is no longer anywhere does no harm.
    state = rest._replace(answers={}, glossary="")
    findings = list(built.domain.findings())
    return found | {"": (state, files.load_facts(index)), "findings": findings}


class Sequence:
    """One site through a sequence of edits."""

    def __init__(self, project: Project, seed: int) -> None:
        self.project = project
        self.rng = random.Random(seed)
        self.site = Site(self.rng)
        self.log: list[str] = [f"seed {seed}"]
        self.clean_builds = 0
        self.written: dict[str, str] = {}
        self.built: Built | None = None
        """The last build that was checked."""

    def write_sources(self) -> None:
        """Write what changed, as an editor would: the times of other files stay."""
        os.environ["SOURCE_DATE_EPOCH"] = str(self.site.day * 86400)
        self.project.conf |= self.site.settings
        self.project.conf["rst_epilog"] = self.site.epilog
        other = self.project.source.with_name("other")
        other.mkdir(exist_ok=True)
        (other / "objects.inv").write_bytes(inventory(self.site.others_inventory))
        (other / "modelterms-terms.json").write_bytes(published(self.site.other))
        sources = self.site.sources()
        for path in self.project.source.glob("**/p[0-9]*.*"):
            if path.relative_to(self.project.source).as_posix() not in sources:
                path.unlink()
        changed = {n: text for n, text in sources.items() if self.written.get(n) != text}
        self.project.write(changed)
        self.written = sources

    def write_baseline(self) -> None:
        """Write a part of the findings as known, or remove the file."""
        path = self.project.source / BASELINE
        found = [finding.known for finding in self.built.domain.findings()] if self.built else []
        if self.rng.random() < 0.2:
            path.unlink(missing_ok=True)
        else:
            some = self.rng.sample(found, self.rng.randint(0, len(found)))
            path.write_text(baseline_text(Counter(some)), encoding="utf-8", newline="\n")

    def write_lock(self) -> None:
        """Lock the terms of the other project as the last build has shown them, or remove the
        file.
        """
        path = self.project.source / LOCK
        if self.built is None or self.rng.random() < 0.3:
            path.unlink(missing_ok=True)
        else:
            text = lock_text(self.built.domain.build.used_terms)
            path.write_text(text, encoding="utf-8", newline="\n")

    def clean(
        self, builder: str = "html", parallel: int = 0
    ) -> tuple[dict[str, str], Exported, dict[str, str], dict[str, object], list[str]]:
        """The bodies, what is exported, the moved pages, the stored plans and the
        warnings about findings of a clean build.
        """
        self.clean_builds += 1
        builddir = self.project.builddir.with_name(f"clean{self.clean_builds}")
        built = self.project.build(builder, builddir=builddir, parallel=parallel)
        result = bodies(built), exported(built), moved(built), plans(built), warned(built)
        shutil.rmtree(builddir)
        return result

    def check(self, builder: str = "html", parallel: int = 0, only_needed: bool = False) -> None:
        """Build incrementally and compare."""
        before = self.on_disk(builder)
        built = self.built = self.project.build(builder, parallel=parallel)
        after = bodies(built)
        clean, glossary, addresses, planned, warnings = self.clean(builder, parallel)
        assert sorted(after) == sorted(clean), self.log
        for docname, body in clean.items():
            assert after[docname] == body, (docname, self.log)
        assert exported(built) == glossary, self.log
        assert moved(built) == addresses, self.log
        stored = plans(built)
        assert stored.keys() == planned.keys(), self.log
        for docname, plan in planned.items():
            assert stored[docname] == plan, (docname, self.log)
        if built.read:  # else Sphinx doesn't check anything
            assert warned(built) == warnings, self.log
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
        self.project.build(
            filenames=[str(self.project.source / name)], parallel=self.rng.choice([0, 2])
        )

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
            if self.rng.random() < 0.3:
                self.log.append("write_baseline")
                self.write_baseline()
            if self.rng.random() < 0.3:
                self.log.append("write_lock")
                self.write_lock()
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
    # Sites of this size are else planned in one process, and kept in one file.
    monkeypatch.setattr("sphinx_modelterms.incremental.page_planning.PARALLEL_PAGES", 2)
    monkeypatch.setattr("sphinx_modelterms.incremental.plan_files.PAGES_A_FILE", 3)
    monkeypatch.setattr("sphinx_modelterms.incremental.page_planning.FEW_PAGES", 1 + seed % 3)
    other = str(project.source.with_name("other") / "objects.inv")
    project.conf |= {
        "extensions": [*project.conf["extensions"], "sphinx.ext.intersphinx"],
        "intersphinx_mapping": {"o": ("https://o.example/", other)},
        "modelterms_other": ["o"],
        "modelterms_other_lock": LOCK,
        "modelterms_autolink_projects": ["o"] if seed % 3 else [],
        "html_copy_source": False,
        "html_use_index": False,
        "html_domain_indices": ["modelterms-index"],
        "modelterms_data": ["terms.json"],
        "modelterms_pages": "gen",
        "modelterms_glossary_backlinks": True,
    }
    # Without automatic links now and then, as most projects are.
    mode = ("page", "section", "all", "off")[seed % 4]
    rules = TEXT_RULES if seed % 2 else []
    project.conf |= {"modelterms_exports": ["csv", "jsonld"], "modelterms_jsonld": True}
    project.conf |= {"modelterms_quality": rules, "modelterms_baseline": BASELINE}
    # Pages that the builder "text" reads would keep straight quotes, also without the extension.
    project.conf["smartquotes_excludes"] = {}
    project.conf["modelterms_index"] = ("on", "auto")[seed % 2]
    project.conf |= {"modelterms_autolink": mode, "modelterms_autolink_budget": seed % 3}
    Sequence(project, seed).run()
