"""Files that the extension writes beside outputs and doctrees.

If a file cannot be written, there is a warning, and the build continues. Files for later builds
are sealed with a digest: one that is missing, truncated, corrupt or of another version is ignored.
"""

from __future__ import annotations

import hashlib
import json
import pickle
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sphinx_modelterms import version
from sphinx_modelterms.atomic_write import write_whole
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.regular_files import read_whole

if TYPE_CHECKING:
    from pathlib import Path

SEAL_SIZE = hashlib.blake2b().digest_size


def write_or_warn(path: Path, content: bytes, consequence: str, setting: str = "") -> bool:
    """Write a file atomically; if that is not possible, warn and leave the old file as it is.

    :param consequence: what this means for the user, or what to do about it
    :param setting: the option that names the file
    :return: True if the file was written
    """
    try:
        write_whole(path, content)
    except OSError as error:
        message = f"can't write {path}: {error.strerror or error}. {consequence}"
        if setting:
            warn(Subtype.CONFIG, f"{setting}: {message}", None)
        else:
            warn(Subtype.UNWRITABLE, message, None)
        return False
    return True


def keep(path: Path, key: object, value: Any) -> bool:
    """Store *value* for a later build, sealed with *key*.

    :return: True if it was written
    """
    consequence = "Nothing is lost, but each build repeats this work until it can be written"
    return write_or_warn(path, sealed(key, value), consequence)


def sealed(key: object, value: Any) -> bytes:
    """Return the content of a file that stores *value*."""
    content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return _seal(key, content) + content


def load_json(path: Path) -> Any:
    """Return the content of a JSON file; ``None`` if it cannot be read.

    The file is in the output directory, so anybody may have changed it.
    """
    # Too deep nesting raises no ValueError.
    with suppress(OSError, ValueError, RecursionError):
        return json.loads(read_whole(path))
    return None


def is_kept(path: Path, key: object) -> bool:
    """Return True if :func:`load_kept` would return a value."""
    return bool(_content(_stored(path), key))


def load_kept(path: Path, key: object) -> Any:
    """Return the value that was stored with *key*; ``None`` if there is none."""
    return unsealed(_stored(path), key)


def unsealed(stored: bytes, key: object) -> Any:
    """Return the value in *stored*; ``None`` if it was sealed with another key or version."""
    content = _content(stored, key)
    # The seal proves that we wrote it, but not that classes of other packages still exist.
    with suppress(Exception):
        return pickle.loads(content) if content else None
    return None


def _seal(key: object, content: bytes) -> bytes:
    """Return a digest of the content, the key and our version."""
    owner = repr((version.__version__, key)).encode("utf-8", "surrogatepass")
    # Half the instructions of SHA-256, which counts for files of a megabyte.
    return hashlib.blake2b(hashlib.blake2b(owner).digest() + content).digest()


def _stored(path: Path) -> bytes:
    with suppress(OSError):
        return path.read_bytes()
    return b""


def _content(stored: bytes, key: object) -> bytes:
    seal, content = stored[:SEAL_SIZE], stored[SEAL_SIZE:]
    return content if seal == _seal(key, content) else b""
