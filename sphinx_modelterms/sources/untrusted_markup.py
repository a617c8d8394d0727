"""Text of data files as markup, without what only trusted pages may do.

Pages are code to Sphinx: they can run programs, read any file and put any HTML anywhere. Whoever
reviews a spreadsheet does not expect that. So only some directives and roles are there while data
text is parsed (:mod:`~sphinx_modelterms.sources.allowed_markup`), nothing is noted of it
elsewhere (:mod:`~sphinx_modelterms.sources.isolation`), and of what comes out only known nodes
and attributes are kept (:mod:`~sphinx_modelterms.sources.allowed_nodes`): nothing raw, no
downloads, no images from elsewhere, no address that :mod:`~sphinx_modelterms.glossary.urls` does
not allow, and no reference that Sphinx would take long to resolve
(:mod:`~sphinx_modelterms.sources.allowed_references`).
"""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.text.characters import harmless
from sphinx_modelterms.glossary.urls import checked_address
from sphinx_modelterms.sources.allowed_nodes import bare, has_place
from sphinx_modelterms.sources.allowed_references import refused_reference
from sphinx_modelterms.sources.formulas import refused_formula

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

DEEPEST = 60
"""How deep elements of a text may stand in one another; writers go down by recursion."""


def is_deep(root: nodes.Element) -> bool:
    """Whether *root* has elements deeper than :data:`DEEPEST`."""
    level: list[nodes.Node] = [root]
    for _ in range(DEEPEST):
        level = [child for node in level for child in node.children]
        if not level:
            return False
    return True


def is_by_name(node: nodes.Element) -> bool:
    """Return True for a reference that leads to a target or a footnote of the page."""
    return isinstance(node, nodes.footnote_reference) or "refname" in node or "anonymous" in node


def is_for_pages(node: nodes.Element) -> bool:
    """Return True for what only a page can have, and a text can have by the thousand."""
    if isinstance(node, nodes.raw):
        return node.astext() not in PARSERS_RAW
    return is_by_name(node)


def make_safe(root: nodes.Element, env: BuildEnvironment, location: str) -> None:
    """Leave in *root* only what data text may have, with a warning for each thing taken out.

    :param location: for messages about nodes that do not know theirs
    """
    gone: set[nodes.Node] = {root}
    raw_told: set[str] = set()
    for node in list(root.findall(nodes.Element)):
        if node in gone:
            continue
        where = f"{node.source}:{node.line}" if node.source and node.line else location
        found = _replacement(node, env)
        if found is not None:
            what, instead = found
            if isinstance(node, nodes.raw) and what:
                # The tags of a line are a mistake, not several.
                what = "" if where in raw_told else what
                raw_told.add(where)
            if what:
                warn(Subtype.UNSAFE_TEXT, what, where)
            if instead is not node.children:
                gone.update(node.findall())
            replace(node, instead)
        else:
            _keep(node, env, where)
    for text in list(root.findall(nodes.Text)):
        if not (shown := harmless(text.astext())):  # which the writer of manual pages stumbles on
            text.parent.remove(text)
        elif shown != text.astext():
            text.parent.replace(text, nodes.Text(shown))


def _keep(node: nodes.Element, env: BuildEnvironment, where: str) -> None:
    """Keep *node* with what it may have, or only its content."""
    if not has_place(node):
        if not isinstance(node, UNSEEN):
            message = "such a block is not for data files; only its content is shown"
            warn(Subtype.UNSAFE_TEXT, message, where)
        replace(node, node.children)
        return
    new_tab = isinstance(node, nodes.reference) and node.get("target") and _in_new_tab(env)
    if refused := bare(node) - ({"target", "rel"} if new_tab else set()):
        message = "texts of data files cannot set this, it is left out: "
        warn(Subtype.UNSAFE_TEXT, message + ", ".join(sorted(refused)), where)
    if isinstance(node, nodes.reference) and _is_elsewhere(node["refuri"]):
        node["refuri"] = checked_address(node["refuri"])  # short forms are written out
        node.attributes |= LEAVES | ({"target": "_blank"} if new_tab else {})
    if isinstance(node, nodes.doctest_block):  # which the doctest builder would run
        text = node.astext()
        node.replace_self(nodes.literal_block(text, text, language="pycon"))


