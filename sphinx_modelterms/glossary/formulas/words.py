r"""Formulas as readable text: for screen readers, and where they are not shown as formulas."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.formulas.commands import (
    ARROWS,
    BINARY,
    GREEK,
    RELATIONS,
    SIZES,
    SPACES,
    STYLES,
)
from sphinx_modelterms.glossary.formulas.tokens import DEEPEST
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    import re

LONGEST = 1_000
"""Maximum number of characters of a formula that are read."""

_UNBRACED = lazy_pattern(r"(\\[dtc]?frac(?![A-Za-z])|[_^])\s*([0-9])(?=[0-9])")
_UNBRACED_LETTERS = lazy_pattern(r"\\([dtc]?)frac\s+([A-Za-z])\s*([A-Za-z0-9])")
_SECOND = lazy_pattern(r"(\\[dtc]?frac\s*\{[^{}]*\})\s*([A-Za-z0-9])")
_FRACTION = lazy_pattern(r"\\[dtc]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_ROOT = lazy_pattern(r"\\sqrt\s*\{([^{}]*)\}")
_SCRIPT = lazy_pattern(r"([_^])\s*\{([^{}]*)\}")
_GROUP = lazy_pattern(r"(?<!\})(\\[A-Za-z]+\*?)?\s*\{([^{}]*)\}")
_COMMAND = lazy_pattern(r"\\(?:([A-Za-z]+)\*?|(.?))|[~&{}]")
_ENVIRONMENT = lazy_pattern(r"\\(?:begin|end)\s*\{[A-Za-z*]*\}|(?<=\\\\)\[[^\]]*\]")
_OF_TEXT = lazy_pattern(r"\\(?:math|text|operatorname)")
_HYPHEN = lazy_pattern(r"(\\(?:text[a-z]*|math[a-z]+|operatorname\*?)\s*\{[^{}]*\})|-")
_SPACE_BEFORE = lazy_pattern(r" (?=[)(,.;:^_/])|(?<=[(^_/]) |(?<=^−) |(?<=\(−) ")

_SIGNS = {
    sign: names.split()
    for sign, names in {
        "×": "times", "·": "cdot", "÷": "div", "±": "pm", "∓": "mp", "∘": "circ",
        "≤": "le leq leqslant", "≥": "ge geq geqslant", "≠": "ne neq", "≈": "approx", "≡": "equiv",
        "∼": "sim", "∝": "propto", "≪": "ll", "≫": "gg", "∈": "in", "∉": "notin", "⊂": "subset",
        "⊆": "subseteq", "∪": "cup", "∩": "cap", "∅": "emptyset varnothing", "→": "to rightarrow",
        "←": "gets leftarrow", "⇒": "Rightarrow implies", "⇔": "Leftrightarrow iff", "↦": "mapsto",
        "∞": "infty", "∂": "partial", "∇": "nabla", "∑": "sum", "∏": "prod", "∫": "int",
        "∀": "forall", "∃": "exists", "¬": "neg lnot", "∧": "wedge land", "∨": "vee lor",
        "…": "dots ldots cdots dotsc", "|": "mid vert lvert rvert", "‖": "Vert lVert rVert",
        "⊕": "oplus", "⊗": "otimes", "⊥": "perp bot", "⊤": "top", "ℓ": "ell", "′": "prime",
        "⟨": "langle", "⟩": "rangle", "{": "lbrace", "}": "rbrace", ":": "colon",
    }.items()
}  # fmt: skip
"""Names of commands by the sign that they typeset."""

SILENT = (SPACES | STYLES | SIZES) | {
    *("left", "right", "middle", "limits", "nolimits", "hline", "boldsymbol", "pmb"),
}
"""Commands that are not read."""

SPACED = BINARY | RELATIONS | ARROWS
"""Commands whose signs have spaces around them."""


def braced(formula: str) -> str:
    r"""Return *formula* with braces around arguments of one sign.

    >>> braced(r"\frac12 x^23 \frac{a}2 \frac ab")
    '\\frac{1}{2} x^{2}3 \\frac{a}{2} \\frac{a}{b}'
    """
    formula = _UNBRACED.sub(r"\1{\2}", formula)
    formula = _UNBRACED_LETTERS.sub(r"\\\1frac{\2}{\3}", formula)
    return _SECOND.sub(r"\1{\2}", formula)


def formula_words(formula: str) -> str:
    r"""Return *formula* as text: signs where there are some, else the names of commands.

    >>> formula_words(r"\frac{QK^\top}{\sqrt{d_k}} \le \log\alpha, \mathrm{softmax}(x)")
    '(QK^⊤)/(√(d_k)) ≤ log α, softmax(x)'
    >>> formula_words(r"-\ln 0.25 - \text{co-domain}")
    '−ln 0.25 − co-domain'
    """
    text = braced(formula[:LONGEST]).replace(r"\{", r"\lbrace ").replace(r"\}", r"\rbrace ")
    text = _ENVIRONMENT.sub(" ", text)
    text = _HYPHEN.sub(lambda m: m[1] or "−", text)
    for _ in range(DEEPEST):  # from the innermost group to the outermost
        before = text
        text = _FRACTION.sub(lambda m: f"{_one(m[1])}/{_one(m[2])}", text)
        text = _ROOT.sub(lambda m: f"√{_one(m[1])}", text)
        text = _SCRIPT.sub(lambda m: m[1] + _one(m[2]), text)
        text = _GROUP.sub(_ungrouped, text)
        if text == before:
            break
    text = " ".join(_COMMAND.sub(_sign, text).split())
    return _SPACE_BEFORE.sub("", text)


def _one(text: str) -> str:
    """Return *text*, in brackets if it is more than one sign."""
    text = text.strip()
    return text if text.isalnum() or len(text) < 2 else f"({text})"


def _ungrouped(group: re.Match[str]) -> str:
    """Return the content of a group; arguments of ``frac`` stay until both have no groups."""
    command, content = group[1], group[2]
    if command is None or _OF_TEXT.match(command):
        return f" {content}" if command else str(content)
    return str(group[0]) if command.endswith(("frac", "sqrt")) else f"{command} {content} "


def _sign(command: re.Match[str]) -> str:
    name, sign = command[1], command[2]
    if name is None and sign == "\\":  # the end of a row
        return ", "
    if name is None:
        return " " if not sign or sign in SPACES or not sign.isprintable() else sign
    if name in SILENT:
        return " "
    shown = _signs().get(name)
    return f" {shown or name} " if shown is None or name in SPACED else shown


@cache
def _signs() -> dict[str, str]:
    """Return the sign of each command that has one."""
    signs = {name: sign for sign, names in _SIGNS.items() for name in names}
    for name in GREEK:
        case = "CAPITAL" if name[0].isupper() else "SMALL"
        letter = name.removeprefix("var").upper().replace("LAMBDA", "LAMDA")
        try:
            signs[name] = unicodedata.lookup(f"GREEK {case} LETTER {letter}")
        except KeyError:  # a Hebrew one
            continue
    return signs
