"""Reasons of failed requests, in plain words, for any of the libraries that make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

REASONS = {
    "there is no answer in time": ("Timeout",),
    "its certificate isn't accepted": ("Cert",),
    "there is no encrypted connection": ("SSL",),
    "it redirects too often": ("TooManyRedirects",),
    "its content can't be unpacked": ("DecodeError", "ContentDecodingError"),
    "the address can't be used": ("Schema", "InvalidURL", "LocationParse", "Unicode"),
    "the connection was cut": ("IncompleteRead", "InvalidChunk", "RemoteDisconnected", "Reset"),
    "the answer isn't HTTP": (
        *("BadStatusLine", "UnknownProtocol", "LineTooLong", "HTTPException"),
        "ValueError",  # of libraries that parse an answer
    ),
    "there is no connection": ("gaierror", "NameResolution", "Connection", "ProtocolError"),
}
"""Each reason with parts of the names of the classes that stand for it, the surest first."""

FAILED = "the request has failed"


def reason_of(error: BaseException) -> str:
    """Return why a request has failed, without names of classes, which differ by library.

    All causes of the error count, not only the last: libraries call a strange answer a lost
    connection.

    >>> reason_of(TimeoutError()), reason_of(OSError("?"))
    ('there is no answer in time', 'the request has failed')
    """
    kinds = [type(cause).__name__ for cause in _causes(error)]
    return next(
        (reason for reason, parts in REASONS.items() if any(p in k for p in parts for k in kinds)),
        FAILED,
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error, and those that it was raised for or tells of."""
    seen: list[BaseException] = []
    rest = [error]
    while rest:
        cause = rest.pop()
        if cause not in seen:
            seen.append(cause)
            yield cause
            told = (cause.__cause__, cause.__context__, getattr(cause, "reason", None))
            rest += [each for each in (*told, *cause.args) if isinstance(each, BaseException)]
