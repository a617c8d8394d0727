"""State of a builder's last output, kept in a file next to it."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.atomic_write import write_whole
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.kept_files import load_json, write_or_warn

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinx_modelterms.glossary.model import Condition

BESIDE_DOCTREES = frozenset({"epub", "htmlhelp", "qthelp", "applehelp", "devhelp"})
"""Builders that pack their output directory, where an additional file would cause a warning; their
state is kept with the doctrees."""


class LastOutput(NamedTuple):
    """State of a builder's last output."""

    pages: dict[str, str]
    """Digest of each page's view; ``""`` for a page that was not written completely."""
    files: dict[str, str]
    """Digests of the extension's other output files, by file name."""
    inputs: str
    """Digest of all inputs of the views; ``""`` unless all pages are up to date with them."""
    answers: dict[Condition, bool]
    """Answers to the conditions of that build."""


NONE = LastOutput({}, {}, "", {})


def load_output(builder: Builder) -> LastOutput:
    """Load the state of the last output; return :data:`NONE` if the file is missing or corrupt."""
    kept = load_json(_file(builder))
    with suppress(ValueError, TypeError, KeyError, AttributeError):
        answers = {(str(kind), str(text)): bool(met) for kind, text, met in kept["answers"]}
        pages, files = _texts(kept["pages"]), _texts(kept["files"])
        return LastOutput(pages, files, str(kept["basis"]), answers)
    return NONE


def store_output(builder: Builder, output: LastOutput, *, whole: bool) -> None:
    """Save *output* to its file.

    :param whole: False while pages are being written; then a failure gives no warning, as the end
        of the build tries again
    """
    kept = {
        "basis": output.inputs,
        "answers": [[*condition, met] for condition, met in sorted(output.answers.items())],
        "files": output.files,
        "pages": output.pages,
    }
    text = json.dumps(kept, indent=0, sort_keys=True) + "\n"
    consequence = "the next build writes pages again that need not be"
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
