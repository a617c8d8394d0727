"""Everything that is read of intersphinx: the projects, its settings for requests, and the names
in the inventories. Nothing of it is changed or called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.locale import _ as text_of_sphinx

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.other_projects.records import (
    OtherProject,
    OutsideLink,
    without_password,
)
from sphinx_modelterms.glossary.text.names import nearest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.glossary.outside_references import OutsideReference

SETTING = "modelterms_other"
AUTOLINKED = "modelterms_autolink_projects"


def named_projects(app: Sphinx) -> list[OtherProject]:
    """Return the projects that ``modelterms_other`` names, and warn of those that don't exist."""
    keys = list(dict.fromkeys(app.config[SETTING]))
    if keys and "sphinx.ext.intersphinx" not in app.extensions:
        message = f"{SETTING} needs 'sphinx.ext.intersphinx' in extensions. It has no effect"
        warn(Subtype.CONFIG, message, None)
        return []
    # Intersphinx has put each value into the form (name, (base, inventories)).
    mapping = app.config.intersphinx_mapping if keys else {}
    for key in app.config[AUTOLINKED]:
        if key not in keys:
            message = f"{AUTOLINKED}: the project {key!r} isn't in {SETTING}. Add it there"
            warn(Subtype.CONFIG, message, None)
    projects = []
    for key in keys:
        if key in mapping:
            _, (base, inventories) = mapping[key]
            beside = f"{base.rstrip('/')}/objects.inv"
            places = tuple(place or beside for place in inventories)
            projects.append(OtherProject(key, without_password(base), places))
        else:
            near = " or ".join(map(repr, nearest(key, mapping)))
            hint = f"Did you mean {near}?" if near else "Add it there"
            message = f"{SETTING}: intersphinx_mapping has no project {key!r}. {hint}"
            warn(Subtype.CONFIG, message, None)
    return projects


def days_of_cache(app: Sphinx) -> int:
    """Return the number of days for which files are cached; below 0, they never expire."""
    return int(app.config.intersphinx_cache_limit)


def seconds_to_wait(app: Sphinx) -> float | None:
    """Return the time limit of a request, in seconds, or ``None``."""
    seconds: float | None = app.config.intersphinx_timeout
    return seconds


def link_title(name: str, release: str) -> str:
    """Return the title that intersphinx gives to links to a project.

    :param name: the name of the project, which its inventory contains
    """
    if not release:
        return str(text_of_sphinx("(in %s)") % (name,))
    return str(
        text_of_sphinx("(in %s %s)") % (name, f"v{release}" if release[0].isdigit() else release)
    )


def name_and_release(env: BuildEnvironment, key: str) -> tuple[str, str] | None:
    """Return name and release of a project from its inventory; ``None`` without one."""
    inventory = getattr(env, "intersphinx_named_inventory", {}).get(key, {})
    for names in inventory.values():
        for item in names.values():
            return _name_and_release(item)
    return None


def foreign_names(env: BuildEnvironment) -> dict[str, None]:
    """Return the names of the terms that intersphinx knows, in lower case; those of the projects
    in ``modelterms_other`` also after the key of their project and a colon.

    They are in the order of the inventories: sorting thousands would take long.
    """
    named = getattr(env, "intersphinx_named_inventory", {})
    merged = getattr(env, "intersphinx_inventory", {}).get(TERM, ())
    return dict.fromkeys(name.lower() for name in merged) | {
        f"{key}:{name.lower()}": None
        for key in env.config[SETTING]
        for name in named.get(key, {}).get(TERM, ())
    }


TERM = "std:term"

OBJECT_TYPES = {"term": (TERM,), "ref": ("std:label",)}
"""Object types that a role looks up; the others look up all of them."""

IN_ANY_CASE = (TERM, "std:label")
"""Object types whose names intersphinx finds in any letter case."""


class InventoryNames:
    """The names in the inventories, as intersphinx finds them."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._merged: dict[str, dict[str, Any]] = getattr(env, "intersphinx_inventory", {})
        self._named: dict[str, Any] = getattr(env, "intersphinx_named_inventory", {})
        self._lower: dict[tuple[str, str], dict[str, list[Any]]] = {}

    def addresses(self, reference: OutsideReference) -> list[OutsideLink]:
        """Return the links that can be made of a reference."""
        kind, target, project = reference[:3]
        if project:
            return self._find(project, kind, target)
        found = self._find("", kind, target)
        named, _, rest = target.partition(":")
        if not found and rest and named in self._named:
            return self._find(named, kind, rest)
        return found

    def _find(self, project: str, kind: str, target: str) -> list[OutsideLink]:
        inventory = self._named.get(project, {}) if project else self._merged
        types = OBJECT_TYPES.get(kind, tuple(inventory))
        tables = {each: inventory.get(each, {}) for each in types}
        exact = [
            _link(table[target], each == TERM) for each, table in tables.items() if target in table
        ]
        if exact:
            return exact
        lower = target.lower()
        return [
            _link(item, each == TERM)
            for each in types
            if each in IN_ANY_CASE
            for item in self._by_lower_case(project, each, tables[each]).get(lower, ())
        ]

    def _by_lower_case(
        self, project: str, object_type: str, names: dict[str, Any]
    ) -> dict[str, list[Any]]:
        key = project, object_type
        if key not in self._lower:
            table: dict[str, list[Any]] = {}
            for name, item in names.items():
                table.setdefault(name.lower(), []).append(item)
            self._lower[key] = table
        return self._lower[key]


def _link(item: Any, is_term: bool) -> OutsideLink:
    """Return the link to an object, which is in a tuple before Sphinx 8.2."""
    uri = item[2] if isinstance(item, tuple) else item.uri
    return OutsideLink(str(uri), is_term, link_title(*_name_and_release(item)))


def _name_and_release(item: Any) -> tuple[str, str]:
    if isinstance(item, tuple):
        return str(item[0]), str(item[1])
    return str(item.project_name), str(item.project_version)
