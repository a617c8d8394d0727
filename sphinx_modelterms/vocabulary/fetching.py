"""Requests to the sites. Answers are kept: a site that has not changed sends nothing again."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from hashlib import sha256
from http.client import IncompleteRead
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from sphinx_modelterms import version
from sphinx_modelterms.atomic_write import write_whole
from sphinx_modelterms.failed_requests import reason_of
from sphinx_modelterms.glossary.other_projects.records import without_password
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.redirects import RefusedRedirect, check_redirect
from sphinx_modelterms.regular_files import read_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from http.client import HTTPMessage
    from pathlib import Path
    from typing import IO

CHUNK = 2**18

CONDITIONS = ("If-None-Match", "If-Modified-Since")
"""Headers by which a server tells whether a file has changed."""

MISSING = frozenset({404, 410})
"""Status codes that mean that there is no such file."""


class RequestLimits(NamedTuple):
    """The limits of requests."""

    seconds: float = 60.0
    """Time limit of an answer as a whole."""
    most_bytes: int = 64 * 2**20
    """Maximum size of a file."""
    hours: float = 20.0
    """Hours for which an answer is used without asking again, also one that there is no file."""


class Unfetchable(OSError):
    """The error for a file that can't be fetched; the message is for the user."""


class _Redirects(HTTPRedirectHandler):
    """Follows the redirects that may be followed, and sends the headers of a site to no other."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        fp.close()  # the text of a redirect would be read to its end
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        request = super().redirect_request(req, fp, code, msg, headers, newurl)
        host = urlsplit(f"//{request.host}").hostname if request else ""  # without escapes
        try:
            check_redirect(old.hostname or "", new.scheme, host or "")
        except RefusedRedirect as error:
            raise Unfetchable(str(error)) from None
        if request and (old.scheme, old.netloc) != (new.scheme, new.netloc):
            request.headers = {k: v for k, v in request.headers.items() if k in _OWN_HEADERS}
        return request


_OWN_HEADERS = frozenset({"User-agent", "Accept-encoding"})


def fetch_kept(url: str, headers: Mapping[str, str], folder: Path, limits: RequestLimits) -> Path:
    """Return the path of a copy of the file at *url*.

    :param folder: the directory of the copies
    :raises Unfetchable: if there is none
    """
    key = sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    copy, note = folder / f"{key}.json", folder / f"{key}.note"
    known = _known(note) if copy.exists() or note.exists() else {}
    age = time.time() - known.get("asked", 0)
    if 0 <= age < limits.hours * 3600:
        if known.get("missing"):
            raise Unfetchable("there is no such file")
        if copy.exists():
            return copy
    conditions: dict[str, str] = {name: known[name] for name in CONDITIONS if name in known}
    try:
        content, answered = _ask(url, {**headers, **(conditions if copy.exists() else {})}, limits)
    except FileNotFoundError:
        _write(note, {"asked": time.time(), "missing": True})
        copy.unlink(missing_ok=True)
        raise Unfetchable("there is no such file") from None
    if content is not None:
        write_whole(copy, content)
        conditions = answered
    _write(note, {"asked": time.time(), **conditions})
    return copy


def _known(note: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        known = json.loads(read_whole(note))
        if isinstance(known, dict) and isinstance(known.get("asked"), float):
            return known
    return {}


def _write(note: Path, content: Mapping[str, Any]) -> None:
    write_whole(note, json.dumps(content).encode())


def _ask(
    url: str, headers: Mapping[str, str], limits: RequestLimits
) -> tuple[bytes | None, dict[str, str]]:
    """Return the content, ``None`` if it has not changed, and the headers for the next request.

    :raises FileNotFoundError: if there is no such file
    :raises Unfetchable: if it can't be fetched
    """
    own = {"User-Agent": f"sphinx_modelterms/{version.__version__}", "Accept-Encoding": "identity"}
    end = time.monotonic() + limits.seconds
    try:
        request = _request(url, {**own, **headers})
        with build_opener(_Redirects).open(request, timeout=limits.seconds) as answer:
            _check_plain(answer.headers["Content-Encoding"])
            content = _content(answer, end, limits.most_bytes)
            marks = answer.headers["ETag"], answer.headers["Last-Modified"]
            return content, {k: v for k, v in zip(CONDITIONS, marks, strict=True) if v}
    except HTTPError as error:
        error.close()
        if error.code == 304:
            return None, {}
        if error.code in MISSING:
            raise FileNotFoundError from None
        raise Unfetchable(f"the server answers {error.code}") from None
    except Unfetchable:
        raise
    except Exception as error:  # those of http.client have no base class in common with others
        raise Unfetchable(reason_of(error)) from None


def _request(url: str, headers: Mapping[str, str]) -> Request:
    """Return a request; a user name and password in the URL become a header."""
    parts = urlsplit(url)
    request = Request(without_password(url), headers=dict(headers))
    if "@" in parts.netloc:
        from base64 import b64encode
        from urllib.parse import unquote

        user = unquote(parts.netloc.rpartition("@")[0])
        request.add_header("Authorization", f"Basic {b64encode(user.encode()).decode()}")
    return request


def _content(answer: Any, end: float, most: int) -> bytes:
    content = bytearray()
    try:
        while part := answer.read1(CHUNK):
            content += part
            if len(content) > most:
                raise Unfetchable(f"it is larger than {most / 2**20:.0f} MiB")
            if time.monotonic() > end:
                raise TimeoutError
    except (ConnectionError, IncompleteRead):
        raise _cut(content) from None
    announced = answer.headers["Content-Length"] or ""
    chunked = answer.headers["Transfer-Encoding"]
    if announced.isdecimal() and not chunked and len(content) < int(announced[:20]):
        raise _cut(content)
    return bytes(content)


def _cut(content: bytearray) -> Unfetchable:
    return Unfetchable(f"the transfer was cut after {len(content):,} bytes. Try again later")


def _check_plain(encoding: str | None) -> None:
    """Check the encoding of an answer.

    :raises Unfetchable: if it is compressed, which no server was asked for
    """
    if encoding and encoding.strip().lower() != "identity":
        raise Unfetchable(
            f"the answer is compressed ({encoding.strip()[:20]}), which the request doesn't allow"
        )
