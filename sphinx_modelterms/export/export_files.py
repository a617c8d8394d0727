"""The files in the formats of other programs, beside the HTML."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.export.json_file import BUILDERS, CONSEQUENCE, is_same, site_of
from sphinx_modelterms.formats.table import FORMATS, MissingExtra, maker_of_content
from sphinx_modelterms.glossary.text.digests import digest_of
from sphinx_modelterms.incremental.written_files import WrittenFiles
from sphinx_modelterms.kept_files import write_or_warn
from sphinx_modelterms.regular_files import read_whole

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.formats.vocabulary import Vocabulary

SETTING = "modelterms_exports"


def update_exports(app: Sphinx) -> None:
    """Write the files that are wanted and not up to date, and remove those that aren't wanted."""
    if app.builder.name not in BUILDERS:
        return
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    glossary = domain.build.glossary
    is_empty = not glossary.terms and not glossary.plain_terms
    chosen = [] if is_empty else ModelTermsConfig.from_sphinx(app.config).exports
    paths = {name: Path(app.builder.outdir, form.file_name) for name, form in FORMATS.items()}
    wanted = [name for name in chosen if not _is_of_project(app, name, paths[name])]
    unwanted = [path for name, path in paths.items() if name not in chosen and path.exists()]
    if not wanted and not unwanted:
        return
    files = WrittenFiles(app.builder)
    for path in unwanted:
        files.remove(path)
    inputs = digest_of((domain.build.inputs, site_of(app)))
    if all(files.inputs(paths[name]).startswith(inputs) for name in wanted):
        return
    vocabulary = _vocabulary(app)
    key = digest_of(vocabulary)
    for name in wanted:
        # The digest of the terms alone: a package of flashcards has the time of each change.
        if files.inputs(paths[name]).endswith(key) or _is_written(name, paths[name], vocabulary):
            files.note(paths[name], inputs + key, {})


def _is_of_project(app: Sphinx, name: str, path: Path) -> bool:
    """Return True, after a warning, if the project has put a file of its own at *path*."""
    for entry in app.config.html_extra_path:
        extra = Path(app.confdir, entry)
        own = extra / path.name if extra.is_dir() else extra
        with suppress(OSError):
            if own.name == path.name and is_same(path, read_whole(own)):
                file = entry if own == extra else f"{entry.rstrip('/')}/{own.name}"
                message = (
                    f"{SETTING}: html_extra_path puts {file!r} at {path.name!r}, so the terms "
                )
                message += (
                    f"aren't written there. Rename your file, or remove {name!r} from {SETTING}"
                )
                warn(Subtype.CONFIG, message, None)
                return True
    return False


def _is_written(name: str, path: Path, vocabulary: Vocabulary) -> bool:
    """Write a file; return False if that isn't possible."""
    try:
        content = maker_of_content(name)(vocabulary, path.stem)
    except MissingExtra as error:
        warn(Subtype.CONFIG, f"{SETTING}: {error}", None)
        return False
    return is_same(path, content) or write_or_warn(path, content, CONSEQUENCE)


def _vocabulary(app: Sphinx) -> Vocabulary:
    """Return the vocabulary, read as from ``modelterms.json``."""
    from sphinx_modelterms.export import exported_parts, glossary_json, glossary_text
    from sphinx_modelterms.formats.usable_vocabulary import read_vocabulary
    from sphinx_modelterms.formats.vocabulary import NotAGlossary

    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    views = domain.build.views
    # Mentions are in no format.
    known = {term.target: "[]" for term in glossary_json.exported_terms(views.glossary)}
    uri, site = cache(app.builder.get_target_uri), exported_parts.Site(*site_of(app))
    export = exported_parts.Export(views, uri, site, with_questions=False, known=known)
    content = glossary_text.document_texts(export)[0].encode("utf-8", "replace")
    try:
        return read_vocabulary(content, base=site.base)
    except NotAGlossary as error:
        warn(Subtype.CONFIG, f"{SETTING}: html_baseurl {error}", None)
        return read_vocabulary(content)
