"""The version of the package, and the oldest Sphinx that it works with."""

from __future__ import annotations

__version__ = "0.1.0"

OLDEST_SPHINX = (7, 4)
"""The Sphinx of Jupyter Book 1, with which most books that have a glossary are made."""
