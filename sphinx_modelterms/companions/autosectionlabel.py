"""Unique section titles for ``sphinx.ext.autosectionlabel`` (all supported versions of Sphinx).

The extension makes a label of each section title. If two sections have the same title, it warns,
and the section that was read last gets the label. But the parts of all cards have the same titles,
and a generated page has the title of its term, which a page of the author may have, too. So our
sections have unique titles while the extension reads them. While pages are written, generated
pages can be referred to by their plain titles as well, if no other section has the same title.

This module can be removed when the extension lets others exclude sections.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.doctree.blocks import part_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain

EXTENSION = "sphinx.ext.autosectionlabel"


class SectionLabels:
    """Keeps the labels of our sections distinct from those of other sections."""

    def __init__(self) -> None:
        self._titles: list[tuple[nodes.title, str]] = []
        self._labels: set[str] = set()

    def rename_titles(self, app: Sphinx, document: nodes.document) -> None:
        """On ``doctree-read``: make the titles of our sections unique before
        ``sphinx.ext.autosectionlabel`` reads them.
        """
        if EXTENSION not in app.extensions:
            return
        for title, name in list(_renamed(app, document)):
            self._titles.append((title, title.rawsource))
            title.rawsource = name

    def restore_titles(self, app: Sphinx, document: nodes.document) -> None:
        """On ``doctree-read``: restore the titles of our sections after
        ``sphinx.ext.autosectionlabel`` has read them.

        Message catalogues contain the titles as written.
        """
        for title, written in self._titles:
            title.rawsource = written
        self._titles = []

    def add_plain_labels(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``: label generated pages by their plain titles, if these are free.

        By then the environment was stored, so the labels do not get into it.
        """
        domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
        if EXTENSION not in app.extensions or app.config.autosectionlabel_prefix_document:
            return
        standard = app.env.domains["std"]
        for label, place in sorted(standard.labels.items()):
            plain = label.removeprefix(f"{place[0].lower()}:")
            ours = plain not in {"", label} and place[0] in domain.build.generated.current
            if ours and plain not in standard.labels:
                standard.labels[plain], standard.anonlabels[plain] = place, place[:2]
                self._labels.add(plain)

    def remove_plain_labels(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """On ``env-before-read-docs``: remove the labels made of plain titles.

        They are left from an earlier build if an application builds more than once.
        """
        standard = env.domains["std"]
        for label in self._labels:
            standard.labels.pop(label, None)
            standard.anonlabels.pop(label, None)
        self._labels.clear()


def _renamed(app: Sphinx, document: nodes.document) -> Iterator[tuple[nodes.title, str]]:
    """Yield the titles of our sections that are not unique, each with a unique one."""
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    docname = app.env.docname
    own = docname in domain.build.generated.current
    whole = own and not app.config.autosectionlabel_prefix_document
    for section in document.findall(nodes.section):
        title = section[0] if len(section) else None
        if not isinstance(title, nodes.title):
            continue
        name = title.rawsource or title.astext()
        part = part_of(section)
        if part and part != "card" and isinstance(section.parent, nodes.section):
            name = f"{section.parent[0].astext()}: {name}"
        if whole:
            name = f"{docname}:{name}"
        if name != title.rawsource:
            yield title, name
