"""Build the distributions, and check them as a package index and their users would.

    python -m tests.distribution.package

Files of the repository that services read, such as workflows, are checked with them. The packages
needed are the dependency group ``package``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.distribution.index_page import relative_addresses
from tests.distribution.release import version_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[2]

SCHEMAS = {
    "github-workflows": [".github/workflows/*.yml"],
    "dependabot": [".github/dependabot.yml"],
    "github-issue-forms": [".github/ISSUE_TEMPLATE/[0-9]*.yml"],
    "github-issue-config": [".github/ISSUE_TEMPLATE/config.yml"],
    "readthedocs": [".readthedocs.yaml"],
    "citation-file-format": ["CITATION.cff"],
}
"""JSON Schemas that check-jsonschema brings along, and the files that they are for."""

TRIAL = {
    "conf.py": 'project = "Trial"\nextensions = ["sphinx_modelterms", "myst_parser"]\n',
    "index.md": "# Trial\n\nWords become {term}`embeddings`.\n\n```{toctree}\nterms\n```\n",
    "terms.rst": "Terms\n=====\n\n.. term:: Embedding\n\n   A list of numbers for a text.\n",
}
"""A project to try the wheel with."""


def run(*command: str | Path) -> None:
    """Run a module of this Python in the repository."""
    print("+", *command, flush=True)
    subprocess.run([sys.executable, "-m", *command], check=True, cwd=ROOT)


def check_repository_files() -> None:
    """Check the files that services read."""
    run("validate_pyproject", "pyproject.toml")
    run("pre_commit", "validate-config", ".pre-commit-config.yaml")
    for name, patterns in SCHEMAS.items():
        files = sorted(path for pattern in patterns for path in ROOT.glob(pattern))
        if not files:
            sys.exit(f"no file for the schema {name}: {patterns}")
        run("check_jsonschema", "--builtin-schema", f"vendor.{name}", *files)


def build(output: Path) -> tuple[Path, Path]:
    """Build the source distribution, and the wheel from it; return their paths."""
    for old in output.glob("sphinx_modelterms-*"):
        old.unlink()
    run("build", "--outdir", output)
    (source,) = output.glob("*.tar.gz")
    (wheel,) = output.glob("*.whl")
    return source, wheel


def description(wheel: Path) -> str:
    """Return the text that an index shows, which is the body of the metadata."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        return archive.read(name).decode("utf-8").partition("\n\n")[2]


def mistakes_in_contents(source: Path, wheel: Path) -> Iterator[str]:
    """Yield a sentence for each fault in what the distributions hold."""
    from readme_renderer import markdown

    html = markdown.render(description(wheel))
    if html is None:
        yield "An index cannot show the README."
    else:
        for address in relative_addresses(html):
            yield f"README.md: on an index {address!r} leads nowhere."
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        print("The source distribution is not compared with the repository: no git checkout.")
        return
    with tarfile.open(source) as archive:
        packed = {name.partition("/")[2] for name in archive.getnames()} - {"PKG-INFO"}
    kept = {name for name in listed.stdout.decode().split("\0") if name}
    for name in sorted(kept - packed):
        yield f"The source distribution lacks {name}."
    for name in sorted(packed - kept):
        yield f"The source distribution holds {name}, which is not committed."


def try_it(wheel: Path) -> None:
    """Install the wheel into an environment of its own, and build a small project with it."""
    with tempfile.TemporaryDirectory() as folder:
        environment = Path(folder, "venv")
        venv.create(environment, with_pip=True)
        scripts = environment / ("Scripts" if sys.platform == "win32" else "bin")
        python = scripts / "python"
        print("+ trial of", wheel.name, flush=True)
        # Most modules are never imported, so pip need not compile them.
        pip = [str(python), "-m", "pip", "install", "--quiet", "--no-compile", str(wheel)]
        subprocess.run(pip, check=True)
        source = Path(folder, "source")
        source.mkdir()
        for name, text in TRIAL.items():
            (source / name).write_text(text, encoding="utf-8", newline="\n")
        out = Path(folder, "out")
        # In a folder of its own, so that the package imported is the installed one.
        sphinx = [str(python), "-m", "sphinx", "-q", "-n", "-W", str(source), str(out)]
        subprocess.run(sphinx, check=True, cwd=folder)
        card = (out / "terms.html").read_text(encoding="utf-8")
        link = (out / "index.html").read_text(encoding="utf-8")
        if 'id="term-embedding"' not in card or 'href="terms.html#term-embedding"' not in link:
            sys.exit(f"{wheel.name}: the page of the trial lacks its card or its link")


def main(arguments: Sequence[str] | None = None) -> None:
    """Build and check; stop at the first fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.distribution.package")
    parser.add_argument("--output", type=Path, default=ROOT / "dist", help="default: dist/")
    options = parser.parse_args(arguments)
    check_repository_files()
    source, wheel = build(options.output.resolve())
    run("twine", "check", "--strict", source, wheel)
    run("check_wheel_contents", wheel)
    if mistakes := list(mistakes_in_contents(source, wheel)):
        sys.exit("\n".join(mistakes))
    try_it(wheel)
    print(f"Version {version_of(ROOT)} is in {options.output}.")


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"failed: {' '.join(map(str, error.cmd))}")
