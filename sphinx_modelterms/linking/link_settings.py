"""The settings of automatic links, from the configuration."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx.util.matching import patfilter

from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.autolink.rules import Settings
from sphinx_modelterms.reading.page_options import exclusion

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def link_settings(app: Sphinx) -> Settings:
    """What the configuration says; a pattern that matches no page is warned about."""
    config = ModelTermsConfig.from_sphinx(app.config)
    without: set[str] = set()
    for pattern in exclusion(config.autolink_exclude).pages:
        try:
            found = set(patfilter(app.env.found_docs, pattern))
        except re.error:  # such as [z-a]
            found = set()
        if not found:
            cure = "write '<name>' for a node and '.name' for a class"
            page = next(filter(pattern.endswith, app.config.source_suffix), "")
            page = pattern.removesuffix(page)
            if page != pattern and any(patfilter(app.env.found_docs, page)):
                cure = f"pages have no suffix here: write {page!r}"
            message = f"modelterms_autolink_exclude: {pattern!r} matches no page; {cure}"
            warn(Subtype.CONFIG, message, None)
        without |= found
    return Settings(
        config.autolink,
        config.autolink_limit,
        config.autolink_budget,
        tuple(config.levels),
        without,
    )
