"""References of a page that can lead to other projects."""

from __future__ import annotations

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple


class OutsideReference(NamedTuple):
    """A reference that can lead to another project."""

    kind: str
    """The role, such as ``term`` or ``any``; ``""`` for a link whose address is written."""
    target: str
    """The target or the address, as written."""
    project: str = ""
    """The project that the role names, as in ``external+python:term``."""
    conditions: tuple[tuple[str, str], ...] = ()
    """The conditions under which it exists; see ``Condition`` in the module ``model``."""
    answer_of: str = ""
    """Anchor of the card if it is in an answer, which other pages can show, else ``""``."""
