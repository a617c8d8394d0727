"""Compares HTML built without and with the extension, and knows exactly what may differ.

``python -m tests.real.compare BEFORE AFTER`` prints every other difference. What may differ:

* links to terms have the class ``mt-ref``, and can say which hover card is theirs;
* automatic links, which have the class ``mt-auto`` too, stand around text;
* at the end of a page stand the hover cards of its links, and an empty block for the reader's
  switches;
* pages with one of these, and no others, have the tags of our stylesheet and scripts;
* our own files are there, and the search index names us among the extensions.
"""

from __future__ import annotations

import difflib
import json
import re
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

OWN_FILES = re.compile(
    r"\.modelterms-html\.json|modelterms(?:-terms)?\.json|_static/modelterms[\w.-]*\.(?:css|js)"
)
"""Files that the extension adds to an output directory."""

NOT_OUTPUT = frozenset({".buildinfo"})
"""Sphinx's note of the configuration, which has one more extension."""

TAG = re.compile(r"(<[^<>]*>)")
ATTRIBUTE = re.compile(r' ([\w:-]+)(?:="([^"]*)")?')
ASSET = re.compile(r"(?:\.\./)*_static/modelterms[\w.-]*\.(?:css|js)(?:\?v=[0-9a-f]+)?")

CARD = {"class": "mt-tip", "role": "tooltip", "popover": "manual"}
"""The attributes of a hover card beside its id."""

CARDS = {
    "class": "mt-tips mathjax_ignore tex2jax_ignore",
    "role": "none",
    "data-pagefind-ignore": "",
}
"""Those of the block around all of them, beside its language."""

SWITCHES = ["class", "data-mt-auto", "data-mt-hover", "data-mt-label"]
"""The names of those of the block for the reader's switches."""

OF_LINKS = ("aria-describedby", "data-mt-tip")
"""Attributes of a link that describe its hover card."""


class Page:
    """A page made with the extension, and what is left of it without what may differ."""

    def __init__(self, html: str) -> None:
        self.faults: list[str] = []
        self.links = 0
        """Links to terms that the author wrote."""
        self.automatic = 0
        self.cards: list[str] = []
        """Ids of the hover cards."""
        self._named: set[str] = set()
        """Those that links speak of or lead to by their addresses."""
        self._assets = 0
        self._inside = ""
        """The name of the element of ours that is being passed over."""
        self._depth = 0
        self._in_automatic = False
        self.rest = "".join(self._kept(TAG.split(html)))
        self._check()

    def _kept(self, tokens: list[str]) -> list[str]:
        """Return the rest of *tokens*, which alternate between text and tags, from text to
        text."""
        kept: list[str] = []
        for position, token in enumerate(tokens):
            name, attributes = parse(token)
            if self._inside:
                self._pass_over(token, name, attributes)
            elif position % 2 == 0:
                kept.append(token)
            elif self._in_automatic and token == "</a>":
                self._in_automatic = False
            elif self._begins(name, attributes, tokens[position + 2 : position + 3]):
                # It is a line of its own.
                kept[-1] = re.sub(r"\n[ \t]*\Z", "", kept[-1])
            else:
                kept.append(self._written(token, name, attributes))
        return kept

    def _begins(self, name: str, attributes: dict[str, str], following: list[str]) -> bool:
        """Return True if the tag loads a file of the extension, or begins one of its blocks.

        :param following: the next tag
        """
        if ASSET.fullmatch(attributes.get("href") or attributes.get("src") or ""):
            self._assets += 1
            self._inside, self._depth = ("script", 1) if name == "script" else ("", 0)
            return True
        switches = attributes.get("class") == "mt-reader"
        cards = any(parse(tag)[1].get("class", "").startswith("mt-tip") for tag in following)
        if name != ("aside" if cards else "div") or not (switches or cards):
            return False
        stated = {key: value for key, value in attributes.items() if key not in ("lang", "dir")}
        if stated != CARDS if cards else sorted(attributes) != SWITCHES:
            self.faults.append(f"a block with the attributes {attributes}")
        self._inside, self._depth = name, 1
        return True

    def _pass_over(self, token: str, name: str, attributes: dict[str, str]) -> None:
        """One token within a block of ours."""
        if attributes.get("class") == "mt-tip":
            self.cards.append(attributes.pop("id", ""))
            if attributes != CARD:
                self.faults.append(f"a hover card with the attributes {attributes}")
        if name == self._inside:
            self._depth += 1
        elif token == f"</{self._inside}>":
            self._depth -= 1
        if not self._depth:
            self._inside = ""

    def _written(self, token: str, name: str, attributes: dict[str, str]) -> str:
        """A start tag as it would be without the extension; nothing if it would not be there."""
        classes = attributes.get("class", "").split()
        if name != "a" or "mt-ref" not in classes:
            return token
        anchor = attributes.get("href", "").partition("#")[2].removeprefix("term-")
        self._named.add(f"mt-tip-{anchor}")
        for key in OF_LINKS:
            if key in attributes:
                self._named.add(attributes[key].removesuffix("-text"))
                token = token.replace(f' {key}="{attributes[key]}"', "")
        if "mt-auto" in classes:
            self.automatic += 1
            self._in_automatic = True
            return ""
        self.links += 1
        classes.remove("mt-ref")
        return token.replace(f'class="{attributes["class"]}"', f'class="{" ".join(classes)}"')

    def _check(self) -> None:
        if len(self.cards) != len(set(self.cards)):
            self.faults.append(f"hover cards with the same id: {self.cards}")
        if idle := sorted(set(self.cards) - self._named):
            self.faults.append(f"hover cards that no link has: {idle}")
        if self._assets and not (self.links or self.automatic):
            self.faults.append("our files are loaded by a page that has nothing of ours")
        if self.cards and not self._assets:
            self.faults.append("our files are not loaded by a page with hover cards")


