"""The command ``python -m sphinx_modelterms try``: shows what terms or settings would link."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.commands.project import (
    add_project_options,
    add_setting_option,
    domain_of,
    open_project,
    overridden,
    temporary_directory,
)
from sphinx_modelterms.commands.report_diff import (
    REPORT,
    add_format_option,
    load_report,
    print_diff,
)
from sphinx_modelterms.glossary.text.characters import printable
from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from sphinx_modelterms.regular_files import read_whole
from sphinx_modelterms.terminal import Unusable

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence
    from typing import Any

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.export.report_diff import LinkReport
    from sphinx_modelterms.glossary.datafiles.records import DataTerm
    from sphinx_modelterms.glossary.model import Page

DESCRIPTION = """\
Show which automatic links appear, go or move if you add the terms of a data file, or change
settings of automatic links. If a term exists already, the fields in the file replace its own. Your
output stays as it is: the project is read in a temporary directory, first without the changes and
then with them. The exit status is that of report-diff: 0 if terms and links stay the same, 1 if
they differ, and 2 if it can't be tried.
"""

SETTINGS = (
    "modelterms_autolink",
    "modelterms_autolink_limit",
    "modelterms_autolink_budget",
    "modelterms_autolink_exclude",
    "modelterms_autolink_projects",
    "modelterms_word_forms",
)
"""The settings that can be tried: those of automatic links. Others, such as ``modelterms_pages``,
would change files in the source directory.
"""

DIRECTORY = "modelterms-try"
"""Directory for the doctrees of this command, in the directory that the user keeps them in."""


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``try`` to the commands of the package."""
    parser = commands.add_parser(
        "try", help="show what terms or settings would link", description=DESCRIPTION
    )
    add_project_options(parser)
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="a data file with terms (.yml, .json, .csv or .md), which can be anywhere",
    )
    help_ = "a setting to try, such as 'modelterms_autolink=all'; repeatable"
    add_setting_option(parser, "--set", "changed", help_)
    parser.add_argument(
        "-d",
        dest="directory",
        type=Path,
        metavar="DIR",
        help=f"keep what was read in DIR/{DIRECTORY}, which makes the next try faster",
    )
    add_format_option(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command.

    :returns: exit status: 1 if terms or links change
    :raises Unusable: if the project or a file can't be read
    """
    from sphinx_modelterms.export.report_diff import compare_reports

    settings = overridden(arguments.settings) | {"modelterms_report": REPORT}
    changed = overridden(arguments.changed)
    for setting in changed:
        if setting not in SETTINGS:
            choices = ", ".join(SETTINGS)
            raise Unusable(f"{setting!r} isn't a setting that can be tried. These are: {choices}")
    if not arguments.files and not changed:
        raise Unusable("name a data file with terms, or a setting with --set")
    with temporary_directory() as temporary:
        directory = arguments.directory / DIRECTORY if arguments.directory else temporary
        before = io.StringIO()
        old = _reported(arguments, directory, settings, before, None)
        after = io.StringIO()
        new = _reported(arguments, directory, settings | changed, after, arguments.files)
    # Warnings about the project as it is are those of each build.
    known = set(before.getvalue().splitlines())
    for line in after.getvalue().splitlines():
        if line not in known:
            print(printable(line), file=sys.stderr)
    return print_diff(compare_reports(old, new), arguments.format)


def _reported(
    arguments: argparse.Namespace,
    directory: Path,
    settings: dict[str, Any],
    warnings: io.StringIO,
    files: Sequence[Path] | None,
) -> LinkReport:
    """Read the project, and return its report.

    :param warnings: gets the warnings
    :param files: data files with terms to add; ``None`` for the project as it is
    """
    with open_project(arguments, "modelterms", directory, settings, warnings) as app:
        if files is not None and app.config.modelterms_autolink == "off":
            print("Automatic links are off. Add: -D modelterms_autolink=page", file=sys.stderr)
        if files:
            TriedTerms(_terms(files, app)).connect(app)
        app.build()
        return load_report(Path(app.outdir))


def _terms(files: Iterable[Path], app: Sphinx) -> list[DataTerm]:
    """Return the terms in data files, and print the mistakes in these.

    :raises Unusable: if there are none
    """
    from sphinx_modelterms.config import ModelTermsConfig
    from sphinx_modelterms.glossary.datafiles.reader import read_file

    limits = ModelTermsConfig.from_sphinx(app.config).all_limits
    found: list[DataTerm] = []
    for path in files:
        try:
            read = read_file(str(path), read_whole(path), limits)
        except OSError as error:
            raise Unusable(f"can't read {path}: {error.strerror or error}") from None
        for problem in read.problems:
            message = with_full_stop(f"{path}:{problem.line or 1}: {problem.message}")
            print(printable(message), file=sys.stderr)
        if not read.content.terms:
            raise Unusable(f"{path} has no terms")
        found += read.content.terms
    return found


class TriedTerms:
    """Terms that one build has in addition to those of its pages.

    They are among the records while the glossary is made, and not when these are stored.
    """

    def __init__(self, terms: Iterable[DataTerm]) -> None:
        self._terms = terms
        self._pages: dict[str, Page] = {}

    def connect(self, app: Sphinx) -> None:
        """Connect the methods to the events of *app*."""
        app.connect("env-updated", self.add, priority=400)
        app.connect("env-updated", self.remove, priority=600)

    def add(self, app: Sphinx, env: BuildEnvironment) -> None:
        """On ``env-updated``, before the glossary is made: add the terms."""
        from sphinx_modelterms.glossary.model import Page
        from sphinx_modelterms.glossary.tried_terms import with_terms

        pages = domain_of(app).pages
        self._pages = dict(pages)
        pages.setdefault(app.config.root_doc, Page())
        pages |= with_terms(pages, self._terms, app.config.root_doc)

    def remove(self, app: Sphinx, env: BuildEnvironment) -> None:
        """On ``env-updated``, after the glossary is made: remove the terms again."""
        pages = domain_of(app).pages
        pages.clear()
        pages.update(self._pages)
