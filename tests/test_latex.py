"""Paper and e-readers: the torture project and the example site as PDF and as e-book.

Left out where latexmk, poppler or epubcheck with Java are missing.
"""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Make = Callable[[str, str], Path]

# One process builds all, as they share what was read.
pytestmark = pytest.mark.xdist_group("paper")

PROJECTS = {
    "torture": "tests/torture",
    "manual": "example_docs",
    "site": "example_docs/ai-glossary",
}


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Make:
    """Builds a project with a builder, in a process of its own; the folder of the output."""
    root = tmp_path_factory.mktemp("paper")

    def run(project: str, builder: str) -> Path:
        out = root / project / builder
        if not out.exists():
            command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "--keep-going"]
            folders = ["-d", root / project / "doctrees", repository / PROJECTS[project], out]
            subprocess.run([*command, "-b", builder, *folders], check=True)
        return out

    return run


@pytest.fixture(scope="module")
def compile_pdf(make: Make) -> Callable[[str], Path]:
    """The PDF of a project, compiled."""

    def run(project: str) -> Path:
        out = make(project, "latex")
        (tex,) = out.glob("*.tex")
        if not tex.with_suffix(".pdf").exists():
            command = ["latexmk", "-pdf", "-interaction=nonstopmode", "-halt-on-error", tex.name]
            done = subprocess.run(command, cwd=out, capture_output=True, check=False)
            assert done.returncode == 0, done.stdout.decode(errors="replace")[-3000:]
        return tex.with_suffix(".pdf")

    return run


def pages(pdf: Path) -> list[str]:
    """The text of each page, with its layout."""
    command = ["pdftotext", "-layout", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    return text.split("\f")


# The manual shows words in scripts for which pdfTeX has no fonts.
@pytest.mark.parametrize("project", ["torture", "site"])
def test_links_lead_somewhere_and_no_sign_is_missing(
    compile_pdf: Callable[[str], Path], project: str
) -> None:
    log = compile_pdf(project).with_suffix(".log").read_text(encoding="utf-8", errors="replace")
    assert re.findall(r"LaTeX Warning: (?:Hyper r|R)eference.*", log) == []
    assert "Missing character" not in log
    assert "multiply defined" not in log


def test_answers_are_open_and_places_have_pages(compile_pdf: Callable[[str], Path]) -> None:
    text = pages(compile_pdf("torture"))
    whole = re.sub(r"\s+", " ", " ".join(text))
    assert "??" not in whole
    for expected in (
        "Is it a word, really? No.",
        "What does Token mean? A token is a piece of text",
        "And twice? Yes, twice.",
        "How deep? Very, see token.",
        "A card for LaTeX.",
    ):
        assert expected in whole, expected
    assert "A card for HTML" not in whole
    place = re.search(r"Places of a token: Deep term \(page (\d+)\)", whole)
    assert place
    # The number at the foot of the page that says so.
    found = next(page for page in text if "A term on the fourth level" in page)
    assert re.search(rf"\b{place[1]}\b", found.rstrip().splitlines()[-1])


def test_comparisons_fit_the_page(compile_pdf: Callable[[str], Path]) -> None:
    log = compile_pdf("torture").with_suffix(".log").read_text(encoding="utf-8", errors="replace")
    tex = (compile_pdf("torture")).with_suffix(".tex").read_text(encoding="utf-8")
    lines = tex.splitlines()
    start = next(n for n, line in enumerate(lines, 1) if "section{Side by side}" in line)
    end = next(n for n, line in enumerate(lines, 1) if "section{Questions}" in line)
    wide = re.findall(r"Overfull \\hbox \(([\d.]+)pt too wide\).*? lines? (\d+)", log)
    assert [w for w, line in wide if start < int(line) < end and float(w) > 2] == []
    whole = re.sub(r"\s+", " ", " ".join(pages(compile_pdf("torture"))))
    assert "Token: A token is a piece of text" in whole  # six terms under each other
    assert "Table 1: Token vs C++" in whole


def test_fonts_are_in_the_pdf(compile_pdf: Callable[[str], Path]) -> None:
    command = ["pdffonts", str(compile_pdf("torture"))]
    lines = subprocess.run(command, capture_output=True, check=True).stdout.decode().splitlines()
    assert len(lines) > 5
    for line in lines[2:]:
        assert line.split()[-5] == "yes", line


@pytest.mark.parametrize("project", PROJECTS)
def test_the_ebook_passes_epubcheck(make: Make, project: str) -> None:
    (book,) = make(project, "epub").glob("*.epub")
    done = subprocess.run(
        [sys.executable, "-m", "epubcheck", str(book)], capture_output=True, check=False
    )
    problems = done.stdout.decode() + done.stderr.decode()
    assert not re.search("ERROR|FATAL", problems), problems
    assert done.returncode == 0, problems


def test_the_ebook_shows_everything_without_script(make: Make) -> None:
    out = make("torture", "epub")
    text = (out / "cards.xhtml").read_text(encoding="utf-8")
    assert "<script" not in text
    assert "popover" not in text
    assert text.count("<details") == len(re.findall('<details[^>]* open="open"', text)) > 8
    assert not (out / "_static" / "modelterms.js").exists() or "modelterms.js" not in text


def test_the_site_is_good_plain_text_too(make: Make) -> None:
    text = (make("site", "text") / "glossary" / "foundations.txt").read_text(encoding="utf-8")
    assert "-[ Frequently asked ]-" in text
    assert max(map(len, text.splitlines())) < 120
