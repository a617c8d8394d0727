"""Listener that keeps ``modelterms.json`` and ``modelterms-terms.json`` up to date beside the
HTML.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.glossary.text.digests import digest_of
from sphinx_modelterms.incremental.written_files import WrittenFiles
from sphinx_modelterms.kept_files import write_or_warn
from sphinx_modelterms.regular_files import read_whole
from sphinx_modelterms.settings import project_name, url_settings

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.incremental.written_files import Parts

FILE_NAME = "modelterms.json"
TERMS_FILE_NAME = "modelterms-terms.json"

BUILDERS = frozenset({"html", "dirhtml"})
"""Names of the builders that write the files; those derived from them pack their output, or have
no such URLs.
"""

CONSEQUENCE = "Programs that read it get the old file, if there is one"


def update_json(app: Sphinx) -> None:
    """Update the files, unless they are as a build with the same inputs has left them."""
    if app.builder.name not in BUILDERS:
        return
    path = Path(app.builder.outdir, FILE_NAME)
    terms_path = path.with_name(TERMS_FILE_NAME)
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    files = WrittenFiles(app.builder)
    inputs = digest_of((domain.build.inputs, site_of(app), domain.build.foreign_terms))
    if files.are_current(path, inputs) and files.are_current(terms_path, inputs):
        return
    old = files.parts(path)
    if (parts := write_json(app, path, terms_path, old)) is not None:
        files.note(path, inputs, parts)
        files.note(terms_path, inputs, {})


def write_json(app: Sphinx, path: Path, terms_path: Path, old: Parts) -> Parts | None:
    """Write the files if they have changed; remove them if there is nothing to export, as in a
    clean build.

    :param path: ``modelterms.json``
    :param terms_path: ``modelterms-terms.json``
    :param old: the mentions of terms in the present ``modelterms.json``
    :return: the mentions of terms in the new one, which most edits leave as they are; ``None`` if
        a file can't be written
    """
    # Imported here: other builders do not need its many records, which take a while to define.
    from sphinx_modelterms.export import exported_parts, glossary_json, glossary_text

    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    config = ModelTermsConfig.from_sphinx(app.config)
    if config.json and (domain.build.glossary.terms or domain.build.glossary.plain_terms):
        views = domain.build.views
        terms = glossary_json.exported_terms(views.glossary)
        # Mentions are sorted by the rules of the language.
        display = (url_settings(app.config), app.config.language)
        digests = views.plans.digests_of_mentions((term.target for term in terms), display)
        present = _content(path)
        known = {
            target: present[start:end].decode("utf-8", "replace")
            for target, (digest, start, end) in old.items()
            if present and digests.get(target) == digest
        }
        views.plans.search_mentions(target for target in digests if target not in known)
        export = exported_parts.Export(
            views,
            cache(app.builder.get_target_uri),
            exported_parts.Site(*site_of(app)),
            "faq" in config.card_parts,
            known,
            domain.build.foreign_terms,
        )
        # A data file can contain a lone surrogate, which no encoding can represent.
        texts = glossary_text.document_texts(export)
        content, terms_content = (text.encode("utf-8", "replace") for text in texts)
        for each, new, is_new in (
            (path, content, content != present),
            (terms_path, terms_content, not is_same(terms_path, terms_content)),
        ):
            if is_new and not write_or_warn(each, new, CONSEQUENCE):
                return None
        spans = glossary_text.mention_spans(content)
        return {
            target: (digests[target], *span)
            for target, span in zip((term.target for term in terms), spans, strict=False)
        }
    for each in (path, terms_path):
        _remove_ours(each, glossary_json.START.encode())
    return {}


def site_of(app: Sphinx) -> tuple[str, str, str, str, int, int]:
    """Return the fields of :class:`~sphinx_modelterms.export.exported_parts.Site`."""
    config = app.config
    texts = (config.language, project_name(config), config.release, config.html_baseurl)
    language, project, release, base = map(str, texts)
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    words = domain.build.views.plans.words
    return language, project, release, base, len(app.env.found_docs), words


def _content(path: Path) -> bytes:
    """Return the content of a file, or nothing if it can't be read."""
    with suppress(OSError, ValueError):
        return read_whole(path)
    return b""


def is_same(path: Path, content: bytes) -> bool:
    """Return True if a file holds *content*: an unchanged file keeps its modification time."""
    with suppress(OSError, ValueError):
        return read_whole(path, len(content)) == content
    return False


def _remove_ours(path: Path, start: bytes) -> None:
    """Remove the file if it begins with *start*; otherwise the project has put its own
    file there.
    """
    with suppress(OSError):
        if read_whole(path).startswith(start):
            path.unlink()
