"""Digest of all inputs of the page views; while it is unchanged, there is nothing to recompute.

A build without changes compares this digest instead of computing the views of all pages.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sphinx_modelterms import version
from sphinx_modelterms.config import ModelTermsConfig

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.config import Config

    from sphinx_modelterms.build_state import BuildState

URL_SETTINGS = ("html_file_suffix", "html_link_suffix")
"""Sphinx's settings that affect the URLs of pages."""


def inputs_digest(config: Config, build: BuildState, contents: Mapping[str, str]) -> str:
    """Compute a digest of all inputs of the page views, except the answers to conditions.

    :param contents: digest of each document as it was read; records, titles and texts only change
        if it does
    """
    parts = (
        version.__version__,
        build.builder.name,
        [config[name] for name in ("language", *URL_SETTINGS)],
        vars(ModelTermsConfig.from_sphinx(config)),
        build.views.presentation,
        build.views.navigation,
        sorted(build.references.foreign),
        sorted(build.any_forms.answers.items()),
        sorted(contents.items()),
    )
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
