"""Sanitizing of doctrees that were parsed from text of data files.

Pages are trusted: they can run programs, read any file and insert any HTML. Reviewers of a
spreadsheet do not expect that of its text. So while text of a data file is parsed, only allowed
directives and roles exist (:mod:`~sphinx_modelterms.sources.allowed_markup`), and parsing has no
side effects (:mod:`~sphinx_modelterms.sources.isolation`). Of the result, only allowed nodes and
attributes are kept (:mod:`~sphinx_modelterms.sources.allowed_nodes`): no raw nodes, no downloads,
no images from other sites, no URL that :mod:`~sphinx_modelterms.glossary.urls` does not allow, and
no cross-reference that Sphinx would take long to resolve
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
from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.urls import checked_address
from sphinx_modelterms.sources.allowed_nodes import drop_refused_attributes, is_allowed
from sphinx_modelterms.sources.allowed_references import refused_reference
from sphinx_modelterms.sources.formulas import refused_formula

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

DEEPEST = 60
"""Maximum nesting depth of elements in a text, since writers are recursive."""


def is_deep(root: nodes.Element) -> bool:
    """Return True if *root* has elements nested deeper than :data:`DEEPEST`."""
    level: list[nodes.Node] = [root]
    for _ in range(DEEPEST):
        level = [child for node in level for child in node.children]
        if not level:
            return False
    return True


def is_by_name(node: nodes.Element) -> bool:
    """Return True for a reference to a named target or a footnote of the page."""
    return isinstance(node, nodes.footnote_reference) or "refname" in node or "anonymous" in node


def is_for_pages(node: nodes.Element) -> bool:
    """Return True for a node that is never allowed, and that a text can have by the thousand."""
    if isinstance(node, nodes.raw):
        return node.astext() not in SHOWN_RAW
    return is_by_name(node)


def make_safe(root: nodes.Element, env: BuildEnvironment, location: str) -> None:
    """Remove everything from *root* that text of data files may not have, with a warning each.

    :param location: the location for messages about nodes without source and line
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
                # One warning for all tags of a line.
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
        if not (shown := harmless(text.astext())):  # empty text breaks the writer of manual pages
            text.parent.remove(text)
        elif shown != text.astext():
            text.parent.replace(text, nodes.Text(shown))


def _keep(node: nodes.Element, env: BuildEnvironment, where: str) -> None:
    """Keep *node* with its allowed attributes, or replace it by its content."""
    if not is_allowed(node):
        if not isinstance(node, SILENTLY_UNWRAPPED):
            message = (
                "this kind of block isn't allowed in data files, so only its content is shown"
            )
            warn(Subtype.UNSAFE_TEXT, message, where)
        replace(node, node.children)
        return
    new_tab = isinstance(node, nodes.reference) and node.get("target") and _in_new_tab(env)
    if refused := drop_refused_attributes(node) - ({"target", "rel"} if new_tab else set()):
        message = f"data files can't set {', '.join(sorted(refused))}, so this is left out"
        warn(Subtype.UNSAFE_TEXT, message, where)
    if isinstance(node, nodes.reference) and _is_external(node["refuri"]):
        node["refuri"] = checked_address(node["refuri"])  # with the scheme
        node.attributes |= EXTERNAL_LINK_ATTRIBUTES | ({"target": "_blank"} if new_tab else {})
    if isinstance(node, nodes.doctest_block):  # the doctest builder would run it
        text = node.astext()
        node.replace_self(nodes.literal_block(text, text, language="pycon"))


def replace(node: nodes.Element, instead: Iterable[nodes.Node]) -> None:
    """Replace *node* by *instead*; text between blocks becomes a paragraph."""
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
    """Return True for inline nodes, except images and linked images, which may be blocks."""
    alone = isinstance(node, nodes.Element) and any(node.findall(nodes.image))
    return isinstance(node, nodes.Text | nodes.Inline) and not alone


def _in_new_tab(env: BuildEnvironment) -> bool:
    """Return True if MyST-Parser is configured to open external links in a new tab."""
    return bool(getattr(env.config, "myst_links_external_new_tab", False))


EXTERNAL_LINK_ATTRIBUTES = {"rel": "noopener"}
"""Attributes of links to other sites: these get no access to the page with the link."""


