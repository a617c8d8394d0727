"""What the views of all pages follow from.

When that is as it was at the last output, so is each view, and none has to be made: a build with
nothing changed looks at a few texts instead of all mentions of all terms.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sphinx_modelterms import version
from sphinx_modelterms.config import ModelTermsConfig

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_modelterms.domain import ModelTermsDomain

ADDRESSES = ("html_file_suffix", "html_link_suffix")
"""Settings of Sphinx's that addresses of pages are made with."""


def basis_of(app: Sphinx, domain: ModelTermsDomain) -> str:
    """A digest of all that decides about views, apart from the answers to conditions.

    What pages say is told by their contents: records, titles and texts change with these only.
    """
    config = app.config
    views = domain.views
    parts = (
        version.__version__,
        app.builder.name,
        [config[name] for name in ("language", *ADDRESSES)],
        vars(ModelTermsConfig.from_sphinx(config)),
        views.presentation,
        views.navigation,
        sorted(views.foreign),
        sorted(domain.any_forms.answers.items()),
        sorted(domain.contents.items()),
    )
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
