"""Sources that are not in the encoding of the project, which is UTF-8 unless it says otherwise.

For such a page Sphinx 8 warns once for each letter, and Sphinx 9 ends the build in a traceback.
"""

from __future__ import annotations

import codecs
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.diagnostics import Subtype, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

LENIENT = "modelterms_lenient_"
"""Begins the names of encodings that replace what cannot be read."""


def check_encoding(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """On ``env-before-read-docs``: warn once for each page that cannot be decoded, and have
    Sphinx read the rest of it."""
    encoding = str(app.config.source_encoding)
    unreadable = [docname for docname in docnames if _is_unreadable(env, docname, encoding)]
    if unreadable:
        _register_lenient()
        # Sphinx sets it anew in each build.
        env.settings["input_encoding"] = LENIENT + encoding


def _is_unreadable(env: BuildEnvironment, docname: str, encoding: str) -> bool:
    path = str(env.doc2path(docname))
    try:
        content = Path(path).read_bytes()
        content.decode(encoding)
    except UnicodeDecodeError as error:
        _warn(path, error, encoding)
        return True
    except (OSError, LookupError):  # Sphinx says so
        pass
    return False


def _warn(path: str, error: UnicodeDecodeError, encoding: str) -> None:
    before = error.object[: error.start]
    name = encoding.upper().removesuffix("-SIG")
    message = (
        f"this file is not in {name}: {error.object[error.start :][:1]!r} is no letter there. "
        f"Save the file as {name}; until then, '\ufffd' stands for what cannot be read"
    )
    line = before.count(b"\n") + 1
    warn(Subtype.ENCODING, message, f"{path}:{line}")


@cache
def _register_lenient() -> None:
    """Once for each process."""
    codecs.register(_lenient)


def _lenient(name: str) -> codecs.CodecInfo | None:
    if not name.startswith(LENIENT):
        return None
    strict = codecs.lookup(name.removeprefix(LENIENT))

    def decode(content: bytes, errors: str = "strict") -> tuple[str, int]:
        return strict.decode(content, "replace")

    def decoder(errors: str = "strict") -> codecs.IncrementalDecoder:
        assert strict.incrementaldecoder is not None
        return strict.incrementaldecoder("replace")

    # Typed as classes, but all that Python does with them is to call them.
    return codecs.CodecInfo(strict.encode, decode, incrementaldecoder=decoder, name=name)  # type: ignore[arg-type]
