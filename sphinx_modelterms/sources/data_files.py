"""Loading of data files: finding them, reading them with a cache, and checking their terms.

Data files are not dependencies of pages: otherwise, Sphinx would read every page again after a
change of one term. :func:`pages_with_other_records` finds the pages of changed terms.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.build_state import LoadedData
from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.limits import DEFAULTS, raised, too_long
from sphinx_modelterms.glossary.scopes import meaning_key, with_scope
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.kept_files import keep, load_kept
from sphinx_modelterms.regular_files import TooLarge, read_whole
from sphinx_modelterms.sources.data_paths import matching_files
from sphinx_modelterms.sources.warning_limit import limit_warnings
from sphinx_modelterms.unknown_kinds import KIND_WARNINGS, unknown_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.datafiles.records import DataFile, DataTerm, FileRead
    from sphinx_modelterms.glossary.limits import Limits
    from sphinx_modelterms.glossary.model import Term


def load_records(app: Sphinx) -> LoadedData:
    """Read all data files, and warn about their problems."""
    config = ModelTermsConfig.from_sphinx(app.config)
    limits = config.all_limits
    cache = _Cache(Path(app.doctreedir, "modelterms-data.pickle"), limits)
    data = LoadedData()
    paths = list(matching_files(app, config.data))
    if config.data and not paths:
        data.broken = True  # each pattern has got a warning
    limit_warnings(map(str, paths), limits["messages"])
    for path in paths:
        if read := cache.read(path):
            for problem in read.problems:
                warn(Subtype.DATA, problem.message, f"{path}:{problem.line or 1}")
            data.broken |= bool(read.problems) and not read.content.terms
            data.flawed |= _flawed(read)
            terms = tuple(_usable_terms(read.content, config, data.records, limits))
            data.files.append(replace(read.content, terms=terms))
        else:
            data.broken = True
    cache.store()
    return data


def _flawed(read: FileRead) -> set[str]:
    """Return the keys of the terms with a problem in their lines."""
    lines = [term.line for term in read.content.terms]
    owners = (bisect_right(lines, problem.line) - 1 for problem in read.problems)
    return {read.content.terms[n].key for n in owners if n >= 0}


def _usable_terms(
    file: DataFile, config: ModelTermsConfig, records: dict[str, DataTerm], limits: Limits
) -> Iterator[DataTerm]:
    """Yield the terms of a file that no earlier record defines, without unknown categories and
    levels; add them to *records*.
    """
    for term in file.terms:
        if len(records) >= limits["terms"]:
            message = f"all data files together have more than {limits['terms']:,} terms. Those "
            message += f"from here on are left out. Remove some, {raised('terms')}"
            warn(Subtype.LIMIT, message, f"{term.file}:{term.line}")
            return
        for line, what in _oversized(term, limits["shown"]):
            warn(Subtype.LIMIT, what, f"{term.file}:{line}")
        options = dict(term.options)
        for option, subtype in KIND_WARNINGS.items():
            if message := unknown_kind(option, options.get(option, ""), config):
                warn(subtype, message, f"{term.file}:{term.lines[option]}")
                del options[option]
        first = records.setdefault(term.key, entry := replace(term, options=options))
        if first is entry:
            yield entry
        else:
            shown = with_scope(term.name, term.scope)
            message = (
                f"the term {shown!r} is also at {first.file}:{first.line}. Remove one of them"
            )
            warn(Subtype.DATA, message, f"{term.file}:{term.line}")


def _oversized(term: DataTerm, most: int) -> Iterator[tuple[int, str]]:
    """Yield line and message for each text that is too long to be shown whole on other pages."""
    texts = [("definition", term.definition), ("examples", next(iter(term.examples), None))]
    texts += ((f"facts: {key}", value) for key, value in term.facts)
    for what, text in texts:
        first = text.text.partition("\n\n")[0] if text else ""
        if text and len(first) > most:
            cure = "Move the rest to 'explanation'" if what == "definition" else "Shorten it"
            message = (
                f"{what}: the text of {term.name!r} has {len(first):,} characters, but other "
                f"pages show only the first {most:,}. {cure}, {raised('shown')}"
            )
            yield text.line, message


class _CacheEntry(NamedTuple):
    digest: str
    read: FileRead


class _Cache:
    """Content of data files as of the last time they were read, by path."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._path = path
        self._limits = limits
        # With other limits, other things are read from the same file.
        self._own_limits = b"" if limits == DEFAULTS else repr(sorted(limits.items())).encode()
        self._old: dict[str, _CacheEntry] = load_kept(path, "data") or {}
        self._new: dict[str, _CacheEntry] = {}

    def read(self, path: Path) -> FileRead | None:
        """Return the content of a file, or ``None``, with a warning, if it cannot be read."""
        try:
            content = read_whole(path, self._limits["file"])
        except TooLarge as error:
            warn(Subtype.DATA, too_long(error.size, self._limits["file"]), f"{path}:1")
            return None
        except OSError as error:
            warn(Subtype.DATA_PATH, f"modelterms_data: can't read {path}: {error}", None)
            return None
        digest = hashlib.sha256(content + self._own_limits).hexdigest()
        entry = self._old.get(str(path))
        if entry is None or entry.digest != digest:
            # Imported here: most builds parse no file, and the parsers take long to import.
            from sphinx_modelterms.glossary.datafiles import reader as reading

            entry = _CacheEntry(digest, reading.read_file(str(path), content, self._limits))
        self._new[str(path)] = entry
        return entry.read

    def store(self) -> None:
        """Store the content if a file has changed; a read-only directory isn't an error."""
        digests = {name: entry.digest for name, entry in self._new.items()}
        if digests != {name: entry.digest for name, entry in self._old.items()}:
            keep(self._path, "data", self._new)


def pages_with_other_records(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """On ``env-get-outdated``: return the pages whose records in data files have changed."""
    domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]

    def current(term: Term) -> str:
        record = domain.build.data.records.get(meaning_key(term.source_name, term.scope))
        return record.digest if record else ""

    return [
        docname
        for docname, page in domain.pages.items()
        if any(term.data != current(term) for term in page.terms)
    ]
