"""Labels that ``sphinx.ext.autosectionlabel`` makes of the titles of our sections.

It warns where two sections have the same title, and lets the one that was read last have the
label. The parts of cards have the same titles everywhere, and pages that are made of data have the
titles of terms, as pages of the author may. So while it looks, ours have titles that nobody else
has; while pages are written, those of whole pages can be linked by their plain titles as well,
where no other section has these.
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
    """Keeps the labels of our sections apart from those of others."""

    def __init__(self) -> None:
        self._titles: list[tuple[nodes.title, str]] = []
        self._labels: set[str] = set()

    def hide(self, app: Sphinx, document: nodes.document) -> None:
        """On ``doctree-read``, before the extension: make titles differ."""
        if EXTENSION not in app.extensions:
            return
        for title, name in list(_renamed(app, document)):
            self._titles.append((title, title.rawsource))
            title.rawsource = name

    def show(self, app: Sphinx, document: nodes.document) -> None:
        """On ``doctree-read``, after the extension: translators get the titles as written."""
        for title, written in self._titles:
            title.rawsource = written
        self._titles = []

    def enter(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``, after the environment was stored: plain titles where free."""
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

    def leave(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """On ``env-before-read-docs``, for a second build with the same application."""
        standard = env.domains["std"]
        for label in self._labels:
            standard.labels.pop(label, None)
            standard.anonlabels.pop(label, None)
        self._labels.clear()


def _renamed(app: Sphinx, document: nodes.document) -> Iterator[tuple[nodes.title, str]]:
    """The titles of our sections, and what they are called instead."""
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
