"""A part of the example site in German: a translated build of real pages without a warning."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("german")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """The site, built in a process of its own with the theme "basic"."""
    out = tmp_path_factory.mktemp("german")
    settings = ["-D", "html_theme=basic", "-D", "language=de"]
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "--keep-going", "-b", "html"]
    subprocess.run(
        [*command, *settings, str(repository / "example_docs" / "ai-glossary"), str(out)],
        check=True,
    )
    return out


def text_of(path: Path) -> str:
    body = path.read_text(encoding="utf-8").partition('<div class="body"')[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", body)).replace("&amp;", "&")


def test_the_card_is_german(site: Path) -> None:
    text = text_of(site / "glossary" / "safety.html")
    for expected in (
        "Auch genannt: KI-Ausrichtung",
        "Wie sieht „Ausrichtung“ in der Praxis aus?",
        "Ist Ausrichtung dasselbe wie das Zensieren von Themen?",
        "Wo es wirkt",
        "Häufige Fragen",
        "Verwandte Begriffe",
    ):
        assert expected in text, expected


def test_other_pages_know_the_german_names_and_texts(site: Path) -> None:
    texts = [text_of(path) for path in site.rglob("*.html") if path.parent.name == "terms"]
    assert any("Eine Halluzination ist eine Aussage eines Modells" in text for text in texts)
    assert "Wo es wirkt" in text_of(site / "comparisons.html")


def test_addresses_are_those_of_the_english_site(site: Path) -> None:
    page = (site / "glossary" / "safety.html").read_text(encoding="utf-8")
    assert 'id="term-alignment"' in page
    assert 'id="question-hallucination-1"' in page
    index = re.sub(r"<[^>]+>", "", (site / "genindex.html").read_text(encoding="utf-8"))
    assert "Ausrichtung" in index
    assert "KI-Ausrichtung" in index
