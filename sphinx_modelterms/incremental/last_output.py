"""Digests of the pages of a builder's last output, kept in a file next to it."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.atomic_write import write_whole
from sphinx_modelterms.kept_files import load_json, write_or_warn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.builders import Builder

BESIDE_DOCTREES = frozenset({"epub", "htmlhelp", "qthelp", "applehelp", "devhelp"})
"""Builders that pack their output directory, where an additional file would cause a warning; their
state is kept with the doctrees."""


def load_digests(builder: Builder) -> dict[str, str]:
    """Load the digest of each page's view at the last output: ``""`` for a page that was not
    written completely. Return none if the file is missing or corrupt.
    """
    kept = load_json(_file(builder))
    with suppress(ValueError, TypeError, KeyError, AttributeError):
        return _texts(kept["pages"])
    return {}


def store_digests(builder: Builder, pages: Mapping[str, str], *, whole: bool) -> None:
    """Save the digests of the last output.

    :param whole: False while pages are being written; then a failure gives no warning, as the end
        of the build tries again
    """
    text = json.dumps({"pages": pages}, indent=0, sort_keys=True) + "\n"
    consequence = "The next build rewrites pages that haven't changed"
    if whole:
        write_or_warn(_file(builder), text.encode(), consequence)
    else:
        with suppress(OSError):
            write_whole(_file(builder), text.encode())


def _texts(table: dict[Any, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in table.items()}


def _file(builder: Builder) -> Path:
    return beside_output(builder)


def beside_output(builder: Builder, kind: str = "") -> Path:
    """Return the path of a file that is kept next to a builder's output.

    :param kind: prefix of the file name
    """
    if builder.name in BESIDE_DOCTREES:
        place = hashlib.sha256(str(builder.outdir).encode()).hexdigest()[:8]
        return Path(builder.doctreedir, f"modelterms-{kind}{builder.name}-{place}.json")
    return Path(builder.outdir, f".modelterms-{kind}{builder.name}.json")
