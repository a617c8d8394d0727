"""Messages that aren't warnings."""

from __future__ import annotations

from sphinx.util import logging

from sphinx_modelterms.glossary.text.characters import printable
from sphinx_modelterms.glossary.text.full_stops import shortened, with_full_stop

LOGGER = logging.getLogger(__name__)


def tell(message: str) -> None:
    """Log a message that never fails a build, since it isn't a warning."""
    LOGGER.info(printable(with_full_stop(shortened(message))))
