"""Digest of all inputs of the page views; while it is unchanged, there is nothing to recompute.

A build with nothing changed looks at a few texts instead of all mentions of all terms.
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
"""Settings of Sphinx that decide about the URLs of pages."""


def inputs_digest(config: Config, build: BuildState, contents: Mapping[str, str]) -> str:
    """Compute a digest of everything that decides about views, apart from answers to conditions.

    :param contents: the digest of each document as it was read; records, titles and texts change
        with these only
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
