"""The ``highlight`` directive, which says the language of the code that is written below it.

Sphinx applies it late, in the order of the finished tree. The parts of a card can be in another
order than they are written in, or not be shown at all, and other pages show answers.
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


def settle_body(content: list[nodes.Node]) -> Sequence[nodes.Node]:
    """Give the code in the body of a term the language of the ``highlight`` above it there.

    :returns: the last ``highlight``, taken out of *content*: it holds for what follows the card
    """
    found = list(_code_and_settings(content))
    settings = [node for node in found if isinstance(node, addnodes.highlightlang)]
    if not settings or any(map(_is_conditional, settings)):
        return []  # only the builder knows which of them count
    _settle(found, None)
    for node in settings:
        if node in content:
            content.remove(node)
        else:
            node.parent.remove(node)
    return settings[-1:]


def settle_answer(answer: nodes.Element) -> None:
    """Give the code in *answer*, which other pages may show, the language that it has here.

    All answers of the page get theirs with the first, so that the page is looked through once.
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
    _settle(found, usual)


def _settle(found: Iterable[nodes.Element], setting: nodes.Element | None) -> None:
    """Say how code is shown, as Sphinx does, where it does not say so itself."""
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
