"""Misspelt and unclosed fences of directives in Markdown. MyST-Parser doesn't warn: it reads the
former as code, and ends the latter with the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.reading.lookalikes import Lookalike, warn_or_defer
from sphinx_modelterms.reading.misspelt_comments import NAME
from sphinx_modelterms.reading.misspelt_directives import is_markdown_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

FENCE = lazy_pattern(r"\s*(`{3,}|~{3,}|:{3,})\s*(.*)")
DIRECTIVE = lazy_pattern(r"\{" + NAME + r"\}(?:\s+(.*))?$")
POSSIBLE = lazy_pattern(r"[{(\[<][ \t]*(?:term|modelterms:)")
MISSPELT = lazy_pattern(
    r"(?:\{\s*" + NAME + r"\s*\}|[(\[<]\s*" + NAME + r"\s*[)\]>]|"
    r"[{\[]\s*" + NAME + r"(?=[\s:,}]|$)[\s:,]*)(.*)"
)
"""Opening line of a misspelt fence: with spaces in the braces or no closing brace, with other
brackets, or with the term's name inside the braces."""
TOO_SHORT = lazy_pattern(r"(``|~~|::)\{" + NAME + r"\}(?:[ \t]+(?!.*\1)(.*))?$")
"""Fence of only two characters."""
WITHOUT_SIGNS = lazy_pattern(r"(\{)" + NAME + r"\}(?:[ \t]+(.*))?$")
"""Opening line of a directive within another one, without fence characters."""


_STRAY = lazy_pattern(r"(?<=[^\s`~:])[ \t]*(`{3,}|~{3,}|:{3,})\s*$")


def stray_end(lines: Iterable[str]) -> tuple[int, str] | None:
    """Find a line of text that ends with the signs of a fence, which close none there.

    :returns: the index of the first such line, and the message about it
    """
    for number, line in enumerate(lines):
        found = _STRAY.search(line)
        if found and found[1][:3] not in line[: found.start()]:
            message = (
                f"{found[1]} after text doesn't close the fence. Write it on a line of its own"
            )
            return number, message
    return None


class _Fence(NamedTuple):
    """Open fence."""

    signs: str
    about: str
    line: int


def warn_of_fences(app: Sphinx, docname: str, source: list[str]) -> None:
    """On ``source-read``: warn of fences of the extension's directives that are misspelt or never
    closed."""
    if not is_markdown_page(app, docname) or not POSSIBLE.search(source[0]):
        return
    colons = "colon_fence" in getattr(app.config, "myst_enable_extensions", ())
    file = app.env.doc2path(docname)
    opened: list[_Fence] = []
    for number, line in enumerate(source[0].splitlines(), 1):
        found = FENCE.match(line)
        is_read = not opened or DIRECTIVE.match(opened[-1].about)
        if found is None or (found[1][0] == ":" and not colons):
            short = TOO_SHORT.match(line) or (opened and WITHOUT_SIGNS.match(line))
            if is_read and short:
                misspelt = _misspelt(short[2], short[3] or "", f"{file}:{number}")
                warn_or_defer(app.env, docname, [misspelt])
            continue
        signs, about = found.groups()
        if signs[0] == "`" and "`" in about:
            continue  # inline code at the start of a line
        closed = next((n for n, f in enumerate(opened) if signs.startswith(f.signs)), None)
        if not about and closed is not None:
            del opened[closed:]
        elif is_read:
            opened.append(_Fence(signs, about, number))
            if DIRECTIVE.match(about) or line.startswith("    "):
                continue
            if meant := MISSPELT.match(about):
                name = meant[1] or meant[2] or meant[3]
                argument = _unbraced(meant[4]) if meant[3] else _unbraced(meant[4], "{[")
                misspelt = _misspelt(name, argument, f"{file}:{number}")
                warn_or_defer(app.env, docname, [misspelt])
    if opened and (not opened[0].about or DIRECTIVE.match(opened[0].about)):
        _warn_of_unclosed(opened[0], source[0].splitlines(), str(file))


def _warn_of_unclosed(fence: _Fence, lines: list[str], file: str) -> None:
    """Warn of a *fence* that the page ends, or of the signs that were meant to close it."""
    start = fence.line if fence.about else 0  # a closing line that opens code, as one is missing
    if stray := stray_end(lines[start:]):
        warn(Subtype.FENCE, stray[1], f"{file}:{start + 1 + stray[0]}")
    elif directive := DIRECTIVE.match(fence.about):
        what = f"{directive[1]} {directive[2] or ''}".strip()
        message = (
            f"the fence of {what!r} is never closed, so it contains the rest of the page. "
            f"Write {fence.signs} below its text"
        )
        warn(Subtype.FENCE, message, f"{file}:{fence.line}")


def _unbraced(text: str, opened: str = "") -> str:
    """Return *text* without the bracket that closes the name's, or without brackets around all of
    it.

    :param opened: brackets with which *text* may begin
    """
    text = text.strip()
    if opened and text[:1] in opened and text[-1:] in "}]":
        return text[1:-1].strip()
    if not opened and text[-1:] in "}]" and not {"{", "["} & set(text):
        return text[:-1].strip()
    return text


def _misspelt(name: str, argument: str, where: str) -> Lookalike:
    right = f"```{{{name}}} {argument}".strip()
    message = f"this isn't a directive. Write {right!r}, with at least three backticks and a space"
    return Lookalike(Subtype.NO_DIRECTIVE, name, f"{message} after the braces", where)
