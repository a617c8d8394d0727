"""The only door to sphinx-design: its classes, where the project lists it.

Without it our own stylesheet does; we never load it, as it would add 55 kB to every page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.config import Config

CLASSES = {
    "badge": ["sd-badge", "sd-sphinx-override"],
    "question": ["sd-sphinx-override", "sd-dropdown", "sd-card", "sd-mb-2"],
    "summary": ["sd-summary-title", "sd-card-header"],
    "answer": ["sd-summary-content", "sd-card-body", "docutils"],
}
"""What our parts are in sphinx-design's terms."""


def design_classes(config: Config) -> dict[str, list[str]]:
    """The classes that our parts get beside their own: none unless sphinx-design is listed."""
    return CLASSES if "sphinx_design" in config.extensions else {}
