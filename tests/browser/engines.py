"""Drives the engines of Firefox and of Safari, as far as Debian has them, by one set of commands."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.request import Request, urlopen

from tests.browser.waiting import becomes
from tests.conftest import ENGINES, TOOLS

if TYPE_CHECKING:
    from collections.abc import Iterator

DRIVER = Path(__file__).with_name("firefox.mjs")

FRAME = '<!doctype html><body style="margin: 0"><iframe src="{}" style="border: 0; width: {}px; height: {}px">'
"""A window that is as small as asked for: that of WebKit's browser has a least width."""


class Engine(Protocol):
    """A browser with one page."""

    def open(self, path: Path, width: int = 1280, height: int = 900) -> None:
        """Open a file in a window of that size, in pixels of CSS."""

    def run(self, script: str, *arguments: Any) -> Any:
        """Run the body of a function on the page; its answer, or what its promise brings."""

    def point_at(self, selector: str) -> None:
        """Move the mouse onto an element."""

    def press_escape(self) -> None:
        """Press and release the key."""


class Firefox:
    """Firefox by puppeteer, which speaks WebDriver BiDi; a line of JSON for each command."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def _send(self, command: str, *arguments: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(json.dumps([command, *arguments]), file=self.process.stdin, flush=True)
        answer = json.loads(self.process.stdout.readline() or '{"error": "Firefox has ended"}')
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def open(self, path: Path, width: int = 1280, height: int = 900) -> None:
        self._send("open", path.as_uri(), width, height)

    def run(self, script: str, *arguments: Any) -> Any:
        return self._send("run", script, arguments)

    def point_at(self, selector: str) -> None:
        self._send("point", selector)

    def press_escape(self) -> None:
        self._send("press", "Escape")


class WebKit:
    """WebKit by the WebDriver protocol, https://www.w3.org/TR/webdriver2/."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}/session"
        browser = {
            "binary": str(next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))),
            "args": ["--automation"],
        }
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": browser}}}
        self.root += f"/{self._send('', wanted)['sessionId']}"
        self._send("/timeouts", {"script": 120_000, "pageLoad": 120_000})

    def _send(self, path: str, content: Any) -> Any:
        request = Request(self.root + path, json.dumps(content).encode(), method="POST")
        with urlopen(request, timeout=180) as answer:
            return json.load(answer)["value"]

    def open(self, path: Path, width: int = 1280, height: int = 900) -> None:
        frame = path.with_name(f"{path.stem}-frame.html")
        frame.write_text(FRAME.format(path.name, width, height), encoding="utf-8")
        self._send("/window/rect", {"width": width + 200, "height": height + 200})
        self._send("/url", {"url": frame.as_uri()})
        self._send("/frame", {"id": 0})

    def run(self, script: str, *arguments: Any) -> Any:
        # What is given to an asynchronous script has the call to end it at its end.
        body = f"""const [end, ...given] = [...arguments].reverse();
            Promise.resolve((function () {{ {script} }})(...given.reverse()))
                .then(end, (error) => end({{error: String(error)}}));"""
        found = self._send("/execute/async", {"script": body, "args": arguments})
        assert not (isinstance(found, dict) and "error" in found), found
        return found

    def point_at(self, selector: str) -> None:
        place = self.run(
            f"const r = document.querySelector('{selector}').getClientRects()[0];"
            "return [Math.round(r.left + 20), Math.round(r.top + r.height / 2)]"
        )
        move = {"type": "pointerMove", "duration": 50, "x": place[0], "y": place[1]}
        parameters = {"pointerType": "mouse"}
        pointer = {"type": "pointer", "id": "mouse", "parameters": parameters, "actions": [move]}
        self._send("/actions", {"actions": [pointer]})

    def press_escape(self) -> None:
        keys = [{"type": kind, "value": "\ue00c"} for kind in ("keyDown", "keyUp")]
        self._send("/actions", {"actions": [{"type": "key", "id": "keys", "actions": keys}]})


@contextmanager
def firefox() -> Iterator[Firefox]:
    """Firefox, until the end of the block."""
    command = ["node", str(DRIVER), str(TOOLS), str(ENGINES["Firefox"])]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="utf-8") as process:
        yield Firefox(process)  # at the end of its input it ends


@contextmanager
def webkit() -> Iterator[WebKit]:
    """WebKit, until the end of the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    screen = ["-a", "-s", "-screen 0 2400x1600x24"]
    driver = [shutil.which("xvfb-run"), *screen, ENGINES["WebKit"], f"--port={port}"]
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
            becomes(lambda: _refuses(port), False)
            yield WebKit(port)
        finally:
            if hasattr(os, "killpg"):  # the driver and its browser
                os.killpg(process.pid, 15)


def _refuses(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


STARTS = {"Firefox": firefox, "WebKit": webkit}
"""What starts each engine."""
