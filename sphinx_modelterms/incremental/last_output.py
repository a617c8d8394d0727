"""What is kept of a builder's last output, in a file beside it."""

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
"""Builders that pack their output folder: an e-book warns about unknown files in it."""


class LastOutput(NamedTuple):
    """What is known of the last output of a builder."""

    pages: dict[str, str]
    """The digest of the view of each page; ``""`` for one that was not written to its end."""
    files: dict[str, str]
    """The digests of other files of ours, by their names."""
    basis: str
    """What all of that followed from; ``""`` unless all pages are as that says."""
    answers: dict[Condition, bool]
    """Which conditions were met then."""


NONE = LastOutput({}, {}, "", {})


def load_output(builder: Builder) -> LastOutput:
    """What was kept; nothing if the file is missing or spoilt."""
    kept = load_json(_file(builder))
    with suppress(ValueError, TypeError, KeyError, AttributeError):
        answers = {(str(kind), str(text)): bool(met) for kind, text, met in kept["answers"]}
        pages, files = _texts(kept["pages"]), _texts(kept["files"])
        return LastOutput(pages, files, str(kept["basis"]), answers)
    return NONE


def store_output(builder: Builder, output: LastOutput, *, whole: bool) -> None:
    """Keep *output*.

    :param whole: False while pages are being written: then no warning is given, as the end of the
        build tells if the file still cannot be written
    """
    kept = {
        "basis": output.basis,
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
    """The path of a file that is kept beside a builder's output.

    :param kind: the beginning of its name
    """
    if builder.name in BESIDE_DOCTREES:
        place = hashlib.sha256(str(builder.outdir).encode()).hexdigest()[:8]
        return Path(builder.doctreedir, f"modelterms-{kind}{builder.name}-{place}.json")
    return Path(builder.outdir, f".modelterms-{kind}{builder.name}.json")
