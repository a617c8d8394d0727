"""The command ``python -m sphinx_modelterms baseline``: writes the file of known findings."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.atomic_write import write_named
from sphinx_modelterms.commands.project import (
    add_project_options,
    domain_of,
    open_project,
    overridden,
    temporary_directory,
)
from sphinx_modelterms.glossary.baseline import (
    AUTOMATIC_LINK,
    baseline_text,
    read_baseline_text,
)
from sphinx_modelterms.glossary.text.characters import printable
from sphinx_modelterms.regular_files import read_whole
from sphinx_modelterms.terminal import Unusable

if TYPE_CHECKING:
    import argparse

    from sphinx.application import Sphinx

    from sphinx_modelterms.glossary.baseline import Known

DESCRIPTION = """\
Write all present findings of quality rules and words to avoid to the file that modelterms_baseline
in conf.py names. Later builds warn about new findings only. Lines that mark automatic links as
right are kept. The project is read in a temporary directory, so that your output and its doctrees
stay as they are.
"""


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``baseline`` to the commands of the package."""
    parser = commands.add_parser(
        "baseline", help="write the file of known findings", description=DESCRIPTION
    )
    add_project_options(parser)
    parser.add_argument(
        "-b",
        dest="builder",
        default="html",
        metavar="BUILDER",
        help="the builder whose warnings you check, by default html",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command.

    :returns: exit status
    :raises Unusable: if the project can't be read, or the file can't be written
    """
    settings = overridden(arguments.settings)
    with (
        temporary_directory() as directory,
        open_project(arguments, arguments.builder, directory, settings) as app,
    ):
        path = _path(app)
        findings = _findings(app)
    content = baseline_text(Counter(findings) | _checked_links(path)).encode("utf-8")
    try:
        write_named(path, content)
    except OSError as error:
        raise Unusable(f"can't write {path}: {error.strerror or error}") from None
    count = "1 known finding" if len(findings) == 1 else f"{len(findings):,} known findings"
    here = Path.cwd()
    shown = path.relative_to(here) if path.is_relative_to(here) else path
    print(printable(f"Wrote {shown}, with {count}."))
    return 0


def _path(app: Sphinx) -> Path:
    from sphinx_modelterms.sources.baseline import baseline_path, is_baseline

    path = baseline_path(app)
    if path is None:
        raise Unusable(
            "conf.py doesn't say which file to write. Set modelterms_baseline to its name, such "
            "as 'terms-baseline.txt'"
        )
    if path.name.endswith(tuple(app.config.source_suffix)):
        raise Unusable(
            f"Sphinx would read {path.name} as a page. In modelterms_baseline, choose a suffix "
            "that source_suffix doesn't have"
        )
    if not is_baseline(path):
        raise Unusable(
            f"{path.name} exists and isn't a file of known findings. In modelterms_baseline, "
            "choose another name"
        )
    return path


def _checked_links(path: Path) -> Counter[Known]:
    """Return the automatic links that a maintainer has marked as right in the file."""
    try:
        text = read_whole(path).decode("utf-8", "replace")
    except OSError:  # there is no file
        return Counter()
    counts = read_baseline_text(text).counts
    return Counter({link: n for link, n in counts.items() if link.rule == AUTOMATIC_LINK})


def _findings(app: Sphinx) -> list[Known]:
    """Read all pages, and return the findings; nothing is written."""
    from sphinx.util.logging import pending_warnings

    app.builder.compile_update_catalogs()
    with pending_warnings():
        app.builder.read()
    return [finding.known for finding in domain_of(app).findings()]
