"""Parser of the option block of a directive, the same for reST and Markdown.

docutils drops a whole directive if one line of its options is wrong, and MyST-Parser drops all of
its options. This parser keeps every option that it can read, and reports the others with the line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_modelterms.glossary.misspelt_options import misspelt_option
from sphinx_modelterms.glossary.option_values import quoted
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

_OPTION = lazy_pattern(r"(\s*):(?![:\s])([^:`]*[^:`\s]):(?:\s+(.*))?$")
_QUOTED = lazy_pattern(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_COMMENT = lazy_pattern(r"(?:^|\s)#.*$")
_YAML_KEY = lazy_pattern(r"([\w-]+)\s*:(?:\s+(.*))?$")


class WrittenOption(NamedTuple):
    """An option as written."""

    name: str
    text: str
    """The value; line breaks are kept if it continues on further lines."""
    line: int
    """Line number from the start of the block."""


class Flaw(NamedTuple):
    """A mistake in an option block: the problem and its cure."""

    message: str
    line: int
    """Line number from the start of the block."""


class OptionBlock(NamedTuple):
    """The options of a directive."""

    options: dict[str, WrittenOption]
    flaws: list[Flaw]
    length: int
    """Number of lines that the block takes."""


def read_option_block(
    lines: Sequence[str], known: Container[str], lists: Container[str], markdown: bool = False
) -> OptionBlock:
    """Read the options at the start of *lines*, up to the first line that is not part of one.

    :param known: the options that the directive has
    :param lists: those of them whose values are lists
    :param markdown: a value can be quoted and have a comment, as MyST-Parser reads them, and a
        block between lines of ``---`` is YAML; in reST it is read too, and is a mistake

    >>> block = read_option_block([":abbr: RAG", ":aliases: a,", "  b", "Text."], {"abbr"}, ())
    >>> [(option.name, option.text) for option in block.options.values()], block.length
    ([('abbr', 'RAG'), ('aliases', 'a,\\nb')], 3)
    """
    if lines and lines[0].rstrip() == "---":
        block = _read_yaml(lines, known, lists)
        return block if markdown else block._replace(flaws=[Flaw(_BLOCK_IN_REST, 0)])
    reader = _LineReader(known, lists)
    length = next((n for n, line in enumerate(lines) if not reader.take(line, n)), len(lines))
    options = reader.options
    if markdown:
        options = {key: _as_in_markdown(option, lists) for key, option in options.items()}
    return OptionBlock(options, reader.flaws, length)


class _LineReader:
    """Reader of lines of the form ``:name: value``."""

    def __init__(self, known: Container[str], lists: Container[str]) -> None:
        self._known = known
        self._lists = lists
        self.options: dict[str, WrittenOption] = {}
        self.flaws: list[Flaw] = []
        self._last: WrittenOption | None = None
        self._indent = 0

    def take(self, line: str, number: int) -> bool:
        """Read a line; return False if it does not belong to the block."""
        if not line.strip():
            return False
        expanded = line.expandtabs()
        indent = len(expanded) - len(expanded.lstrip())
        found = _OPTION.match(line)
        if found and (self._last is None or indent <= self._indent or found[2] in self._known):
            self._begin(found[2], found[3] or "", number, indent)
            return True
        if self._last is None:
            return self._take_misspelt(line, number, indent)
        if indent > self._indent:
            self._go_on(line.strip())
            return True
        return self._take_flawed(line, number)

    def _begin(self, name: str, text: str, number: int, indent: int) -> None:
        if self._last and indent > self._indent:
            message = (
                f"':{name}:' is indented further than ':{self._last.name}:', as if it were part "
                "of its value. Indent all options equally, with spaces"
            )
            self.flaws.append(Flaw(message, number))
        else:
            self._indent = indent
        self._last = WrittenOption(name, text.strip(), number)
        if name in self.options:
            message = f"':{name}:' is already given above, so this line is ignored"
            self.flaws.append(Flaw(f"{message}. Remove one of them", number))
        else:
            self.options[name] = self._last

    def _go_on(self, text: str) -> None:
        assert self._last is not None
        longer = self._last._replace(text=f"{self._last.text}\n{text}".lstrip())
        if self.options.get(longer.name) == self._last:
            self.options[longer.name] = longer
        self._last = longer

    def _take_misspelt(self, line: str, number: int, indent: int) -> bool:
        """Read a line that names an option without its signs; return False for a sentence."""
        found = misspelt_option(line, self._known)
        if found is None:
            return False
        if found.message:
            self.flaws.append(Flaw(found.message, number))
        self._begin(found.name, found.text, number, indent)
        return True

    def _take_flawed(self, line: str, number: int) -> bool:
        """Read a line with wrong indentation or a missing colon."""
        assert self._last is not None
        text = line.strip()
        if self._take_misspelt(line, number, self._indent):
            return True
        name = self._last.name
        if name not in self._lists:
            return False
        item = text.startswith(("- ", "* ")) and not self._last.text.strip("-* \n").count(",")
        if self._last.text.endswith(",") or (item and self._is_list_of_items()):
            message = f"this line continues ':{name}:'. Indent {text!r} further than ':{name}:'"
            self.flaws.append(Flaw(message, number))
            self._go_on(text)
            return True
        return False

    def _is_list_of_items(self) -> bool:
        """Return True if the last value has no text yet, or only items after hyphens."""
        assert self._last is not None
        return all(line.startswith(("- ", "* ")) for line in self._last.text.splitlines())


def _as_in_markdown(option: WrittenOption, lists: Container[str]) -> WrittenOption:
    """Remove comments and quotes as MyST-Parser does.

    Items of lists keep their quotes; a list in brackets within quotes loses the outer ones.
    """
    text = option.text
    if not _QUOTED.search(text):
        text = "\n".join(_COMMENT.sub("", line) for line in text.split("\n")).strip()
    elif _QUOTED.fullmatch(text) and (option.name not in lists or text[1] == "["):
        text = _unquoted(text)
    return option._replace(text=text)


def _unquoted(text: str) -> str:
    import yaml  # imported here and below, as most builds read no YAML

    try:
        return str(yaml.load(text, yaml.BaseLoader))
    except yaml.YAMLError:
        return text[1:-1]


def _read_yaml(lines: Sequence[str], known: Container[str], lists: Container[str]) -> OptionBlock:
    """Read a block of YAML between lines of ``---``."""
    import yaml

    lines, flaws = _as_yaml(lines, known)
    end, closed = _end_of_yaml(lines, known)
    inner = lines[1:end]
    flaws = [flaw for flaw in flaws if flaw.line < end]
    if not closed:
        cure = "below the last option" if any(map(str.strip, inner)) else "below your options"
        message = f"the block of options that begins with '---' isn't closed. Write '---' {cure}"
        flaws.insert(0, Flaw(message, 0))
    try:
        pairs = list(_yaml_pairs("\n".join(inner), lists))
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = 1 + (mark.line if mark else 0)
        written = lines[line].strip() if line < end else ""
        message = (
            f"can't read the options as YAML at {written!r}. Indent with spaces, and put values "
            "that begin with a sign or contain ': ' in double quotes"
        )
        flaws.append(Flaw(message, min(line, max(end - 1, 0))))
        pairs = list(_loose_pairs(inner))
    options: dict[str, WrittenOption] = {}
    for option in pairs:
        if option.name in options:
            message = f"{option.name!r} is already given above, so this line is ignored"
            flaws.append(Flaw(f"{message}. Remove one of them", option.line))
        options.setdefault(option.name, option)
    return OptionBlock(options, flaws, end + closed)


_BLOCK_IN_REST = (
    "lines of '---' around options are Markdown. Remove them, and write a colon before and after "
    "the name of each option, such as ':level: beginner'"
)


def _as_yaml(lines: Sequence[str], known: Container[str]) -> tuple[list[str], list[Flaw]]:
    """Rewrite options in a block of YAML that have a leading colon, or other signs, as YAML.

    :returns: all lines, and the flaws of those that were changed
    """
    end = next((n for n, line in enumerate(lines) if n and line.startswith("---")), 0)
    written, flaws = list(lines), []
    for number, line in enumerate(lines[1 : end or len(lines)], 1):
        if not line.strip() and not end:
            break
        found = _OPTION.match(line)
        if found and (end or found[2] in known):
            name, text = found[2], found[3] or ""
        elif (meant := misspelt_option(line, known)) and not _YAML_KEY.match(line.strip()):
            name, text = meant.name, meant.text
        else:
            continue
        right = f"{name}: {text}".rstrip()
        written[number] = line[: len(line) - len(line.lstrip())] + right
        message = f"{line.strip()!r} isn't an option inside '---'. Write {right!r}"
        flaws.append(Flaw(message, number))
    return written, flaws


def _end_of_yaml(lines: Sequence[str], known: Container[str]) -> tuple[int, bool]:
    """Return the number of the line that ends a block of YAML, and True if that is a ``---`` line.

    Without a closing line, the text begins at the first line that isn't an option.
    """
    end = next((n for n, line in enumerate(lines) if n and line.startswith("---")), 0)
    inner = lines[1 : end or len(lines)]
    if end and not any(_YAML_KEY.match(line.strip()) for line in inner) and any(inner):
        return 1, False
    above = True
    for number, line in enumerate(inner, 1):
        if line[:1].isspace() or line.startswith(("- ", "#")):
            continue
        found = _YAML_KEY.match(line)
        is_key = found and (above or end or found[1] in known)
        if line.strip() and not is_key and not (end and above):
            return number, False
        above = bool(line.strip())
    return end or len(lines), bool(end)


def _yaml_pairs(text: str, lists: Container[str]) -> Iterator[WrittenOption]:
    import yaml

    root = yaml.compose(text, yaml.BaseLoader)
    if not isinstance(root, yaml.MappingNode):
        if root is not None:
            raise yaml.MarkedYAMLError(problem_mark=root.start_mark)
        return
    for key, value in root.value:
        if isinstance(value, yaml.SequenceNode):
            written = ", ".join(quoted(_item(item)) for item in value.value)
        elif isinstance(value, yaml.MappingNode):
            raise yaml.MarkedYAMLError(problem_mark=value.start_mark)
        else:
            is_item = value.style in {"'", '"'} and key.value in lists
            written = quoted(value.value) if is_item else value.value
        yield WrittenOption(str(key.value), written, key.start_mark.line + 1)


def _item(node: Any) -> str:
    """Return the text of an item of a list; ``2.1: text`` is a pair for YAML."""
    is_pair = len(node.value) == 1 and isinstance(node.value[0], tuple)
    return ": ".join(map(_item, node.value[0])) if is_pair else str(node.value)


def _loose_pairs(lines: Sequence[str]) -> Iterator[WrittenOption]:
    """Read the pairs that can be read in a block that is not valid YAML."""
    for number, line in enumerate(lines, 1):
        if found := _YAML_KEY.match(line.strip()):
            text = (found[2] or "").strip()
            is_list = text.count('"') % 2 == text.count("'") % 2 == 0 and not _QUOTED.fullmatch(
                text
            )
            yield WrittenOption(found[1], text if is_list else text.strip("\"' "), number)
