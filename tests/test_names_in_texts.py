"""Names of the extension that the manual and the help texts mention exist and do something.

Each check yields the names that are not known. A name that is meant to be unknown, such as an
example of a mistake, is in :data:`ALLOWED` with the reason.
"""

from __future__ import annotations

import ast
import dataclasses as dc
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import sphinx_modelterms
from sphinx_modelterms.config import PREFIX, ModelTermsConfig
from sphinx_modelterms.diagnostics import WARNING_TYPE, Subtype
from sphinx_modelterms.directives.roles import RECORD_ROLES
from sphinx_modelterms.doctree.blocks import BLOCKS, PARTS
from sphinx_modelterms.extension import BARE_NAMES, OTHER_ROLES
from sphinx_modelterms.formats.table import FORMATS
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.datafiles import keys
from sphinx_modelterms.glossary.display_specs import DISPLAYS, QUIZ_KINDS
from sphinx_modelterms.glossary.limits import LIMITS
from sphinx_modelterms.glossary.quality import RULES
from sphinx_modelterms.glossary.views.questions import TEMPLATE_FIELDS
from sphinx_modelterms.reading.page_options import PAGE_FIELDS
from tests.reference_texts import KINDS, OPTIONS, reference_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(sphinx_modelterms.__file__).parent
REPOSITORY = Path(__file__).parent.parent
MANUAL = REPOSITORY / "example_docs"

OTHERS = "it belongs to Sphinx, docutils, MyST-Parser or an editor"
EXAMPLE = "it is an example of a name or value that an author chooses"
ADDRESS = "it is the beginning of an address"

ALLOWED: dict[str, str] = {
    **dict.fromkeys((":any:", ":doc:", ":numref:", ":ref:", ":cpp:", ":py:"), OTHERS),
    **dict.fromkeys((":emphasize-lines:", ":file:", ":label:", ":no-wrap:"), OTHERS),
    **dict.fromkeys((":numbered:", ":sorted:", "colon_fence", "locale_dirs"), OTHERS),
    **dict.fromkeys(("rst_epilog", "rst_prolog", "html_baseurl", "intersphinx_mapping"), OTHERS),
    **dict.fromkeys(("json.schemas", "yaml.schemas", "fileMatch"), OTHERS),
    **dict.fromkeys(("http:", "https:", "mailto:", "javascript:"), ADDRESS),
    **dict.fromkeys(("arxiv:", "doi:", "rfc:"), ADDRESS),
    **dict.fromkeys((":shrug:", "cpp", "os", "en", "matrices"), EXAMPLE),
    **dict.fromkeys(("term-c", "term-vector-database", "term-vector-search"), EXAMPLE),
    **dict.fromkeys(("term-port-os", "mt-scope-naval", "mt-scope-operating-systems"), EXAMPLE),
    **dict.fromkeys(("mt-scope-c", "mt-scope-gr"), EXAMPLE),
    "./docs/terms.schema.json": "it is the name of a file in the settings of an editor",
    "current": "it is a value of `status` in lists, for terms without that option",
    "index": "it is the name of a generated page",
    "modelterms-index": "it is the name of the page of the index from A to Z",
    "mt-": "it is the beginning of ids",
    "mt-list-line": "it is the class of a display that a recipe adds",
    "related-": "it is the beginning of ids",
    "term-": "it is the beginning of ids",
}
"""Names that texts may mention though they do not exist, or do nothing, each with the reason."""

IDLE = re.compile(
    r"(?i)\b(?:does|do) nothing\b|\bno effect\b|\bnot used\b|\bunused\b|\breserved\b|\bignored\b"
    r"|\bno meaning\b|\bnot yet\b|\bfor a later release\b"
)
"""Words that say that something has no effect."""

CONDITION = re.compile(r"(?i)\b(?:then|without|unless|if)\b")
"""Words that say in which case something has no effect."""


class Mention(NamedTuple):
    """A name in a text."""

    place: str
    name: str


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """All pages of the manual, the README and the help texts, each with its place."""
    pages = [REPOSITORY / "README.md", *sorted(MANUAL.rglob("*.md"))]
    pages = [page for page in pages if not {"ai-glossary", "terms", "_build"} & {*page.parts}]
    read = [(page.name, page.read_text(encoding="utf-8")) for page in pages]
    return (*read, *reference_texts())


