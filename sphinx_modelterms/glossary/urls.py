"""Allow-list of addresses that may be linked: Sphinx itself lets ``javascript:`` through."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

_SHORT_FORMS = {
    "doi": (lazy_pattern(r"10\.\d{4,9}/[^\s<>\"\\]+"), "https://doi.org/{}"),
    "arxiv": (
        lazy_pattern(r"\d{4}\.\d{4,5}(v\d+)?|[a-z-]+(\.[A-Z]{2})?/\d{7}"),
        "https://arxiv.org/abs/{}",
    ),
    "rfc": (lazy_pattern(r"[1-9]\d{0,4}"), "https://www.rfc-editor.org/rfc/rfc{}"),
}

# The ASCII characters that RFC 3986 has no use for (a backtick stops TeX); spaces and controls.
_FORBIDDEN = lazy_pattern(
    r"[\x00-\x20\x7f-\xa0\\<>\"`^{|}\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000]"
    r"|[\ud800-\udfff\ufeff\ufff0-\uffff]"
)

# What may not be in a path, query or fragment as it is: an e-book with it is invalid.
_TO_ENCODE = lazy_pattern(r"%(?![0-9A-Fa-f]{2})|[\[\]]")

_HOST = lazy_pattern(r"(?:[^\[\]]+|\[[^\[\]]+\])(?::\d*)?")
"""A host with its port. Only an address of IPv6 has brackets, around it."""

_SITE = lazy_pattern(r"https?://[^/?#]*", re.IGNORECASE)


def checked_address(text: str) -> str:
    """Return the URL to link for *text*; signs that a URL can only have encoded are so.

    Allowed are ``http``, ``https`` (with a host, without user names) and ``mailto`` addresses, and
    the short forms ``doi:10.…``, ``arxiv:2005.11401``, ``rfc:9110``.

    :raises ValueError: with the reason why *text* is refused

    >>> checked_address("https://example.org/a[1]#100%")
    'https://example.org/a%5B1%5D#100%25'
    """
    return _encoded(_allowed(text.strip()))


def _encoded(address: str) -> str:
    site = _SITE.match(address)
    start = site.end() if site else 0
    path, sign, fragment = address[start:].partition("#")
    rest = path + sign + fragment.replace("#", "%23")
    return address[:start] + _TO_ENCODE.sub(lambda found: f"%{ord(found[0]):02X}", rest)


def _allowed(text: str) -> str:
    """Return the URL for *text* as it is written.

    :raises ValueError: with the reason why *text* is refused
    """
    if found := _FORBIDDEN.search(text):
        what = "a space" if found[0] == " " else found[0] if found[0] in '\\<>"`^{|}' else ""
        what = what or "a control character or an unusual space"
        raise ValueError(f"the address {text!r} contains {what}")
    scheme, _, rest = text.partition(":")
    scheme = scheme.lower()
    if scheme in _SHORT_FORMS:
        pattern, address = _SHORT_FORMS[scheme]
        if not pattern.fullmatch(rest):
            raise ValueError(f"{rest!r} isn't a {scheme} identifier")
        return address.format(rest)
    if scheme == "mailto":
        if not re.fullmatch(r"[^@/?#]+@[^@/?#]+(\?.*)?", rest):
            raise ValueError(f"the address {text!r} isn't of the form mailto:name@host")
        return text
    if scheme not in {"http", "https"} or not rest.startswith("//"):
        raise ValueError(
            f"the address {text!r} isn't a complete http, https, mailto, doi, arxiv or rfc address"
        )
    return _checked_host(text)


def address_in(text: str) -> str:
    """Return the URL in *text*, which may have the angle brackets of links around it.

    :raises ValueError: says why *text* is refused

    >>> address_in("<https://example.org>")
    'https://example.org'
    """
    text = text.strip()
    return checked_address(text[1:-1] if text[:1] == "<" and text[-1:] == ">" else text)


def _checked_host(text: str) -> str:
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"can't read the address {text!r}: {error}") from None
    if not host:
        raise ValueError(f"the address {text!r} has no host")
    if "%" in host or not _HOST.fullmatch(parts.netloc.rpartition("@")[2]):
        raise ValueError(f"can't read the address {text!r}: {host!r} isn't a host")
    if "@" in parts.netloc:
        raise ValueError(f"the address {text!r} contains a user name")
    return text
