"""The versions in which a term is new and has changed, as on its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.domains.changeset import versionlabel_classes, versionlabels

from sphinx_modelterms.glossary.option_values import version_and_text

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.model import Term


def version_notes(term: Term) -> list[nodes.Node]:
    """Return the notes that Sphinx's directives ``versionadded`` and ``versionchanged`` make, so
    that themes style them in the same way::

    <versionmodified type="versionchanged" version="2.2">
        <paragraph>
            <inline classes="versionmodified changed">
            text
    """
    notes = [_note("versionadded", term.since, "")] if term.since else []
    return [*notes, *(_note("versionchanged", *version_and_text(c)) for c in term.changed)]


def version_label(kind: str) -> str:
    """Return the words before a version."""
    return (str(versionlabels[kind]) % "").strip()


def _note(kind: str, version: str, text: str) -> nodes.Node:
    label = str(versionlabels[kind]) % version + (": " if text else ".")
    shown = nodes.inline(label, label, classes=["versionmodified", versionlabel_classes[kind]])
    paragraph = nodes.paragraph("", "", shown, nodes.Text(text), translatable=False)
    return addnodes.versionmodified("", "", paragraph, type=kind, version=version)