def replace(node: nodes.Element, instead: Iterable[nodes.Node]) -> None:
    """Put *instead* where *node* is: text between blocks becomes a paragraph."""
    parent = node.parent
    fitting: list[nodes.Node] = []
    for in_line, found in groupby(instead, _in_line):
        group = list(found)
        if in_line and not isinstance(parent, nodes.TextElement):
            group = [nodes.paragraph("", "", *group)]
        elif isinstance(parent, nodes.TextElement) and not in_line:
            group = [nodes.Text(block.astext()) for block in group]
        fitting += group
    parent.replace(node, fitting)


def _in_line(node: nodes.Node) -> bool:
    """Return True if *node* belongs into a paragraph; images and links of them stand alone too."""
    alone = isinstance(node, nodes.Element) and any(node.findall(nodes.image))
    return isinstance(node, nodes.Text | nodes.Inline) and not alone


def _in_new_tab(env: BuildEnvironment) -> bool:
    """Return True if the project has MyST-Parser open links in a new tab."""
    return bool(getattr(env.config, "myst_links_external_new_tab", False))


LEAVES = {"rel": "noopener"}
"""Attributes of a link to another site, which gets no hold of the page that it was opened from."""


def _replacement(
    node: nodes.Element, env: BuildEnvironment
) -> tuple[str, list[nodes.Node]] | None:
    """What is wrong with *node*, and what can stand instead; ``None`` if nothing is."""
    if isinstance(node, nodes.raw):
        if node.astext() in PARSERS_RAW:
            return "", [nodes.Text(PARSERS_RAW[node.astext()])]
        kind = nodes.literal if isinstance(node.parent, nodes.TextElement) else nodes.literal_block
        text = node.astext()
        written = text.strip().partition("\n")[0][:40]
        what = "HTML" if node.get("format") == "html" else "raw text"
        message = f"{what} is shown as it is written: write markup instead of {written!r}"
        return message, [kind(text, text)]
    if isinstance(node, nodes.system_message):  # it has been given
        return "", []
    if isinstance(node, THE_PAGE_S):
        return "footnotes, citations and substitutions are for pages; it is left out", []
    if is_by_name(node):
        message = "names of links and footnotes are for pages; only the text is shown"
        return message, [] if isinstance(node, nodes.target) else node.children
    if refused := refused_formula(node, env.config):
        return refused[0], [refused[1]]
    if isinstance(node, addnodes.download_reference):
        return "data files offer no downloads; only the text is shown", node.children
    if isinstance(node, addnodes.pending_xref):
        if not (problem := refused_reference(node)):
            return None
        for child in node.findall(nodes.Element, include_self=False):
            child["classes"] = []  # those of a reference
        return f"{problem}; only the text is shown", node.children
    if isinstance(node, nodes.image):
        problem = _problem_of_image(node.get("uri", ""), env)
        text = node.get("alt", "")
        return (problem, [nodes.inline(text, text)]) if problem else None
    if isinstance(node, nodes.reference | nodes.target):
        problem = _problem_of_address(node.get("refuri", ""))
        return (f"{problem}; only the text is shown", node.children) if problem else None
    return None


_CHECKBOX = '<input class="task-list-item-checkbox" {}disabled="disabled" type="checkbox">'

PARSERS_RAW = {
    "<br />\n": "\n",
    "\\\\\n": "",
    "<s>": "",
    "</s>": "",
    _CHECKBOX.format(""): "☐ ",
    _CHECKBOX.format('checked="checked" '): "☑ ",
}
"""Raw text that Markdown's own signs become, and what is shown instead."""

UNSEEN = (nodes.target, nodes.reference, nodes.problematic, nodes.pending, addnodes.index)
"""What goes without saying: it shows nothing, or its text stays."""

THE_PAGE_S = (nodes.footnote, nodes.citation, nodes.substitution_definition)

IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".pdf"})


def _problem_of_image(address: str, env: BuildEnvironment) -> str:
    if ":" in address or "\\" in address or address.startswith("//"):
        return f"the image {address[:60]!r} is not a file of the sources; it is left out"
    if Path(address).suffix.lower() not in IMAGES:
        return f"{address[:60]!r} is no image; it is left out"
    _, path = env.relfn2path(address, env.docname)
    if not Path(path).resolve().is_relative_to(Path(env.srcdir).resolve()):
        return f"the image {address[:60]!r} is outside of the sources; it is left out"
    return ""


def _is_elsewhere(address: str) -> bool:
    return bool(address) and not re.fullmatch(r"#[\w.:-]*", address)


def _problem_of_address(address: str) -> str:
    if not _is_elsewhere(address):
        return ""
    try:
        checked_address(address)
    except ValueError as error:
        return str(error)
    return ""
