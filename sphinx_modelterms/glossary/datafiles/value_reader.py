"""Reader of single values: texts, lines, lists, options. Unusable ones are reported
and left out.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.glossary.datafiles.records import Text
from sphinx_modelterms.glossary.datafiles.tree import (
    FileProblem,
    Mapping,
    Refused,
    Scalar,
    Sequence,
    Tree,
)
from sphinx_modelterms.glossary.limits import DEFAULTS, raised
from sphinx_modelterms.glossary.option_values import read_line, split_list
from sphinx_modelterms.glossary.text.characters import harmless
from sphinx_modelterms.glossary.text.full_stops import with_full_stop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_modelterms.glossary.limits import Limits
    from sphinx_modelterms.glossary.option_kinds import Option


def is_nothing(tree: Tree) -> bool:
    """Return True if a value is empty or was already reported: its key then counts as missing."""
    return isinstance(tree, Refused) or (isinstance(tree, Scalar) and not tree.text.strip())


def source_of(text: Scalar) -> Mapping:
    """Return the object for a source that is written as one text: an address, or a title, which
    ``<address>`` may follow.
    """
    title, bracket, address = text.text.rstrip().rpartition("<")
    parts = {"title": text.text}
    if bracket and address.endswith(">") and len(address.split()) == 1:
        address = address[:-1]
        parts = {"title": title.rstrip() or address, "url": address}
    elif text.text.strip().startswith(("https://", "http://")) and len(text.text.split()) == 1:
        parts["url"] = text.text.strip()
    entries = (
        (Scalar(key, text.line, text.line), Scalar(part, text.line, text.text_line))
        for key, part in parts.items()
    )
    return Mapping(tuple(entries), text.line)


class ValueReader:
    """Reader of values.

    :param problems: mistakes are appended here
    """

    def __init__(self, problems: list[FileProblem], limits: Limits = DEFAULTS) -> None:
        self.problems = problems
        self.limits = limits

    def problem(self, line: int, message: str) -> None:
        """Report a mistake."""
        self.problems.append(FileProblem(line, message))

    def wrong_shape(self, tree: Tree, what: str, wanted: str, cure: str = "") -> None:
        """Report that *what* has the wrong shape, such as a list where a text is expected."""
        if isinstance(tree, Refused):
            return
        if is_nothing(tree):
            self.problem(tree.line, f"{what} is empty, but must be {wanted}{cure}")
            return
        kind = {Scalar: "the text", Sequence: "a list", Mapping: "key-value pairs"}[type(tree)]
        shown = f" {tree.text[:40]!r}" if isinstance(tree, Scalar) else ""
        self.problem(tree.line, f"{what} must be {wanted}, not {kind}{shown}{cure}")

    def scalar(self, tree: Tree, what: str, limit: str = "text", wanted: str = "text") -> Scalar:
        """Return a scalar; an empty one after a problem."""
        if not isinstance(tree, Scalar):
            self.wrong_shape(tree, what, wanted)
        elif len(tree.text) > (longest := self.limits[limit]):
            message = f"the text is longer than {longest:,} characters, so it is left out"
            self.problem(tree.line, f"{what}: {message}. Shorten it, {raised(limit)}")
        else:
            return tree
        return Scalar("", tree.line, tree.line)

    def line(self, tree: Tree, what: str) -> str:
        """Return a text on one line."""
        return harmless(read_line(self.scalar(tree, what, "line").text))

    def text(self, tree: Tree, what: str) -> Text | None:
        """Return a text in markup."""
        scalar = self.scalar(tree, what)
        text = scalar.text.strip("\n").rstrip()
        return Text(text, scalar.text_line) if text else None

    def option(self, name: str, option: Option, value: Tree) -> Any:
        """Return the value of an option of the directive; ``None`` if it has none."""
        if is_nothing(value):
            return None
        try:
            if option.kind == "list":
                items = dict.fromkeys(self._items(value, name))
                return self.first_ones(iter(items), name, value.line)
            if option.kind == "changes":
                changes = dict.fromkeys(self._changes(value, name, option))
                return self.first_ones(iter(changes), name, value.line)
            line = self.line(value, name)
            return option.read(line) if line else None
        except ValueError as error:
            self.problem(value.line, f"{name}: {with_full_stop(str(error))} The value is left out")
            return None

    def first_ones(self, items: Iterator[Any], what: str, line: int) -> tuple[Any, ...]:
        """Return as many *items* as are allowed; report a problem if there are more."""
        most = self.limits["items"]
        kept = tuple(islice(items, most))
        if more := sum(1 for _ in items):
            message = (
                f"{what}: there are {most + more:,} items, but only the first {most:,} are used"
            )
            self.problem(line, f"{message}. Remove some, {raised('items')}")
        return kept

    def _changes(self, tree: Tree, what: str, option: Option) -> Iterator[str]:
        """Yield the changes in a list or mapping, or those in a text, which has one on each
        line.
        """
        if isinstance(tree, Sequence):
            for item in tree.items:
                yield from self._changes(item, what, option)
        elif isinstance(tree, Mapping):
            for key, value in tree.entries:
                line = f"{self.line(key, what)}: {self.line(value, what)}"
                yield from self._changes(Scalar(line, key.line, key.line), what, option)
        elif (scalar := self.scalar(tree, what, "line", "a list")).text:
            try:
                yield from map(harmless, option.read(scalar.text))
            except ValueError as error:
                message = f"{what}: {with_full_stop(str(error))} The value is left out"
                self.problem(tree.line, message)

    def _items(self, tree: Tree, what: str) -> Iterator[str]:
        if isinstance(tree, Sequence):
            yield from filter(None, (self.line(item, what) for item in tree.items))
            return
        scalar = self.scalar(tree, what, wanted="a list")
        for item in split_list(scalar.text):
            yield from filter(None, [self.line(Scalar(item, tree.line, tree.line), what)])
