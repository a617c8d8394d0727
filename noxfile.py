"""Every task of development, on Linux, macOS and Windows.

    python noxfile.py               list the tasks
    python noxfile.py docs          build the site
    python noxfile.py tests -k rag  run the tests, with arguments of pytest

This needs Python 3.11 or newer and nothing else: the first run makes ``.venv``. With nox
installed, ``nox -s docs`` and ``nox -s tests -- -k rag`` do the same. ``make docs`` and
``make test`` are shortcuts.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ready_python() -> str:
    """Return the Python of ``.venv``, which is set up first if it is missing or if
    ``pyproject.toml`` has changed.

    The environment variable ``MODELTERMS_PYTHON`` names the Python of another environment to use
    as it is.
    """
    if other := os.environ.get("MODELTERMS_PYTHON"):
        return other
    wanted = (ROOT / "pyproject.toml").read_bytes()
    stamp = VENV / ".ready"
    if PYTHON.exists() and stamp.exists() and stamp.read_bytes() == wanted:
        return str(PYTHON)
    if sys.version_info < (3, 11):  # noqa: UP036  # any Python may run this file
        sys.exit(f"Python 3.11 or newer is needed, and this is {sys.version.split()[0]}.")
    print(f"Setting up {VENV} ...", flush=True)
    stamp.unlink(missing_ok=True)
    # Windows cannot overwrite the program that is running.
    if Path(sys.prefix).resolve() != VENV.resolve():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--upgrade", "pip>=25.1"], check=True, cwd=ROOT)
    subprocess.run([*pip, "--editable", ".", "--group", "dev"], check=True, cwd=ROOT)
    stamp.write_bytes(wanted)
    return str(PYTHON)


def main(arguments: list[str]) -> int:
    """Run the task named first with the other *arguments*; without any, list the tasks."""
    tasks = ["--session", arguments[0], "--", *arguments[1:]] if arguments else ["--list"]
    nox = [ready_python(), "-m", "nox", "--noxfile", __file__]
    return subprocess.run([*nox, *tasks], check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        sys.exit(f"The set-up failed: {error}")
    except KeyboardInterrupt:
        sys.exit(130)

import nox  # noqa: E402  # nox is in .venv, and what is above has to run without it

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["docs", "tests", "lint", "types"]

task = nox.session(venv_backend="none")
"""A session that uses ``.venv`` rather than an environment of its own."""

SITE = ROOT / "build" / "site"
CATALOGUES = Path("sphinx_modelterms", "locale")
TEMPLATE = Path("build", "sphinx_modelterms.pot")

MEMORY = Path("/dev/shm")
"""A file system in memory, on Linux: disks are slow, and not always equally so."""

IN_MEMORY = {"TMPDIR": str(MEMORY)} if os.access(MEMORY, os.W_OK) else {}


def run(session: nox.Session, *command: str | Path, **environment: str) -> None:
    """Run a module of ``.venv`` by its name."""
    session.run(ready_python(), "-m", *map(str, command), env=environment)


def groups(*names: str) -> tuple[str, ...]:
    """Return the requirements in some dependency groups, for any version of pip."""
    return nox.project.dependency_groups(nox.project.load_toml(ROOT / "pyproject.toml"), *names)


@task
def docs(session: nox.Session) -> None:
    """Build the site: the manual and the AI glossary."""
    strict = ("-q", "-n", "-W", "--keep-going")
    run(session, "sphinx", *strict, "-b", "html", *session.posargs, "example_docs", SITE)
    session.log(f"Open {SITE / 'index.html'}")


@task
def tests(session: nox.Session) -> None:
    """Run the tests; arguments are those of pytest."""
    run(session, "pytest", "-q", "-n", "auto", "--dist", "loadgroup", *session.posargs)


@task
def lint(session: nox.Session) -> None:
    """Check the code for likely mistakes and for its format."""
    run(session, "ruff", "check", ".")
    run(session, "ruff", "format", "--check", ".")


@task
def format(session: nox.Session) -> None:
    """Format the code, and mend what can be mended."""
    run(session, "ruff", "check", "--fix", ".")
    run(session, "ruff", "format", ".")


@task
def types(session: nox.Session) -> None:
    """Check the types."""
    run(session, "mypy")
    run(session, "mypy", "noxfile.py")


@task
def messages(session: nox.Session) -> None:
    """Update the catalogues of the extension's own words from the sources, and compile them."""
    TEMPLATE.parent.mkdir(exist_ok=True)
    babel = ("babel.messages.frontend", "--quiet")
    # fmt: off
    run(session, *babel, "extract", "--keywords", "_ sentence counted:1,2",
        "--no-default-keywords", "--add-comments", "Translators:", "--add-location", "file",
        "--project", "sphinx_modelterms", "--output-file", TEMPLATE, "sphinx_modelterms")
    run(session, *babel, "update", "--domain", "sphinx_modelterms", "--output-dir", CATALOGUES,
        "--input-file", TEMPLATE, "--ignore-obsolete", "--no-fuzzy-matching",
        "--ignore-pot-creation-date", "--no-wrap")
    run(session, *babel, "compile", "--domain", "sphinx_modelterms", "--directory", CATALOGUES)
    # fmt: on


