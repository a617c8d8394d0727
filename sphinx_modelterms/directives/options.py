"""Options of directives, with a warning for each that is invalid."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.misspelt_options import meant_option, misspelt_option
from sphinx_modelterms.glossary.option_block import Flaw, read_option_block
from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.names import nearest

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from typing import ClassVar

    from sphinx_modelterms.glossary.option_kinds import Option


class OptionDirective(SphinxDirective):
    """Directive that parses its options itself.

    It has no ``option_spec``, so parsers pass the option lines on unparsed: in reST at the end of
    the argument, in Markdown at the start of the content.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    known_options: ClassVar[Mapping[str, Option]] = {}

    option_lines: dict[str, int]
    """Line of each option, counted from the directive's own; set by :meth:`read_options`."""

    def read_options(self) -> dict[str, Any]:
        """Remove the options from argument and content, and parse them.

        :returns: their values; invalid ones are left out, with a warning
        """
        known = self.known_options
        lists = {name for name, option in known.items() if option.is_list}
        lines, first = self._lines_of_options()
        block = read_option_block(lines, known, lists, is_markdown(self))
        self._take_out(lines, block.length, first + block.length)
        self.options = {name: option.text for name, option in block.options.items()}
        self.option_lines = {name: first + o.line for name, o in block.options.items()}
        self._tell_flaws(block.flaws, first)
        self._take_rule_out(lists)
        values: dict[str, Any] = {}
        for name, text in self.options.items():
            option = known.get(name)
            if option is None:
                self._tell(Subtype.UNKNOWN_OPTION, name, _unknown_option(self.name, name, known))
                continue
            try:
                values[name] = option.read(text)
            except ValueError as error:
                problem = with_full_stop(f"{name}: {error}")
                self._tell(Subtype.BAD_VALUE, name, f"{problem} The option is ignored")
        return values

    def option_place(self, name: str) -> str:
        """Return file and line of an option, or of the directive if it has no such option."""
        return option_location(self, self.option_lines.get(name, 0))

    def _tell(self, subtype: Subtype, name: str, message: str) -> None:
        warn(subtype, message, self.option_place(name))

    def _tell_flaws(self, flaws: Iterable[Flaw], first: int) -> None:
        for flaw in flaws:
            warn(Subtype.MISPLACED_OPTION, flaw.message, option_location(self, first + flaw.line))

    def _take_rule_out(self, lists: Container[str]) -> None:
        """Remove ``---`` from the start of the content: the options that it encloses, or the line
        alone.

        MyST-Parser reads the lines up to the next ``---`` as front matter, and drops them.
        """
        if not (self.content and self.content[0].startswith("---")):
            return
        first = content_line(self, 0)
        markdown = is_markdown(self)
        block = read_option_block(list(self.content), self.known_options, lists, markdown)
        if any(name in self.known_options for name in block.options):
            message = (
                "this block of options is too far down. Write all options in one block right "
            )
            message += "below the directive's own line, without a blank line above it"
            if markdown:
                self._tell_flaws([Flaw(message, 0)], first)
            self._tell_flaws(block.flaws, first)
            for name, option in block.options.items():
                if self.options.setdefault(name, option.text) is option.text:
                    self.option_lines[name] = first + option.line
            self._leave_out(block.length)
        elif markdown:
            message = (
                f"{self.content[0].strip()!r} above the text doesn't begin a block of options, "
            )
            self._tell_flaws([Flaw(f"{message}so it is left out. Remove it", 0)], first)
            self._leave_out(1)
        else:
            return  # docutils reads it as a transition
        self._take_rule_out(lists)

    def _lines_of_options(self) -> tuple[list[str], int]:
        """Return the lines that can begin with options, and the number of the first, counted from
        the directive's own line."""
        if is_markdown(self):
            follows = self.content_offset <= 0
            return (list(self.content), 1) if follows else ([], 1)
        if not self.optional_arguments:
            follows = self.content_offset == self.lineno
            return (list(self.content), 1) if follows else ([], 1)
        if not self.arguments:
            return [], 1
        written = self.arguments[0].split("\n")
        first_is_empty = self.block_text.partition("\n")[0].rstrip().endswith("::")
        start = next(
            (
                n
                for n in range(len(written))
                if self._begins_options(written[n:], n + first_is_empty)
            ),
            len(written),
        )
        return written[start:], start + first_is_empty

    def _begins_options(self, lines: list[str], number: int) -> bool:
        """Return True if a line is an option, or follows the directive's own line and is meant as
        one.

        :param lines: the line and those below it
        """
        if OPTION_LINE.match(lines[0]):
            return True
        if lines[0].rstrip() == "---" and number > 0:
            return bool(read_option_block(lines, self.known_options, ()).options)
        found = misspelt_option(lines[0], self.known_options)
        return number > 0 and found is not None

    def _take_out(self, lines: list[str], length: int, end: int) -> None:
        """Remove the first *length* of *lines* from the content, or everything after the first
        line from the argument.

        :param end: the line below the options, counted from the directive's own
        """
        if is_markdown(self) or not self.optional_arguments:
            self._leave_out(length)
        elif lines:
            written = self.arguments[0].split("\n")
            argument = "\n".join(written[: -len(lines)]).strip()
            self.arguments = [argument] if argument else []
            if rest := lines[length:]:
                self._put_before_content(rest, end)

    def _leave_out(self, length: int) -> None:
        """Remove the first *length* lines of the content, and blank lines below them."""
        self.content = self.content[length:]
        self.content_offset += length
        while self.content and not self.content[0].strip():
            self.content = self.content[1:]
            self.content_offset += 1

    def _put_before_content(self, lines: list[str], first: int) -> None:
        """Prepend *lines*, which follow the options without a blank line, to the content."""
        source, number = source_line(self)
        message = (
            f"{self.name!r}: the options are followed directly by {lines[0].strip()!r}. Add a "
            "blank line between the options and the text"
        )
        warn(Subtype.NAME_LINES, message, option_location(self, first))
        start = number + first - 1
        items = [(source, start + n) for n in range(len(lines) + 1)]
        self.content = StringList([*lines, ""], items=items) + self.content
        self.content_offset = self.lineno + first - 1


