"""The settings and rules by which Vale checks the wording, as far as this can be tested without
Vale, which needs the network.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).parent.parent
STYLES = REPOSITORY / ".vale" / "styles"
RULES = sorted((STYLES / "Modelterms").glob("*.yml"))
WORDS = {"existence": 1, "substitution": 2}
"""The number of words that Vale puts into a message, by the kind of the rule."""


def rule(path: Path) -> dict[str, Any]:
    """Return the rule in the file *path*."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def findings(text: str) -> set[str]:
    """Return the names of the rules that find something in *text*, a sentence or a heading."""
    found = set()
    for path in RULES:
        read = rule(path)
        words = read.get("tokens") or list(read["swap"])
        edge = "" if read.get("nonword") else r"\b"
        flags = re.IGNORECASE if read.get("ignorecase") else re.NOFLAG
        if any(re.search(f"{edge}(?:{word}){edge}", text, flags) for word in words):
            found.add(path.stem)
    return found


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_each_rule_has_what_vale_requires(path: Path) -> None:
    read = rule(path)
    assert read["level"] in {"suggestion", "warning", "error"}
    assert read["message"].count("%s") in {0, WORDS[read["extends"]]}
    assert ("swap" in read) == (read["extends"] == "substitution")
    assert all(isinstance(word, str) for word in [*read.get("tokens", []), *read.get("swap", [])])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Put the file into this folder.", "HouseWords"),
        ("Make a build from scratch.", "HouseWords"),
        ("The extension treats plain glossaries alike.", "HouseWords"),
        ("The fence swallows the rest of the page.", "Riddles"),
        ("Why is this a link?", "QuestionHeadings"),
        ("The reference leads to the card.", "Translations"),
    ],
)
def test_rules_find_the_words_that_they_are_for(text: str, name: str) -> None:
    assert findings(text) == {name}


def test_rules_accept_the_words_that_they_propose() -> None:
    text = "A clean build of this directory links to Sphinx's own glossary. Outside, use a script."
    assert not findings(text)


def test_every_exception_has_a_reason_and_a_target() -> None:
    lines = (REPOSITORY / ".vale.ini").read_text(encoding="utf-8").splitlines()
    assert sum(line.endswith(" = NO") for line in lines) > 5
    for number, line in enumerate(lines):
        if match := re.fullmatch(r"(\w+)\.(\w+) = NO", line):
            before = lines[number - 1]
            assert before.startswith(("#", "[")) or before.endswith(" = NO"), line
            assert match[1] != "Modelterms" or (STYLES / f"Modelterms/{match[2]}.yml").exists()
        if line.startswith("[") and line != "[*.md]":
            assert lines[number - 1].startswith("#"), f"{line} has no reason"
            names = re.fullmatch(r"\[(.*?)(?:\{(.*)\})?([^{}]*)\]", line)
            assert names
            for name in (names[2] or "").split(","):
                pattern = names[1] + name + names[3]
                assert list(REPOSITORY.glob(pattern)), f"{line}: {pattern}"
