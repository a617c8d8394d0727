"""Adding the extension to a project that uses Sphinx's glossary changes nothing but what it should.

Each project's documentation is built without the extension, with it, and with it in parallel; on
the same doctrees also by ``dirhtml`` and ``singlehtml``. No builder makes a control character, a
dead link or a doubled id, or loses an anchor, that it does not without the extension.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from tests.real.builds import build, unpack
from tests.real.compare import Page, differences
from tests.real.faults import Output, new_faults
from tests.real.projects import PROJECTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from tests.real.builds import Built
    from tests.real.projects import RealProject

BUILDERS = ("dirhtml", "singlehtml")
ALL_BUILDERS = os.environ.get("MODELTERMS_REAL") == "all"
"""Big projects are built by these builders only then: they would take a quarter of an hour."""


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
    ratio = serial.seconds / (plain.seconds or 1)  # Windows counts none of children
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
