"""What is kept of a page beside its doctree, so that nobody has to load that to learn it."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.kept_files import is_kept, load_kept, sealed, unsealed, write_or_warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain

FOLDER = ".modelterms"
"""In the folder of doctrees. The files in it are named by digests: with the names of pages they
could be too long, and ``guide.text`` could be a file of ours and a folder of pages."""


class SideFile:
    """A kind of file beside doctrees.

    It is sealed with the content of the page, so one of another state of the page counts as none:
    another build on the same doctrees may have read the page again. What cannot be written is
    kept in the environment instead: pages are made of it.

    :param kind: ends the names of the files
    """

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def path(self, env: BuildEnvironment, docname: str) -> Path:
        """Where the file of a page is."""
        name = hashlib.sha256(docname.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return Path(env.doctreedir, FOLDER, f"{name}.{self._kind}")

    def store(self, env: BuildEnvironment, docname: str, value: Any) -> None:
        """Keep *value* for a page whose content is noted already."""
        content = sealed(_content_of(env, docname), value)
        consequence = "the environment keeps what would be in it, so nothing is lost"
        path = self.path(env, docname)
        _domain(env).unwritten.pop((docname, self._kind), None)
        if not write_or_warn(path, content, consequence):
            self.remove(env, docname)
            _domain(env).unwritten[docname, self._kind] = content

    def load(self, env: BuildEnvironment, docname: str) -> Any:
        """Return what was kept, or ``None``."""
        key = _content_of(env, docname)
        kept = load_kept(self.path(env, docname), key)
        return unsealed(self._unwritten(env, docname), key) if kept is None else kept

    def exists(self, env: BuildEnvironment, docname: str) -> bool:
        """Return True if there is something whole."""
        key = _content_of(env, docname)
        if is_kept(self.path(env, docname), key):
            return True
        return unsealed(self._unwritten(env, docname), key) is not None

    def _unwritten(self, env: BuildEnvironment, docname: str) -> bytes:
        return _domain(env).unwritten.get((docname, self._kind), b"")

    def forget(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """On ``env-purge-doc``: remove that of a page that is gone.

        That of a page that is read again is replaced. In between, another build may need it.
        """
        if docname not in env.found_docs:
            self.remove(env, docname)

    def remove(self, env: BuildEnvironment, docname: str) -> None:
        """Keep nothing for a page."""
        _domain(env).unwritten.pop((docname, self._kind), None)
        with suppress(OSError):
            self.path(env, docname).unlink()


def _content_of(env: BuildEnvironment, docname: str) -> tuple[str, str]:
    return docname, _domain(env).contents.get(docname, "")


def _domain(env: BuildEnvironment) -> ModelTermsDomain:
    domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]
    return domain
