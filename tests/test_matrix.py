"""Every builder makes everything that the extension has, in every place, without a warning."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from sphinx.testing.util import SphinxTestApp

from tests.conftest import page_body
from tests.real.faults import Output

if TYPE_CHECKING:
    from collections.abc import Callable

    Build = Callable[[str], Path]

# One process reads the project, for all builders.
pytestmark = pytest.mark.xdist_group("torture")

BUILDERS = {
    "html": "*.html",
    "dirhtml": "**/index.html",
    "singlehtml": "index.html",
    "epub": "*.xhtml",
    "latex": "*.tex",
    "text": "**/*.txt",
    "man": "*.1",
    "texinfo": "*.texi",
    "xml": "**/*.xml",
    "pseudoxml": "**/*.pseudoxml",
    "json": "**/*.fjson",
    "gettext": "**/*.pot",
}
"""Each with the files that hold the text of the documents."""

CONTENT = [
    "A token is a piece of",
    "In a table",
    "In a footnote",
    "A card in a list in a list.",
    "A card in a docstring",
    "From an included file",
    "A card by configuration.",
    "A term three levels deep.",
    "A card in a quotation.",
    "A record is a term of a",
    "A card in a card.",
    "Neural Machine Translation of Rare Words",
    "And twice?",
    "Six of them",
]
"""Words of the authors."""

MADE = ["Frequently asked", "Leads to:", "Side-by-side comparisons", "Used in", "not stated"]
"""Words that the extension adds."""


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Build:
    """Builds the project, all builders on the same doctrees but for gettext."""
    root = tmp_path_factory.mktemp("torture")
    shutil.copytree(repository / "tests" / "torture", root / "source")
    done: dict[str, Path] = {}

    def run(builder: str) -> Path:
        if builder not in done:
            warnings = io.StringIO()
            app = SphinxTestApp(
                builder,
                srcdir=root / "source",
                builddir=root / ("pot" if builder == "gettext" else "build"),
                warning=warnings,
                confoverrides={"modelterms_autolink": "page"},
            )
            try:
                app.build()
            finally:
                app.cleanup()
            assert warnings.getvalue() == ""
            done[builder] = Path(app.outdir)
        return done[builder]

    return run


def words(outdir: Path, pattern: str) -> str:
    """The text of all files, without what each format puts into it."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(outdir.glob(pattern)))
    text = re.sub(r"<[/!?a-zA-Z][^>]*>|\\n", " ", "\n".join(texts)) if pattern else ""
    text = re.sub(
        r"\\sphinxhyphen\{\}|\\&|&amp;|\\\\?|@", lambda m: "-" if "hyphen" in m[0] else "", text
    )
    return re.sub(r"\s+", " ", text.replace('"\n"', ""))


@pytest.mark.parametrize("builder", BUILDERS)
def test_all_content_is_there_without_a_warning(build: Build, builder: str) -> None:
    text = words(build(builder), BUILDERS[builder])
    for expected in CONTENT:
        assert expected in text, expected
    if builder == "gettext":
        assert not [made for made in MADE if f'msgid "{made}"' in text]
    else:
        for expected in MADE:
            assert expected in text or expected.upper() in text, expected


def ids_and_links(text: str) -> tuple[Counter[str], list[str]]:
    return (
        Counter(re.findall(r'<[^>]* id="([^"]+)"', text)),
        re.findall(r'<a[^>]* href="#([^"]*)"', text),
    )


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_ids_are_unique_and_links_on_a_page_lead_somewhere(build: Build, builder: str) -> None:
    outdir = build(builder)
    for path in outdir.rglob("*html"):
        if "_static" in path.parts:
            continue
        ids, links = ids_and_links(path.read_text(encoding="utf-8"))
        # Sphinx numbers the footnotes of each document anew.
        doubled = [i for i, count in ids.items() if count > 1 and not re.fullmatch(r"id\d+", i)]
        assert doubled == [], path
        if builder != "singlehtml":  # see the next test
            assert [link for link in links if link and link not in ids] == [], path


def test_links_of_ours_lead_somewhere_where_all_documents_are_on_one_page(build: Build) -> None:
    """Sphinx 8.2 to 9.2 write ``#document-a#x`` for what is in another document, which is dead.

    Those of ``:ref:`` and the like, and in Sphinx's own table of contents, stay as they are.
    """
    page = Output(build("singlehtml"))
    body = page_body(page.pages["index.html"])
    dead = [link for link in links(body) if page.is_dead("index.html", link.address)]
    assert 0 < len(dead) < 6
    assert [link for link in dead if not re.match(SPHINX_OWN, link.content)] == []
    ours = [link for link in links(body) if "mt-ref" in link.attributes]
    assert len({link.address for link in ours}) > 5
    assert any("mt-auto" in link.attributes for link in ours)
    for part in ("mt-used-in", "mt-comparisons", "mt-compare", "mt-list", "mt-faq"):
        assert re.search(rf'class="[^"]*\b{part}\b', body), part


SPHINX_OWN = r'<span class="std std-ref">|<span>(<span class="mathjax_ignore [^>]*>)?\['
"""Beginnings of the text of ``:ref:`` and of citations."""


class Link(NamedTuple):
    """A link as it stands in HTML."""

    attributes: str
    address: str
    content: str


def links(html: str) -> list[Link]:
    found = re.findall(r'<a ([^>]*href="([^"]*)"[^>]*)>(.*?)</a>', html, re.DOTALL)
    return [Link(attributes, address, content) for attributes, address, content in found]


def test_xml_has_no_internal_nodes(build: Build) -> None:
    for builder in ("xml", "pseudoxml"):
        texts = [path.read_text(encoding="utf-8") for path in build(builder).rglob("*xml")]
        assert not [text for text in texts if "option_texts" in text or "html_block" in text]


def test_manual_pages_show_no_addresses_behind_our_links(build: Build) -> None:
    (page,) = build("man").glob("*.1")
    text = page.read_text(encoding="utf-8").replace("\\%", "").replace("\\:", "")
    lines = [line for line in text.splitlines() if line.startswith(("Leads to", "Also related"))]
    assert len(lines) > 3
    assert not [line for line in lines if "<#" in line]


def test_plain_text_stays_within_120_columns(build: Build) -> None:
    for path in build("text").rglob("*.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert len(line) < 120, (path, line)


def test_json_has_the_same_bodies_as_html(build: Build) -> None:
    page = json.loads((build("json") / "cards.fjson").read_text(encoding="utf-8"))
    html = (build("html") / "cards.html").read_text(encoding="utf-8")
    card = re.compile(
        r'<section class="mt-card[^"]*" id="term-embedding">.*?</section>', re.DOTALL
    )
    assert card.search(page["body"])
    assert card.search(html)
