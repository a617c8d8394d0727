"""Addresses of terms of other projects in links."""

from __future__ import annotations

import posixpath
from urllib.parse import quote


def link_address(base: str, place: str) -> str:
    """Return the address of a term as inventories have it.

    >>> link_address("https://example.org/docs", "a b.html#term-x")
    'https://example.org/docs/a%20b.html#term-x'
    """
    path, sign, anchor = place.partition("#")
    return posixpath.join(base, quote(path)) + sign + quote(anchor, safe="!$&'()*+,/:;=?@")
