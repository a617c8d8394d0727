"""The address of a site, which its file or a user says."""

from __future__ import annotations

import re

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.urls import checked_address

WEB = lazy_pattern(r"\s*https?://", re.IGNORECASE)
"""The beginning of the address of a site."""


def site_address(address: str) -> str:
    """Return the address of a site, with a slash at the end; ``""`` if it is empty.

    :raises ValueError: if it isn't an address
    """
    if not address:
        return ""
    if not WEB.match(address):
        raise ValueError(f"the address {address!r} isn't a complete http or https address")
    address = checked_address(address)
    return address if address.endswith("/") else f"{address}/"


def web_address(address: str) -> str:
    """Return a complete address; ``""`` for one that only a browser on its site understands, or
    that can't be used.

    >>> web_address("https://example.org/a.html#b"), web_address("javascript:alert(1)")
    ('https://example.org/a.html#b', '')
    """
    try:
        return checked_address(address) if WEB.match(address) else ""
    except ValueError:
        return ""
