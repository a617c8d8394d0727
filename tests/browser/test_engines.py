"""Hover cards in the engines of Firefox and of Safari, as far as Debian has them."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

import pytest

from tests.conftest import ENGINES, TOOLS, Project

if TYPE_CHECKING:
    from collections.abc import Iterator

FIREFOX, WEBKIT = ENGINES.values()

STEPS = {"hovered": ["mt-tip-token"], "on_card": ["mt-tip-token"], "escaped": []}
"""The hover cards that are open with the pointer on a link, then on the card, then after Escape."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    project = Project(tmp_path_factory.mktemp("engines"))
    project.write(
        {
            "index": "Home\n====\n\nA :term:`Token`.\n\n.. toctree::\n\n   terms\n",
            "terms": "Terms\n=====\n\n.. term:: Token\n\n   A piece of text.\n",
        }
    )
    return (project.build().outdir / "index.html").as_uri()


@pytest.mark.skipif(not FIREFOX, reason="Firefox or puppeteer-core is missing")
def test_firefox(address: str) -> None:
    script = Path(__file__).with_name("firefox.mjs")
    run = subprocess.run(
        ["node", str(script), str(TOOLS), FIREFOX, address],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == STEPS


class WebKit:
    """WebKit by the WebDriver protocol, https://www.w3.org/TR/webdriver2/."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}/session"
        browser = {
            "binary": str(next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))),
            "args": ["--automation"],
        }
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": browser}}}
        self.root += f"/{self.send('', wanted)['sessionId']}"

    def send(self, path: str, content: Any) -> Any:
        """Send a command; its answer."""
        request = Request(self.root + path, json.dumps(content).encode(), method="POST")
        with urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def run(self, script: str) -> Any:
        return self.send("/execute/sync", {"script": script, "args": []})

    def point_at(self, selector: str) -> None:
        place = self.run(
            f"const r = document.querySelector('{selector}').getClientRects()[0];"
            "return [Math.round(r.left + 20), Math.round(r.top + r.height / 2)]"
        )
        move = {"type": "pointerMove", "duration": 50, "x": place[0], "y": place[1]}
        parameters = {"pointerType": "mouse"}
        pointer = {"type": "pointer", "id": "mouse", "parameters": parameters, "actions": [move]}
        self.send("/actions", {"actions": [pointer]})

    def press_escape(self) -> None:
        keys = [{"type": kind, "value": "\ue00c"} for kind in ("keyDown", "keyUp")]
        self.send("/actions", {"actions": [{"type": "key", "id": "keys", "actions": keys}]})

    def opened(self) -> list[str]:
        found: list[str] = self.run(
            "return [...document.querySelectorAll('.mt-tip:popover-open')].map((tip) => tip.id)"
        )
        return found


@pytest.fixture
def webkit() -> Iterator[WebKit]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    driver = [shutil.which("xvfb-run"), "-a", WEBKIT, f"--port={port}"]
    # In a container there are no rights for its sandbox; only our own file is opened.
    variables = os.environ | {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
    with subprocess.Popen(
        [str(word) for word in driver],
        env=variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            yield _when_ready(port)
        finally:
            os.killpg(process.pid, 15)


def _when_ready(port: int) -> WebKit:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    return WebKit(port)


@pytest.mark.skipif(not WEBKIT, reason="WebKitWebDriver or xvfb-run is missing")
def test_webkit(address: str, webkit: WebKit) -> None:
    webkit.send("/url", {"url": address})
    steps = {}
    webkit.point_at("a.mt-ref")
    for _ in range(100):
        if webkit.opened():
            break
        time.sleep(0.1)
    steps["hovered"] = webkit.opened()
    webkit.point_at(".mt-tip:popover-open")
    time.sleep(0.9)
    steps["on_card"] = webkit.opened()
    webkit.press_escape()
    steps["escaped"] = webkit.opened()
    assert steps == STEPS
