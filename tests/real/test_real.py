"""Adding the extension to a project that uses Sphinx's glossary changes nothing but what it should.

Each project's documentation is built without the extension, with it, and with it in parallel; on
the same doctrees also by ``dirhtml`` and ``singlehtml``. No builder makes a control character, a
dead link or a doubled id, or loses an anchor, that it does not without the extension.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tarfile
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.real.compare import Page, differences
from tests.real.faults import Output, new_faults
from tests.real.fetch import archive, is_there
from tests.real.projects import PROJECTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from tests.real.projects import RealProject


BUILDERS = ("dirhtml", "singlehtml")
ALL_BUILDERS = os.environ.get("MODELTERMS_REAL") == "all"
"""Big projects are built by these builders only then: they would take a quarter of an hour."""


class Built(NamedTuple):
    """One build of a project's documentation."""

    out: Path
    warnings: list[str]
    """All, in order of their text: in parallel they come as they come."""
    seconds: float
    """Of processor time."""

    def pages(self) -> list[str]:
        """The HTML of all pages."""
        return [path.read_text(encoding="utf-8") for path in sorted(self.out.rglob("*.html"))]


def unpack(project: RealProject, folder: Path) -> Path:
    """The sources of *project*; ``conf.py`` asks for no package that is not there."""
    assert is_there(project), "run `make test-real`, which fetches the projects first"
    with tarfile.open(archive(project)) as packed:
        packed.extractall(folder, filter="data")
    top = folder / project.folder
    # What an installed project would say of itself to importlib.metadata.
    said = top / "said" / f"{project.folder}.dist-info"
    said.mkdir(parents=True)
    (said / "METADATA").write_bytes((top / "PKG-INFO").read_bytes())
    conf = top / project.docs / "conf.py"
    text = conf.read_text(encoding="utf-8")
    for old, new in project.edits:
        assert old in text, f"{old!r} is not in {conf}"
        text = text.replace(old, new)
    conf.write_text(text, encoding="utf-8")
    return top


def build(
    project: RealProject,
    top: Path,
    key: str,
    *more: str,
    builder: str = "html",
    extension: bool = True,
) -> Built:
    """Build the documentation under *top*, in a process of its own.

    :param key: a name for the doctrees, which several builders can share
    """
    extensions = [*project.extensions, *(["sphinx_modelterms"] if extension else [])]
    doctrees = top.parent / f"{key}.doctrees"
    out, warnings = top.parent / f"{key}-{builder}", top.parent / f"{key}-{builder}.txt"
    sphinx = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-d", str(doctrees)]
    options = ["-w", str(warnings), "-D", f"extensions={','.join(extensions)}", *more]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(top / "said"), str(top / project.code))),
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": "1700000000",
    }
    start = _child_seconds()
    done = subprocess.run(
        [*sphinx, *options, str(top / project.docs), str(out)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    said = re.sub(r"0x[0-9a-f]{6,}", "0x0", warnings.read_text(encoding="utf-8"))
    # We add the nearest names to Sphinx's own warnings about references.
    said = re.sub(r"; did you mean [^\n]*\?(?= \[ref\.)", "", said)
    return Built(out, sorted(said.splitlines()), _child_seconds() - start)


def _child_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.name)
def test_output_of_real_projects_stays_the_same(
    project: RealProject, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    top = unpack(project, tmp_path)
    plain = build(project, top, "plain", extension=False)
    serial = build(project, top, "serial")
    with_it = [serial]
    if project.same_in_parallel:
        with_it.append(build(project, top, "parallel", "-j", "2"))
    for built in with_it:
        assert built.warnings == plain.warnings
        assert differences(plain.out, built.out) == []
        assert new_faults(plain.out, built.out) == []
    builders = BUILDERS if ALL_BUILDERS or not project.is_big else ()
    before, after = _faults_of_others(project, top, builders)
    links = sum(html.count('<span class="xref std std-term">') for html in plain.pages())
    unresolved = sum(len(UNRESOLVED.findall(html)) for html in plain.pages())
    pages = [Page(html) for html in serial.pages()]
    # Those of :any: come on top.
    assert sum(page.links for page in pages) >= links - unresolved > 0
    ratio = serial.seconds / plain.seconds
    said = (
        f"{project.folder}: {len(pages)} pages, {links} mentions, "
        f"{len(plain.warnings)} lines of warnings, {plain.seconds:.1f} s without, "
        f"{serial.seconds:.1f} s with the extension: {ratio:.2f}; faults in "
        f"{', '.join(('html', *builders))}: {before + count(plain)} without, "
        f"{after + count(serial)} with it"
    )
    record_property("real", said)


def _faults_of_others(project: RealProject, top: Path, builders: Iterable[str]) -> tuple[int, int]:
    """Count the faults that the other HTML builders make without and with the extension."""
    before = after = 0
    for builder in builders:
        plain = build(project, top, "plain", builder=builder, extension=False)
        built = build(project, top, "serial", builder=builder)
        assert built.warnings == plain.warnings
        assert new_faults(plain.out, built.out) == []
        before += count(plain)
        after += count(built)
    return before, after


def count(built: Built) -> int:
    """Count control characters, duplicate ids and dead links."""
    return Output(built.out).faults().total()


UNRESOLVED = re.compile(r'(?<!">)<span class="xref std std-term">')
