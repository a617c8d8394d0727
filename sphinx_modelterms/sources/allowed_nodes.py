"""Allow-lists of nodes, attributes and classes for text of data files.

Parsers create whatever the markup asks for: classes that a theme or script reacts to, ``target``
and ``rel`` of links, ids, numbers, sizes. A list of everything harmful would never be complete, so
these lists contain what is harmless in every builder. A node that is not in :data:`ATTRIBUTES` is
replaced by its content; an attribute that is not listed for a node is dropped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.glossary.text.characters import harmless
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.sources.allowed_attributes import (
    is_highlighting,
    is_language,
    is_length,
    is_one_of,
    is_scale,
    is_small,
    is_small_text,
    is_switch,
    is_text,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_modelterms.sources.allowed_attributes import Check


_LINK = {"refuri": is_text, "internal": is_switch, "reftitle": is_text}
_SIZE = {"width": is_length, "height": is_length}
_SIDES = is_one_of("left", "center", "right")
_PLACES = is_one_of("left", "center", "right", "top", "middle", "bottom")
_CODE = {
    "language": is_language,
    "linenos": is_switch,
    "force": is_switch,
    "xml:space": is_one_of("preserve"),
    "highlight_args": is_highlighting,
}
_LIST = {
    "enumtype": is_one_of("arabic", "loweralpha", "upperalpha", "lowerroman", "upperroman"),
    "prefix": is_one_of("", "("),
    "suffix": is_one_of("", ".", ")"),
    "start": is_small,
}
_FORMULA = {"nowrap": is_switch, "no-wrap": is_switch, "xml:space": is_one_of("preserve")}

ATTRIBUTES: dict[type[nodes.Node], Mapping[str, Check]] = {
    # Blocks
    nodes.paragraph: {"translatable": is_switch},
    nodes.rubric: {},
    nodes.block_quote: {},
    nodes.attribution: {},
    nodes.compound: {},
    nodes.comment: {},
    nodes.transition: {},
    nodes.line_block: {},
    nodes.line: {},
    nodes.literal_block: _CODE,
    nodes.doctest_block: _CODE,
    nodes.math_block: _FORMULA,
    nodes.container: {"literal_block": is_switch},
    nodes.caption: {},
    nodes.figure: {"align": _SIDES, "width": is_length},
    nodes.legend: {},
    nodes.image: {
        **_SIZE,
        "uri": is_text,
        "alt": is_text,
        "align": _PLACES,
        "scale": is_scale,
        "loading": is_one_of("lazy", "link"),
    },
    # Lists
    nodes.bullet_list: {"bullet": is_one_of(*"*+-•‣⁃")},
    nodes.enumerated_list: _LIST,
    nodes.list_item: {},
    nodes.definition_list: {},
    nodes.definition_list_item: {},
    nodes.term: {},
    nodes.classifier: {},
    nodes.definition: {},
    nodes.field_list: {},
    nodes.field: {},
    nodes.field_name: {},
    nodes.field_body: {},
    nodes.option_list: {},
    nodes.option_list_item: {},
    nodes.option_group: {},
    nodes.option: {},
    nodes.option_string: {},
    nodes.option_argument: {"delimiter": is_one_of(" ", "=", "")},
    nodes.description: {},
    addnodes.hlist: {"ncolumns": is_small_text},
    addnodes.hlistcol: {},
    # Tables
    nodes.table: {"align": _SIDES, "width": is_length},
    nodes.tgroup: {"cols": is_small},
    nodes.colspec: {"colwidth": is_small, "stub": is_switch},
    nodes.thead: {},
    nodes.tbody: {},
    nodes.row: {},
    nodes.entry: {"morerows": is_small, "morecols": is_small, "stub": is_switch},
    nodes.title: {},
    # Admonitions
    **{
        kind: {}
        for kind in (
            *(nodes.admonition, nodes.attention, nodes.caution, nodes.danger, nodes.error),
            *(nodes.hint, nodes.important, nodes.note, nodes.tip, nodes.warning),
            addnodes.seealso,
        )
    },
    addnodes.versionmodified: {"type": is_text, "version": is_text},
    # In lines
    nodes.emphasis: {},
    nodes.strong: {},
    nodes.literal: {"language": is_language, "role": is_one_of("code", "samp", "file")},
    addnodes.literal_emphasis: {},
    addnodes.literal_strong: {},
    nodes.subscript: {},
    nodes.superscript: {},
    nodes.title_reference: {},
    nodes.inline: {"translatable": is_switch},
    nodes.abbreviation: {"explanation": is_text},
    addnodes.manpage: {},
    nodes.math: {},
    nodes.reference: _LINK,
    addnodes.pending_xref: {},
}
"""Allowed attributes by node class, besides ``classes``, each with a check of its value."""

CLASSES = frozenset(
    {
        "accelerator",
        "amsmath",
        "block_break",
        "code",
        "command",
        "cve",
        "cwe",
        "dfn",
        "download",
        "field-list",
        "file",
        "guilabel",
        "highlight",
        "kbd",
    }
    | {"manpage", "menuselection", "mt-abbr", "mt-compare", "mt-def", "myst", "no-autolink"}
    | {"pep", "pre", "program", "rfc", "samp", "simple", "xref"}
    | {"added", "changed", "deprecated", "removed", "versionmodified"}
    | {"epigraph", "highlights", "pull-quote", "literal-block-wrapper"}
    | {"colwidths-auto", "colwidths-given", "colwidths-grid"}
    | {"text-center", "text-left", "text-right", "contains-task-list", "task-list-item"}
)
"""Allowed CSS classes: those that allowed roles and directives set themselves."""

ADMONITION_CLASS = lazy_pattern(r"admonition-[a-z0-9-]+")
"""Class that docutils derives from the title of an admonition."""

REQUIRED: dict[type[nodes.Node], Mapping[str, Any]] = {
    nodes.math_block: {"label": None, "number": None},
    nodes.colspec: {"colwidth": 1},
    nodes.enumerated_list: {"enumtype": "arabic", "prefix": "", "suffix": "."},
    addnodes.hlist: {"ncolumns": "1"},
}
"""Attributes that writers need, with their values if they are missing or refused."""


def is_allowed(node: nodes.Element) -> bool:
    """Return True if *node* is allowed in its parent."""
    if type(node) not in ATTRIBUTES:
        return False
    if isinstance(node, nodes.title):
        return isinstance(node.parent, nodes.table | nodes.admonition)
    if isinstance(node, nodes.container):  # other containers are for themes and scripts
        return bool(node.get("literal_block"))
    if isinstance(node, nodes.reference):  # by id: text of data files has no ids
        return bool(node.get("refuri"))
    return True


def drop_refused_attributes(node: nodes.Element) -> set[str]:
    """Drop the attributes and classes of *node* that are not allowed.

    :return: the dropped ones that the author asked for, as the author would call them
    """
    allowed = ATTRIBUTES[type(node)]
    kept: dict[str, Any] = {}
    refused: set[str] = set()
    for name, value in node.attributes.items():
        if name in LISTS_OF_NAMES:
            continue
        if _may_have(node, name, value, allowed):
            kept[name] = harmless(value) if isinstance(value, str) else value
        elif value and name in REPORTED and not _is_counted(node, name):
            refused.add(name)
    kept["classes"], others = _classes(node)
    refused |= {f"class {name}" for name in others}
    if node["names"] and not isinstance(node, nodes.rubric):  # a heading has its text as a name
        refused.add("name")
    node.attributes = {
        **{name: [] for name in LISTS_OF_NAMES},
        **REQUIRED.get(type(node), {}),
        **kept,
    }
    node.rawsource = harmless(node.rawsource)
    if isinstance(node, nodes.math_block):
        for name in ("nowrap", "no-wrap"):
            node[name] = bool(node.get(name)) and _is_environment(node.astext())
    return refused


LISTS_OF_NAMES = nodes.Element().attributes.keys()
"""Attributes that every element has: ``ids``, ``classes``, ``names`` and others."""

REPORTED = frozenset(
    {"align", "height", "label", "rel", "scale", "style", "target", "width", "language", "loading"}
)
"""Attributes that only the author can have set, so that dropping one needs a message."""


def _may_have(node: nodes.Element, name: str, value: Any, allowed: Mapping[str, Check]) -> bool:
    if name in allowed:
        return allowed[name](value)
    # The domain that resolves a reference needs its other attributes; no writer sees them.
    return isinstance(node, addnodes.pending_xref) and name not in REPORTED


def _is_counted(node: nodes.Element, name: str) -> bool:
    """Return True for the automatic label of a numbered formula."""
    automatic = str(node[name]).startswith(f"{node.get('docname')}:")
    return name == "label" and (automatic or "amsmath" in node["classes"])


def _classes(node: nodes.Element) -> tuple[list[str], list[str]]:
    """Return the allowed classes of *node*, and the others."""
    around = node.parent
    own = set(CLASSES)
    if isinstance(around, addnodes.pending_xref):
        domain, role = around.get("refdomain") or "", around.get("reftype") or ""
        own |= {domain, role, f"{domain}-{role}"}
    kept: list[str] = []
    others: list[str] = []
    for name in dict.fromkeys(node["classes"]):
        fits = name in own or (
            isinstance(node, nodes.admonition) and ADMONITION_CLASS.fullmatch(name)
        )
        (kept if fits else others).append(name)
    return kept, others


def _is_environment(formula: str) -> bool:
    r"""Return True for ``\begin{x} ... \end{x}``, which TeX needs no ``$`` around."""
    return bool(re.fullmatch(r"\s*\\begin\{(\w+\*?)\}.*\\end\{\1\}\s*", formula, re.DOTALL))
