"""The search page of HTML: the definition of a term above the results of a search for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.builders import shows_hovers
from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.glossary.formulas.spoken import spoken
from sphinx_modelterms.glossary.text.json_in_html import json_in_html
from sphinx_modelterms.rendering.assets import PRIORITY, SEARCH_SCRIPT, STYLESHEET
from sphinx_modelterms.translations import _

if TYPE_CHECKING:
    from typing import Any

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.views.search_page import Answer

PAGE = "search"
"""Name of the page, and of its template without the suffix."""

DEFINITIONS_ID = "mt-definitions"
"""Id of the element with the answers, which the script reads."""


def add_answers(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    document: nodes.document | None,
) -> None:
    """On ``html-page-context``: add the definitions and their script to Sphinx's search page::

        <script type="application/json" id="mt-definitions">[{"name": ...}, ...]</script>
        <script src="_static/modelterms-search.js" defer></script>

    The definitions are in the page itself, which Sphinx writes in each build that writes any page,
    so that none can be out of date. A browser does not run the first element, so that the page
    needs no more rights than before.
    """
    if pagename != PAGE or templatename != f"{PAGE}.html" or document is not None:
        return
    if not shows_hovers(app.builder):
        return
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    pages: StandaloneHTMLBuilder = app.builder  # type: ignore[assignment]
    config = ModelTermsConfig.from_sphinx(app.config)
    glossary, views = domain.build.glossary, domain.build.views
    if config.search == "on" or (config.search == "auto" and glossary.terms):
        items = [_item(pages, answer) for answer in views.answers()]
        if items:
            pages.add_css_file(STYLESHEET, priority=PRIORITY)
            pages.add_js_file(
                None,  # type: ignore[arg-type]  # a type that only the application's method has
                priority=PRIORITY,
                body=json_in_html(items),
                type="application/json",
                id=DEFINITIONS_ID,
                **{"data-mt-label": str(_("Definition"))},
            )
            pages.add_js_file(SEARCH_SCRIPT, priority=PRIORITY, defer="defer")


def _item(builder: StandaloneHTMLBuilder, answer: Answer) -> dict[str, Any]:
    card = answer.card
    page = builder.get_relative_uri(PAGE, card.target.docname)
    item = {
        "names": [name for name in answer.names if name != card.name],
        "name": card.name,
        "kinds": card.kinds_line,
        "colour": "" if card.scope else card.colour,
        "text": spoken(card.text),
        "url": f"{page}#{card.target.anchor}",
    }
    return {key: value for key, value in item.items() if value}