def parse(tag: str) -> tuple[str, dict[str, str]]:
    """Name and attributes of a start tag; an empty name for anything else."""
    match = re.match(r"<([a-zA-Z][\w-]*)", tag)
    if match is None:
        return "", {}
    return match[1], dict(ATTRIBUTE.findall(tag, match.end()))


def files(folder: Path) -> dict[str, Path]:
    """Relative path to file of everything that counts as output."""
    found = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return {name: found[name] for name in sorted(found.keys() - NOT_OUTPUT)}


def inventory(path: Path) -> list[str]:
    """The lines of an inventory; the head is text, the entries are compressed."""
    head, entries = path.read_bytes().split(b"zlib.\n", 1)
    return [*head.decode().splitlines(), *sorted(zlib.decompress(entries).decode().splitlines())]


def search_index(path: Path) -> dict[str, Any]:
    """Return the data that the search index's script passes on."""
    text = path.read_text(encoding="utf-8")
    index: dict[str, Any] = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    return index


def differences(before: Path, after: Path) -> list[str]:
    """All that differs and may not, one line or more for each file.

    :param before: the output folder without the extension
    :param after: the one with it
    """
    old, new = files(before), files(after)
    if not old or not new:
        return [f"{before if not old else after}: there is nothing"]
    found = [f"{name}: is gone" for name in old.keys() - new.keys()]
    found += [
        f"{name}: is new" for name in new.keys() - old.keys() if not OWN_FILES.fullmatch(name)
    ]
    for name in old.keys() & new.keys():
        found += [f"{name}: {text}" for text in _of_file(old[name], new[name])]
    return sorted(found)


def _of_file(old: Path, new: Path) -> list[str]:
    if old.name == "objects.inv":
        return _of_lines(inventory(old), inventory(new))
    if old.name == "searchindex.js":
        before, after = search_index(old), search_index(new)
        after["envversion"].pop("sphinx_modelterms", None)
        keys = sorted(before.keys() | after.keys())
        return [f"other {key}" for key in keys if before.get(key) != after.get(key)]
    if old.suffix == ".html":
        page = Page(new.read_text(encoding="utf-8"))
        html = old.read_text(encoding="utf-8")
        return page.faults + _of_lines(html.splitlines(), page.rest.splitlines())
    return [] if old.read_bytes() == new.read_bytes() else ["other content"]


def _of_lines(old: list[str], new: list[str]) -> list[str]:
    if old == new:
        return []
    lines = [*difflib.unified_diff(old, new, lineterm="", n=0)][3:]
    return [line[:300] for line in lines]


def main() -> int:
    """Compare two folders; 1 if something differs that may not."""
    before, after = map(Path, sys.argv[1:])
    found = differences(before, after)
    print("\n".join(found) or "Nothing else differs.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
