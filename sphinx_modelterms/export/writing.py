"""Keeping ``modelterms.json`` beside the HTML up to date."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.wholefiles import write_whole

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_modelterms.domain import ModelTermsDomain

FILE_NAME = "modelterms.json"

BUILDERS = frozenset({"html", "dirhtml"})
"""By name: builders that inherit from these pack their output, or have no such addresses."""


def update_json(app: Sphinx, exception: Exception | None) -> None:
    """On ``build-finished``: write the file where it has changed; remove it where there is
    nothing to say, so that it is what a clean build would leave."""
    if exception is not None or app.builder.name not in BUILDERS:
        return
    # Here, as other builders need none of its many records, which take a while to make.
    from sphinx_modelterms.export import document

    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    config = ModelTermsConfig.from_sphinx(app.config)
    path = Path(app.builder.outdir, FILE_NAME)
    if config.json and (domain.glossary.terms or domain.glossary.plain_terms):
        export = document.Export(
            domain.views,
            cache(app.builder.get_target_uri),
            app.config.language,
            "faq" in config.card_parts,
        )
        # A data file can name half a character, which no encoding has.
        write_changed(path, document.document_text(export).encode("utf-8", "replace"))
    else:
        _remove_ours(path, document.START.encode())


def write_changed(path: Path, content: bytes) -> None:
    """Write, so that readers never see half a file."""
    with suppress(OSError):
        if path.read_bytes() == content:
            return
    write_whole(path, content)


def _remove_ours(path: Path, start: bytes) -> None:
    """Remove the file if it begins with *start*; else the project has put one of its own there."""
    with suppress(OSError):
        if path.read_bytes().startswith(start):
            path.unlink()
