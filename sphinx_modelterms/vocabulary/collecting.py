"""Collection of many sites: files are fetched in threads, and rows are made in processes.

A batch of sites becomes one part of each table. Batches depend on the list of sites only, so that
the files are the same bytes for any number of processes; a batch whose files have not changed
since an interrupted run is not made again.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from sphinx_modelterms import version
from sphinx_modelterms.atomic_write import write_whole
from sphinx_modelterms.formats.vocabulary import NotAGlossary
from sphinx_modelterms.gc_pause import paused_collector
from sphinx_modelterms.glossary.other_projects.records import is_remote, without_password
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.regular_files import check_regular, read_whole
from sphinx_modelterms.vocabulary.fetching import RequestLimits, fetch_kept
from sphinx_modelterms.vocabulary.interrupts import in_processes, in_threads
from sphinx_modelterms.vocabulary.parts import PARTIAL, PartWriter
from sphinx_modelterms.vocabulary.site_rows import rows_of_site
from sphinx_modelterms.vocabulary.sites import Outcome, not_collected
from sphinx_modelterms.vocabulary.tables import SITES, SNAPSHOTS, TABLES, VERSION, part_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_modelterms.vocabulary.sites import ListedSite

SITES_A_BATCH = 20

FETCHED = "fetched"
"""Directory of the copies of fetched files."""

MADE = "made"
"""Directory in a snapshot that says which files its parts were made of."""


class FoundSite(NamedTuple):
    """A site with local files, fetched ones too."""

    name: str
    base: str
    glossary: str
    """Path of the file; ``""`` if there is none that can be used."""
    report: str
    problem: str
    """A message about what is missing, or ``""``."""
    address: str
    """The path or URL of its ``modelterms.json``, for messages."""


class Plan(NamedTuple):
    """The settings of a collection."""

    vocabulary: Path
    date: str
    limits: RequestLimits
    workers: int
    connections: int
    """Maximum number of requests at a time."""


def collect(
    sites: Sequence[ListedSite], plan: Plan, wrong_sites: Iterable[Outcome] = ()
) -> list[Outcome]:
    """Write a snapshot of the vocabulary of *sites*, and return the outcome for each.

    :param wrong_sites: those of the list that can't be used, which the snapshot lists, too
    :raises OSError: if the snapshot can't be written
    """
    snapshot = plan.vocabulary / SNAPSHOTS / plan.date
    fetched = plan.vocabulary / FETCHED
    fetched.mkdir(parents=True, exist_ok=True)
    (snapshot / MADE).mkdir(parents=True, exist_ok=True)
    (snapshot / SITES).unlink(missing_ok=True)  # until it is complete again
    find = partial(find_site, folder=fetched, limits=plan.limits)
    found = in_threads(find, sites, plan.connections)
    located = list(_shown(found, "Fetching", len(sites), "site"))
    starts = range(0, len(located), SITES_A_BATCH)
    batches = [
        (snapshot, number, located[start : start + SITES_A_BATCH])
        for number, start in enumerate(starts)
    ]
    made = in_processes(partial(make_parts, most=plan.limits.most_bytes), batches, plan.workers)
    try:
        shown = _shown(made, "Collecting", len(batches), "part")
        outcomes = [outcome for some in shown for outcome in some]
    except BaseException:
        _remove_partial(snapshot)
        raise
    outcomes = sorted((*outcomes, *wrong_sites), key=lambda outcome: outcome.site)
    _remove_others(snapshot, len(batches))
    listed = {"version": VERSION, "date": plan.date, "sites": [one._asdict() for one in outcomes]}
    write_whole(snapshot / SITES, json.dumps(listed, indent=1, ensure_ascii=False).encode())
    return outcomes


def _shown(items: Iterable[Any], title: str, total: int, unit: str) -> Iterator[Any]:
    """Yield the items, with a progress bar if standard error is a terminal."""
    bar = tqdm(items, title, total, unit=unit, disable=None, file=sys.stderr, leave=False)
    yield from bar


def _remove_partial(snapshot: Path) -> None:
    """Remove what ended processes have left."""
    for path in snapshot.glob(f"*/*{PARTIAL}"):
        path.unlink(missing_ok=True)


def _remove_others(snapshot: Path, count: int) -> None:
    """Remove parts of an earlier run with more sites."""
    kept = {part_name(number) for number in range(count)}
    for table in TABLES:
        for path in (snapshot / table).iterdir():
            if path.name not in kept:
                path.unlink()


def find_site(site: ListedSite, folder: Path, limits: RequestLimits) -> FoundSite:
    """Return the site with the paths of its files, which are fetched if necessary.

    A site whose report is missing is collected without it.
    """
    paths, problem = {site.source: "", site.report: ""}, ""
    for source in filter(None, paths):
        try:
            paths[source] = str(_file(source, site, folder, limits))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            problem = f"can't read {_shown_address(source)}: {reason}"
            if source == site.source:
                break
    base = site.base or _base(site)
    glossary, report = paths[site.source], paths[site.report]
    return FoundSite(site.name, base, glossary, report, problem, _shown_address(site.source))


def _shown_address(source: str) -> str:
    return without_password(source) if is_remote(source) else source


def _base(site: ListedSite) -> str:
    """Return the URL of a site that was fetched; the file itself can say it, too."""
    return without_password(site.source).rpartition("/")[0] if is_remote(site.source) else ""


def _file(source: str, site: ListedSite, folder: Path, limits: RequestLimits) -> Path:
    if is_remote(source):
        return fetch_kept(source, site.real_headers(), folder, limits)
    check_regular(Path(source), limits.most_bytes)
    return Path(source)


def make_parts(snapshot: Path, number: int, sites: list[FoundSite], most: int) -> list[Outcome]:
    """Write the part with this number of each table, and return the outcome for each site.

    :param most: maximum size of a file in bytes
    """
    note = snapshot / MADE / f"{number:05}.json"
    inputs = sha256(repr((version.__version__, TABLES)).encode())
    for site in sites:
        inputs.update(repr(site).encode("utf-8", "surrogatepass"))
        for path in filter(None, (site.glossary, site.report)):
            with suppress(OSError):
                inputs.update(sha256(read_whole(Path(path), most)).digest())
    digest = inputs.hexdigest()
    known = _known_outcomes(note, digest)
    if known and all((snapshot / table / part_name(number)).exists() for table in TABLES):
        return known
    note.unlink(missing_ok=True)
    with PartWriter(snapshot, number) as parts, paused_collector():
        outcomes = [_collect_site(site, snapshot.name, parts, most) for site in sites]
    made = {"inputs": digest, "sites": outcomes}
    write_whole(note, json.dumps(made).encode())
    return outcomes


def _known_outcomes(note: Path, digest: str) -> list[Outcome]:
    with suppress(OSError, ValueError, TypeError, KeyError):
        made = json.loads(read_whole(note))
        if made["inputs"] == digest:
            return [Outcome(*one) for one in made["sites"]]
    return []


def _collect_site(site: FoundSite, date: str, parts: PartWriter, most: int) -> Outcome:
    if not site.glossary:
        return not_collected(site.name, site.problem)
    try:
        report = read_whole(Path(site.report), most) if site.report else b""
        glossary = read_whole(Path(site.glossary), most)
        rows, problem = rows_of_site(site.name, site.base, glossary, report, date)
    except NotAGlossary as error:
        return not_collected(site.name, f"{site.address} {error}")
    except OSError as error:
        return not_collected(site.name, f"can't read {site.address}: {error.strerror or error}")
    parts.add(rows)
    return Outcome(site.name, len(rows["term"]), len(rows["mention"]), site.problem or problem)
