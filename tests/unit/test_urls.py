"""Addresses that become links, and those that are refused."""

from __future__ import annotations

import pytest

from sphinx_modelterms.glossary.urls import checked_address

ALLOWED = {
    "https://example.org/a?b=c&d#e": "https://example.org/a?b=c&d#e",
    "HTTP://Example.org": "HTTP://Example.org",
    "https://example.org/%60%7Ba%7D(1)~!*'": "https://example.org/%60%7Ba%7D(1)~!*'",
    "https://example.org/[x]?[y]#[z]": "https://example.org/%5Bx%5D?%5By%5D#%5Bz%5D",
    "https://example.org/%?100%&%2#%G0": "https://example.org/%25?100%25&%252#%25G0",
    "https://example.org#a#b#%23": "https://example.org#a%23b%23%23",
    "https://[2001:db8::1]:8080/[a]": "https://[2001:db8::1]:8080/%5Ba%5D",
    "mailto:a@example.org?subject=100%[a]": "mailto:a@example.org?subject=100%25%5Ba%5D",
    "doi:10.1000/a[1]%": "https://doi.org/10.1000/a%5B1%5D%25",
    "https://example.org/straße/词": "https://example.org/straße/词",
    "mailto:someone@example.org": "mailto:someone@example.org",
    "doi:10.1145/3442188.3445922": "https://doi.org/10.1145/3442188.3445922",
    "arxiv:2005.11401": "https://arxiv.org/abs/2005.11401",
    "arxiv:2005.11401v4": "https://arxiv.org/abs/2005.11401v4",
    "arxiv:cs/0112017": "https://arxiv.org/abs/cs/0112017",
    "rfc:9110": "https://www.rfc-editor.org/rfc/rfc9110",
}

REFUSED = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://example.org",
    "//example.org/x",
    "/local/path",
    "page.html",
    "",
    "https://",
    "https:///path",
    "https:example.org",
    "https://user:secret@example.org/",
    "https://user@example.org/",
    "https://exa mple.org",
    "https://example.org/\x00",
    "java\nscript:alert(1)",
    "https:\\\\example.org",
    'https://example.org/"onload="x',
    "https://example.org/`",
    "https://example.org/{a}",
    "https://example.org/a|b^c",
    "https://[::1",
    "https://a[::1]",
    "https://[::1]a",
    "https://%.org/",
    "https://%41.org/",
    "https://example.org:port/",
    "mailto:",
    "mailto:nobody",
    "doi:11.5/x",
    "arxiv:latest",
    "rfc:abc",
]


@pytest.mark.parametrize(("text", "address"), ALLOWED.items())
def test_allowed_addresses_are_normalized(text: str, address: str) -> None:
    assert checked_address(text) == address


@pytest.mark.parametrize("text", REFUSED)
def test_other_addresses_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"address|identifier"):
        checked_address(text)
