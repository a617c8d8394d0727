"""CSS classes of sphinx-design (0.6.1 and newer), for projects that list it in ``extensions``.

No other module refers to sphinx-design. For other projects, our own stylesheet is enough: we never
load sphinx-design, which would add 55 kB to every page. This module can be removed when cards need
not look like the rest of a page made with sphinx-design.
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
"""Classes of sphinx-design by our names for the parts of a card."""


def design_classes(config: Config) -> dict[str, list[str]]:
    """Return the further classes of parts of cards; none unless sphinx-design is listed."""
    return CLASSES if "sphinx_design" in config.extensions else {}
