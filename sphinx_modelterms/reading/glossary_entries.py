"""Records of entries in Sphinx's own ``glossary``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_modelterms.doctree.blocks import SOURCE_NAME
from sphinx_modelterms.doctree.inline import inline_runs
from sphinx_modelterms.glossary.model import Entry
from sphinx_modelterms.glossary.text.characters import without_controls
from sphinx_modelterms.glossary.text.inline import plain
from sphinx_modelterms.reading.term_record import first_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar

    from sphinx_modelterms.reading.place import NodePlace


def glossary_entries(
    item: nodes.definition_list_item, docname: str, place: NodePlace
) -> Iterator[Entry]:
    """Yield an entry for each name of *item*, which share a definition; none if the item belongs
    to another list."""
    names = [name for node in item.children for name in _names(node)]
    if not names:
        return
    head = names[0][1]
    below = (node for node in item.children if isinstance(node, nodes.definition))
    definition = next(map(first_text, below), ())
    for text, anchor, *noted in names:
        first = "" if anchor == head else head
        other = () if set(noted) == {text} else tuple(dict.fromkeys(noted))
        yield Entry(
            text,
            docname,
            anchor,
            definition,
            place.conditions,
            first,
            other,
            scopes=place.scopes,
        )


def _names(node: nodes.Node) -> Iterator[tuple[str, str, str, str]]:
    """Yield name and anchor of each entry, and the names that Sphinx registers: as written and
    translated."""
    if isinstance(node, nodes.term):
        written = node.attributes.pop(SOURCE_NAME, "")
        for text, anchor in _indexed(node):
            yield _shown_name(node) or text, anchor, written or text, text


def _shown_name(term: nodes.term) -> str:
    """Return the name that readers see. Sphinx registers it before substitutions are made, and
    with the numbers of footnotes."""
    return " ".join(plain(inline_runs(term)).split())


def _indexed(term: nodes.term) -> Iterator[tuple[str, str]]:
    """Yield name and anchor of each entry whose term contains a main index entry."""
    for index in term.children if term["ids"] else ():
        if isinstance(index, addnodes.index):
            for _, text, anchor, main, _ in index["entries"]:
                if main == "main" and anchor in term["ids"]:
                    yield without_controls(text), anchor


class SourceNames(SphinxTransform):
    """Keep the original names of entries before they are translated::

        <term ids="term-Token" modelterms_source_name="Token">

    Sphinx registers both names, and authors write the original one in options, which are not
    translated.
    """

    default_priority: ClassVar[int] = 15
    """Before Sphinx's translation (20)."""

    def apply(self, **kwargs: Any) -> None:
        for term in self.document.findall(nodes.term):
            for name, _ in _indexed(term):
                term[SOURCE_NAME] = name
