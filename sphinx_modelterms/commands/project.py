"""The documentation project that a command reads, in a directory of its own."""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.terminal import Unusable

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from typing import TextIO

    from sphinx.application import Sphinx

    from sphinx_modelterms.domain import ModelTermsDomain

_STYLE = re.compile(r"\x1b\[[0-9;]*m")
"""Colours of Sphinx's warnings."""


def add_project_options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say which project is read, named as those of ``sphinx-build``."""
    parser.add_argument("source", type=Path, metavar="SOURCEDIR", help="the source directory")
    parser.add_argument(
        "-c", dest="confdir", type=Path, metavar="DIR", help="the directory that contains conf.py"
    )
    add_setting_option(parser, "-D", "settings", "override a setting in conf.py; repeatable")
    parser.add_argument(
        "-t", dest="tags", action="append", default=[], metavar="TAG", help="define a tag"
    )
    parser.add_argument(
        "-j", dest="jobs", type=int, default=1, metavar="N", help="read in N processes"
    )


def add_setting_option(parser: argparse.ArgumentParser, flag: str, dest: str, help_: str) -> None:
    """Add a repeatable option that takes a setting, which :func:`overridden` reads."""
    parser.add_argument(
        flag, dest=dest, action="append", default=[], metavar="SETTING=VALUE", help=help_
    )


class _Plain:
    """A stream without the colours that Sphinx adds."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        if self._stream is not None:  # standard error can be closed
            self._stream.write(_STYLE.sub("", text))
        return len(text)

    def flush(self) -> None:
        if self._stream is not None:
            self._stream.flush()


@contextmanager
def open_project(
    arguments: argparse.Namespace,
    builder: str,
    directory: Path,
    settings: dict[str, Any],
    warnings: TextIO | None = None,
) -> Iterator[Sphinx]:
    """Open the project, with output and doctrees below *directory*.

    :param settings: the settings to override
    :param warnings: gets the warnings; standard error by default
    :raises Unusable: if the project can't be read, also within the context
    """
    # Imported here, as other commands need no Sphinx, which takes a while to load.
    from sphinx.application import Sphinx
    from sphinx.errors import SphinxError
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    # Path.resolve raises an error for a link that leads to itself.
    source = Path(os.path.realpath(arguments.source))
    confdir = Path(os.path.realpath(arguments.confdir)) if arguments.confdir else source
    try:
        with patch_docutils(str(confdir)), docutils_namespace():
            app = Sphinx(
                str(source),
                str(confdir),
                str(directory / builder),
                str(directory / "doctrees"),
                builder,
                settings,
                status=None,
                warning=_Plain(warnings or sys.stderr),  # type: ignore[arg-type]  # all that Sphinx needs of a stream
                tags=arguments.tags,
                parallel=max(arguments.jobs, 1),
            )
            domain_of(app)
            yield app
    except (Unusable, KeyboardInterrupt):
        raise
    except Exception as error:
        reason = " ".join(str(error).split())
        if not isinstance(error, SphinxError):
            reason = f"{type(error).__name__}: {reason}"
        raise Unusable(f"can't read {arguments.source}: {reason}") from error


def domain_of(app: Sphinx) -> ModelTermsDomain:
    """Return the domain of the extension.

    :raises Unusable: if the project doesn't use the extension
    """
    domain: ModelTermsDomain | None = app.env.domains.get("modelterms")  # type: ignore[assignment]
    if domain is None:
        raise Unusable(f"{app.confdir}: conf.py doesn't list 'sphinx_modelterms' in 'extensions'")
    return domain


def overridden(settings: list[str]) -> dict[str, Any]:
    """Return the settings of the command line.

    :raises Unusable: if one has no value
    """
    found: dict[str, Any] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise Unusable(f"the setting {setting!r} has no value. Write '{setting}=VALUE'")
        found[name.strip()] = value
    return found


@contextmanager
def temporary_directory() -> Iterator[Path]:
    """Make a directory for one run of a command.

    :raises Unusable: if that is not possible
    """
    try:
        made = TemporaryDirectory(prefix="modelterms-", ignore_cleanup_errors=True)
    except OSError as error:
        reason = error.strerror or error
        raise Unusable(f"can't make a temporary directory: {reason}") from None
    with made as directory:
        yield Path(directory)
