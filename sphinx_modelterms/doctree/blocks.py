"""Structure of cards and other blocks in a doctree: the attributes that mark their nodes.

Cards consist of standard docutils nodes, so that every builder can show them. The attribute
:data:`PART` says which part of a card a node is; ``directives`` sets it, ``reading`` and
``rendering`` read it.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.doctree.fallback import OwnNode

PART = "modelterms"
"""Attribute with the kind of a node: one of :data:`BLOCKS` or :data:`PARTS`, ``title``, or a part
of a part.
"""

BLOCKS = ("card", "comparison", "list", "categories", "day", "faq-section")
"""Values of :data:`PART` for whole blocks, which directives create."""

DATA = "modelterms_data"
"""Attribute of nodes that were parsed from the text of a data file."""

AS_WRITTEN = "modelterms_as_written"
"""Attribute of nodes with a text of a data file whose markup is not read, after a warning."""

DRAFT = "modelterms_draft"
"""Attribute of a card with the options of its term, until a record is made of the doctree."""

QUESTION_ID = "modelterms_question_id"
"""Attribute of a question with its id as written, until the id of the card is known."""

SOURCE_NAME = "modelterms_source_name"
"""Attribute of an entry of Sphinx's glossary with its untranslated name, until it is recorded."""

OWN_IDS = "modelterms_own_ids"
"""Attribute of a card's section with its original ids, until transforms have renamed ids."""

TARGET = "modelterms_target"
"""Attribute of a link to another document with its :class:`Target`."""


class option_texts(OwnNode, addnodes.translatable, nodes.comment):
    """An invisible node with the translatable values of options.

    It is a comment, so that every writer skips it. ``texts`` is the list of values;
    ``translations`` is a dictionary from these to their translations.
    """

    tagname = "comment"

    def standard(self) -> list[nodes.Node]:
        return [nodes.comment()]

    def preserve_original_messages(self) -> None:
        """Do nothing, since :attr:`texts` are never replaced."""

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        self["translations"][original_message] = translated_message

    def extract_original_messages(self) -> list[str]:
        return list(self["texts"])


def translations_of(block: nodes.Element) -> dict[str, str]:
    """Return the translations of option values in *block*, by value."""
    for child in block.children:
        if isinstance(child, option_texts):
            translations: dict[str, str] = child["translations"]
            return translations
    return {}


PARTS = (
    "meta",
    "names",
    "status",
    "definition",
    "prerequisites",
    "explanation",
    "examples",
    "facts",
    "faq",
    "related",
    "comparisons",
    "sources",
    "used-in",
)
"""Values of :data:`PART` for the parts of a card, in the default order."""


def part_of(node: nodes.Node) -> str:
    """Return the value of :data:`PART` of *node*, or ``""``."""
    return str(node.get(PART, "")) if isinstance(node, nodes.Element) else ""


def find_part(card: nodes.Element, part: str) -> nodes.Element | None:
    """Return the direct child of *card* that is its *part*, if any."""
    for child in card.children:
        if isinstance(child, nodes.Element) and child.get(PART) == part:
            return child
    return None


def container(part: str, *children: nodes.Node) -> nodes.container:
    """Return a block that is *part* of a card: ``<container classes="mt-PART">``."""
    node = nodes.container("", *children, classes=[f"mt-{part}"])
    node[PART] = part
    return node
