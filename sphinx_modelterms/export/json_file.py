"""Listener that keeps ``modelterms.json`` up to date beside the HTML."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.kept_files import write_or_warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.incremental.view_digests import ViewDigests

FILE_NAME = "modelterms.json"

BUILDERS = frozenset({"html", "dirhtml"})
"""Names of the builders that write the file; those derived from them pack their output, or have no
such URLs.
"""


def update_json(app: Sphinx, digests: ViewDigests) -> None:
    """Update the file before the digests are stored.

    :param digests: know if the file was made of the inputs of this build
    """
    path = Path(app.builder.outdir, FILE_NAME)
    wanted = app.builder.name in BUILDERS
    if wanted and not digests.is_kept(path) and write_json(app, path):
        digests.note_file(path)


def write_json(app: Sphinx, path: Path) -> bool:
    """Write the file if it has changed; remove it if there is nothing to export, as in a clean
    build.

    :return: True if the file is up to date now
    """
    # Imported here: other builders do not need its many records, which take a while to define.
    from sphinx_modelterms.export import glossary_json

    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    config = ModelTermsConfig.from_sphinx(app.config)
    if config.json and (domain.build.glossary.terms or domain.build.glossary.plain_terms):
        export = glossary_json.Export(
            domain.build.views,
            cache(app.builder.get_target_uri),
            app.config.language,
            "faq" in config.card_parts,
        )
        # A data file can contain a lone surrogate, which no encoding can represent.
        content = glossary_json.document_text(export).encode("utf-8", "replace")
        consequence = "programs that read it still get the old file, if any"
        return is_same(path, content) or write_or_warn(path, content, consequence)
    _remove_ours(path, glossary_json.START.encode())
    return True


def is_same(path: Path, content: bytes) -> bool:
    """Return True if a file holds *content*: an unchanged file keeps its modification time."""
    try:
        return path.read_bytes() == content
    except (OSError, ValueError):
        return False


def _remove_ours(path: Path, start: bytes) -> None:
    """Remove the file if it begins with *start*; otherwise the project has put its own
    file there.
    """
    with suppress(OSError):
        if path.read_bytes().startswith(start):
            path.unlink()
