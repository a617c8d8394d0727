"""Time that a key in the filter of a long list takes: ``python -m benchmarks.filter_keys``.

Needs Chromium and the dependency group "browser". A key is measured from the event to the end of
the layout that it causes, which is when the browser could paint.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

MARK = 50
WORDS = ["river", "stone", "cloud", "lamp", "door", "bread", "salt", "iron", "grass", "window"]
KEYS = ["r", "ri", "riv", "rive", "river", "river 1", "river 12", "river 1", "river", "ri", "r"]
KEYS += ["", "s", "st", "sto", "st", "s", "", "7", "77", "777", "77", "7", ""]

LIST = """
List
====

.. term-list::
   :filter:

.. toctree::

   terms
"""

TYPE = """keys => {
  const box = document.querySelector('.mt-filter input');
  return keys.map(key => {
    const start = performance.now();
    box.value = key;
    box.dispatchEvent(new Event('input'));
    document.body.getBoundingClientRect();
    return performance.now() - start;
  });
}"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.filter_keys", description=__doc__)
    parser.add_argument("--terms", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    program = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if program is None:
        parser.exit(1, "There is no Chromium on this machine.\n")
    with tempfile.TemporaryDirectory(prefix="modelterms-benchmark-") as folder:
        page = build(Path(folder), options.terms)
        times = measure(program, page, options.rounds)
    print(
        f"{options.terms} terms, {len(times)} keys: median {statistics.median(times):.1f} ms, "
        f"longest {max(times):.1f} ms, over {MARK} ms: {sum(t > MARK for t in times)}"
    )


def build(folder: Path, terms: int) -> Path:
    """The page with the list."""
    lines = ["Terms", "=====", ""]
    for number in range(terms):
        name = f"{WORDS[number % 10].title()} {WORDS[number // 10 % 10]} {number}"
        lines += [f".. term:: {name}", "", f"   A {name} that is made of words.", ""]
    source = folder / "source"
    source.mkdir()
    conf = "extensions = ['sphinx_modelterms']\nhtml_theme = 'basic'\n"
    (source / "conf.py").write_text(conf, encoding="utf-8", newline="\n")
    (source / "index.rst").write_text(LIST, encoding="utf-8", newline="\n")
    (source / "terms.rst").write_text("\n".join(lines), encoding="utf-8", newline="\n")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-b",
        "html",
        str(source),
        str(folder / "out"),
    ]
    subprocess.run(command, check=True)
    return folder / "out" / "index.html"


def measure(program: str, path: Path, rounds: int) -> list[float]:
    """Milliseconds of each key."""
    times: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for _ in range(rounds):
            page = browser.new_page(viewport={"width": 1200, "height": 900})
            page.goto(path.as_uri())
            page.wait_for_timeout(500)
            times += page.evaluate(TYPE, KEYS)
            page.close()
        browser.close()
    return times


if __name__ == "__main__":
    main()
