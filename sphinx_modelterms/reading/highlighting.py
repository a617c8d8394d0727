"""Languages of code from the ``highlight`` directive, resolved when the page is read.

Sphinx applies the directive to the finished doctree, in document order. By then, the parts of a
card can be in another order, or be hidden, and answers can be shown on other pages.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.doctree.blocks import part_of
from sphinx_modelterms.doctree.walking import ancestors, root_of
from sphinx_modelterms.reading.conditions import condition_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def apply_highlight_to_body(content: list[nodes.Node]) -> Sequence[nodes.Node]:
    """Set the language of code in the body of a term, from the ``highlight`` directives in the
    body.

    :returns: the last ``highlight``, removed from *content*; it applies to the code after the card
    """
    found = list(_code_and_settings(content))
    settings = [node for node in found if isinstance(node, addnodes.highlightlang)]
    if not settings or any(map(_is_conditional, settings)):
        return []  # only the builder can tell which of them apply
    _apply(found, None)
    for node in settings:
        if node in content:
            content.remove(node)
        else:
            node.parent.remove(node)
    return settings[-1:]


def apply_highlight_to_answer(answer: nodes.Element) -> None:
    """Set the language of code in *answer*, as other pages can show it.

    The first call handles all answers of the page, so that the page is walked only once.
    """
    if all("language" in code for code in answer.findall(nodes.literal_block)):
        return
    document = root_of(answer)
    language = document.settings.env.config.highlight_language
    usual = addnodes.highlightlang(lang=language, force=False, linenothreshold=sys.maxsize)
    found = (
        node
        for node in _code_and_settings([document])
        if (not _is_conditional(node) if _is_setting(node) else _is_in_answer(node))
    )
    _apply(found, usual)


def _apply(found: Iterable[nodes.Element], setting: nodes.Element | None) -> None:
    """Set language and line numbers of code that doesn't set them itself, as Sphinx does."""
    for node in found:
        if _is_setting(node):
            setting = node
        elif setting is not None:
            if "language" not in node:
                node["language"], node["force"] = setting["lang"], setting["force"]
            if "linenos" not in node:
                node["linenos"] = node.astext().count("\n") >= setting["linenothreshold"] - 1


def _code_and_settings(content: Iterable[nodes.Node]) -> Iterator[nodes.Element]:
    for block in content:
        for node in block.findall(nodes.Element):
            if isinstance(node, addnodes.highlightlang | nodes.literal_block):
                yield node


def _is_setting(node: nodes.Node) -> bool:
    return isinstance(node, addnodes.highlightlang)


def _is_conditional(node: nodes.Node) -> bool:
    return any(map(condition_of, ancestors(node)))


def _is_in_answer(node: nodes.Node) -> bool:
    return any(part_of(around) == "question" for around in ancestors(node))
