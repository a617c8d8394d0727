"""Small sites of several projects, for tests of the command ``vocabulary``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_modelterms.commands.main import main

if TYPE_CHECKING:
    from pathlib import Path

DATE = "2026-01-01"


def term(name: str, summary: str, **fields: Any) -> dict[str, Any]:
    """A term of a ``modelterms.json``, with the number of its mentions under ``mentioned``."""
    slug = name.lower().replace(" ", "-")
    mention = {"page": "p", "section": "S", "kind": "explicit", "url": "p.html#s"}
    mentions = [mention] * fields.pop("mentioned", 1)
    made = {"id": f"term-{slug}", "name": name, "summary": summary, "url": f"g.html#term-{slug}"}
    return made | {"mentions": mentions} | fields


def glossary(*terms: dict[str, Any], **fields: Any) -> bytes:
    """The content of a ``modelterms.json``."""
    document = {"version": 1, "language": "en", "terms": terms, "comparisons": []}
    return json.dumps(document | fields).encode()


def report(*unexplained: str) -> bytes:
    """The content of a link report with abbreviations that no term explains."""
    entries = [{"text": text, "count": 3, "pages": 2, "file": "a.rst"} for text in unexplained]
    return json.dumps({"version": 1, "unexplained": entries, "candidates": []}).encode()


class Vocabularies:
    """Sites on this disk, and the vocabulary that is collected from them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = folder / "vocab"
        self.list = folder / "sites.toml"
        self._tables: list[str] = []

    def add(self, name: str, content: bytes, unexplained: bytes = b"", more: str = "") -> None:
        """Write a site, and list it."""
        site = self.folder / name
        site.mkdir(exist_ok=True)
        (site / "modelterms.json").write_bytes(content)
        if unexplained:
            (site / "modelterms-report.json").write_bytes(unexplained)
        base = f"https://{quote(name).replace('%', '-')}.example.org/"
        self.list_site(name, f'source = "{name}"\nbase = "{base}"\n{more}')

    def list_site(self, name: str, keys: str) -> None:
        """Add a table to the list of sites."""
        self._tables.append(f'[[site]]\nname = "{name}"\n{keys}\n')
        self.list.write_text("\n".join(self._tables), encoding="utf-8", newline="\n")

    def collect(self, *options: str, date: str = DATE) -> int:
        """Collect the sites in one process, and return the exit status."""
        arguments = ["collect", str(self.list), "--out", str(self.out), "--date", date]
        workers = () if {"-j", "--workers"} & {*options} else ("-j", "1")
        return main(["vocabulary", *arguments, *workers, *options])

    def rows(self, name: str, *options: str) -> list[dict[str, Any]]:
        """Return the rows of a report."""
        output = self.folder / "rows.json"
        status = self.report(name, "--format", "json", "-o", str(output), *options)
        assert status == 0
        rows: list[dict[str, Any]] = json.loads(output.read_bytes())[name]
        return rows

    def report(self, name: str, *options: str) -> int:
        """Run a report, and return the exit status."""
        return main(["vocabulary", "report", name, str(self.out), *options])
