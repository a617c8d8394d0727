"""Another project's site, on the loopback address; it stops with the test."""

from __future__ import annotations

import http.server
import json
import threading
import time
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

INVENTORY_HEAD = (
    b"# Sphinx inventory version 2\n# Project: Other\n# Version: 1\n"
    b"# The remainder of this file is compressed using zlib.\n"
)


def inventory(objects: dict[str, str], kind: str = "std:term") -> bytes:
    """An inventory of objects with their addresses; names with another kind begin with it."""
    lines = "".join(
        f"{name.partition('|')[2] or name} {name.partition('|')[0] if '|' in name else kind}"
        f" -1 {address} -\n"
        for name, address in objects.items()
    )
    return INVENTORY_HEAD + zlib.compress(lines.encode())


def published(terms: dict[str, tuple[str, str]], **fields: Any) -> bytes:
    """A file of terms: names, each with its address and its summary."""
    made = [
        {"id": address.partition("#")[2], "name": name, "summary": summary, "url": address}
        for name, (address, summary) in terms.items()
    ]
    document = {"version": 1, "language": "en", "project": "Other"} | fields
    return json.dumps(document | {"terms": made, "comparisons": []}).encode()


def write_copy(folder: Path, terms: dict[str, tuple[str, str]], **fields: Any) -> None:
    """Write copies of both files of a site into a folder."""
    addresses = {name: address for name, (address, _) in terms.items()}
    (folder / "objects.inv").write_bytes(inventory(addresses))
    (folder / "modelterms-terms.json").write_bytes(published(terms, **fields))


class OtherSite:
    """A site whose files a test changes, and that notes requests."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.redirects: dict[str, str] = {}
        self.statuses: dict[str, int] = {}
        self.delays: dict[str, float] = {}
        """Seconds between the bytes of an answer."""
        self.asked: list[str] = []
        self.address = ""
        self.passwords: list[str] = []
        self.etags: dict[str, str] = {}
        """Marks of files, by which a program asks whether they have changed."""

    def publish(self, terms: dict[str, tuple[str, str]], folder: str = "", **fields: Any) -> None:
        """Publish terms with their inventory."""
        self.files[f"/{folder}objects.inv"] = inventory(
            {name: address for name, (address, _) in terms.items()}
        )
        self.files[f"/{folder}modelterms-terms.json"] = published(terms, **fields)

    def asked_for_terms(self) -> list[str]:
        """The requests for terms since the last call."""
        asked = [path for path in self.asked if path.endswith("terms.json")]
        self.asked.clear()
        return asked


@contextmanager
def other_site() -> Iterator[OtherSite]:
    """Serve another site until the test ends."""
    site = OtherSite()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    server.daemon_threads = True
    site.address = f"http://127.0.0.1:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(site: OtherSite) -> Callable[..., http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.passwords.append(self.headers.get("Authorization", ""))
            if target := site.redirects.get(self.path):
                self.send_response(302)
                self.send_header("Location", target)
                self.end_headers()
                return
            etag = site.etags.get(self.path)
            if etag and self.headers.get("If-None-Match") == etag:
                self.send_response(304)
                self.end_headers()
                return
            content = site.files.get(self.path)
            status = site.statuses.get(self.path, 404 if content is None else 200)
            content = content or b""
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            if etag:
                self.send_header("ETag", etag)
            self.end_headers()
            delay = site.delays.get(self.path, 0)
            try:
                for start in range(len(content) if delay else 0):
                    self.wfile.write(content[start : start + 1])
                    self.wfile.flush()
                    time.sleep(delay)
                if not delay:
                    self.wfile.write(content)
            except OSError:
                pass  # the build has hung up

        def log_message(self, *_: object) -> None:
            pass

    return Handler
