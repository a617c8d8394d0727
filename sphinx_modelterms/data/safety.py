"""Text of data files as markup, without what only trusted pages may do.

Pages are code to Sphinx: they can run programs, read any file and put any HTML anywhere. Whoever
reviews a spreadsheet does not expect that. So only some directives and roles are there while data
text is parsed, and what comes out is walked: nothing raw, no downloads, no images from elsewhere,
no address that :mod:`~sphinx_modelterms.glossary.addresses` does not allow.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import CustomReSTDispatcher, SphinxDirective, SphinxRole

from sphinx_modelterms.data.formulas import refused_formula
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.addresses import checked_address
from sphinx_modelterms.glossary.options import AnyOption

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType
    from typing import ClassVar

    from docutils.utils import Reporter
    from sphinx.environment import BuildEnvironment

DIRECTIVES = frozenset(
    {"admonition", "attention", "caution", "danger", "error", "hint", "important", "note"}
    | {"seealso", "tip", "warning", "deprecated", "versionadded", "versionchanged"}
    | {"code", "code-block", "sourcecode", "parsed-literal", "math", "figure", "image"}
    | {"table", "list-table", "csv-table", "epigraph", "highlights", "pull-quote", "compound"}
    | {"rubric", "hlist", "line-block"}
)
"""The directives that data text may use."""

ROLES = frozenset(
    {"", "abbr", "abbreviation", "any", "code", "command", "cve", "cwe", "dfn", "emphasis"}
    | {"eq", "file", "guilabel", "kbd", "literal", "manpage", "math", "menuselection"}
    | {"no-autolink", "pep", "program", "rfc", "samp", "strong", "sub", "subscript", "sup"}
    | {"superscript", "term-abbr", "term-compare", "term-def", "title", "title-reference"}
)
"""The roles that data text may use, beside those that only refer to something."""


@contextmanager
def safe_markup(document: nodes.document, env: BuildEnvironment) -> Iterator[None]:
    """While data text is parsed into *document*."""
    settings = document.settings
    before = settings.raw_enabled, settings.file_insertion_enabled
    settings.raw_enabled = settings.file_insertion_enabled = False
    books = _books(document)
    try:
        with _AllowedMarkup(env):
            yield
    finally:
        settings.raw_enabled, settings.file_insertion_enabled = before
        for name, book in books.items():
            setattr(document, name, book)


def _books(document: nodes.document) -> dict[str, Any]:
    """What a document notes of names: data text must not give other text other links."""
    kept = {"attributes", "children", "parse_messages", "transform_messages"}
    return {
        name: _copied(book)
        for name, book in vars(document).items()
        if isinstance(book, dict | list) and name not in kept
    }


def _copied(book: Any) -> Any:
    copied = copy(book)
    if isinstance(copied, dict):
        copied.update({key: list(v) for key, v in book.items() if isinstance(v, list)})
    return copied


class _AllowedMarkup(CustomReSTDispatcher):
    """Finds only what is allowed; Markdown asks here too."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__()
        self.env = env

    def directive(
        self, directive_name: str, language_module: ModuleType, document: nodes.document
    ) -> tuple[Any, list[nodes.system_message]]:
        found, messages = super().directive(directive_name, language_module, document)
        if found is not None and directive_name.lower() not in DIRECTIVES:
            return _RefusedDirective, []
        return found, messages

    def role(
        self, role_name: str, language_module: ModuleType, lineno: int, reporter: Reporter
    ) -> tuple[Any, list[nodes.system_message]]:
        found, messages = super().role(role_name, language_module, lineno, reporter)
        name = role_name.lower()
        if found is not None and name not in ROLES and not self._refers(name):
            return _RefusedRole(), []
        return found, messages

    def _refers(self, name: str) -> bool:
        """Whether a role only makes a reference that Sphinx resolves."""
        domain, _, role = name.rpartition(":")
        standard = ("std", self.env.config.primary_domain or "")
        for place in (domain,) if domain else standard:
            if place in self.env.domains:
                return isinstance(self.env.domains[place].roles.get(role), XRefRole)
        return False


class _RefusedDirective(SphinxDirective):
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[Any] = AnyOption()

    def run(self) -> list[nodes.Node]:
        message = f"the directive {self.name!r} is not for data files; it is left out"
        warn(Subtype.UNSAFE_TEXT, message, self.get_location())
        return []


class _RefusedRole(SphinxRole):
    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        message = f"the role {self.name!r} is not for data files; its text is shown"
        warn(Subtype.UNSAFE_TEXT, message, self.get_location())
        return [nodes.literal(self.text, self.text)], []


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


def make_safe(root: nodes.Element, env: BuildEnvironment, location: str) -> None:
    """Take out of *root* what data text may not have, with a warning for each.

    :param location: for messages about nodes that do not know theirs
    """
    for node in list(root.findall(nodes.Element)):
        found = _replacement(node, env)
        if found is not None:
            what, instead = found
            where = f"{node.source}:{node.line}" if node.source and node.line else location
            warn(Subtype.UNSAFE_TEXT, what, where)
            node.parent.replace(node, instead)
        elif _is_elsewhere(node.get("refuri", "")):
            node["refuri"] = checked_address(node["refuri"])  # short forms are written out
    for node in list(root.findall(nodes.Element)):
        if isinstance(node, nodes.target):
            node.parent.remove(node)
        for attribute in ("ids", "names", "dupnames"):
            if node.get(attribute):
                node[attribute] = []
        if node.get("loading") == "embed":  # docutils puts such files into the page
            del node["loading"]


def _replacement(
    node: nodes.Element, env: BuildEnvironment
) -> tuple[str, list[nodes.Node]] | None:
    """What is wrong with *node*, and what can stand instead; ``None`` if nothing is."""
    if isinstance(node, nodes.raw):
        kind = nodes.literal if isinstance(node.parent, nodes.TextElement) else nodes.literal_block
        text = node.astext()
        return "raw text is shown as it is written", [kind(text, text)]
    if isinstance(node, THE_PAGE_S):
        return "footnotes, citations and substitutions are for pages; it is left out", []
    if isinstance(node, nodes.footnote_reference) or "refname" in node or "anonymous" in node:
        message = "names of links and footnotes are for pages; only the text is shown"
        return message, [] if isinstance(node, nodes.target) else node.children
    if refused := refused_formula(node, env.config):
        return refused[0], [refused[1]]
    if isinstance(node, addnodes.download_reference):
        return "data files offer no downloads; only the text is shown", node.children
    if isinstance(node, nodes.image):
        problem = _problem_of_image(node.get("uri", ""), env)
        text = node.get("alt", "")
        return (problem, [nodes.inline(text, text)]) if problem else None
    if isinstance(node, nodes.reference | nodes.target):
        problem = _problem_of_address(node.get("refuri", ""))
        return (f"{problem}; only the text is shown", node.children) if problem else None
    return None


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
