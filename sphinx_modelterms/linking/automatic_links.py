"""Post-transform for automatic links."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.matching import patfilter

from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.doctree.walking import take_text_blocks
from sphinx_modelterms.glossary.autolink.rules import Settings
from sphinx_modelterms.glossary.consistency import unknown_name
from sphinx_modelterms.glossary.misread_references import in_other_scopes, several_meanings
from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from sphinx_modelterms.linking.inserted_links import LinkMaker, link_block
from sphinx_modelterms.reading.block_text import NO_AUTOLINK
from sphinx_modelterms.reading.page_options import exclusion, field_place, not_linked

if TYPE_CHECKING:
    from typing import Any, ClassVar

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.autolink.decisions import AutoLink
    from sphinx_modelterms.glossary.lookup import Glossary


class AutoLinks(SphinxPostTransform):
    """Insert the automatic links of a page's view into its doctree::

    <paragraph>
        the context <emphasis>window</emphasis> of
    ->
    <paragraph>
        the
        <reference classes="mt-ref mt-auto" internal="True" refuri="...">
            context <emphasis>window</emphasis>
        of

    In HTML, links become part of the text nodes, as a
    :class:`~sphinx_modelterms.doctree.linked_text.linked_text`. So no text is split: extensions
    that join the texts of a page, as for its description, get the same with and without links.
    """

    default_priority: ClassVar[int] = 2
    """Before all other post-transforms, while the document is the same as when its text was
    read."""

    def run(self, **kwargs: Any) -> None:
        domain: ModelTermsDomain = self.env.domains["modelterms"]  # type: ignore[assignment]
        # Message catalogues contain the author's text, without generated links.
        if domain.build.builder.name == "gettext":
            return
        here = self.env.docname

        @cache
        def links_on(docname: str) -> dict[int, list[AutoLink]]:
            by_block = defaultdict(list)
            for link in domain.build.views.page(docname).autolinks:
                by_block[link.block].append(link)
            return by_block

        @cache
        def maker(docname: str) -> LinkMaker:
            return LinkMaker(domain.build.builder, docname)

        # Also on a page without links, as the attributes must not get into its output.
        for (docname, number), node in take_text_blocks(self.document, here):
            if links := links_on(docname).get(number):
                link_block(node, links, maker(docname))


def link_settings(app: Sphinx) -> Settings:
    """Build the settings of automatic links from the configuration; warn of patterns that match no
    page."""
    config = ModelTermsConfig.from_sphinx(app.config)
    without: set[str] = set()
    excluded = exclusion(config.autolink_exclude)
    for pattern in excluded.pages:
        try:
            found = set(patfilter(app.env.found_docs, pattern))
        except re.error:  # such as [z-a]
            found = set()
        if not found:
            cure = "To exclude a node, write '<name>'; to exclude a class, write '.name'"
            page = next(filter(pattern.endswith, app.config.source_suffix), "")
            page = pattern.removesuffix(page)
            if page != pattern and any(patfilter(app.env.found_docs, page)):
                cure = f"Page names have no suffix here. Write {page!r}"
            if "\\" in pattern:
                cure = f"Write '/' for each backslash: {pattern.replace(chr(92), '/')!r}"
            message = f"modelterms_autolink_exclude: {pattern!r} matches no page. {cure}"
            warn(Subtype.CONFIG, message, None)
        without |= found
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    for name in dict.fromkeys((*excluded.terms, *(name for name, _ in excluded.phrases))):
        if message := _not_one_term(name, domain.build.glossary):
            warn(Subtype.CONFIG, f"modelterms_autolink_exclude: {message}", None)
    _warn_of_unknown_names(app.env, domain.build.glossary)
    return Settings(
        config.autolink,
        config.autolink_limit,
        config.autolink_budget,
        tuple(config.levels),
        without,
        excluded.terms,
        excluded.phrases,
        app.config.language.partition("_")[0] == "en",
    )


def _not_one_term(name: str, glossary: Glossary) -> str:
    """Return the message about an excluded name that is not that of exactly one term; else
    ``""``.
    """
    if glossary.find_anywhere(name) is None:
        if unknown := glossary.outside.unknown(name, glossary.may_hint):
            return unknown
        unknown = f"no term has the name {name!r}. Write the name as in its glossary"
        return in_other_scopes(name, glossary) or unknown
    meanings = glossary.meanings(name)
    if len(meanings) < 2:
        return ""
    return several_meanings(name, [target.name for target in meanings])


def _warn_of_unknown_names(env: BuildEnvironment, glossary: Glossary) -> None:
    """Warn of names in the page metadata ``no-autolink`` that no term has."""
    for docname, metadata in env.metadata.items():
        try:
            _, names = not_linked(metadata)
        except ValueError:  # told when the page was read
            continue
        origin = glossary.origin(docname)
        for name in names:
            if glossary.find(name, origin) is None and glossary.find_anywhere(name) is None:
                problem = with_full_stop(unknown_name(glossary, name, origin))
                cure = "For a page without automatic links, write 'yes'"
                where = field_place(env, docname, NO_AUTOLINK)
                warn(Subtype.UNKNOWN_TERM, f"{NO_AUTOLINK}: {problem} {cure}", where)
