"""Builds each snippet of the manual as a project of its own, and returns what its page shows.

Run as a program, it is given the folder of the snippets and a kind, ``html`` or ``text``, and
prints a JSON object: for each snippet the body of its first page by the snippet's name, and that
of another page by ``<name>/<page>``. Sphinx cannot build a second project in the process in which
it builds the manual.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

CONF = """\
extensions = ["sphinx_modelterms", "myst_parser", "sphinx_design"]
project = "Snippet"
html_theme = "basic"
html_permalinks = False
html_copy_source = False
modelterms_json = False
nitpicky = True
"""

PAGE = "index"


def projects(snippets: Path) -> Iterator[tuple[str, dict[str, Path]]]:
    """Each snippet's name, and the files of its project by their path in it.

    A snippet is a page, ``rst/<name>.txt``, or a project, ``projects/<name>/``, whose ``conf.py``
    adds to :data:`CONF`.
    """
    for page in sorted((snippets / "rst").glob("*.txt")):
        yield page.stem, {f"{PAGE}.rst": page}
    for folder in sorted((snippets / "projects").glob("*/")):
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        yield folder.name, {path.relative_to(folder).as_posix(): path for path in files}


def build(files: dict[str, Path], kind: str, folder: Path) -> dict[str, str]:
    """Build a project and return the bodies of its pages, by their names.

    :raises SystemExit: if Sphinx warns
    """
    source, out = folder / "source", folder / "out"
    for name, path in files.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, source / name)
    conf = source / "conf.py"
    own = conf.read_text(encoding="utf-8") if conf.exists() else ""
    conf.write_text(CONF + own, encoding="utf-8", newline="\n")
    # Only the application for tests takes back what it registered with docutils.
    app = SphinxTestApp(kind, srcdir=source, builddir=out)
    bodies: dict[str, str] = {}

    def keep(app: Sphinx, page: str, template: str, context: dict[str, Any], tree: object) -> None:
        bodies[page] = context.get("body", "")

    app.connect("html-page-context", keep, priority=900)
    try:
        app.build()
        if app.warning.getvalue():
            sys.exit(app.warning.getvalue())
        if kind == "html":
            return {page: bodies[page] for page in app.env.found_docs}
        pages = [(page, app.outdir / f"{page}.txt") for page in app.env.found_docs]
        return {page: path.read_text(encoding="utf-8") for page, path in pages}
    finally:
        app.cleanup()


def main(snippets: Path, kind: str) -> None:
    """Print the results of all snippets."""
    results = {}
    for name, files in projects(snippets):
        with tempfile.TemporaryDirectory() as folder:
            pages = build(files, kind, Path(folder))
        results[name] = pages.pop(PAGE)
        results |= {f"{name}/{page}": body for page, body in sorted(pages.items())}
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
