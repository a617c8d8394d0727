"""The command ``python -m sphinx_modelterms lock``: writes and checks the file of the terms of
other projects that pages show.
"""

from __future__ import annotations

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
from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from sphinx_modelterms.terminal import Unusable, visible

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from sphinx.application import Sphinx

    from sphinx_modelterms.glossary.other_projects.lock import LockedProject

DESCRIPTION = """\
Write the terms of other projects that your pages show to the file that modelterms_other_lock in
conf.py names. Later builds show what is in the file, with or without network. With --check, the
file is compared with what other projects publish now, and nothing is written: the exit status is 0
if it is up to date, and 1 if not. The project is read in a temporary directory, so that your
output and its doctrees stay as they are.
"""


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``lock`` to the commands of the package."""
    parser = commands.add_parser(
        "lock", help="write or check the file of other projects' terms", description=DESCRIPTION
    )
    add_project_options(parser)
    parser.add_argument(
        "--check", action="store_true", help="say how the file differs, and write nothing"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command.

    :returns: exit status: 1 if the file that is checked is not up to date
    :raises Unusable: if the project or the terms can't be read, or the file can't be written
    """
    from sphinx_modelterms.linking.other_projects import UNLOCKED

    settings = overridden(arguments.settings)
    arguments.tags = [*arguments.tags, UNLOCKED]
    with (
        temporary_directory() as directory,
        open_project(arguments, "html", directory, settings) as app,
    ):
        path, old = _locked(app)
        new = _used(app)
    from sphinx_modelterms.glossary.other_projects.lock import changes_of, lock_text

    here = Path.cwd()
    name = path.relative_to(here) if path.is_relative_to(here) else path
    changes = [*changes_of(old or {}, new)]
    for change in changes:
        print(visible(change))
    if arguments.check:
        is_current = old is not None and not changes
        print(visible(f"{name} is {'up to date' if is_current else 'not up to date'}."))
        return 0 if is_current else 1
    try:
        write_named(path, lock_text(new).encode("utf-8", "replace"))
    except OSError as error:
        raise Unusable(f"can't write {path}: {error.strerror or error}") from None
    count = sum(1 for project in new.values() for _ in project.published.terms)
    print(visible(f"Wrote {name}, with {'1 term' if count == 1 else f'{count:,} terms'}."))
    return 0


def _locked(app: Sphinx) -> tuple[Path, Mapping[str, LockedProject] | None]:
    """Return the path of the file, and its content; ``None`` if there is no file that can be
    used.
    """
    from sphinx_modelterms.sources.other_lock import (
        OTHER_FILE,
        WrongFile,
        lock_path,
        read_lock_file,
    )

    path = lock_path(app)
    if path is None:
        raise Unusable(
            "conf.py doesn't say which file to write. Set modelterms_other_lock to its name, such "
            "as 'other-terms.json'"
        )
    try:
        found = read_lock_file(path)
    except FileNotFoundError:
        return path, None
    except OSError as error:
        raise Unusable(f"can't read {path}: {error.strerror or error}") from None
    if not isinstance(found, WrongFile):
        return path, found
    if not found.is_replaced:
        raise Unusable(f"{found.problem}. {OTHER_FILE}")
    print(visible(with_full_stop(found.problem)))
    return path, None


def _used(app: Sphinx) -> Mapping[str, LockedProject]:
    """Read all pages, and return the terms of other projects that they show now."""
    from sphinx.util.logging import pending_warnings

    loaded = domain_of(app).build.outside.projects
    missing = [key for key in app.config.modelterms_other if key not in loaded]
    if missing:
        raise Unusable(f"can't read the terms of {', '.join(map(repr, missing))}")
    app.builder.compile_update_catalogs()
    with pending_warnings():
        app.builder.read()
    return domain_of(app).build.used_terms
