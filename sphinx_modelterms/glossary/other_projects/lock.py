"""The lock file: the terms of other projects that pages show, as they were when it was written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.glossary.other_projects.reader import (
    LONGEST_NAME,
    language_code,
    one_line,
    read_terms,
)
from sphinx_modelterms.glossary.other_projects.records import PublishedTerms, packed
from sphinx_modelterms.glossary.other_projects.urls import link_address
from sphinx_modelterms.glossary.scopes import with_scope
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_modelterms.glossary.other_projects.records import OtherTerm

VERSION = 1
"""The version of the format."""


class LockedProject(NamedTuple):
    """The locked terms of a project."""

    base: str
    """The address of its site."""
    name: str
    """The name of the project in its inventory."""
    release: str
    """The release of the project in its inventory, or ``""``."""
    published: PublishedTerms

    @property
    def inventory(self) -> tuple[str, str]:
        """Name and release in its inventory."""
        return self.name, self.release


def locked_project(
    base: str, inventory: tuple[str, str], published: PublishedTerms, terms: Iterable[OtherTerm]
) -> LockedProject:
    """Return a project with some of its terms.

    :param inventory: name and release in its inventory
    :param terms: those that pages show
    """
    chosen = sorted(set(terms), key=lambda term: (term.name, term.scope, term.place))
    return LockedProject(base, *inventory, published.with_terms(chosen))


def lock_text(projects: Mapping[str, LockedProject]) -> str:
    """Return the content of a lock file: each term on a line, so that a diff is short."""
    parts = ",\n".join(
        f"{json.dumps(key, ensure_ascii=False)}: {_project_text(project)}"
        for key, project in sorted(projects.items())
    )
    inner = f"\n{parts}\n" if parts else ""
    return f'{{\n"version": {VERSION},\n"projects": {{{inner}}}\n}}\n'


def _project_text(project: LockedProject) -> str:
    published = project.published
    head = {
        "base": project.base,
        "name": project.name,
        "release": project.release,
        "project": published.title,
        "language": published.language,
    }
    terms = ",\n".join(json.dumps(_written(t), ensure_ascii=False) for t in published.terms)
    fields = json.dumps(head, ensure_ascii=False)[:-1]
    return f'{fields}, "terms": [\n{terms}\n]}}'


def _written(term: OtherTerm) -> dict[str, Any]:
    """Return a term as projects publish it."""
    values = term._asdict() | {"url": link_address("", term.place)}
    del values["place"]
    kept = ("name", "summary", "url")
    return {name: value for name, value in values.items() if value or name in kept}


def read_lock(content: bytes) -> dict[str, LockedProject]:
    """Return the projects in a lock file.

    :raises ValueError: says why it can't be used
    """
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise ValueError("isn't JSON") from None
    projects = document.get("projects") if isinstance(document, dict) else None
    if not isinstance(projects, dict) or document.get("version") != VERSION:
        raise ValueError("isn't a lock file of this release")
    if not all(map(_is_project, projects.values())):
        raise ValueError("has a project without terms")
    return {key: _read_project(project) for key, project in projects.items()}


def is_replaceable(content: bytes) -> bool:
    """Return True if content that :func:`read_lock` refuses can be of a lock file: one with the
    marks of a merge, half of one, or one of another version.

    >>> is_replaceable(b"<<<<<<< HEAD"), is_replaceable(b'{"name": "my-package"}')
    (True, False)
    """
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return True
    return not document or (isinstance(document, dict) and "projects" in document)


def _is_project(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(base := value.get("base"), str)
        and (":" not in base or base.startswith(("http://", "https://")))
        and isinstance(value.get("terms"), list)
    )


def _read_project(project: dict[str, Any]) -> LockedProject:
    texts = (one_line(project.get(field), LONGEST_NAME) for field in ("name", "release"))
    name, release = texts
    title = one_line(project.get("project"), LONGEST_NAME)
    language = language_code(project.get("language"))
    published = PublishedTerms(title, language, lambda: packed(read_terms(project["terms"])))
    return LockedProject(project["base"], name, release, published)


class Differences(NamedTuple):
    """The names of the terms that differ from the locked ones."""

    changed: tuple[str, ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return any(self)


def differences(old: Iterable[OtherTerm], new: Iterable[OtherTerm]) -> Differences:
    """Return the differences between locked terms and others: a term that has moved has
    changed.
    """
    before, after = ({_name(term): term for term in terms} for terms in (old, new))
    return Differences(
        tuple(name for name, term in after.items() if name in before and before[name] != term),
        tuple(name for name in after if name not in before),
        tuple(name for name in before if name not in after),
    )


def _name(term: OtherTerm) -> str:
    return with_scope(term.name, term.scope)


def changes_of(
    old: Mapping[str, LockedProject], new: Mapping[str, LockedProject]
) -> Iterator[str]:
    """Yield what differs between two lock files, one line a change."""
    for key in sorted(old.keys() | new.keys()):
        before, after = (projects.get(key) for projects in (old, new))
        terms = (each.published.terms if each else () for each in (before, after))
        found = differences(*terms)
        for words, names in zip(("has changed", "is new", "is gone"), found, strict=True):
            yield from (f"{key}: {name!r} {words}" for name in names)
        if before and after:
            for words, old_value, new_value in zip(HEAD, _head(before), _head(after), strict=True):
                if old_value != new_value:
                    yield f"{key}: {words} was {old_value!r} and is now {new_value!r}"


HEAD = (
    "its address",
    "the name in its inventory",
    "the release in its inventory",
    "the name of the project",
    "the language of its terms",
)
"""Names of what a lock file has of a project, apart from terms."""


def _head(project: LockedProject) -> Sequence[str]:
    return *project[:3], project.published.title, project.published.language
