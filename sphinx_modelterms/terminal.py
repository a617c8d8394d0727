"""Input and output of the commands of the package."""

from __future__ import annotations

import argparse
import io
import os
import sys
from typing import NoReturn

from sphinx_modelterms.glossary.text.characters import printable


class Unusable(ValueError):
    """A file or argument that the command cannot use; the message is for the user."""


class Parser(argparse.ArgumentParser):
    """A parser of arguments that quotes the unknown ones safely, as they can be names of files."""

    def error(self, message: str) -> NoReturn:
        super().error(printable(message, line_ends=True))


def is_terminal() -> bool:
    """Return True if standard output is shown in a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def visible(text: str) -> str:
    """Return *text* safe to print in a terminal; lines stay lines."""
    return printable(text, line_ends=True)


def prepare_output() -> None:
    """Make standard output and standard error take any text.

    Not every terminal can show all letters, and not every file name is text. A pipe or file gets
    UTF-8 with plain line ends on any machine, as ``patch`` needs, unless the user asks for another
    encoding.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if isinstance(sys.stdout, io.TextIOWrapper) and not is_terminal():
        chosen = os.environ.get("PYTHONIOENCODING", "").partition(":")[0]
        sys.stdout.reconfigure(encoding=chosen or "utf-8", errors="backslashreplace", newline="\n")


def discard_output() -> None:
    """Discard the rest of standard output, which Python would try to write again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
