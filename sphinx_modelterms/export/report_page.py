"""The page of the link report: one HTML file for the people who maintain a glossary."""

from __future__ import annotations

import base64
import hashlib
from contextlib import suppress
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from sphinx_modelterms import version
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.export.json_file import is_same
from sphinx_modelterms.export.samples import MOST_SAMPLES
from sphinx_modelterms.export.suspicions import Suspicion
from sphinx_modelterms.export.unlinked_mentions import REASONS
from sphinx_modelterms.glossary.text.characters import harmless
from sphinx_modelterms.glossary.text.sentences import ELLIPSIS
from sphinx_modelterms.kept_files import write_or_warn
from sphinx_modelterms.regular_files import open_regular

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TEMPLATES = Path(__file__).with_name("templates")

MARK = b'<meta name="generator" content="sphinx_modelterms '
"""Text by which a page that we wrote is recognized."""

LONGEST_START = 1_000
"""Number of bytes in which this text is looked for."""

MOST = 30
"""Maximum number of findings of one kind on the page; the others are in the JSON file."""

MOST_TERMS = 300
"""Maximum number of other linked terms on the page."""

MOST_SNIPPETS = 2_000
"""Maximum number of their links on the page, which take a line each."""

MOST_PLACES = 3
"""Maximum number of other places of the same sentence on the page."""

SNIPPET = 45
"""Number of characters before and after the words on such a line."""

_PLAIN = frozenset(" \n.,:;!?()/_-+*=%@#")
"""Characters besides letters and digits that are written as they are."""


def escaped(value: object) -> Markup:
    """Return the text of *value* as HTML: letters, digits and a few signs as they are, all other
    characters as numbers, so that no character can be markup.

    >>> print(escaped("<b>'a' & b</b>"))
    &#60;b&#62;&#39;a&#39; &#38; b&#60;/b&#62;
    """
    if isinstance(value, Markup):
        return value  # a part of a template
    text = harmless(str(value))
    return Markup("".join(c if c.isalnum() or c in _PLAIN else f"&#{ord(c)};" for c in text))


def quotation(sample: Mapping[str, Any], most: int = 0) -> tuple[str, str, str]:
    """Return the sentence of a sample in three parts; those around the words are the others.

    :param most: maximum number of characters before and after the words; 0 for any number. Of
        what one side doesn't need, the other has the use

    >>> quotation({"sentence": "One two three four five.", "start": 8, "text": "three"}, 6)
    ('…two ', 'three', ' four…')
    """
    sentence, start = sample.get("sentence", ""), sample.get("start", 0)
    words = sample["text"]
    if sentence[start : start + len(words)] != words:
        return "", words, ""
    before, after = sentence[:start], sentence[start + len(words) :]
    left, right = max(most, 2 * most - len(after)), max(most, 2 * most - len(before))
    if most and len(before) > left:
        kept = before[-left:]
        before = ELLIPSIS + kept[kept.find(" ", 0, -1) + 1 :]
    if most and len(after) > right:
        kept = after[:right]
        after = kept[: kept.rfind(" ", 1) if " " in kept[1:] else right] + ELLIPSIS
    return before, words, after


def listed(terms: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Return the first of the other linked terms: as many as the page has room for."""
    totals = accumulate(len(term["samples"]) for term in terms)
    return terms[: min(MOST_TERMS, sum(total <= MOST_SNIPPETS for total in totals))]


def place(finding: Mapping[str, Any]) -> str:
    """Return file and line of a finding.

    >>> place({"file": "a.rst", "line": 3}), place({"file": "a.rst"})
    ('a.rst:3', 'a.rst')
    """
    return f"{finding['file']}:{finding['line']}" if finding.get("line") else finding["file"]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=escaped,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "quotation": quotation,
        "place": place,
        "listed": listed,
        "MOST": MOST,
        "MOST_SAMPLES": MOST_SAMPLES,
        "MOST_PLACES": MOST_PLACES,
        "SNIPPET": SNIPPET,
    }
    return environment


def page_text(document: Mapping[str, Any], file: str) -> str:
    """Return the page for a report.

    :param file: the name of the JSON file beside it
    """
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    unused = set(document["unused"])
    return (
        _environment()
        .get_template("report.html")
        .render(
            report=document,
            lang=document["language"].replace("_", "-"),
            file=file,
            version=version.__version__,
            style=Markup(style),
            style_digest=Markup(digest),
            reasons={str(reason): reason.help for reason in Suspicion},
            left_out={str(rule): reason for rule, reason in REASONS.items()},
            unused=[term for term in document["terms"] if term["name"] in unused],
        )
    )


def _start(path: Path) -> bytes:
    """Return the first bytes of a file; none of one that can't be read."""
    with suppress(OSError), open_regular(path) as file:
        return file.read(LONGEST_START)
    return b""


def write_page(path: Path, document: Mapping[str, Any]) -> bool:
    """Write the page, unless another file is there.

    :return: True if the page is there
    """
    content = page_text(document, path.with_suffix(".json").name).encode("utf-8", "replace")
    if is_same(path, content):
        return True
    if path.is_file() and MARK not in _start(path):
        message = f"modelterms_report: {path} is a file of yours, so there is no page"
        warn(Subtype.CONFIG, f"{message}. Choose another file", None)
        return False
    return write_or_warn(path, content, "Choose another file", "modelterms_report")
