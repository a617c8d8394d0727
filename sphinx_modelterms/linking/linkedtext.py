"""Old location of :class:`~sphinx_modelterms.doctree.linked_text.linked_text`.

Extensions that import the class from here still work. New code should import it from
:mod:`sphinx_modelterms.doctree.linked_text`.
"""

from __future__ import annotations

from sphinx_modelterms.doctree.linked_text import linked_text

__all__ = ["linked_text"]