def directives() -> set[str]:
    return {*BARE_NAMES, "record"}


def roles() -> set[str]:
    return {"term", *OTHER_ROLES, *(f"term-{kind}" for kind in RECORD_ROLES)}


def options() -> set[str]:
    return {name for table in OPTIONS.values() for name in table} | {*keys.TEXTS, *keys.PARTS}


def choices() -> set[str]:
    return {word for table in OPTIONS.values() for o in table.values() for word in o.choices}


def json_fields() -> set[str]:
    return {name for kinds in KINDS.values() for kind in kinds.values() for name in kind.fields}


def data_fields() -> set[str]:
    """The keys of data files, also with underscores."""
    fields = {"name", "terms", *keys.QUESTION, *keys.QUIZ_QUESTION, *keys.SOURCE, *options()}
    return fields | {name.replace("-", "_") for name in fields}


@cache
def classes() -> frozenset[str]:
    """The CSS classes of the extension, from its style sheet, scripts and code."""
    found: set[str] = {f"mt-{part}" for part in (*PARTS, *BLOCKS)}
    found |= {f"mt-list-{name}" for name in DISPLAYS}
    for path in (PACKAGE / "static").glob("modelterms*.*"):
        found.update(re.findall(r"\bmt-[a-z-]+", path.read_text(encoding="utf-8")))
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.update(
                    re.findall(r"\bmt-[a-z-]+", node.value) if " " not in node.value else ()
                )
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "container":
                found.update(f"mt-{a.value}" for a in node.args if isinstance(a, ast.Constant))
    return frozenset(found)


def inline_code(text: str) -> Iterator[str]:
    """Yield the words in single or double backticks, outside of code blocks."""
    prose = re.sub(r"(?ms)^( *)(`{3,}|~{3,}|:{3,}).*?^\1\2", "", text)
    for match in re.finditer(r"(?<!`)(`{1,2})(?!`)(.+?)(?<!`)\1(?!`)", prose, re.S):
        yield match[2].strip()


def unknown_settings() -> Iterator[Mention]:
    known = {PREFIX + field.name for field in dc.fields(ModelTermsConfig)}
    for place, text in texts():
        for name in re.findall(rf"\b{PREFIX}[a-z_]+\b", text):
            if name not in known:
                yield Mention(place, name)


def unknown_options() -> Iterator[Mention]:
    """Yield names between colons: options, page fields and roles."""
    known = options() | set(PAGE_FIELDS) | roles() | directives()
    for place, text in texts():
        for code in inline_code(text):
            for name in re.findall(r"^:([a-z][a-z_-]*):", code):
                if name not in known:
                    yield Mention(place, f":{name}:")


def unknown_markup() -> Iterator[Mention]:
    """Yield names of directives and roles."""
    known = directives() | roles() | set(PAGE_FIELDS)
    form = re.compile(
        r"(?:\{|\.\. |:|^)(?:modelterms:)?((?:term|modelterms)-[a-z-]+)(?:\}|::|:|$)"
        r"|(?:\{|\.\. |:)modelterms:([a-z-]+)"
    )
    for place, text in texts():
        code = [*inline_code(text), *re.findall(r"(?m)^ *(?:`{3,}|~{3,}|\.\. )\S.*$", text)]
        for name in (a or b for line in code for a, b in form.findall(line)):
            if name not in known and f"term-{name}" not in known:
                yield Mention(place, name)


def unknown_subtypes() -> Iterator[Mention]:
    known = {subtype.value for subtype in Subtype} | set(RULES)
    files = {form.file_name.rpartition(".")[2] for form in FORMATS.values()}
    files |= {"json", "css", "js", "schema"}
    for place, text in texts():
        for name in re.findall(rf"\b{WARNING_TYPE}\.([a-z][a-z-]*)\b", text):
            if name not in known | files:
                yield Mention(place, f"{WARNING_TYPE}.{name}")
        for name in re.findall(r"\bwarn(?:s|ing|ings)?\b[^.`{]{0,40}`([a-z][a-z-]*)`", text):
            if name not in known | options() | directives() | roles() | choices() | {WARNING_TYPE}:
                yield Mention(place, name)


