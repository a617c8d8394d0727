"""Files with data of single pages, kept with the doctrees so that these need not be loaded."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.kept_files import is_kept, load_kept, sealed, unsealed, write_or_warn
from sphinx_modelterms.settings import reads_text

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain

FOLDER = ".modelterms"
"""Directory of the files, inside the doctree directory. File names are digests: docnames could be
too long, and a page ``guide.text`` could clash with a file of the page ``guide``."""


class SideFile:
    """Kind of file with data of a page, kept with the doctrees.

    A file contains the digest of the page that it was made from, and is only valid for that state
    of the page: another build that shares the doctrees can have read the page again. If a file
    can't be written, the environment keeps its data instead, as the output depends on it.

    :param kind: suffix of the file names
    """

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def path(self, env: BuildEnvironment, docname: str) -> Path:
        """Return the path of a page's file."""
        return Path(env.doctreedir, self._relative(docname))

    def _relative(self, docname: str) -> str:
        """Return the path of a page's file in the doctree directory."""
        name = hashlib.sha256(docname.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return f"{FOLDER}/{name}.{self._kind}"

    def store(self, env: BuildEnvironment, docname: str, value: Any) -> None:
        """Store *value* for a page whose content digest is already known."""
        content = sealed(_content_of(env, docname), value)
        consequence = "Nothing is lost, because Sphinx keeps the content in its environment"
        path = self.path(env, docname)
        _domain(env).unwritten.pop((docname, self._kind), None)
        if write_or_warn(path, content, consequence):
            if stamp := _stamp(path):
                _domain(env).stamps[docname, self._kind] = stamp
        else:
            self.remove(env, docname)
            _domain(env).unwritten[docname, self._kind] = content

    def load(self, env: BuildEnvironment, docname: str) -> Any:
        """Return the stored value, or ``None``."""
        key = _content_of(env, docname)
        kept = load_kept(self.path(env, docname), key)
        if kept is None:
            kept = unsealed(self._unwritten(env, docname), key)
        if kept is None:
            _domain(env).stamps.pop((docname, self._kind), None)
        return kept

    def exists(self, env: BuildEnvironment, docname: str) -> bool:
        """Return True if there is a complete value for the current content of the page.

        A file with the size and time of when it was written is not opened.
        """
        stamp = _domain(env).stamps.get((docname, self._kind))
        # A text, as each build looks at all pages, and making a Path takes longer than the rest.
        if stamp and stamp == _stamp(f"{env.doctreedir}/{self._relative(docname)}"):
            return True
        key = _content_of(env, docname)
        if is_kept(self.path(env, docname), key):
            return True
        return unsealed(self._unwritten(env, docname), key) is not None

    def _unwritten(self, env: BuildEnvironment, docname: str) -> bytes:
        return _domain(env).unwritten.get((docname, self._kind), b"")

    def purge(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """On ``env-purge-doc``: remove the file of a page that no longer exists.

        The file of a page that is read again stays until it is replaced, as another build that
        shares the doctrees may need it.
        """
        if docname not in env.found_docs:
            self.remove(env, docname)

    def remove(self, env: BuildEnvironment, docname: str) -> None:
        """Remove the stored value of a page."""
        _domain(env).unwritten.pop((docname, self._kind), None)
        _domain(env).stamps.pop((docname, self._kind), None)
        with suppress(OSError):
            self.path(env, docname).unlink()


def _stamp(path: str | Path) -> tuple[int, int] | None:
    """Return size and modification time of a file."""
    try:
        found = os.stat(path)  # noqa: PTH116  # see SideFile.exists
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _content_of(env: BuildEnvironment, docname: str) -> tuple[str, str]:
    return docname, _domain(env).contents.get(docname, "")


def _domain(env: BuildEnvironment) -> ModelTermsDomain:
    domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]
    return domain


TEXTS = SideFile("text")


def pages_without_text(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """On ``env-get-outdated``: return the pages whose text is missing, to be read again."""
    if not reads_text(app):
        return []
    pages = env.all_docs.keys() - changed - removed
    return sorted(docname for docname in pages if not TEXTS.exists(env, docname))
