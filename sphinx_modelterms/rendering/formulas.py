r"""Keeping text that is no formula from MathJax, which reads all text of a page.

MathJax takes ``\(...\)``, ``$$...$$`` and ``\begin{...}`` for formulas wherever it finds them. It
passes over elements of some classes, until one of other classes is within. What blocks of ours
show is in elements of the former, and the formulas in them have the latter; whatever a project's
configuration says, MyST's for one, these classes are MathJax's own defaults.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_modelterms.glossary.text.lazy_regex import late_pattern
from sphinx_modelterms.rendering.transforms import PartTransform

if TYPE_CHECKING:
    from typing import Any, ClassVar

    from sphinx.application import Sphinx

IGNORED = ("mathjax_ignore", "tex2jax_ignore")
"""The classes that MathJax from version 3 on, and version 2, pass over."""

PROCESSED = ("mathjax_process", "tex2jax_process")
"""The classes that they read all the same."""

HARMLESS = late_pattern(r"[\w\s.,:;'’\"“”„()<>=*/+&!?#%–—-]*")
"""Text in which no delimiter of formulas can be."""

PAGES = ("search", "genindex")
"""Pages without a document that show names of terms, beside the indices of domains."""


def shielded(text: str) -> list[nodes.Node]:
    """*text* as nodes in which MathJax finds no formula."""
    if HARMLESS.fullmatch(text):
        return [nodes.Text(text)]
    return [nodes.inline(text, text, classes=[*IGNORED])]


def shielded_html(text: str) -> str:
    """*text* as HTML in which MathJax finds no formula."""
    if HARMLESS.fullmatch(text):
        return escape(text)
    return f'<span class="{" ".join(IGNORED)}">{escape(text)}</span>'


def shield(root: nodes.Element) -> None:
    """Keep MathJax from all text in *root* but its formulas."""
    for text in list(root.findall(nodes.Text)):
        passed_over = isinstance(text.parent, nodes.math | nodes.literal | nodes.raw)
        instead = shielded(text.astext())
        if instead != [text] and not (passed_over or _is_shield(text.parent)):
            text.parent.replace(text, instead)


def _is_shield(node: nodes.Node | None) -> bool:
    return isinstance(node, nodes.inline) and node["classes"] == [*IGNORED]


def ignore_all_but_formulas(root: nodes.Element) -> None:
    """Have MathJax pass over *root*, but not over the formulas in it."""
    root["classes"] += (name for name in IGNORED if name not in root["classes"])
    for node in root.findall(nodes.Element):
        if isinstance(node, nodes.math | nodes.math_block):
            node["classes"] += (name for name in PROCESSED if name not in node["classes"])


class MathInBlocks(PartTransform):
    """Have MathJax see nothing but formulas in our blocks::

    <block classes="mt-card">      ->  <block classes="mt-card mathjax_ignore tex2jax_ignore">
        <math>                             <math classes="mathjax_process tex2jax_process">
    """

    default_priority: ClassVar[int] = 215
    """After blocks have their HTML shape (200)."""
    formats = ("html",)
    kinds = ("card", "comparison", "list", "categories", "day", "faq-section")

    def work_on(self, docname: str, root: nodes.Element) -> None:
        ignore_all_but_formulas(root)


class MathInLinks(SphinxPostTransform):
    """Where a project has data files, links can show names that come from there."""

    default_priority: ClassVar[int] = 216
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        if self.config.modelterms_data:
            for link in list(self.document.findall(nodes.reference)):
                if link.get("internal"):
                    shield(link)


class NoShields(SphinxPostTransform):
    """Outside of HTML, classes of inline text would only be in the way."""

    default_priority: ClassVar[int] = 215
    formats = ("latex", "texinfo", "man", "text", "xml", "pseudoxml")

    def run(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(nodes.inline)):
            if _is_shield(node):
                node.parent.replace(node, node.children)


def leave_out_mathjax(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    document: nodes.document | None,
) -> None:
    """On ``html-page-context``: pages that only list names and texts have no formulas.

    Themes and extensions can have MathJax on all pages.
    """
    path = getattr(app.config, "mathjax_path", "")
    if document is not None or not path or not app.config.modelterms_data:
        return
    indices = {index[0] for index in getattr(app.builder, "domain_indices", ())}
    if pagename in PAGES or pagename in indices or pagename.startswith("genindex-"):
        scripts = context.get("script_files", [])
        kept = [script for script in scripts if not str(_file(script)).endswith(path)]
        scripts[:] = kept  # in place: Sphinx has this list in other places too


def _file(script: Any) -> Any:
    """The file of a script, which can be a name in ``html_context``."""
    return getattr(script, "filename", script)


def setup_formulas(app: Sphinx) -> None:
    """Register the transforms, and the listener."""
    app.add_post_transform(MathInBlocks)
    app.add_post_transform(MathInLinks)
    app.add_post_transform(NoShields)
    # After Sphinx has added MathJax.
    app.connect("html-page-context", leave_out_mathjax, priority=950)
