"""Automatic links in a table of tricky lines, in both markups."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Project

TERMS = """\
Context Window
Window
API
REST :: abbr: RST
C++
.NET
Q&A
GPT-4
Stable Diffusion 3
Self-Attention
Attention
Analysis
Index
Data Set
LLM
Token :: aliases: word piece
Large Language Model
Make
C
Go :: case: exact
Straße
Işık
神经网络
网络
نموذج لغوي
נקודה
Café Model
k-means
Fine-tuning
Node.js
R :: case: exact
Shared One :: aliases: shared alias
Shared Two :: aliases: shared alias
Quiet :: no-autolink:
Prompt Injection :: forms: prompt-injected
AC/DC
F#
Mixture of Experts
Chain of Thought
"""

# reST, Markdown ("" for the same), what is linked.
CASES: list[tuple[str, str, list[str]]] = [
    ("A context window.", "", ["context window"]),
    ("A context\nwindow.", "", ["context window"]),
    ("A context\u00a0window.", "", ["context window"]),
    ("A context-window.", "", ["context-window"]),
    ("A context\u2011window.", "", ["context\u2011window"]),
    ("A context - window.", "", ["window"]),
    ("A context. Window.", "", ["Window"]),
    ("A context, window.", "", ["window"]),
    ("A context (window).", "", ["window"]),
    ("A context \u2014 window.", "", ["window"]),
    ("CONTEXT WINDOW", "", ["CONTEXT WINDOW"]),
    ("The context *window*.", "", ["context window"]),
    ("The *context* window.", "", ["context window"]),
    ("The *context* **window**.", "", ["context window"]),
    ("The *context window*.", "", ["context window"]),
    ("The *big context* window.", "", []),
    ("The **context window size**.", "", ["context window"]),
    ("The ``context`` window.", "The `context` window.", ["window"]),
    ("The ``context window``.", "The `context window`.", []),
    ("The rest of the day.", "", []),
    ("A REST API.", "", ["REST", "API"]),
    ("Some APIs and API's end.", "", ["APIs", "API"]),
    ("API-first, non-API, myAPI, API2.", "", []),
    ("An *API*.", "", ["API"]),
    ("\u201cAPI\u201d and (API).", "", ["API", "API"]),
    ("API/REST", "", ["API", "REST"]),
    ("api", "", []),
    ("C++ is fast.", "", ["C++"]),
    ("Use .NET here.", "", [".NET"]),
    ("ASP.NET, NET", "", []),
    ("A Q&A page.", "", ["Q&A"]),
    ("Q & A", "", []),
    ("GPT-4 and GPT 4.", "", ["GPT-4", "GPT 4"]),
    ("GPT-4o, GPT-4-turbo, gpt-4", "", []),
    ("Stable Diffusion 3 is out.", "", ["Stable Diffusion 3"]),
    ("Stable Diffusion 3.5, Stable Diffusion 30", "", []),
    ("self-attention and attention", "", ["self-attention", "attention"]),
    ("Self attention", "", ["Self attention"]),
    ("Multi-attention", "", []),
    ("Two analyses.", "", ["analyses"]),
    ("Two indices, two indexes.", "", ["indices", "indexes"]),
    ("Two data sets.", "", ["data sets"]),
    ("LLMs and an LLM\u2019s size.", "", ["LLMs", "LLM"]),
    ("Large language models.", "", ["Large language models"]),
    ("tokens, token\u2019s, tokens\u2019", "", ["tokens", "token", "tokens"]),
    ("token-level", "", []),
    ("word pieces", "", ["word pieces"]),
    ("Make sure of it.", "", []),
    ("We make it. Make it so.", "", []),
    ("We build with Make today.", "", ["Make"]),
    ("Press C to go on.", "", []),
    ("Vitamin C.", "", []),
    ("Written in Go and R.", "", ["Go", "R"]),
    ("go on, r", "", []),
    ("Straße, STRASSE and strasse.", "", ["Straße", "STRASSE"]),
    ("İİİAPI x API end", "", ["API"]),
    ("Işık var.", "", ["Işık"]),
    ("isik, ISIK", "", []),
    ("我们的神经网络很大。", "", ["神经网络"]),
    ("网络和神经网络。", "", ["网络", "神经网络"]),
    ("هذا نموذج لغوي كبير.", "", ["نموذج لغوي"]),
    ("זו נקודה.", "", ["נקודה"]),
    ("Cafe\u0301 models.", "", ["Cafe\u0301 models"]),
    ("cafe model", "", []),
    ("K-Means clustering", "", ["K-Means"]),
    ("k means", "", ["k means"]),
    ("fine tuning", "", ["fine tuning"]),
    ("Node.js!", "", ["Node.js"]),
    ("node js", "", []),
    ("ＡＰＩ", "", ["ＡＰＩ"]),
    ("A shared alias.", "", []),
    ("Quiet please.", "", []),
    ("It was prompt-injected.", "", ["prompt-injected"]),
    ("Prompt injections.", "", ["Prompt injections"]),
    ("AC/DC live.", "", ["AC/DC"]),
    ("F# and F", "", ["F#"]),
    ("Mixtures of experts.", "", ["Mixtures of experts"]),
    ("A chain-of-thought prompt.", "", ["chain-of-thought"]),
    ("See :term:`token` and a token.", "See {term}`token` and a token.", ["token"]),
    ("`API <https://example.org>`__ here", "[API](https://example.org) here", []),
    (":doc:`API <index>` here", "{doc}`API <index>` here", []),
    (":no-autolink:`token` here", "{no-autolink}`token` here", []),
    (":kbd:`C++` and :guilabel:`Token`", "{kbd}`C++` and {guilabel}`Token`", []),
    (":math:`token`", "{math}`token`", []),
    ("H\\ :sub:`token`\\ O", "H{sub}`token`O", []),
    ("x_token, token_x, $token", "x_token, token_x, \\$token", []),
    ("soft\u00adware token", "", ["token"]),
    ("* a token", "", ["token"]),
    ("| a token\n| in a line", "> a token\n> in a quote", ["token"]),
    ("token\n   An API.", "token\n: An API.", ["API"]),
    (".. note:: A token.", "```{note}\nA token.\n```", ["token"]),
    (".. admonition:: The token\n\n   A token.", "```{admonition} The token\nA token.\n```", ["token"]),
    (".. rubric:: The token", "```{rubric} The token\n```", []),
    (".. code-block:: text\n\n   token", "```\ntoken\n```", []),
    (
        "==== =====\nAPI  x\n==== =====\n*a*  token\n==== =====",
        "| API | x |\n| --- | --- |\n| *a* | token |",
        ["token"],
    ),
    (
        ".. figure:: x.png\n\n   The token\n\n   A token.",
        "```{figure} x.png\nThe token\n\nA token.\n```",
        ["token"],
    ),
    (".. rst-class:: no-autolink\n\nA token.", "{.no-autolink}\nA token.", []),
    (".. container:: no-autolink\n\n   A token.", "```{container} no-autolink\nA token.\n```", []),
    (".. sidebar:: The token\n\n   A token.", "```{sidebar} The token\nA token.\n```", ["token"]),
    (":token: The token", "```{list-table}\n* - a token\n  - b\n```", ["token"]),
    ("A note [#a]_ here.\n\n.. [#a] On a token.", "A note [^a] on a token.\n\n[^a]: x", ["token"]),
    ("a |sub| b\n\n.. |sub| replace:: token", "a <b>token</b> <a href='x'>token</a>", ["token"]),
]  # fmt: skip

LINK = re.compile(r'<a class="mt-ref mt-auto reference internal"[^>]*>(.*?)</a>', re.S)


def links(html: str) -> list[str]:
    """The texts of the automatic links in *html*."""
    found = (unescape(re.sub("<[^>]*>", "", text)) for text in LINK.findall(html))
    return [" ".join(text.split()) for text in found]


def terms() -> str:
    """The directives of all terms."""
    made = []
    for line in TERMS.splitlines():
        name, *options = line.split(" :: ")
        shown = "".join(f"   :{option}\n" for option in options)
        made.append(f".. term:: {name}\n{shown}\n   Nothing else is said.\n")
    return "\n".join(made)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int], list[str]]:
    """The links that are made of each case, by markup and number."""
    from tests.conftest import Project

    project: Project = Project(tmp_path_factory.mktemp("cases"))
    rst = "\n\n".join(f"Case {n}\n---------\n\n{case}\n" for n, (case, _, _) in enumerate(CASES))
    markdown = "\n\n".join(f"## Case {n}\n\n{b or a}\n" for n, (a, b, _) in enumerate(CASES))
    project.write(
        {
            "index": f"Home\n====\n\n{terms()}\n.. toctree::\n   :hidden:\n\n   rst\n   md\n",
            "rst": f"R\n=\n\n{rst}",
            "md.md": f"# M\n\n{markdown}",
        }
    )
    (project.source / "x.png").write_bytes(b"")
    built = project.build(
        modelterms_autolink="all",
        modelterms_autolink_budget=0,
        myst_enable_extensions=["deflist", "attrs_block", "substitution"],
        suppress_warnings=["image.not_readable", "modelterms.duplicate-alias"],
    )
    assert built.warnings == []
    result = {}
    for markup in ("rst", "md"):
        parts = re.split(r'<section id="case-(\d+)">', built.body(markup))
        for number, html in zip(parts[1::2], parts[2::2], strict=True):
            result[markup, int(number)] = links(html)
    return result


@pytest.mark.parametrize("markup", ["rst", "md"])
@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: f"{n} {CASES[n][0]!r}"[:40])
def test_links_are_those_of_the_case(
    found: dict[tuple[str, int], list[str]], markup: str, number: int
) -> None:
    assert found[markup, number] == CASES[number][2]


def test_there_are_enough_cases() -> None:
    assert len({case for case, _, _ in CASES}) == len(CASES) >= 80
