"""Clean-up after a build that was killed while it wrote the sources of generated pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.atomic_write import remove_leftovers
from sphinx_modelterms.config import ModelTermsConfig

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def tidy_sources(app: Sphinx) -> None:
    """Remove the temporary files from the directory of generated pages.

    Writing a page removes them, too, but a build may have no page to write.
    """
    folder = ModelTermsConfig.from_sphinx(app.config).pages.strip("/")
    if folder:
        for place, _, _ in os.walk(Path(app.srcdir, folder)):
            remove_leftovers(Path(place))