def is_markdown(directive: SphinxDirective) -> bool:
    """Return True if *directive* is in Markdown, for which MyST-Parser passes a mock of the reST
    parser's state."""
    return hasattr(directive.state, "_renderer")


OPTION_LINE = lazy_pattern(r"\s*:(?![:\s])[^:`]*[^:`\s]:(\s|$)")


def _unknown_option(directive: str, name: str, known: Mapping[str, Option]) -> str:
    if cure := meant_option(name, known):
        return f"{directive!r} has no option {name!r}. {cure}"
    if near := nearest(name, known):
        near_names = " or ".join(map(repr, near))
        return f"{directive!r} has no option {name!r}. Did you mean {near_names}?"
    known_names = f"Its options are {', '.join(sorted(known))}" if known else "It has no options"
    return f"{directive!r} has no option {name!r}. {known_names}"


def option_location(directive: SphinxDirective, line: int) -> str:
    """Return file and line of an option, for messages.

    :param line: counted from the directive's own line
    """
    source, number = source_line(directive)
    return f"{source}:{number + line}"


def content_line(directive: SphinxDirective, index: int) -> int:
    """Return the line of a content line, counted from the directive's own line."""
    if is_markdown(directive):
        return directive.content_offset + 1 + index
    _, number = source_line(directive)
    return int(directive.content.offset(index)) + 1 - number


def source_line(directive: SphinxDirective) -> tuple[str, int]:
    """Return file and line, from 1, of the directive itself.

    docutils names included files relative to the current working directory.
    """
    source, line = directive.get_source_info()
    return real_path(str(source)), line or directive.lineno


def real_path(path: str) -> str:
    """Return the absolute *path* with symbolic links resolved; cached, as each term of a page asks
    for it."""
    return _real_path(path, Path.cwd())


@lru_cache(maxsize=128)
def _real_path(path: str, folder: Path) -> str:
    return str((folder / path).resolve())
