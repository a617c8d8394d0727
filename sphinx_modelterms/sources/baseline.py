"""Loading of the baseline: the file of known findings that ``modelterms_baseline`` names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.findings import COMMAND
from sphinx_modelterms.glossary.baseline import HEAD, Baseline, BaselineFile, read_baseline_text
from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from sphinx_modelterms.regular_files import UnsuitableFile, read_whole
from sphinx_modelterms.sources.data_paths import base_directory

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def baseline_path(app: Sphinx) -> Path | None:
    """Return the path of the baseline; ``None`` without one."""
    name = ModelTermsConfig.from_sphinx(app.config).baseline
    return Path(base_directory(app), name) if name else None


def baseline_bytes(app: Sphinx) -> bytes:
    """Return the content of the baseline file, to see if it has changed."""
    path = baseline_path(app)
    try:
        return read_whole(path) if path else b""
    except OSError:
        return b""


def is_baseline(path: Path) -> bool:
    """Return True if the file can be overwritten: it is empty, begins as baselines do, or there is
    none.
    """
    try:
        text = read_whole(path).decode("utf-8-sig", "replace")
    except UnsuitableFile:
        return False
    except OSError:  # there is none, or the message about writing says what is wrong
        return True
    return not text.strip() or text.startswith(HEAD.partition(",")[0])


def load_baseline(app: Sphinx) -> BaselineFile | None:
    """Read the baseline, and warn if it can't be read; return ``None`` without one."""
    path = baseline_path(app)
    if path is None:
        return None
    name = ModelTermsConfig.from_sphinx(app.config).baseline
    again = f"{COMMAND}, followed by the source directory"
    try:
        text = read_whole(path).decode("utf-8")
    except FileNotFoundError:
        message = f"modelterms_baseline: there is no file {name!r}. To write it, run {again}"
        warn(Subtype.BASELINE, message, None)
        return BaselineFile(name, Baseline({}))
    except (OSError, ValueError) as error:
        reason = "it isn't UTF-8" if isinstance(error, ValueError) else error.strerror or error
        message = f"modelterms_baseline: can't read {name!r}: {with_full_stop(str(reason))} "
        warn(Subtype.BASELINE, f"{message}To write it again, run {again}", None)
        return BaselineFile(name, Baseline({}))
    content = read_baseline_text(text)
    if content.malformed:
        others = len(content.malformed) - 1
        more = f", and {others:,} more below," if others else ""
        message = (
            f"this line{more} can't be read as a known finding. It is ignored. Solve merge "
            f"conflicts by hand, or write the file again: {again}"
        )
        warn(Subtype.BASELINE, message, f"{path}:{content.malformed[0]}")
    return BaselineFile(name, content)
