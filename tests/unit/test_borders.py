"""Borders of names: whole words, and what is typed rather than said."""

from __future__ import annotations

import time

import pytest

from sphinx_modelterms.glossary.text import borders
from sphinx_modelterms.glossary.text.attached import attached_of
from sphinx_modelterms.glossary.text.borders import ALWAYS_AFTER, ALWAYS_BEFORE
from sphinx_modelterms.glossary.text.matcher import Matcher
from sphinx_modelterms.glossary.text.name_tree import Name

NAMES = ("Kernel", "TLS", "Widget", "I/O", "Server", ".NET", "令牌", "토큰", "Node", "IP")

TYPED = [
    "/usr/lib/kernel/x", "/kernel", "./widget/a", "~/widget", "../server/x", "kernel/", "(kernel/)",
    "kernel/Makefile.am", "src/kernel/main", "TLS/cert.pem", "docs/TLS/index", "C:\\widget\\a",
    "D:\\Server", "\\server", "https://example.org/widget", "www.example.org/kernel/a",
    "--widget", "-widget", "(--kernel)", "[-kernel]", "“-widget”", "--server=1", "–widget",
    "widget()", "widget(1, 2)", "TLS(x)", "kernel(a)", "f(widget)", "f(widget, kernel2)",
    "widget=1", "x=widget", "$KERNEL", "${kernel}", "%kernel%", "@widget", "#server",
    "me@server.org", "server@here", "kernel.py", "kernel.org/a", ".kernel", "a.kernel", "kernel_x",
    "x_kernel", "std::kernel", "kernel::new", "p->widget", "widget->p", "<widget>", "{widget}",
    "server://x", "widget?x=1", "widget[0]", "~kernel", "a/I/O/b", "/dev/I/O",
]  # fmt: skip

SAID = {
    "client/server": ["server"],
    "kernel/widget": ["kernel", "widget"],
    "TCP/IP and TLS/IP": ["IP", "TLS", "IP"],
    "Kernel/Server/Node": ["Kernel", "Server", "Node"],
    "fast I/O.": ["I/O"],
    "network/I/O": ["I/O"],
    "(kernel)": ["kernel"],
    "“kernel”, 'widget', «server»": ["kernel", "widget", "server"],
    "a widget (or two)": ["widget"],
    "widget(s) and server(s)": ["widget", "server"],
    "a dash--kernel": ["kernel"],
    "a dash – kernel –": ["kernel"],
    "palabra –kernel– y": ["kernel"],
    "from node–server": ["node", "server"],
    "...kernel": ["kernel"],
    "kernel... and": ["kernel"],
    "is it the kernel?": ["kernel"],
    "kernel: a thing": ["kernel"],
    "note:kernel": ["kernel"],
    "in .NET": [".NET"],
    "令牌(Token)": ["令牌"],
    "토큰(token)": ["토큰"],
    "TLS(传输层安全)": ["TLS"],
    "kernel, widget; server": ["kernel", "widget", "server"],
    "the kernel’s widget's": ["kernel", "widget"],
}


def found(text: str) -> list[str]:
    matcher = Matcher(Name(name, number, name.isupper()) for number, name in enumerate(NAMES))
    return [text[match.start : match.end] for match in matcher.find(text)]


@pytest.mark.parametrize("text", TYPED)
def test_typed_words_are_no_names(text: str) -> None:
    assert found(text) == []
    assert found(f"so {text} is") == []
    assert found(f"so ({text}), is") == []


@pytest.mark.parametrize("text", SAID)
def test_said_words_are_names(text: str) -> None:
    assert found(text) == SAID[text]
    assert found(f"so {text} is") == SAID[text]


def test_a_line_of_slashes_takes_linear_time() -> None:
    start = time.process_time()
    assert found("kernel/" * 20_000) == []
    assert found("-" * 50_000 + "kernel") == []
    assert time.process_time() - start < 20


NEIGHBOURS = ["", *" \n\0a1_-–.,:;/\\'’\"()[]{}<>=*+#&@%$神", "(s)", "//x", "--", "..", "a/b.c"]


@pytest.mark.parametrize("language", ["en", "fr", "tr", "hu"])
def test_some_characters_never_make_a_name_a_part_of_something(language: str) -> None:
    attached = attached_of(language)
    for name in ("ab", "神", "x1", "C++"):
        for beyond in NEIGHBOURS:
            for sign in ALWAYS_BEFORE:
                text = f"{beyond}{sign}{name}"
                start = len(text) - len(name)
                assert borders._may_begin(text, start, len(text), attached), ascii(text)
            for sign in ALWAYS_AFTER:
                text = f"{name}{sign}{beyond}"
                assert borders._may_end(text, 0, len(name), attached), ascii(text)
