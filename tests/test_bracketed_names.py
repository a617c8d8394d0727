"""Names with brackets: an abbreviation or a quoted name in them is a name of its own."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.glossary.text.bracketed import parts_of
from tests.word_forms import check_links, check_references, found_in, plain, terms

if TYPE_CHECKING:
    from tests.conftest import Project

PARTS = {
    "Fully Qualified Collection Name (FQCN)": ("Fully Qualified Collection Name", "FQCN"),
    "Global Interpreter Lock (GIL)": ("Global Interpreter Lock", "GIL"),
    "Secure Shell (SSH)": ("Secure Shell", "SSH"),
    "Extensible Markup Language (XML)": ("Extensible Markup Language", "XML"),
    "Infrastructure as Code (IaC)": ("Infrastructure as Code", "IaC"),
    "Continuous Integration / Continuous Delivery (CI/CD)": (
        "Continuous Integration / Continuous Delivery", "CI/CD",
    ),
    "Mean Time to Recovery (MTTR)": ("Mean Time to Recovery", "MTTR"),
    "Internationalization (i18n)": ("Internationalization", "i18n"),
    "JavaScript (JS)": ("JavaScript", "JS"),
    "Virtual Machines (VMs)": ("Virtual Machines", "VMs"),
    "DAG (directed acyclic graph)": ("directed acyclic graph", "DAG"),
    "Read-Eval-Print Loop (REPL)": ("Read-Eval-Print Loop", "REPL"),
    'Binary Archive (or "bdist")': ("Binary Archive", "bdist"),
    "Spindle (“mandrel”)": ("Spindle", "mandrel"),
    "Frequency (also called pitch rate)": ("Frequency", "pitch rate"),
    "Stroke (aka crank throw)": ("Stroke", "crank throw"),
    "Werkstück (oder „Rohling“)": ("Werkstück", "Rohling"),
    "Gabarit (ou « patron »)": ("Gabarit", "patron"),
    "Widget(s)": ("Widget", "Widgets"),
}  # fmt: skip

NO_PARTS = [
    "Port (hardware)", "Set (data structure)", "Convolution (CNN)", "Kernel (Linux)", "Node (API)",
    "Bank (of a river)", "Token (see “lexeme”)", "Merge (not rebase)", "Port number (OS)", "(x)",
    "Transformer (model)", "Class (or type)", "f(x)", "Cell (BI)", "Mouse (IT)", "Apache (ASF)",
    "Model (ML)", "端口（硬件）", "Java Language (C)",
]  # fmt: skip


def test_parts_are_given_by_a_rule_that_does_not_misfire() -> None:
    assert {name: parts_of(name) for name in PARTS} == PARTS
    assert {name: parts_of(name) for name in NO_PARTS if parts_of(name)} == {}


@pytest.mark.parametrize("make", [terms, plain])
def test_parts_and_their_plurals_become_links(project: Project, make: type) -> None:
    texts = {f"So {part} is here.": [part] for parts in PARTS.values() for part in parts}
    texts |= {"Two FQCNs, VMs, a VM, Spindles.": ["FQCNs", "VMs", "VM", "Spindles"]}
    del texts["So Continuous Integration / Continuous Delivery is here."]  # spaces around the sign
    built, found = found_in(
        project, make(PARTS), list(texts), suppress_warnings=["modelterms.misread-name"]
    )
    for by_line in found.values():
        assert dict(zip(texts, by_line, strict=True)) == texts
    assert not [line for line in built.warnings if "contains an abbreviation" not in line]


def test_what_tells_meanings_apart_is_no_name(project: Project) -> None:
    texts = {"The hardware of Linux, a structure, an API of the CNN.": []}
    check_links(project, plain(["Port (hardware)", "Kernel (Linux)", "Node (API)"]), texts)


def test_references_find_parts(project: Project) -> None:
    glossary = plain(
        ["Global Interpreter Lock (GIL)", 'Binary Archive (or "bdist")', "Port (hardware)"]
    )
    lock, archive = "term-Global-Interpreter-Lock-GIL", "term-Binary-Archive-or-bdist"
    wanted = {"GIL": lock, "Global interpreter locks": lock, "bdist": archive, "hardware": ""}
    check_references(project, glossary, wanted)


def test_another_term_of_that_name_goes_first(project: Project) -> None:
    names = [
        "Global Interpreter Lock (GIL)",
        "GIL",
        "Gas Input Line (GIL)",
        "Gas Input Limit (GIM)",
    ]
    project.write({"index": f"Home\n====\n\n:term:`GIL`\n\n{plain(names)}"})
    built = project.build()
    assert built.warnings == []
    assert 'href="#term-GIL"' in built.body("index")


def test_ids_and_inventory_of_plain_glossaries_stay(project: Project) -> None:
    names = [name for name in PARTS if '"' not in name]
    project.write({"index": f"Home\n====\n\n{plain(names)}"})
    found = []
    for extensions in ([], ["sphinx_modelterms"]):
        built = project.build(extensions=extensions)
        inventory = (built.outdir / "objects.inv").read_bytes().split(b"\n", 4)[4]
        lines = zlib.decompress(inventory).decode().splitlines()
        found.append(sorted(line for line in lines if "std:term" in line))
    assert found[0] == found[1]
    assert len(found[0]) == len(names)
