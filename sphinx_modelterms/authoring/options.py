"""Reading the options of a directive, with a warning for each that cannot be used."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary import fields
from sphinx_modelterms.glossary.names import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.util.docutils import SphinxDirective

    from sphinx_modelterms.glossary.options import Option


def read_options(directive: SphinxDirective, known: Mapping[str, Option]) -> dict[str, Any]:
    """The values of the options of *directive*; wrong ones are warned about and left out."""
    values: dict[str, Any] = {}

    def tell(subtype: Subtype, name: str, message: str) -> None:
        line = fields.option_lines(directive.block_text).get(name, 0)
        warn(subtype, message, option_location(directive, line))

    for name, text in directive.options.items():
        option = known.get(name)
        if option is None:
            tell(Subtype.UNKNOWN_OPTION, name, _unknown_option(directive.name, name, known))
            continue
        if option.kind == "list":
            text = _raw_list(directive.block_text, name) or text
        try:
            values[name] = option.read(str(text))
        except ValueError as error:
            tell(Subtype.BAD_VALUE, name, f"{name}: {error}; the option is ignored")
    return values


def _unknown_option(directive: str, name: str, known: Mapping[str, Option]) -> str:
    if near := nearest(name, known):
        return f"{directive!r} has no option {name!r}; did you mean {' or '.join(near)}?"
    return f"{directive!r} has no option {name!r}; it takes {', '.join(sorted(known)) or 'none'}"


def _raw_list(block: str, name: str) -> str:
    """A list as it is written, where Markdown delivers something else.

    It folds the lines of an option block into one, and takes the quotes of a single item away.
    """
    line = fields.option_lines(block).get(name)
    if line is None:
        return ""
    lines = block.splitlines()
    written = lines[line].strip()
    if written == f"{name}:":
        return "\n".join(_items(iter(lines[line + 1 :])))
    value = written.removeprefix(":").removeprefix(f"{name}:").strip()
    return value if re.fullmatch(r'"(?!\[)[^"]*"|\'(?!\[)[^\']*\'', value) else ""


def _items(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if not line.strip() or not (line[0].isspace() or line.startswith("- ")):
            return
        yield line.strip()


def option_location(directive: SphinxDirective, line: int) -> str:
    """Where an option stands, for messages.

    :param line: counted from the directive's own line
    """
    source, number = source_line(directive)
    return f"{source}:{number + line}"


def source_line(directive: SphinxDirective) -> tuple[str, int]:
    """The file and the line, from 1, of the directive itself.

    docutils names included files relative to the folder that the build was started in.
    """
    source, line = directive.get_source_info()
    return real_path(str(source)), line or directive.lineno


def real_path(path: str) -> str:
    """*path* from the root, without links. Of a page with many terms it is asked for each."""
    return _real_path(path, Path.cwd())


@lru_cache(maxsize=128)
def _real_path(path: str, folder: Path) -> str:
    return str((folder / path).resolve())
