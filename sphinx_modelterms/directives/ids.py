"""Id, label and source location of a directive's block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.directives.options import option_location, real_path, source_line
from sphinx_modelterms.doctree.blocks import DRAFT, option_texts
from sphinx_modelterms.glossary.model import SourceLocation
from sphinx_modelterms.glossary.text.names import first_free, fold

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from sphinx_modelterms.directives.options import OptionDirective


def free_id(directive: OptionDirective, wanted: str, name: str = "") -> str:
    """Return *wanted*; if the page already has that id, number it, with a warning.

    :param name: name of the term; for two terms of the same name another warning is given
    """
    ids = directive.state.document.ids
    free = first_free(wanted, ids)
    if free != wanted and not (name and fold(name) == fold(_name_of(ids[wanted]))):
        place = directive.option_place("id")
        cure = "Choose another id" if place != option_location(directive, 0) else "Set an ':id:'"
        message = f"the id {wanted!r} is already used on this page, so it becomes {free!r}. {cure}"
        warn(Subtype.DUPLICATE_ID, message, place)
    return free


def _name_of(node: nodes.Element) -> str:
    """Return the name of the term whose card is *node*, or of the glossary entry; or ``""``."""
    if isinstance(node, nodes.term):
        return str(node.astext())
    draft = node.get(DRAFT)
    return str(draft.get("source_name", "")) if isinstance(draft, dict) else ""


def add_label(directive: OptionDirective, root: nodes.Element, label: str) -> None:
    """Register the id of *root*, and *label* as a target of ``:ref:``."""
    document = directive.state.document
    document.ids |= dict.fromkeys(root["ids"], root)
    if label:
        root["names"].append(nodes.fully_normalize_name(label))
        document.note_explicit_target(root, root)


def add_texts(directive: OptionDirective, root: nodes.Element, texts: Iterable[str]) -> None:
    """Make the texts of options translatable, although no visible node contains them."""
    if found := list(dict.fromkeys(filter(None, texts))):
        node = option_texts(texts=found, translations={})
        directive.set_source_info(node)
        root.insert(min(1, len(root)), node)


def location_of(directive: OptionDirective, checked_options: Container[str]) -> SourceLocation:
    """Return the source location of *directive*.

    :param checked_options: options whose lines are needed by later messages
    """
    source, line = source_line(directive)
    own_file = source == real_path(str(directive.env.doc2path(directive.env.docname)))
    lines = directive.option_lines.items()
    options = tuple((option, line + n) for option, n in lines if option in checked_options)
    return SourceLocation("" if own_file else source, line, options)
