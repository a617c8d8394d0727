"""Prints the help of the package's commands, from running them."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx

COMMAND = ("-m", "sphinx_modelterms")
COLUMNS = "90"


class CommandHelp(SphinxDirective):
    """``command-help:: import-glossary``: a literal block with what ``--help`` prints."""

    optional_arguments = 2
    has_content = True  # shown instead where the manual is read without being built

    def run(self) -> list[nodes.Node]:
        self.assert_has_content()
        arguments = [*self.arguments, "--help"]
        done = subprocess.run(
            [sys.executable, *COMMAND, *arguments],
            capture_output=True,
            check=True,
            encoding="utf-8",
            env={**os.environ, "COLUMNS": COLUMNS, "PYTHONIOENCODING": "utf-8"},
        )
        shown = " ".join(["$ python", *COMMAND, *arguments])
        return [nodes.literal_block("", f"{shown}\n{done.stdout}", language="text")]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive("command-help", CommandHelp)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