def unknown_classes() -> Iterator[Mention]:
    for place, text in texts():
        for name in re.findall(r"(?<![\w-])mt-[a-z-]+(?:<\w+>)?", text):
            stem = name.partition("<")[0]
            if stem not in classes() and not any(one.startswith(stem) for one in classes()):
                yield Mention(place, name)


def unknown_fields() -> Iterator[Mention]:
    """Yield keys of blocks of JSON."""
    known = json_fields() | data_fields() | {rule.value for rule in LinkRule}
    for place, text in texts():
        for block in re.findall(r"(?ms)^```json\n(.*?)^```$", text):
            for name in keys_of(
                json.loads(block if block.lstrip()[0] in "{[" else f"{{{block}}}")
            ):
                if name not in known:
                    yield Mention(place, name)


def keys_of(value: Any) -> Iterator[str]:
    """Yield the keys of a JSON value; those of facts are free."""
    if isinstance(value, list):
        for item in value:
            yield from keys_of(item)
    elif isinstance(value, dict):
        yield from value
        for key, item in value.items():
            yield from keys_of(item) if key != "facts" else ()


def unknown_words_in_help() -> Iterator[Mention]:
    """Yield the words in backticks in help texts that are not names of anything."""
    known = options() | directives() | roles() | json_fields() | data_fields()
    known |= {PREFIX + field.name for field in dc.fields(ModelTermsConfig)}
    known |= {subtype.value for subtype in Subtype} | set(RULES) | set(PAGE_FIELDS) | set(LIMITS)
    known |= choices() | set(QUIZ_KINDS) | set(TEMPLATE_FIELDS) | set(config_values())
    for place, text in reference_texts():
        for code in inline_code(text):
            if re.fullmatch(r":?[a-z][a-z_-]*:?", code) and code.strip(":") not in known:
                yield Mention(place, code)


def config_values() -> Iterator[str]:
    """Yield the words that are values of settings: those that code compares with, and keys."""
    yield from (*PARTS, *FORMATS)
    for path in (*PACKAGE.glob("config*.py"), PACKAGE / "settings.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def idle_names() -> Iterator[Mention]:
    """Yield names that a sentence says to do nothing."""
    names = options() | {PREFIX + field.name for field in dc.fields(ModelTermsConfig)}
    for place, text in texts():
        for sentence in re.split(r"(?<=[.:;])\s|\n\n|\n- ", text):
            if IDLE.search(sentence) and not CONDITION.search(sentence):
                for code in inline_code(sentence):
                    if code.strip(":") in names:
                        yield Mention(place, code)


CHECKS = (
    unknown_settings,
    unknown_options,
    unknown_markup,
    unknown_subtypes,
    unknown_classes,
    unknown_fields,
    unknown_words_in_help,
    idle_names,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_texts_name_only_what_exists_and_works(check: Any) -> None:
    found = sorted({mention for mention in check() if mention.name not in ALLOWED})
    assert not found, "\n".join(f"{place}: {name}" for place, name in found)


def test_tables_of_the_manual_have_heads() -> None:
    """A table without words in its head is read out by screen readers as one without columns."""
    for place, text in texts():
        for head in re.findall(r"(?m)^(\|.*\|)\n\|(?: *:?-+:? *\|)+$", text):
            assert all(map(str.strip, head.strip("|").split("|"))), f"{place}: {head}"


def test_each_exception_is_needed() -> None:
    found = {mention.name for check in CHECKS for mention in check()}
    assert not ALLOWED.keys() - found, "remove what no text names any more"


WRONG = {
    unknown_settings: "Set `modelterms_colour_scheme`.",
    unknown_options: "The option `:synonyms:` has other names.",
    unknown_markup: "```{term-glossary}\n```",
    unknown_subtypes: "This warns (`no-such-thing`).",
    unknown_classes: "The class `mt-no-such-class` is on the card.",
    unknown_fields: '```json\n{"nothing": 1}\n```',
    idle_names: "`:case:` does nothing yet.",
}


@pytest.mark.parametrize("check", WRONG, ids=lambda check: check.__name__)
def test_wrong_names_are_found(check: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.texts", lambda: [("page", WRONG[check])])
    assert len(list(check())) == 1