@task
def pictures(session: nox.Session) -> None:
    """Make the pictures of the manual again from the built site; needs Chromium."""
    run(session, "tests.pictures")


@task
def look(session: nox.Session) -> None:
    """Look at all blocks in thirteen themes, in five of them with Firefox and WebKit too; `tests`
    takes some a day."""
    names = ("look", "look_in_other_engines", "term_quiz")
    files = [f"tests/browser/test_{name}.py" for name in names]
    pytest = ("pytest", "-q", "-n", "auto")
    run(session, *pytest, *files, *session.posargs, MODELTERMS_THEMES="all")


@task
def real(session: nox.Session) -> None:
    """Build the documentation of other projects, without and with the extension."""
    run(session, "tests.real.fetch")
    run(session, "pytest", "-q", "-n", "auto", "tests/real", *session.posargs)


@nox.session(reuse_venv=True)
def package(session: nox.Session) -> None:
    """Build the wheel and the source distribution, and check them and the repository's files."""
    session.install(*groups("package"))
    session.run("python", "-m", "tests.distribution.package", *session.posargs)


@nox.session(reuse_venv=True)
def vale(session: nox.Session) -> None:
    """Check the wording of the manual and the repository's files; needs the network."""
    session.install(*groups("prose"))
    listed = ("git", "ls-files", "-z", "--", "*.md", ":!tests")
    pages = session.run(*listed, silent=True, external=True)
    session.run("vale", "sync")
    session.run("vale", *session.posargs, *str(pages).rstrip("\0").split("\0"))


@nox.session(reuse_venv=True)
def others(session: nox.Session) -> None:
    """Test with builders and hover cards of others that are large, or not made for Sphinx 9."""
    session.install("--editable", ".", *groups("others"))
    files = ("test_builders_of_others.py", "test_hover_card_companions.py", "unit/test_stems.py")
    paths = [f"tests/{file}" for file in files]
    session.run("python", "-m", "pytest", "-q", *paths, *session.posargs)


@nox.session(reuse_venv=True)
def multiversion(session: nox.Session) -> None:
    """Test with sphinx-multiversion, which does not start with Sphinx 9."""
    session.install(".", *groups("test"), "sphinx <9", "sphinx-multiversion", "setuptools")
    pytest = ("python", "-m", "pytest", "-q", "-rs")
    session.run(*pytest, "tests/test_page_companions.py", "-k", "version", *session.posargs)


@task
def bench(session: nox.Session) -> None:
    """Measure speed and size, in two hours; arguments are the cases to measure."""
    # Other extensions are compared where they can be installed.
    pip = (ready_python(), "-m", "pip", "install", "--quiet", *groups("bench"))
    session.run(*pip, success_codes=range(256))
    run(session, "benchmarks", *session.posargs, **IN_MEMORY)


@task
def bench_quick(session: nox.Session) -> None:
    """Fail if builds touch more than they have to, or things got larger or much slower."""
    run(session, "benchmarks.guard", *session.posargs, **IN_MEMORY)


@task
def bench_tables(session: nox.Session) -> None:
    """Make the tables of the manual from the committed figures."""
    tables = Path("example_docs", "explanation", "speed-tables.txt")
    run(session, "benchmarks.table", Path("benchmarks", "results.json"), "--output", tables)
