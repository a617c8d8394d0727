r"""Tokens of a formula as TeX reads them, and arguments that contain words instead of math."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.formulas.commands import DELIMITERS, SIGNS
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Container

    from sphinx_modelterms.glossary.formulas.commands import Environment

DEEPEST = 12
"""Maximum nesting of groups."""

MOST_WORK = 20_000
"""Maximum number of signs that TeX typesets, counting those in arguments that it typesets several
times as often.
"""

COPIES = {"M": 4, "P": 10}
"""Number of times that TeX typesets an argument of a kind: once for each of the sizes to choose
from, and three times for each ``\\pmb``, as measured.
"""

COPIES_OF_ACCENT = 2
"""The same for an accent as the only argument of another."""

MOST_COPIES = 64
"""Maximum number of times that TeX may typeset anything: 22 nested wide accents take
it a minute.
"""

TOO_MUCH_WORK = "it is nested in a way that takes TeX too long"

TOKENS = lazy_pattern(r"(?s)\\(?:[A-Za-z]+|.?)|[ \t\n]+|.")
BLANK_LINE = lazy_pattern(r"\n[ \t]*\n")
LENGTH = lazy_pattern(r"\d(\.\d{1,2})?(em|ex)|\d{1,2}(\.\d{1,2})?(pt|mm)")
NAME = lazy_pattern(r"[A-Za-z0-9 -]+")

COLUMNS = lazy_pattern(r"[lcr|]{1,20}")
ONE_SIGN = frozenset("+-*/=<>|()!.,:;?")

NOT_IN_TEXT = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Unicode categories of characters without a visible sign, such as controls."""

END = ""
"""The token after the last one."""


class NoFormulaError(ValueError):
    """The reason why a text is not accepted as a formula."""


def is_space(token: str) -> bool:
    """Return True if TeX counts *token* as a space."""
    return token[:1] in {" ", "\t", "\n"}


