"""Structure of cards and other blocks in a doctree: the attributes that mark their nodes.

Cards consist of standard docutils nodes, so that every builder can show them. The attribute
:data:`PART` says which part of a card a node is; ``directives`` sets it, ``reading`` and
``rendering`` read it.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.doctree.fallback import OwnNode
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

PART = "modelterms"
"""Attribute with the kind of a node: one of :data:`BLOCKS` or :data:`PARTS`, ``title``, or a part
of a part.
"""

BLOCKS = (
    "card",
    "comparison",
    "list",
    "categories",
    "day",
    "faq-section",
    "box",
    "term-map",
    "changes",
    "term-quiz",
)
"""Values of :data:`PART` for whole blocks, which directives create."""

DATA = "modelterms_data"
"""Attribute of nodes that were parsed from the text of a data file."""

AS_WRITTEN = "modelterms_as_written"
"""Attribute of nodes with a text of a data file whose markup is not read, after a warning."""

CHOICES = "mt-choices"
"""Class of a list in the advice of a comparison with an item for each term."""

CHOICE = "modelterms_choice"
"""Attribute of an item of such a list with the folded name of its term in the directive."""

CHANGES = "modelterms_changes"
"""Attribute of a block with the differences between two vocabularies, until they are shown."""

DRAFT = "modelterms_draft"
"""Attribute of a card with the options of its term, until a record is made of the doctree."""

QUESTION_ID = "modelterms_question_id"
"""Attribute of a question with its id as written, until the id of the card is known."""

SOURCE_NAME = "modelterms_source_name"
"""Attribute of an entry of Sphinx's glossary with its untranslated name, until it is recorded."""

SCOPES = "modelterms_scopes"
"""Attribute of a reference with the keys of the scopes around it: copies of the node keep it."""

OWN_IDS = "modelterms_own_ids"
"""Attribute of a card's section with its original ids, until transforms have renamed ids."""

TEXT_BLOCK = "modelterms_block"
"""Attribute of a node of running text with its :class:`TextBlock`, from the time when its text is
read until its automatic links are inserted.
"""

TARGET = "modelterms_target"
"""Attribute of a link to another document with its :class:`Target`."""


class TextBlock(NamedTuple):
    """The identity of a node with running text: copies of the node keep it."""

    docname: str
    """The document in which it was read."""
    number: int
    """Its number among the blocks of that document."""


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


def is_for_translators(node: nodes.Node) -> bool:
    """Return True if a child of a card is there for translators only, once it is recorded."""
    return isinstance(node, option_texts) or part_of(node) == QUIZ_PART


HEAD = (addnodes.index, option_texts)
"""Nodes between the title of a card and its parts."""


def translations_of(block: nodes.Element) -> dict[str, str]:
    """Return the translations of option values in *block*, by value."""
    for child in block.children:
        if isinstance(child, option_texts):
            translations: dict[str, str] = child["translations"]
            return translations
    return {}


PARTS = (
    "definition",
    "status",
    "meta",
    "names",
    "versions",
    "prerequisites",
    "facts",
    "explanation",
    "examples",
    "faq",
    "map",
    "quiz",
    "related",
    "comparisons",
    "sources",
    "used-in",
)
"""Values of :data:`PART` for the parts of a card, in the default order.

The definition follows the name, as search pages, link previews and screen readers take what comes
first; the style sheet shows ``meta`` above the name. Facts come before the text that is
shown beside them.
"""

DEFAULT_PARTS = tuple(part for part in PARTS if part not in {"map", "quiz"})
"""The parts that cards have by default."""

QUIZ_PART = "quiz"
"""The part with the author's quiz questions, which stays in the doctree for translators until
post-transforms replace it, even if cards don't show it.
"""

HEADING = "mt-heading"
"""Class of the headings of parts."""


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


BOX_CLASSES = ("mt-list", "mt-list-definitions", "mt-box")


def term_box() -> nodes.container:
    """Return an empty term box, which a post-transform fills."""
    box = container("box")
    box["classes"] = [*BOX_CLASSES]
    return box
