"""Source files that are not in the project's encoding, UTF-8 by default.

For such a page, Sphinx 8 warns once for each character, and Sphinx 9 ends the build with a
traceback.
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
"""Prefix for names of encodings that replace undecodable bytes."""


def check_encoding(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """On ``env-before-read-docs``: warn once for each page that can't be decoded, and make Sphinx
    replace its undecodable bytes."""
    encoding = str(app.config.source_encoding)
    unreadable = [docname for docname in docnames if _is_unreadable(env, docname, encoding)]
    if unreadable:
        _register_lenient()
        # Sphinx resets this setting in each build.
        env.settings["input_encoding"] = LENIENT + encoding


def _is_unreadable(env: BuildEnvironment, docname: str, encoding: str) -> bool:
    path = str(env.doc2path(docname))
    try:
        content = Path(path).read_bytes()
        content.decode(encoding)
    except UnicodeDecodeError as error:
        _warn(path, error, encoding)
        return True
    except (OSError, LookupError):  # Sphinx reports it
        pass
    return False


def _warn(path: str, error: UnicodeDecodeError, encoding: str) -> None:
    before = error.object[: error.start]
    name = encoding.upper().removesuffix("-SIG")
    message = (
        f"this file isn't {name}: the byte {error.object[error.start :][:1]!r} can't be read. "
        f"Save the file as {name}. Until then, '\ufffd' replaces what can't be read"
    )
    line = before.count(b"\n") + 1
    warn(Subtype.ENCODING, message, f"{path}:{line}")


@cache
def _register_lenient() -> None:
    """Register the encodings, once in each process."""
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

    # CodecInfo is typed to take classes, but Python only calls them, so functions will do.
    return codecs.CodecInfo(strict.encode, decode, incrementaldecoder=decoder, name=name)  # type: ignore[arg-type]