def _replacement(
    node: nodes.Element, env: BuildEnvironment
) -> tuple[str, list[nodes.Node]] | None:
    """Return the problem of *node* and the nodes to show instead, or ``None`` if it is allowed.

    The problem is ``""`` if it needs no warning.
    """
    if isinstance(node, nodes.raw):
        if node.astext() in SHOWN_RAW:
            return "", [nodes.Text(SHOWN_RAW[node.astext()])]
        kind = nodes.literal if isinstance(node.parent, nodes.TextElement) else nodes.literal_block
        text = node.astext()
        written = text.strip().partition("\n")[0][:40]
        what = "HTML" if node.get("format") == "html" else "raw text"
        message = f"{what} is shown as plain text. Write markup instead of {written!r}"
        return message, [kind(text, text)]
    if isinstance(node, nodes.system_message):  # its warning was logged
        return "", []
    if isinstance(node, PAGE_LEVEL_NODES):
        return "footnotes, citations and substitutions work only on pages, so this is left out", []
    if is_by_name(node):
        message = "named links and footnotes work only on pages, so only the text is shown"
        return message, [] if isinstance(node, nodes.target) else node.children
    if refused := refused_formula(node, env.config):
        return refused[0], [refused[1]]
    if isinstance(node, addnodes.download_reference):
        return "downloads aren't allowed in data files, so only the text is shown", node.children
    if isinstance(node, addnodes.pending_xref):
        if not (problem := refused_reference(node)):
            return None
        for child in node.findall(nodes.Element, include_self=False):
            child["classes"] = []  # classes of a cross-reference
        return f"{with_full_stop(problem)} Only the text is shown", node.children
    if isinstance(node, nodes.image):
        problem = _problem_of_image(node.get("uri", ""), env)
        text = node.get("alt", "")
        return (problem, [nodes.inline(text, text)]) if problem else None
    if isinstance(node, nodes.reference | nodes.target):
        problem = _problem_of_address(node.get("refuri", ""))
        text = f"{with_full_stop(problem)} Only the text is shown"
        return (text, node.children) if problem else None
    return None


_CHECKBOX = '<input class="task-list-item-checkbox" {}disabled="disabled" type="checkbox">'

SHOWN_RAW = {
    "<br />\n": "\n",
    "\\\\\n": "",
    "<s>": "",
    "</s>": "",
    _CHECKBOX.format(""): "☐ ",
    _CHECKBOX.format('checked="checked" '): "☑ ",
}
"""Raw HTML that MyST-Parser creates for Markdown syntax, and the text shown instead."""

SILENTLY_UNWRAPPED = (
    nodes.target,
    nodes.reference,
    nodes.problematic,
    nodes.pending,
    addnodes.index,
)
"""Nodes that are replaced by their content without a warning: readers lose nothing."""

PAGE_LEVEL_NODES = (nodes.footnote, nodes.citation, nodes.substitution_definition)
"""Nodes that refer to, or change, other text of the page."""

IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".pdf"})
"""Suffixes of image files that text of data files may show."""


_IMAGE_PATH = lazy_pattern(r"(?!//)[\w ./()+,@=-]+")
"""Paths of images: writers of LaTeX and Texinfo escape none, as they take them for files."""


def _problem_of_image(address: str, env: BuildEnvironment) -> str:
    if not _IMAGE_PATH.fullmatch(address):
        return (
            f"the image {address[:60]!r} is left out. Use a file in the source directory whose "
            "path has only letters, digits, spaces and the signs './-_()+,@='"
        )
    if Path(address).suffix.lower() not in IMAGES:
        return f"{address[:60]!r} isn't an image, so it is left out"
    try:
        relative, path = env.relfn2path(address, env.docname)
        is_inside = Path(path).resolve().is_relative_to(Path(env.srcdir).resolve())
    except (OSError, RuntimeError):  # by version of Python
        return f"the image {address[:60]!r} is a link that leads to itself, so it is left out"
    if not is_inside:
        return f"the image {address[:60]!r} is outside of the source directory, so it is left out"
    if not Path(path).is_file():
        env.note_dependency(relative)  # as Sphinx does: the page is read again until it is there
        return f"the image {address[:60]!r} isn't in the source directory, so it is left out"
    return ""


def _is_external(address: str) -> bool:
    return bool(address) and not re.fullmatch(r"#[\w.:-]*", address)


def _problem_of_address(address: str) -> str:
    if not _is_external(address):
        return ""
    try:
        checked_address(address)
    except ValueError as error:
        return str(error)
    return ""
