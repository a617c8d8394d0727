"""How a card looks as a document tree: the marks that its parts carry.

Cards are made of standard docutils nodes, so that every builder can show them. What they are
is said in one attribute, :data:`PART`; ``authoring`` writes it, ``linking`` and ``rendering``
read it.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.doctree.fallback import OwnNode

PART = "modelterms"
"""The attribute; its value is ``card``, ``title``, one of :data:`PARTS`, or a part of a part."""

BLOCKS = ("card", "comparison", "list", "categories", "day", "faq-section")
"""The values of blocks that directives make; those of all others are parts of them."""

DATA = "modelterms_data"
"""Marks nodes that come from the text of a data file."""

DRAFT = "modelterms_draft"
"""What the directive knows of the term, until the record is made from the finished tree."""

QUESTION_ID = "modelterms_question_id"
"""What the author wrote as a question's id, until the card's anchor is known."""

SOURCE_NAME = "modelterms_source_name"
"""Of an entry of a plain glossary: its name as written, until its record is made."""

OWN_IDS = "modelterms_own_ids"
"""Of a section of a card: its ids as it was made, until transforms that rename ids are done."""

TARGET = "modelterms_target"
"""Where a link to another document leads: document and anchor."""


class option_texts(OwnNode, addnodes.translatable, nodes.comment):
    """Texts of options that readers see: for translators, and what they made of them.

    A kind of comment, so that every writer passes over it. ``texts`` is a list, ``translations``
    a dictionary from them to their translations.
    """

    tagname = "comment"

    def standard(self) -> list[nodes.Node]:
        return [nodes.comment()]

    def preserve_original_messages(self) -> None:
        """The texts stay as they are."""

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        self["translations"][original_message] = translated_message

    def extract_original_messages(self) -> list[str]:
        return list(self["texts"])


def translations_of(block: nodes.Element) -> dict[str, str]:
    """The translated texts of options in *block*."""
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
"""The parts of a card in the order of the default."""


def part_of(node: nodes.Node) -> str:
    """What *node* is in a card, or ``""``."""
    return str(node.get(PART, "")) if isinstance(node, nodes.Element) else ""


def find_part(card: nodes.Element, part: str) -> nodes.Element | None:
    """The direct child of *card* that is its *part*."""
    for child in card.children:
        if isinstance(child, nodes.Element) and child.get(PART) == part:
            return child
    return None


def container(part: str, *children: nodes.Node) -> nodes.container:
    """A block that is *part* of a card: ``<container classes="mt-PART">``."""
    node = nodes.container("", *children, classes=[f"mt-{part}"])
    node[PART] = part
    return node
