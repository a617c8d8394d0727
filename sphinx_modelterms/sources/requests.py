"""Requests to other sites; imported only by builds whose settings name one."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sphinx.util import requests

from sphinx_modelterms.failed_requests import reason_of
from sphinx_modelterms.redirects import RefusedRedirect, check_redirect

if TYPE_CHECKING:
    from sphinx.config import Config

MISSING = frozenset({404, 410})
"""Status codes that mean that there is no such file."""

CHUNK = 65_536


def fetch(config: Config, address: str, seconds: float, most: int) -> tuple[bytes | None, str]:
    """Return the content at *address* and the address after redirects, with Sphinx's settings for
    requests.

    :param seconds: time limit of each answer, and of the whole
    :param most: maximum number of bytes; one more is returned of a larger file
    :return: ``None`` in place of the content if there is no such file
    :raises OSError: says why it can't be fetched
    """
    end = time.monotonic() + seconds
    try:
        response = requests.get(
            address,
            stream=True,
            timeout=seconds,
            hooks={"response": _check_answer},
            _user_agent=config.user_agent,
            _tls_info=(config.tls_verify, config.tls_cacerts),
        )
    except RefusedRedirect:
        raise
    except (OSError, ValueError) as error:  # ValueError: for an address that cannot be one
        raise OSError(reason_of(error)) from error
    with response:
        if response.status_code in MISSING:
            return None, response.url
        if response.status_code != 200:
            raise OSError(f"the server answers {response.status_code} {response.reason}")
        return _content(response.raw, end, most), response.url


def _check_answer(response: Any, **_: Any) -> None:
    """Check a redirect before it is followed.

    :raises RefusedRedirect: if it leads where none may lead
    """
    if not response.is_redirect:
        return
    response.raw.close()  # the text of a redirect would be read to its end
    session = requests.requests.Session()  # type: ignore[attr-defined]  # imported by Sphinx
    requested = session.resolve_redirects(response, response.request, yield_requests=True)
    if following := next(requested, None):  # none if the server names no address
        target = urlsplit(following.url)
        check_redirect(urlsplit(response.url).hostname or "", target.scheme, target.hostname or "")


def _content(raw: Any, end: float, most: int) -> bytes:
    content = bytearray()
    # Returns what has arrived, so that a slow server can't hold the build.
    read = getattr(raw, "read1", None) or raw.read
    try:
        while len(content) <= most and (part := read(CHUNK, decode_content=True)):
            content += part
            if time.monotonic() > end:
                raise TimeoutError
    except Exception as error:  # those of urllib3 have no common base with others
        raise OSError(reason_of(error)) from error
    return bytes(content[: most + 1])
