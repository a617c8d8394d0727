"""Loading of data files: finding them, reading them with a cache, and checking their terms.

Data files are no dependencies in Sphinx's sense: otherwise, Sphinx would read every page again
after a change of one term. :func:`pages_with_other_records` finds the pages of changed terms.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.build_state import LoadedData
from sphinx_modelterms.config import KIND_WARNINGS, ModelTermsConfig, unknown_kind
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.limits import DEFAULTS, raised, too_long
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import fold
from sphinx_modelterms.kept_files import keep, load_kept
from sphinx_modelterms.sources.warning_limit import limit_warnings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.datafiles.records import DataFile, DataTerm, FileRead
    from sphinx_modelterms.glossary.limits import Limits


def load_records(app: Sphinx) -> LoadedData:
    """Read all data files, and warn about their problems."""
    config = ModelTermsConfig.from_sphinx(app.config)
    limits = config.all_limits
    cache = _Cache(Path(app.doctreedir, "modelterms-data.pickle"), limits)
    data = LoadedData()
    paths = list(_matching_files(app, config.data))
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
    """Return the folded names of the terms with a problem in their lines."""
    lines = [term.line for term in read.content.terms]
    owners = (bisect_right(lines, problem.line) - 1 for problem in read.problems)
    return {fold(read.content.terms[n].name) for n in owners if n >= 0}


def _usable_terms(
    file: DataFile, config: ModelTermsConfig, records: dict[str, DataTerm], limits: Limits
) -> Iterator[DataTerm]:
    """Yield the terms of a file that no earlier record defines, without unknown categories and
    levels; add them to *records*.
    """
    for term in file.terms:
        if len(records) >= limits["terms"]:
            message = f"there are more than {limits['terms']:,} terms in all data files; those "
            message += f"from here on are left out: remove some, {raised('terms')}"
            warn(Subtype.LIMIT, message, f"{term.file}:{term.line}")
            return
        for line, what in _oversized(term, limits["shown"]):
            warn(Subtype.LIMIT, what, f"{term.file}:{line}")
        options = dict(term.options)
        for option, subtype in KIND_WARNINGS.items():
            if message := unknown_kind(option, options.get(option, ""), config):
                warn(subtype, message, f"{term.file}:{term.lines[option]}")
                del options[option]
        first = records.setdefault(fold(term.name), entry := replace(term, options=options))
        if first is entry:
            yield entry
        else:
            message = f"the term {term.name!r} is also at {first.file}:{first.line}; remove one"
            warn(Subtype.DATA, message, f"{term.file}:{term.line}")


def _oversized(term: DataTerm, most: int) -> Iterator[tuple[int, str]]:
    """Yield line and message for each text that is too long to be shown whole on other pages."""
    texts = [("definition", term.definition), ("examples", next(iter(term.examples), None))]
    texts += ((f"facts: {key}", value) for key, value in term.facts)
    for what, text in texts:
        first = text.text.partition("\n\n")[0] if text else ""
        if text and len(first) > most:
            cure = "put the rest into 'explanation'" if what == "definition" else "shorten it"
            message = (
                f"{what}: the text of {term.name!r} has {len(first):,} characters; other pages "
                f"show the first {most:,}: {cure}, {raised('shown')}"
            )
            yield text.line, message


def _matching_files(app: Sphinx, patterns: Iterable[str]) -> Iterator[Path]:
    """Yield the files that match *patterns*, each once, if they are inside the directory of
    ``conf.py`` or the source directory.
    """
    roots = [_base_directory(app).resolve(), Path(app.srcdir).resolve()]
    seen: set[Path] = set()
    for pattern in patterns:
        try:
            paths = [path for path in sorted(roots[0].glob(pattern)) if path.is_file()]
        except (ValueError, NotImplementedError, IndexError, OSError):
            # The message of Python differs by version, and does not help authors.
            paths = []
        if not paths:
            message = f"modelterms_data: {_without_files(roots[0], pattern)}"
            warn(Subtype.DATA_PATH, message, None)
        for path in paths:
            real = path.resolve()
            if not any(real.is_relative_to(root) for root in roots):
                message = f"modelterms_data: {path} leads out of the folder of the sources: {real}"
                warn(Subtype.DATA_PATH, message, None)
            elif real not in seen:
                seen.add(real)
                yield path


def _base_directory(app: Sphinx) -> Path:
    """Return the directory of ``conf.py``, as of the version that is built.

    sphinx-multiversion builds each old version from its own checkout, but with the ``conf.py`` of
    today.
    """
    versions = getattr(app.config, "smv_metadata", None)
    current = getattr(app.config, "smv_current_version", None)
    version = versions.get(current) if isinstance(versions, dict) else None
    folder = version.get("confdir") if isinstance(version, dict) else None
    return Path(folder if isinstance(folder, str) else app.confdir)


LONGEST_PATTERN = 200
"""Maximum number of characters of a pattern in a message."""


def _without_files(root: Path, pattern: str) -> str:
    """Return the problem of a *pattern* that matches no file, and its cure."""
    shown = repr(pattern if len(pattern) <= LONGEST_PATTERN else f"{pattern[:LONGEST_PATTERN]}…")
    if Path(pattern).is_absolute():
        return f"{shown} is not seen from {root}: write a pattern such as 'data/*.yml'"
    try:
        folder = root / pattern
        inside = sorted(folder.iterdir()) if folder.is_dir() else None
    except (ValueError, OSError):
        return f"{shown} cannot be a path: write a pattern such as 'data/*.yml'"
    if inside is None and "\\" in pattern:
        wanted = pattern.replace("\\", "/")[:LONGEST_PATTERN]
        return f"no file matches the pattern in {root}: write / for each backslash, {wanted!r}"
    if inside is None:
        return f"no file matches {shown} in {root}: correct the pattern, or add the file"
    name = Path(pattern).as_posix()
    start = "" if name == "." else f"{name}/"
    kinds = {path.suffix.lower() for path in inside} & {".yml", ".yaml", ".json", ".csv"}
    wanted = " and ".join(repr(f"{start}*{kind}") for kind in sorted(kinds))
    return f"{shown} is a folder: write {wanted or repr(f'{start}*.yml')} for the files in it"


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
            if (size := path.stat().st_size) > self._limits["file"]:
                warn(Subtype.DATA, too_long(size, self._limits["file"]), f"{path}:1")
                return None
            content = path.read_bytes()
        except OSError as error:
            warn(Subtype.DATA_PATH, f"modelterms_data: {path} cannot be read: {error}", None)
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
        """Store the content if a file has changed; a read-only directory is no error."""
        digests = {name: entry.digest for name, entry in self._new.items()}
        if digests != {name: entry.digest for name, entry in self._old.items()}:
            keep(self._path, "data", self._new)


def pages_with_other_records(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """On ``env-get-outdated``: return the pages whose records in data files have changed."""
    domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]

    def current(name: str) -> str:
        record = domain.build.data.records.get(fold(name))
        return record.digest if record else ""

    return [
        docname
        for docname, page in domain.pages.items()
        if any(term.data != current(term.source_name) for term in page.terms)
    ]
