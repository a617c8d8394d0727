"""Reasons of failed requests: those of each library in the same words."""

from __future__ import annotations

import http.client
import socket
import ssl
from urllib.error import URLError

import pytest
import requests
import urllib3

from sphinx_modelterms.failed_requests import FAILED, reason_of

RAW = requests.exceptions.ConnectionError
ABORTED = "Connection aborted."


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (URLError(socket.gaierror(-2, "unknown")), "there is no connection"),
        (URLError(ConnectionRefusedError()), "there is no connection"),
        (URLError(TimeoutError()), "there is no answer in time"),
        (URLError(ssl.SSLCertVerificationError()), "its certificate isn't accepted"),
        (URLError(ssl.SSLEOFError()), "there is no encrypted connection"),
        (
            requests.exceptions.SSLError(ssl.SSLCertVerificationError()),
            "its certificate isn't accepted",
        ),
        (requests.exceptions.SSLError(ssl.SSLError()), "there is no encrypted connection"),
        (http.client.BadStatusLine("SSH-2.0"), "the answer isn't HTTP"),
        (http.client.HTTPException("got more than 100 headers"), "the answer isn't HTTP"),
        (http.client.RemoteDisconnected(), "the connection was cut"),
        (requests.exceptions.InvalidSchema("gopher"), "the address can't be used"),
        (UnicodeError("label too long"), "the address can't be used"),
        (ValueError("Invalid IPv6 URL"), "the answer isn't HTTP"),
        (requests.exceptions.TooManyRedirects(), "it redirects too often"),
        (requests.exceptions.ReadTimeout(), "there is no answer in time"),
        (urllib3.exceptions.DecodeError(), "its content can't be unpacked"),
        (urllib3.exceptions.IncompleteRead(1, 2), "the connection was cut"),
        (
            RAW(urllib3.exceptions.ProtocolError(ABORTED, http.client.BadStatusLine("x"))),
            "the answer isn't HTTP",
        ),
        (
            RAW(urllib3.exceptions.ProtocolError(ABORTED, ConnectionResetError())),
            "the connection was cut",
        ),
        (
            RAW(urllib3.exceptions.ProtocolError(ABORTED, TimeoutError())),
            "there is no answer in time",
        ),
        (RuntimeError("anything"), FAILED),
    ],
    ids=repr,
)
def test_a_reason_has_no_name_of_a_class(error: Exception, reason: str) -> None:
    assert reason_of(error) == reason
