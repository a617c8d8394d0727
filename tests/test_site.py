"""The manual and the example glossary inside it, as a reader's browser sees it: no dead link, no doubled id, no skipped head."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from sphinx_modelterms.export.schema import SCHEMA_FILE

if TYPE_CHECKING:
    from pathlib import Path


# One process builds the site.
pytestmark = pytest.mark.xdist_group("site")

REPORT = "report.json"
GLOSSARY = "ai-glossary"

WRITTEN = {
    "glossary",
    "articles",
    "tutorials",
    "guides",
    "reference",
    "explanation",
    "contributing",
    "site",
}
"""Folders whose pages authors wrote."""


class Page(HTMLParser):
    """Ids, links and heading levels of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)
        self.close()
        # Of the page's own text: the theme's side bar has heads too.
        body = text.partition('<div class="body"')[2].partition('<div class="clearer"')[0]
        self.levels = [int(level) for level in re.findall(r"<h([1-6])", body)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if tag == "a" and values.get("href"):
            self.links.append(values["href"] or "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """The site, built in a process of its own with the theme "basic"."""
    out = tmp_path_factory.mktemp("built") / "site"
    theme = ["-D", "html_theme=basic", "-D", f"modelterms_report={REPORT}"]
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "-b", "html", *theme]
    subprocess.run([*command, str(repository / "example_docs"), str(out)], check=True)
    return out


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    """Its pages."""
    files = [path for path in site.rglob("*.html") if "_static" not in path.parts]
    return {path.resolve(): Page(path.read_text(encoding="utf-8")) for path in files}


def test_no_id_stands_twice(pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        assert sorted(set(page.ids)) == sorted(page.ids), path


def test_no_link_is_dead(pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        for link in page.links:
            if re.match("https?:|mailto:", link):
                continue
            file, _, anchor = link.partition("#")
            target = (path.parent / file).resolve() if file else path
            assert target in pages or target.exists(), (path, link)
            if anchor and target in pages:
                assert anchor in pages[target].ids, (path, link)


def test_links_of_the_manual_name_labels(repository: Path) -> None:
    """MyST-Parser before 5 finds headings by their slug only where ``myst_heading_anchors`` says so."""
    pages = (repository / "example_docs").glob("**/*.md")
    manual = {p: p.read_text("utf-8") for p in pages if GLOSSARY not in p.parts}
    labels = {label for text in manual.values() for label in re.findall(r"(?m)^\((.+)\)=$", text)}
    for path, text in manual.items():
        links = re.sub(r"(?s)```.*?```|`[^`\n]*`|`` .*? ``", "", text)
        assert set(re.findall(r"\]\(#([^)]+)\)", links)) <= labels, path


def test_no_heading_level_is_skipped(pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        if path.parent.name in WRITTEN and page.levels:
            assert page.levels[0] == 1
            assert all(lower <= upper + 1 for upper, lower in pairwise(page.levels)), path


def test_sources_lead_to_registries_of_papers_and_standards(pages: dict[Path, Page]) -> None:
    known = r"https://(arxiv\.org|doi\.org|www\.rfc-editor\.org)/"
    glossary = [page for path, page in pages.items() if path.parent.name == "glossary"]
    links = {link for page in glossary for link in page.links if link.startswith("http")}
    assert len([link for link in links if re.match(known, link)]) > 40


def test_the_glossary_for_programs_is_valid_and_leads_to_the_cards(
    site: Path, pages: dict[Path, Page]
) -> None:
    glossary = json.loads((site / GLOSSARY / "modelterms.json").read_text(encoding="utf-8"))
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(glossary)
    records = [*glossary["terms"], *glossary["comparisons"]]
    parts = ("mentions", "questions", "related", "requires", "broader")
    places = [place for record in records for part in parts for place in record.get(part, ())]
    assert len(places) > len(records) > 50
    for record in [*records, *places]:
        file, _, anchor = record["url"].partition("#")
        assert not anchor or anchor in pages[(site / GLOSSARY / file).resolve()].ids, record["url"]


def test_no_link_is_made_that_was_judged_false(site: Path, repository: Path) -> None:
    """185 links of the site, drawn at random when there were no rules for common words, were
    judged one by one; the false ones are gone by those rules, and most others are still there."""
    report = json.loads((site / GLOSSARY / REPORT).read_text(encoding="utf-8"))
    rules: dict[tuple[str, str], set[str]] = defaultdict(set)
    for page in report["pages"]:
        for name in page["names"]:
            rules[page["page"], name["text"]].add(name["rule"])
    judged = repository / "tests" / "fixtures" / "judged-links.csv"
    with judged.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 185
    reasons: Counter[str] = Counter()
    for row in rows:
        found = rules[row["page"], row["text"]]
        if row["verdict"] == "false":
            assert "linked" not in found, row
            continue
        # "later": another form of the name is linked before it.
        known = ("linked", "reference", "alone", "later")
        reason = next((rule for rule in known if rule in found), "")
        assert reason, row
        reasons[reason] += 1
    # A reference of the author links the term on the page; the others are ordinary words.
    assert reasons["linked"] >= 120
    assert reasons["alone"] <= 25
