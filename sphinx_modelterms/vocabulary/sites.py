"""The list of sites whose vocabulary is collected: a TOML file with a table ``[[site]]`` each."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.formats.site_addresses import WEB
from sphinx_modelterms.glossary.other_projects.records import is_remote, without_password
from sphinx_modelterms.glossary.text.characters import printable
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.urls import checked_address
from sphinx_modelterms.regular_files import read_whole
from sphinx_modelterms.terminal import Unusable

if TYPE_CHECKING:
    from collections.abc import Mapping

GLOSSARY = "modelterms.json"
REPORT = "modelterms-report.json"

LONGEST_NAME = 200

_VARIABLE = re.compile(r"\$\{(\w+)\}")
_HEADER = re.compile(r"[A-Za-z0-9-]+")

EXAMPLE = '[[site]], with name = "..." and source = "..."'


class ListedSite(NamedTuple):
    """A site, and the places of its files."""

    name: str
    source: str
    """Path or URL of its ``modelterms.json``."""
    base: str
    """The URL at which the site is published, or ``""``."""
    report: str
    """Path or URL of its link report; ``""`` for none."""
    headers: tuple[tuple[str, str], ...]
    """Headers of requests; their values can name environment variables: ``${TOKEN}``."""

    def real_headers(self) -> dict[str, str]:
        """Return the headers with the values of environment variables.

        :raises ValueError: if one isn't set
        """
        return {name: _VARIABLE.sub(_from_environment, value) for name, value in self.headers}


class Outcome(NamedTuple):
    """The result for one site."""

    site: str
    """Its name, or its number in the list if it has none that can be shown."""
    terms: int
    mentions: int
    problem: str
    """A message, or ``""``; a site without terms that has one was not collected."""


def not_collected(site: str, problem: str) -> Outcome:
    """Return the outcome for a site that can't be used."""
    return Outcome(site, 0, 0, problem)


def _from_environment(match: re.Match[str]) -> str:
    value = os.environ.get(match[1], "")
    if not value:
        raise ValueError(f"the environment variable {match[1]} isn't set, which a header names")
    if not value.isprintable():
        raise ValueError(f"the environment variable {match[1]} contains a control character")
    return value


def read_sites(path: Path) -> tuple[list[ListedSite], list[Outcome]]:
    """Return the sites in a file, sorted by name, and those that can't be used.

    :raises Unusable: if no site can be read
    """
    try:
        text = read_whole(path).decode("utf-8-sig")
        tables = tomllib.loads(text).get("site")
    except OSError as error:
        raise Unusable(f"can't read {path}: {error.strerror or error}") from None
    except (ValueError, RecursionError) as error:  # also of an encoding, or a NUL in the path
        raise Unusable(f"can't read {path} as TOML: {error}") from None
    if not isinstance(tables, list) or not tables:
        raise Unusable(f"{path} lists no sites. Write a table for each: {EXAMPLE}")
    sites: dict[str, ListedSite] = {}
    wrong = []
    for number, table in enumerate(tables, 1):
        try:
            site = _site(table, path.parent)
            if site.name in sites:
                raise ValueError(f"the name {site.name!r} occurs twice; the first is used")
            sites[site.name] = site
        except ValueError as error:
            problem = f"{path}: site {number}: {printable(str(error))}"
            wrong.append(not_collected(_shown_name(table) or f"site {number}", problem))
    if not sites:
        raise Unusable("\n".join(f"{one.site}: {one.problem}" for one in wrong))
    return [sites[name] for name in sorted(sites)], wrong


def _shown_name(table: Any) -> str:
    """Return as much of the name of a wrong site as can be shown; ``""`` for none."""
    name = table.get("name") if isinstance(table, dict) else None
    return printable(name.strip()[:LONGEST_NAME]) if isinstance(name, str) else ""


def _site(table: Any, folder: Path) -> ListedSite:
    """Return the site that a table describes.

    :raises ValueError: if it is wrong
    """
    if not isinstance(table, dict):
        raise ValueError(f"must be a table: {EXAMPLE}")
    if unknown := sorted(table.keys() - {*ListedSite._fields}):
        known = ", ".join(ListedSite._fields)
        raise ValueError(f"has the unknown key {unknown[0]!r}. The keys are {known}")
    name = _text(table, "name").strip()
    if not name or not name.isprintable() or len(name) > LONGEST_NAME:
        raise ValueError(f"needs a name of 1 to {LONGEST_NAME} printable characters")
    source = _place(_text(table, "source"), folder, GLOSSARY)
    if not source:
        raise ValueError(f"{name!r} needs a source: the path or URL of its {GLOSSARY}")
    base = _text(table, "base")
    if base and not WEB.match(base):
        raise ValueError(f"{name!r}: the base {base!r} isn't an http or https address")
    if base:
        checked_address(base)
    return ListedSite(
        name, source, base, _report(table, folder, source), _headers(table.get("headers", {}))
    )


def _report(table: Mapping[str, Any], folder: Path, source: str) -> str:
    """Return the place of the report: for a local site, the file beside ``modelterms.json`` if
    there is one.
    """
    report = _place(_text(table, "report"), folder, REPORT)
    if not report and not is_remote(source):
        beside = Path(source).with_name(REPORT)
        return str(beside) if os.path.lexists(beside) else ""
    return report


def _place(written: str, folder: Path, name: str) -> str:
    """Return the path or URL of a file, for that of the file or of its directory.

    :raises ValueError: if the URL can't be used
    """
    if not written:
        return ""
    if is_remote(written):
        if not WEB.match(written):
            raise ValueError(f"{without_password(written)!r} isn't an http or https address")
        checked_address(without_password(written))
        return f"{written}{name}" if written.endswith("/") else written
    if "\0" in written:
        raise ValueError(f"the path {written!r} contains a NUL")
    path = folder / written
    return str(path / name if path.is_dir() else path)


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"{key!r} must be a string, not {str(value)[:40]}")
    return value


def _headers(table: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(table, dict):
        raise ValueError("'headers' must be a table, such as { Authorization = '${TOKEN}' }")
    for name, value in table.items():
        if not isinstance(value, str) or not value.isprintable() or not _HEADER.fullmatch(name):
            raise ValueError(f"the header {name!r} must be a name with a string on one line")
    return tuple(sorted(table.items()))
