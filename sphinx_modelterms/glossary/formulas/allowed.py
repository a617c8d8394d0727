r"""Check of formulas from data files by a grammar: a formula that it does not cover is refused.

MathJax and TeX are programming languages, in which a formula can make links, read files, or stop
the build. So a formula of a data file is parsed here first, as TeX would: only commands and
environments of :mod:`~sphinx_modelterms.glossary.formulas.commands` are allowed, each with its
arguments, braces and fences in pairs, ``&`` and ``\\`` only where there are columns and rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.formulas.commands import (
    ACCENTS,
    AFTER_NOT,
    ALONE,
    BACKWARD,
    COMMANDS,
    ENVIRONMENTS,
    FONTS,
    OPERATORS,
    SCRIPTS,
    SIZES,
    SYMBOLS,
    WHOLE,
    Environment,
)
from sphinx_modelterms.glossary.formulas.tokens import (
    COPIES,
    COPIES_OF_ACCENT,
    DEEPEST,
    END,
    NoFormulaError,
    Scripts,
    Tokens,
    is_space,
)
from sphinx_modelterms.glossary.limits import raised

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_BACKWARD = 12

PASSING = ACCENTS | FONTS | {"mathord"}
"""Commands whose argument TeX takes out of its group if it is a lone accent with scripts."""


def problem_of_formula(
    text: str, limit: int, more: Mapping[str, int], display: bool = False, whole: bool = False
) -> str:
    """Return the reason why *text* must not be a formula of a data file; ``""`` if it may.

    :param limit: maximum length in characters
    :param more: the project's own commands with their numbers of arguments
    :param display: True for a block: Sphinx makes one formula of each part between blank lines,
        and gives it rows
    :param whole: True if Sphinx adds nothing to it, as in ``:no-wrap:``
    """
    if len(text) > limit:
        return (
            f"it has {len(text):,} characters, but at most {limit:,} are allowed. Shorten it, "
            f"{raised('formula')}"
        )
    try:
        if whole:
            FormulaReader(text.strip(" \t\n"), more).read_whole()
        elif display:
            for part in filter(str.strip, text.split("\n\n")):
                FormulaReader(part.strip(" \t\n"), more).read_part()
        else:
            FormulaReader(text, more).read()
    except NoFormulaError as error:
        return str(error)
    return ""


class FormulaReader(Tokens):
    """Recursive-descent parser of one formula."""

    def __init__(self, text: str, more: Mapping[str, int]) -> None:
        super().__init__(text)
        self.depth = 0
        self.backward = 0
        self.under_accent = False
        self.inner = ""
        """Scripts that TeX takes out of the group read last: those of a lone accent."""
        self.commands = COMMANDS | {name: "g" * count for name, count in more.items()}

    def read(self) -> None:
        """Read an inline formula."""
        self._math(END)

    def read_part(self) -> None:
        """Read a formula that is a block: the content of ``split``, if it has rows."""
        if self.peek() == "{" and r"\begin" in self.tokens:  # amsmath loses such braces
            raise NoFormulaError("it begins with a brace. Put the braces elsewhere")
        self._math(END, columns=2 if r"\\" in self.tokens else 0)

    def read_whole(self) -> None:
        """Read a formula that is one environment."""
        if self.next() != r"\begin":
            raise NoFormulaError("with 'no-wrap', it must be a single environment, such as align")
        self._environment(WHOLE)
        if self.peek() != END:
            raise NoFormulaError("there is more after the end of its environment")

    def _math(self, end: str, columns: int = 0, fenced: bool = False, lines: bool = False) -> None:
        r"""Read up to the token *end*, and past it.

        :param columns: maximum number of columns in a row; 0 if there are no rows
        :param fenced: True if ``\middle`` is allowed
        :param lines: True if ``\hline`` is allowed at the start of a row
        """
        self.depth += 1
        if self.depth > DEEPEST:
            raise NoFormulaError(f"it is nested more than {DEEPEST} levels deep")
        column = 1
        scripts = Scripts()
        fresh = True
        atoms = 0
        while (token := self.next()) != end:
            if token == END:
                raise NoFormulaError(f"{end} is missing")
            if is_space(token):
                continue
            if token == "&":
                column = self._column(column + 1, columns)
                scripts = Scripts()
            elif token == "\\\\":
                column = self._column(1, columns)
                self.read_row_end()
                scripts = Scripts()
                fresh = True
                continue
            elif token == r"\hline":
                if not (lines and fresh):
                    raise NoFormulaError(r"\hline isn't at the start of a row")
                continue
            elif token == r"\middle" and fenced:
                self.read_delimiter(token)
                scripts = Scripts()
            elif token in "^_'":
                self._script(token, scripts)
            elif token in {r"\limits", r"\nolimits"}:
                scripts.allow_limits(token)
            else:
                self.inner = ""
                self._atom(token)
                atoms += 1
                accent = token[1:] in ACCENTS or bool(self.inner)
                scripts = Scripts(token[1:] in OPERATORS, self.inner, accent)
            fresh = False
        self.depth -= 1
        self.inner = scripts.taken if atoms == 1 and scripts.accent else ""

    @staticmethod
    def _column(column: int, columns: int) -> int:
        if not columns:
            raise NoFormulaError(r"& and \\ are allowed only in the rows of an environment")
        if column > columns:
            raise NoFormulaError(f"a row has more than {columns} columns")
        return column

    def _script(self, token: str, scripts: Scripts) -> None:
        """Read a superscript, a subscript, or primes with the superscript right behind them."""
        scripts.note(token)
        if token == "'":
            while self.peek() == "'":
                self.next()
            if self.peek() != "^":
                return
            self.next()
        self.skip_space()
        if self.peek()[1:] in SCRIPTS:
            self._command(self.next()[1:])
        else:
            self._argument()

    def _atom(self, token: str) -> None:
        """Read an atom, to which scripts can be added, or what separates atoms."""
        if token == "{":
            self._math("}")
        elif token == r"\left":
            self.read_delimiter(token)
            self._math(r"\right", fenced=True)
            self.read_delimiter(r"\right")
        elif token == r"\begin":
            self._environment(ENVIRONMENTS)
        elif token[:1] == "\\":
            self._command(token[1:])
        else:
            self.read_sign(token)

    def _command(self, name: str) -> None:
        if name in SIZES:
            self.read_delimiter(f"\\{name}")
        elif name in self.commands:
            if name == "operatorname" and self.peek() == "*":
                self.next()
            for kind in self.commands[name]:
                self.skip_space()
                self._argument(kind)
            if name not in PASSING:
                self.inner = ""
        elif name in SYMBOLS:
            self._note_backward(name)
        else:
            raise NoFormulaError(f"formulas in data files can't use the command \\{name}")

    def _note_backward(self, name: str) -> None:
        self.backward += name in BACKWARD
        if self.backward > MOST_BACKWARD:
            raise NoFormulaError(f"it has more than {MOST_BACKWARD} negative spaces")

    def _argument(self, kind: str = "m") -> None:
        """Read an argument of a *kind*, see :data:`COMMANDS`."""
        if kind == "O":
            if self.peek() == "[":
                self.next()
                self._in_brackets()
        elif self.peek() == "{" and kind != "s":
            self.next()
            if kind == "A":
                self._accented()
            elif kind in COPIES:
                self._copied("}", COPIES[kind])
            elif kind == "t":
                self.read_text()
            elif kind == "n":
                self.read_name()
            elif kind == "r":
                self._math("}", columns=1)
            elif kind == "l":
                self.read_length("}")
            else:
                self._math("}")
        elif kind in "mMPAs":
            self.read_one_sign(AFTER_NOT if kind == "s" else ALONE)
        else:
            raise NoFormulaError("{ is missing before an argument")

    def _accented(self) -> None:
        """Read the argument of an accent: amsmath allows another accent there only on its own."""
        if self.under_accent:
            raise NoFormulaError("an accent inside another accent must be alone there")
        self.skip_space()
        if self.peek()[1:] in ACCENTS:
            start, weight = self.at, self.weight
            self.multiply(COPIES_OF_ACCENT)
            self._command(self.next()[1:])
            self.weight = weight
            if not {"^", "_", "'"}.isdisjoint(self.tokens[start : self.at]):
                raise NoFormulaError("there is a superscript or subscript inside two accents")
            self.skip_space()
            self.expect("}", "after an accent inside another accent")
            return
        self.under_accent = True
        self._copied("}")
        self.under_accent = False

    def _in_brackets(self) -> None:
        """Read math up to the first bracket outside of braces, which may also belong to a
        delimiter.
        """
        depth = 0
        for end in range(self.at, len(self.tokens)):
            depth += (self.tokens[end] == "{") - (self.tokens[end] == "}")
            if self.tokens[end] == "]" and not depth:
                break
        self._copied("]")
        if self.at != end + 1:
            raise NoFormulaError("there is a bracket inside brackets. Put it in braces")

    def _copied(self, end: str, times: int = COPIES["M"]) -> None:
        """Read math that TeX typesets several *times*."""
        weight = self.weight
        self.multiply(times)
        self._math(end)
        self.weight = weight

    def _environment(self, known: Mapping[str, Environment]) -> None:
        self.expect("{", r"after \begin")
        name = self.raw("}")
        if name not in known:
            message = f"formulas in data files can't use the environment {name[:30]!r}"
            raise NoFormulaError(message)
        columns = self.read_header(known[name])
        self._math(r"\end", columns, lines=name == "array")
        self.expect("{", r"after \end")
        if (ended := self.raw("}")) != name:
            raise NoFormulaError(f"the environment {name!r} is closed as {ended[:30]!r}")
