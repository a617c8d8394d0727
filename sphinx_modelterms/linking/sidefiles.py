"""What is kept of a page beside its doctree, so that nobody has to load that to learn it."""

from __future__ import annotations

import hashlib
import pickle
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.wholefiles import write_whole

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

DIGEST_SIZE = hashlib.sha256().digest_size


class SideFile:
    """A kind of file beside doctrees: a digest of the content, and the content, pickled.

    A file that is missing, cut off or spoilt counts as none.

    :param suffix: with its dot
    """

    def __init__(self, suffix: str) -> None:
        self._suffix = suffix

    def path(self, env: BuildEnvironment, docname: str) -> Path:
        """Where the file of a page is."""
        return Path(env.doctreedir, docname + self._suffix)

    def store(self, env: BuildEnvironment, docname: str, value: Any) -> None:
        """Keep *value* for a page."""
        content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        path = self.path(env, docname)
        write_whole(path, hashlib.sha256(content).digest() + content)

    def load(self, env: BuildEnvironment, docname: str) -> Any:
        """What was kept, or ``None``."""
        content = self._content(env, docname)
        with suppress(Exception):  # of another version
            return pickle.loads(content) if content else None
        return None

    def exists(self, env: BuildEnvironment, docname: str) -> bool:
        """Whether there is something whole."""
        return bool(self._content(env, docname))

    def forget(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """On ``env-purge-doc``: remove that of a page that is read again or gone."""
        with suppress(OSError):
            self.path(env, docname).unlink()

    def _content(self, env: BuildEnvironment, docname: str) -> bytes:
        with suppress(OSError):
            stored = self.path(env, docname).read_bytes()
            digest, content = stored[:DIGEST_SIZE], stored[DIGEST_SIZE:]
            if hashlib.sha256(content).digest() == digest:
                return content
        return b""
