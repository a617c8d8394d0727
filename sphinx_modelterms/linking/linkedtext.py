"""Former module of :class:`~sphinx_modelterms.doctree.linked_text.linked_text`, kept for
extensions that import it from here."""

from __future__ import annotations

from sphinx_modelterms.doctree.linked_text import linked_text

__all__ = ["linked_text"]
