"""Projects that look for words in text and in references, in both markups."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tests.conftest import Built, Project

LINK = re.compile(r'<a class="mt-ref mt-auto[^>]*>(.*?)</a>', re.S)
REFERENCE = re.compile(r'<a class="mt-ref[^"]*" href="[^"#]*#([^"]+)"')


def terms(names: Iterable[str]) -> str:
    """A page with a term for each name, which options may follow: ``Go :: case: exact``."""
    cards = []
    for line in names:
        name, *options = line.split(" :: ")
        shown = "".join(f"   :{option}\n" for option in options)
        cards.append(f".. term:: {name}\n{shown}\n   Nothing else is said.\n")
    return "Terms\n=====\n\n" + "\n".join(cards)


def plain(names: Iterable[str]) -> str:
    """A page with a plain glossary of the names."""
    return "Terms\n=====\n\n.. glossary::\n\n" + "".join(
        f"   {name}\n      Nothing else is said.\n\n" for name in names
    )


def links(html: str) -> list[str]:
    """The texts of the automatic links in *html*."""
    found = (unescape(re.sub("<[^>]*>", "", text)) for text in LINK.findall(html))
    return [" ".join(text.split()) for text in found]


def write(project: Project, glossary: str, lines: Sequence[str]) -> None:
    """Write a project with a paragraph for each line, in both markups."""
    pages = {
        "rst": "R\n=\n\n" + "".join(f"P{n}\n-----\n\n{line}\n\n" for n, line in enumerate(lines)),
        "md.md": "# M\n\n" + "".join(f"## P{n}\n\n{line}\n\n" for n, line in enumerate(lines)),
    }
    toctree = ".. toctree::\n   :hidden:\n\n   terms\n   rst\n   md\n"
    project.write({"index": f"Home\n====\n\n{toctree}", "terms": glossary} | pages)


def found_in(
    project: Project, glossary: str, lines: Sequence[str], **conf: Any
) -> tuple[Built, dict[str, list[list[str]]]]:
    """The automatic links in each of *lines*, by markup."""
    write(project, glossary, lines)
    settings = {"modelterms_autolink": "all", "modelterms_autolink_budget": 0}
    built = project.build(**settings | conf)
    found = {}
    for markup in ("rst", "md"):
        parts = re.split(r'<section id="p\d+">', built.body(markup))[1:]
        found[markup] = [links(part) for part in parts]
    return built, found


def check_links(
    project: Project, glossary: str, wanted: Mapping[str, Sequence[str]], **conf: Any
) -> None:
    """Check that each text has these automatic links."""
    built, found = found_in(project, glossary, list(wanted), **conf)
    assert not built.warnings, built.warnings
    for by_line in found.values():
        found_links = zip(wanted, by_line, strict=True)
        wrong = {k: found for k, found in found_links if found != list(wanted[k])}
        assert not wrong, wrong


def check_references(
    project: Project, glossary: str, wanted: Mapping[str, str], **conf: Any
) -> None:
    """Check where each reference leads, by every kind of reference; ``""`` for nowhere."""
    pages = {
        "term": ("term.rst", "T\n=\n\n", ":term:`{}`\n\n"),
        "def": ("def.rst", "D\n=\n\n", ":term-def:`it <{}>`\n\n"),
        "any": ("any.rst", "A\n=\n\n", ":any:`{}`\n\n"),
        "md": ("md.md", "# M\n\n", "{{term}}`{}`\n\n"),
        "link": ("link.md", "# L\n\n", "[it](<#{}>)\n\n"),
    }
    names = "\n".join(f"   {page.split('.')[0]}" for page, _, _ in pages.values())
    toctree = f".. toctree::\n   :hidden:\n\n   terms\n{names}\n"
    files = {
        page: title + "".join(line.format(text) for text in wanted)
        for page, title, line in pages.values()
    }
    project.write({"index": f"Home\n====\n\n{toctree}", "terms": glossary} | files)
    built = project.build(**conf)
    lost = [text for text, anchor in wanted.items() if not anchor]
    for kind, (page, _, _) in pages.items():
        found = REFERENCE.findall(built.body(page.split(".")[0]))
        assert found == [anchor for anchor in wanted.values() if anchor], (kind, found)
        warnings = [line for line in built.warnings if line.startswith(page)]
        assert len(warnings) == len(lost), (kind, warnings)
        for text, warning in zip(lost, warnings, strict=True):
            assert text in unescape(warning)
