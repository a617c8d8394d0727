"""Terms can bring no script, no markup and no bad address into any output."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Built, Project

NASTY = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></textarea><!-- <script>",
    "javascript:alert(1)",
    "{{ 7*7 }} {% raw %}",
    r"\input{/etc/passwd} \write18{ls} % # $ ^ & _ ~ { }",
    "&lt;b&gt; &amp; &#60;",
    "a\u2028b\u200fc",
]

ADDRESSES = [
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "//example.org",
    "https://user:secret@example.org/",
]


def page(text: str) -> str:
    """A page with *text* in every field that is no markup, and quoted in those that are."""
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    escaped = re.sub(r"([\\*`|_:<>\[\]])", r"\\\1", text)
    return f"""Page
====

.. term:: {text}
   :id: term-nasty
   :abbr: {text}!
   :aliases: {quoted}
   :former-names: {quoted}
   :avoid: {quoted}
   :category: {text}
   :tags: {quoted}
   :related: Other
   :class: {text.split()[0]}

   Definition {escaped}.

   Explanation {escaped}.

   .. term-example::

      Example {escaped}.

   .. term-question:: Question {escaped}?

      Answer {escaped}.

   .. term-facts::

      Key: {escaped}

   .. term-source:: {escaped}
      :url: https://example.org/

.. term:: Other
   :related: {quoted}

   Another one.
"""


class Seen(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def seen(html: str) -> Seen:
    parser = Seen()
    parser.feed(html)
    parser.close()
    return parser


def check_harmless(built: Built) -> None:
    found = seen(built.body("index"))
    assert not {"script", "svg", "img", "iframe", "textarea"} & set(found.tags)
    for name, value in found.attributes:
        assert not name.startswith("on"), name
        if name in {"href", "src"}:
            assert re.match(r"(#|https://|[\w./-]+\.html)", value), value
        if name == "id":
            assert re.fullmatch(r"[A-Za-z0-9_.:-]+", value), value


@pytest.mark.parametrize("text", NASTY)
def test_text_stays_text(project: Project, text: str) -> None:
    project.write({"index": page(text)})
    built = project.build()
    check_harmless(built)
    assert built.domain.build.glossary.terms


@pytest.mark.parametrize("address", ADDRESSES)
def test_bad_addresses_are_not_linked(project: Project, address: str) -> None:
    project.write(
        {
            "index": f"Page\n====\n\n.. term:: X\n\n   Def.\n\n   .. term-source:: T\n      :url: {address}\n"
        }
    )
    built = project.build()
    check_harmless(built)
    assert any("[modelterms.bad-address]" in warning for warning in built.warnings)
    assert not re.search(r"javascript:|vbscript:|data:text|secret@", built.body("index"), re.I)


def test_latex_specials_are_escaped(project: Project) -> None:
    project.write({"index": page(NASTY[7])})
    tex = project.build("latex").outdir
    text = next(tex.glob("*.tex")).read_text(encoding="utf-8")
    body = text[text.index(r"\begin{document}") :]
    assert r"\input{/etc" not in body
    assert r"\write18" not in body


def test_nothing_asks_the_network(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*args: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    project.write({"index": page("plain")})
    built = project.build()
    assert not re.search(r"https?://(?!example\.org|www\.sphinx)", built.body("index"))
