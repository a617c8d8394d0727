"""The terms that other projects publish, kept beside the doctrees as intersphinx keeps
inventories.
"""

from __future__ import annotations

import hashlib
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.other_projects.reader import MOST_BYTES, open_terms
from sphinx_modelterms.glossary.other_projects.records import (
    PublishedTerms,
    is_remote,
    terms_beside,
    without_password,
)
from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.kept_files import keep, load_kept
from sphinx_modelterms.messages import tell
from sphinx_modelterms.regular_files import open_regular

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from sphinx.application import Sphinx

    from sphinx_modelterms.glossary.other_projects.reader import TermsFile
    from sphinx_modelterms.glossary.other_projects.records import OtherProject

SECONDS_A_DAY = 86_400

FORMAT = 4
"""Number of the format in which terms are kept; increase it when that changes."""

SECONDS_TO_WAIT = 30.0
"""Time limit of a request if intersphinx has none, which would wait for ever."""


class KeptTerms(NamedTuple):
    """A project's terms, as kept for later builds."""

    asked_at: int
    """The time of the last answer, in seconds; 0 if there was none."""
    digest: str
    """Digest of the content of the file."""
    base: str
    """The address of the site after redirects."""
    file: TermsFile | None
    """``None`` if the project publishes nothing that can be used."""
    problem: str
    """A message about it, or ``""``."""
    place: str = ""
    """The place of the file, for messages."""

    def stored(self) -> KeptTerms:
        """Return what is stored: each build reads a local file itself."""
        is_local = self.asked_at == 0
        if self.file is None or self.file.is_packed or not is_local:
            return self
        return self._replace(file=self.file._replace(content=b""))


NOTHING_KEPT = KeptTerms(0, "", "", None, "")


class ServerAnswer(NamedTuple):
    """The answer of a server."""

    content: bytes | None
    """``None`` if there is no such file."""
    address: str
    """After redirects."""


class Policy(NamedTuple):
    """The rules of intersphinx for requests."""

    days: int
    """Days for which an answer is used; below 0, it never expires."""
    seconds: float | None
    """Time limit of a request."""


def load_other_terms(
    app: Sphinx, projects: Sequence[OtherProject], policy: Policy, locked: Container[str] = ()
) -> list[tuple[OtherProject, KeptTerms]]:
    """Return the terms of other projects. Read local files, and fetch others if they are not kept
    or too old.

    :param locked: keys of projects for which there is no warning, as other terms are shown
    """
    # At least 1, as 0 stands for no answer.
    oldest = max(1, int(time.time()) - policy.days * SECONDS_A_DAY) if policy.days >= 0 else 1
    paths = [_kept_path(app, project) for project in projects]
    kept: list[KeptTerms] = [
        load_kept(path, (FORMAT, project)) or NOTHING_KEPT
        for path, project in zip(paths, projects, strict=True)
    ]
    readings = [
        _Reading(app, project, policy, oldest, old)
        for project, old in zip(projects, kept, strict=True)
    ]
    with ThreadPoolExecutor() as pool:
        loaded = list(pool.map(_Reading.run, readings))
    for project, path, old, new in zip(projects, paths, kept, loaded, strict=True):
        if new.stored() != old:
            keep(path, (FORMAT, project), new.stored())
        _tell_problem(project, new.problem, locked)
    return list(zip(projects, loaded, strict=True))


def _tell_problem(project: OtherProject, problem: str, locked: Container[str]) -> None:
    if problem and project.key in locked:
        tell(f"{project.key}: {problem}")
    elif problem:
        warn(Subtype.OTHER_PROJECT, f"{project.key}: {problem}", None)


def published_terms(
    app: Sphinx, project: OtherProject, kept: KeptTerms, locked: Container[str] = ()
) -> PublishedTerms | None:
    """Return the terms of a project. They are read when a page first needs one of them, and kept
    for later builds.

    :param locked: as in :func:`load_other_terms`
    """
    file = kept.file
    if file is None:
        return None

    def pack() -> bytes:
        read, problem = file.read()
        if read is not file:
            told = kept.problem or (problem and f"{kept.place} {problem}")
            keep(
                _kept_path(app, project), (FORMAT, project), kept._replace(file=read, problem=told)
            )
            if told != kept.problem:
                _tell_problem(project, told, locked)
        return read.content

    return PublishedTerms(file.title, file.language, pack)


