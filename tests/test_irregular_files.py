"""Pipes that nobody writes to and devices without an end, in place of files: nothing waits for
them, and nothing reads them to the end.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.regular_files import TooLarge, check_regular, read_whole
from tests.other_site import write_copy

if TYPE_CHECKING:
    from collections.abc import Callable

LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (3 * 2**30, 3 * 2**30))
if sys.argv[1] == "build":
    from sphinx.cmd.build import main
    sys.exit(main(sys.argv[2:]))
from sphinx_modelterms.commands.main import main
sys.exit(main(sys.argv[1:]))
"""
"""A process that ends with an error when it has read too much."""

SECONDS = 120
"""Time after which a process counts as stalled."""

NOT_REGULAR = "it isn't a regular file"


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.fixture(
    params=[
        pytest.param(
            _pipe, marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes")
        ),
        pytest.param(
            _device,
            marks=pytest.mark.skipif(not Path("/dev/zero").exists(), reason="has no such device"),
        ),
    ]
)
def put(request: pytest.FixtureRequest) -> Callable[[Path], None]:
    """A function that puts what isn't a regular file at a path."""
    made: Callable[[Path], None] = request.param
    return made


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run a command, or a build, and return the exit status and what it says."""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=SECONDS,
        check=False,
    )
    said = done.stdout.decode("utf-8", "replace")
    assert "Traceback" not in said, said
    return done.returncode, said


GLOSSARY = {"version": 1, "language": "en", "comparisons": [], "terms": []}


@pytest.mark.parametrize(
    "arguments",
    [
        "export csv site",
        "changes good.json site/modelterms.json",
        "report-diff site/modelterms.json good.json",
        "import-glossary site/modelterms.json.csv",
        "import-glossary site/modelterms.json.rst",
        "vocabulary collect site/modelterms.json --out v",
    ],
)
def test_commands_refuse_what_is_no_regular_file(
    tmp_path: Path, put: Callable[[Path], None], arguments: str
) -> None:
    if arguments.startswith("vocabulary"):
        pytest.importorskip("pyarrow")
    (tmp_path / "site").mkdir()
    for end in ("", ".csv", ".rst"):
        put(tmp_path / "site" / f"modelterms.json{end}")
    (tmp_path / "good.json").write_text(json.dumps(GLOSSARY), encoding="utf-8")
    status, said = run(tmp_path, *arguments.split())
    assert status == 2
    assert NOT_REGULAR in said


def test_other_sites_are_collected(tmp_path: Path, put: Callable[[Path], None]) -> None:
    for package in ("duckdb", "pyarrow", "tqdm"):
        pytest.importorskip(package)
    for name in ("bad", "good", "odd"):
        (tmp_path / name).mkdir()
    put(tmp_path / "bad" / "modelterms.json")
    put(tmp_path / "odd" / "modelterms-report.json")
    put(tmp_path / "ignored.txt")
    for name in ("good", "odd"):
        text = json.dumps(GLOSSARY | {"project": name})
        (tmp_path / name / "modelterms.json").write_text(text, encoding="utf-8")
    listed = "".join(f'[[site]]\nname="{n}"\nsource="{n}"\n' for n in ("bad", "good", "odd"))
    (tmp_path / "sites.toml").write_text(listed, encoding="utf-8")
    _, said = run(tmp_path, "vocabulary", "collect", "sites.toml", "--out", "v", "-j", "1")
    (snapshot,) = (tmp_path / "v" / "snapshots").iterdir()
    sites = json.loads((snapshot / "sites.json").read_bytes())["sites"]
    problems = {site["site"]: site["problem"] for site in sites}
    assert problems["good"] == ""
    assert problems["bad"].endswith(f"modelterms.json: {NOT_REGULAR}")
    assert problems["odd"].endswith(f"modelterms-report.json: {NOT_REGULAR}")
    assert NOT_REGULAR in said
    report = ("vocabulary", "report", "conflicts", "v", "--ignore", "ignored.txt")
    status, said = run(tmp_path, *report)
    assert (status, NOT_REGULAR in said) == (2, True), said


CONF = """
extensions = ["sphinx_modelterms", "sphinx.ext.intersphinx"]
modelterms_data = ["terms.yml", "odd.yml"]
modelterms_baseline = "odd.txt"
modelterms_quality = True
modelterms_other = ["other"]
modelterms_other_lock = "odd.json"
intersphinx_mapping = {"other": ("https://other.invalid/", "other/objects.inv")}
modelterms_report = "report.json"
modelterms_pages = "gen"
"""

PAGE = """
Home
====

.. toctree::

   gen/index

.. term-changes:: odd.json, good.json

Text about tokens.
"""


def test_builds_neither_stop_nor_wait(tmp_path: Path, put: Callable[[Path], None]) -> None:
    source = tmp_path / "source"
    (source / "other").mkdir(parents=True)
    (source / "gen").mkdir()
    (tmp_path / "out").mkdir()
    texts = {"conf.py": CONF, "index.rst": PAGE, "good.json": json.dumps(GLOSSARY)}
    texts["terms.yml"] = "- name: Token\n  definition: A word.\n"
    for name, text in texts.items():
        (source / name).write_text(text, encoding="utf-8")
    write_copy(source / "other", {"Gauge": ("a.html#g", "A measure.")})
    (source / "other" / "modelterms-terms.json").unlink()
    odd = (
        "odd.yml",
        "odd.txt",
        "odd.json",
        "other/modelterms-terms.json",
        "gen/.modelterms-pages",
    )
    for path in odd:
        put(source / path)
    for name in ("report.json", "report.html", "modelterms.json", "modelterms-terms.json"):
        put(tmp_path / "out" / name)
    status, said = run(tmp_path, "build", "-q", "-b", "html", str(source), str(tmp_path / "out"))
    assert status == 0, said
    for expected in (
        f"odd.yml can't be read: {NOT_REGULAR}.",
        f"modelterms_baseline: can't read 'odd.txt': {NOT_REGULAR}.",
        f"modelterms_other_lock: can't read 'odd.json': {NOT_REGULAR}",
        f"can't read 'odd.json': {NOT_REGULAR}.",
        "there is no other/modelterms-terms.json",
    ):
        assert expected in said, said
    assert b"Token" in (tmp_path / "out" / "modelterms.json").read_bytes()
    for command in ("baseline", "lock"):
        status, said = run(tmp_path, command, "source")
        assert status == 2, said


def test_no_more_than_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    assert read_whole(path, 5) == b"12345"
    with pytest.raises(TooLarge, match="it is larger than 0 MiB") as caught:
        read_whole(path, 4)
    assert caught.value.size == 5
    with pytest.raises(TooLarge):
        check_regular(path, 4)
    check_regular(path, 5)
    with pytest.raises(IsADirectoryError if os.name == "posix" else PermissionError):
        read_whole(tmp_path)
    with path.open("wb") as file:
        file.truncate(2**40)  # takes no space on the disk
    with pytest.raises(TooLarge, match="it is larger than 256 MiB"):
        read_whole(path)


def test_a_small_file_takes_little_memory(tmp_path: Path) -> None:
    """Python allocates as many bytes as it is asked to read."""
    path = tmp_path / "file"
    path.write_bytes(b"text")
    tracemalloc.start()
    try:
        assert read_whole(path) == b"text"
        assert tracemalloc.get_traced_memory()[1] < 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="has no such files")
def test_files_that_say_no_size_are_read_up_to_the_limit() -> None:
    path = Path("/proc/self/status")
    assert path.stat().st_size == 0
    assert read_whole(path).startswith(b"Name:")
    with pytest.raises(TooLarge):
        read_whole(path, 10)
