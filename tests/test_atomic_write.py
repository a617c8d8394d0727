"""Files are written in one way: whole, with a warning where that is not possible."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms import atomic_write as wholefiles
from sphinx_modelterms.atomic_write import remove_leftovers, write_named, write_whole
from sphinx_modelterms.kept_files import is_kept, keep, load_kept, write_or_warn

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NoReturn


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(autouse=True)
def fresh_process() -> None:
    """Each test is a process of its own as far as leftovers are concerned."""
    wholefiles._prepare_once.cache_clear()


@pytest.fixture
def no_waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    return waited


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "file"
    write_whole(path, b"old")
    path.chmod(0o640)
    mode = path.stat().st_mode
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode == mode
    assert mode & 0o777 == 0o640 or os.name == "nt"  # Windows only knows read-only
    assert names_in(path.parent) == ["file"]


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")
def test_a_link_that_a_user_names_stays_one(tmp_path: Path) -> None:
    target, link, far = tmp_path / "real" / "file", tmp_path / "link", tmp_path / "far"
    link.symlink_to("real/file")  # which is missing
    far.symlink_to(link)
    for content in (b"old", b"new"):
        write_named(far, content)
        assert target.read_bytes() == content
    assert link.is_symlink()
    assert far.is_symlink()
    assert names_in(target.parent) == ["file"]


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")
def test_a_link_to_itself_is_an_error(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(link)
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
        write_named(link, b"content")
    assert link.is_symlink()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("through_a_link", [False, True])
def test_a_pipe_that_a_user_names_gets_the_content(tmp_path: Path, through_a_link: bool) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_named(link if through_a_link else pipe, b"content")
        assert os.read(reader, 100) == b"content"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert names_in(tmp_path) == ["link", "pipe"]


def test_names_that_are_not_allowed_are_an_error(tmp_path: Path) -> None:
    for path in (tmp_path / "a\0b", tmp_path):
        with pytest.raises(OSError, match=r"isn't allowed|directory"):
            write_named(path, b"content")


@pytest.mark.skipif(os.name == "nt", reason="Windows limits the length of the whole path")
def test_names_can_be_as_long_as_the_file_system_allows(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 255)
    write_whole(path, b"content")
    assert path.read_bytes() == b"content"
    with pytest.raises(OSError, match="too long"):
        write_whole(tmp_path / ("n" * 256), b"content")
    assert names_in(tmp_path) == [path.name]


@pytest.mark.parametrize("name", ["nul\0", *(["half \ud800"] if os.name != "nt" else [])])
def test_impossible_names_are_errors_of_the_operating_system(tmp_path: Path, name: str) -> None:
    with pytest.raises(OSError, match="isn't allowed"):
        write_whole(tmp_path / name, b"content")
    assert names_in(tmp_path) == []


def test_a_locked_file_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_waits: list[float]
) -> None:
    path = tmp_path / "file"
    replace, failures = Path.replace, iter([True, True])

    def locked(new: Path, target: Path) -> Path:
        if next(failures, False):
            raise PermissionError(errno.EACCES, "locked")
        return replace(new, target)

    monkeypatch.setattr(Path, "replace", locked)
    write_whole(path, b"content")
    assert path.read_bytes() == b"content"
    assert len(no_waits) == 2


def test_a_folder_in_the_place_of_a_file_is_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_waits: list[float]
) -> None:
    """Windows refuses to replace it as it does for a locked file."""
    (tmp_path / "file").mkdir()
    monkeypatch.setattr(Path, "replace", fail(PermissionError(errno.EACCES, "Access is denied")))
    with pytest.raises(IsADirectoryError, match="Is a directory"):
        write_whole(tmp_path / "file", b"content")
    assert no_waits == []
    assert names_in(tmp_path) == ["file"]


def fail(error: OSError) -> Callable[..., NoReturn]:
    def failing(*args: object, **kwargs: object) -> NoReturn:
        raise error

    return failing


@pytest.mark.parametrize(
    ("method", "error"),
    [
        ("replace", PermissionError(errno.EACCES, "Permission denied")),
        ("replace", IsADirectoryError(errno.EISDIR, "Is a directory")),
        ("write_bytes", OSError(errno.ENOSPC, "No space left on device")),
        ("write_bytes", OSError(errno.EROFS, "Read-only file system")),
        ("mkdir", FileExistsError(errno.EEXIST, "File exists")),
    ],
)
def test_a_file_that_cannot_be_written_stays_as_it_was(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    no_waits: list[float],
    caplog: pytest.LogCaptureFixture,
    method: str,
    error: OSError,
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, method, fail(error))
    said: list[Any] = []
    monkeypatch.setattr("sphinx_modelterms.kept_files.warn", lambda *args: said.append(args))
    assert not write_or_warn(path, b"new", "Do this")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["file"]
    ((subtype, message, _),) = said
    assert subtype.value == "unwritable"
    assert message == f"can't write {path}: {error.strerror}. Do this"


def test_a_disk_that_fills_up_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(path: Path, content: bytes) -> NoReturn:
        with path.open("wb") as file:
            file.write(content[:2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "file", b"content")
    assert names_in(tmp_path) == []


def test_an_interrupted_build_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*args: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "file", b"content")
    assert names_in(tmp_path) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from sphinx_modelterms.atomic_write import write_whole
Path.replace = lambda *args: os.kill(os.getpid(), signal.SIGKILL)
write_whole(Path(sys.argv[1]), b"content")
"""


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_temporary_files_of_a_killed_build_are_removed_by_the_next(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "file")], check=False)
    (left,) = names_in(tmp_path)
    assert left != "file"
    write_whole(tmp_path / "other", b"content")
    assert names_in(tmp_path) == ["other"]


def temporary(machine: str, process: int) -> str:
    return f".mt-{machine}-{process}-0123abcd.new"


def test_temporary_files_in_use_and_files_of_others_are_left_alone(tmp_path: Path) -> None:
    here = wholefiles._machine()
    kept = [temporary(here, os.getpid()), temporary("0" * 8, 1), ".page.rst.new", ".mt-notes.new"]
    old = [temporary("0" * 8, 2), temporary(here, 2**40)]
    for name in [*kept, *old]:
        (tmp_path / name).write_bytes(b"")
    os.utime(tmp_path / old[0], (0, 0))
    os.utime(tmp_path / ".page.rst.new", (0, 0))
    remove_leftovers(tmp_path)
    assert names_in(tmp_path) == sorted(kept)


def test_kept_files_are_valid_for_their_key_and_version_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept"
    assert keep(path, "key", {"a": [1]})
    assert load_kept(path, "key") == {"a": [1]}
    assert load_kept(path, "other key") is None
    monkeypatch.setattr("sphinx_modelterms.version.__version__", "999")
    assert load_kept(path, "key") is None
    assert not is_kept(path, "key")


class Gone:
    """Its class is missing when it is loaded."""


def test_a_pickle_of_a_removed_class_counts_as_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert keep(tmp_path / "kept", "key", Gone())
    monkeypatch.delattr(sys.modules[__name__], "Gone")
    assert load_kept(tmp_path / "kept", "key") is None


def test_no_changed_bit_is_ever_loaded(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    keep(path, "key", ("some", {"content": 1}))
    content = path.read_bytes()
    for place in range(len(content)):
        for bit in (1, 128):
            spoilt = bytearray(content)
            spoilt[place] ^= bit
            path.write_bytes(spoilt)
            assert load_kept(path, "key") is None
        path.write_bytes(content[:place])
        assert load_kept(path, "key") is None