def _kept_path(app: Sphinx, project: OtherProject) -> Path:
    digest = hashlib.sha256(project.key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Path(app.doctreedir, f"modelterms-other-{digest}.pickle")


class _Reading:
    """Reads the terms of one project: of the first of its places that has them."""

    def __init__(
        self, app: Sphinx, project: OtherProject, policy: Policy, oldest: int, old: KeptTerms
    ) -> None:
        self._app = app
        self._project = project
        self._policy = policy
        self._oldest = oldest
        self._old = old
        self._unreachable = ""

    def run(self) -> KeptTerms:
        """Return the terms; the kept ones if no server answers."""
        missing = []
        for place in map(terms_beside, self._project.inventories):
            if is_remote(place) and self._old.asked_at >= self._oldest:
                return self._old
            answer = self._answer(place)
            if answer is None:
                continue
            if answer.content is None:
                missing.append(without_password(place) if is_remote(place) else place)
                continue
            return self._read(place, answer)
        if self._unreachable:
            return self._without_answer()
        problem = (
            f"there is no {' and no '.join(missing)}, so its terms have no hover cards. If it "
            f"doesn't publish its terms, remove it from modelterms_other"
        )
        return KeptTerms(self._now(), "", self._project.base, None, problem)

    def _now(self) -> int:
        """Return the time if a server was asked, else 0: local files are read by each build."""
        is_asked = any(map(is_remote, self._project.inventories))
        return int(time.time()) if is_asked else 0

    def _without_answer(self) -> KeptTerms:
        if self._old_file() is not None:
            kept = "The terms of an earlier build are used"
            tell(f"{self._project.key}: {self._unreachable}. {kept}")
            return self._old
        return NOTHING_KEPT._replace(problem=self._unreachable)

    def _old_file(self) -> TermsFile | None:
        """Return the terms of an earlier build, if their content is kept."""
        file = self._old.file
        return file if file and file.content else None

    def _read(self, place: str, answer: ServerAnswer) -> KeptTerms:
        shown = without_password(place) if is_remote(place) else place
        asked_at = self._now() if is_remote(place) else 0
        assert answer.content is not None
        digest = hashlib.blake2b(answer.content).hexdigest()
        base = self._base(place, answer.address)
        if digest == self._old.digest:
            file = self._old.file
            if file and not file.content:
                file = file._replace(content=answer.content)
            return self._old._replace(asked_at=asked_at, base=base, file=file)
        try:
            if len(answer.content) > MOST_BYTES:
                raise ValueError(f"is larger than {MOST_BYTES // 2**20} MiB")
            opened, problem = open_terms(answer.content)
        except ValueError as error:
            # A local file is as it is; a server can have a bad day.
            old = self._old_file() if is_remote(place) else None
            rest = "The terms of an earlier build are used" if old else "It is ignored"
            problem = with_full_stop(f"{shown} {error}")
            return KeptTerms(asked_at, digest, base, old, f"{problem} {rest}", shown)
        problem = problem and f"{shown} {problem}"
        return KeptTerms(asked_at, digest, base, opened, problem, shown)

    def _base(self, place: str, address: str) -> str:
        """Return the address of the site: like intersphinx, that after a redirect of its file."""
        base = self._project.base
        folder = without_password(place.rpartition("/")[0]) if is_remote(place) else ""
        if folder and base.rstrip("/") == folder and address != place:
            return without_password(address).rpartition("/")[0]
        return base

    def _answer(self, place: str) -> ServerAnswer | None:
        """Return the content of the file, or ``None`` if the place can't be reached."""
        if is_remote(place):
            # Imported here: only builds with this setting make requests.
            from sphinx_modelterms.sources.requests import fetch

            seconds = self._policy.seconds or SECONDS_TO_WAIT
            try:
                content, address = fetch(self._app.config, place, seconds, MOST_BYTES)
            except OSError as error:
                self._unreachable = f"{without_password(place)} can't be fetched: {error}"
                return None
            return ServerAnswer(content, address)
        with suppress(OSError, ValueError), open_regular(Path(self._app.srcdir, place)) as file:
            return ServerAnswer(file.read(MOST_BYTES + 1), place)
        return ServerAnswer(None, place)