class Tokens:
    """The tokens of a formula, with the current position."""

    def __init__(self, text: str) -> None:
        if BLANK_LINE.search(text):
            raise NoFormulaError("it contains a blank line")
        self.tokens = TOKENS.findall(text)
        self.at = 0
        self.weight = 1
        """Number of times that TeX typesets what is being read."""
        self.work = 0

    def peek(self) -> str:
        """Return the next token."""
        return str(self.tokens[self.at]) if self.at < len(self.tokens) else END

    def next(self) -> str:
        """Consume one token, and the space after a command."""
        token = self.peek()
        self.at += 1
        self.work += self.weight
        if self.work > MOST_WORK:
            raise NoFormulaError(TOO_MUCH_WORK)
        if token[:1] == "\\" and token[-1:].isalpha():
            self.skip_space()
        return token

    def multiply(self, times: int) -> None:
        """Multiply the weight of what follows by *times*."""
        self.weight *= times
        if self.weight > MOST_COPIES:
            raise NoFormulaError(TOO_MUCH_WORK)

    def skip_space(self) -> None:
        """Skip space."""
        while is_space(self.peek()):
            self.at += 1

    def expect(self, wanted: str, where: str) -> None:
        """Consume the token *wanted*.

        :raises NoFormulaError: if the next token is another one
        """
        if self.next() != wanted:
            raise NoFormulaError(f"{wanted} is missing {where}")

    def read_length(self, end: str) -> None:
        """Consume a short length and *end*."""
        text = self.raw(end)
        if not LENGTH.fullmatch(text):
            raise NoFormulaError(f"{text[:20]!r} isn't a short length, such as 2pt or 1.5em")

    def raw(self, end: str) -> str:
        """Consume everything up to and including *end*, and return the text before it."""
        words: list[str] = []
        while (token := self.next()) != end:
            if token == END or len(words) > 40:
                raise NoFormulaError(f"{end} is missing")
            words.append(token)
        return "".join(words)

    def read_text(self) -> None:
        """Consume words and the brace that ends them."""
        depth = 1
        while depth:
            token = self.next()
            if token == END:
                raise NoFormulaError("} is missing")
            if token[:1] == "\\":
                if token[1:] not in SIGNS - {"|"}:
                    raise NoFormulaError(f"{token} isn't allowed in its text")
                continue
            depth += (token == "{") - (token == "}")
            is_invisible = unicodedata.category(token[0]) in NOT_IN_TEXT and not is_space(token)
            if token in "#$%&^_" or is_invisible or depth > DEEPEST:
                raise NoFormulaError(f"{token!r} isn't allowed in its text")

    def read_name(self) -> None:
        """Consume the name of an operator and the brace that ends it."""
        name = self.raw("}").replace(r"\,", "")
        if not NAME.fullmatch(name):
            raise NoFormulaError(f"{name[:20]!r} can't be the name of an operator")

    def read_row_end(self) -> None:
        """Consume the star and the length that may follow ``\\\\``."""
        self.skip_space()
        if self.peek() == "*":
            self.next()
            self.skip_space()
        if self.peek() == "[":
            self.next()
            self.read_length("]")

    def read_header(self, environment: Environment) -> int:
        """Consume the arguments of an environment, and return its number of columns."""
        columns = environment.columns
        for kind in environment.header:
            self.skip_space()
            if kind == "p":
                if self.peek() == "[":
                    self.next()
                    if self.raw("]") not in {"t", "c", "b"}:
                        raise NoFormulaError("the position must be t, c or b")
                continue
            self.expect("{", "before the columns")
            text = self.raw("}")
            if kind == "c" and COLUMNS.fullmatch(text):
                columns = min(columns, sum(map(text.count, "lcr")))
            elif kind == "a" and text in {"c", "l"}:
                continue
            elif kind == "n" and re.fullmatch("[1-9]", text):
                columns = 2 * int(text)
            else:
                raise NoFormulaError(f"{text[:20]!r} isn't a column specification, such as lcr")
        self.skip_space()
        if self.peek() == "[":
            raise NoFormulaError("an environment begins with [. Put it in braces")
        return columns

    def read_delimiter(self, command: str) -> None:
        """Consume the delimiter of *command*."""
        self.skip_space()
        if (token := self.next()) not in DELIMITERS:
            raise NoFormulaError(f"{command} needs a delimiter, not {token!r}")

    def read_one_sign(self, commands: Container[str]) -> None:
        """Consume an argument without braces: one of *commands*, a letter, or a digit."""
        token = self.next()
        if token[:1] == "\\":
            if token[1:] not in commands:
                raise NoFormulaError(f"{token} needs braces there")
        elif not (token.isascii() and token.isalnum()) and token not in ONE_SIGN:
            raise NoFormulaError("an argument is missing, or needs braces")

    def read_sign(self, token: str) -> None:
        """Check a letter, a digit or another character without a special meaning."""
        kind = unicodedata.category(token)
        if token in "#$%\\}" or kind[0] not in ("LNSP" if token.isascii() else "LNS"):
            raise NoFormulaError(f"it contains {token!r}, which has no meaning there")


class Scripts:
    """The scripts that an atom already has."""

    def __init__(self, operator: bool = False, taken: str = "", accent: bool = False) -> None:
        self.operator = operator
        self.taken = taken
        self.accent = accent

    def note(self, token: str) -> None:
        """Record a superscript, a subscript or primes."""
        kind = "_" if token == "_" else "^"
        if kind in self.taken:
            raise NoFormulaError(f"two {kind} follow each other. Put the first in braces")
        self.taken += kind

    def allow_limits(self, token: str) -> None:
        r"""Check that ``\limits`` or ``\nolimits`` may follow."""
        if not self.operator or self.taken:
            raise NoFormulaError(f"{token} doesn't follow an operator, such as \\sum")
