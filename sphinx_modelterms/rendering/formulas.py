r"""Protection of ordinary text from MathJax, which looks for formulas in all text of a page.

MathJax takes ``\(...\)``, ``$$...$$`` and ``\begin{...}`` for formulas. It ignores elements with
certain classes, except elements with other classes inside them. Our blocks have classes of the
first kind, and the formulas in them have classes of the second. They are MathJax's defaults, which
work for any configuration, such as that of MyST-Parser.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_modelterms.doctree.blocks import BLOCKS
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.rendering.transforms import PartTransform

if TYPE_CHECKING:
    from typing import Any, ClassVar

    from sphinx.application import Sphinx

IGNORED = ("mathjax_ignore", "tex2jax_ignore")
"""Classes of elements that MathJax 3 and newer, and MathJax 2, ignore."""

PROCESSED = ("mathjax_process", "tex2jax_process")
"""Classes of elements that they process even inside ignored ones."""

HARMLESS = lazy_pattern(r"[\w\s.,:;'’\"“”„()<>=*/+&!?#%–—-]*")
"""Text that cannot contain a delimiter of formulas."""

PAGES = ("search", "genindex")
"""Pages without a document that show names of terms, besides the indices of domains."""


def shielded(text: str) -> list[nodes.Node]:
    """Return *text* as nodes in which MathJax finds no formula."""
    if HARMLESS.fullmatch(text):
        return [nodes.Text(text)]
    return [nodes.inline(text, text, classes=[*IGNORED])]


def shielded_html(text: str) -> str:
    """Return *text* as HTML in which MathJax finds no formula."""
    if HARMLESS.fullmatch(text):
        return escape(text)
    return f'<span class="{" ".join(IGNORED)}">{escape(text)}</span>'


def shield(root: nodes.Element) -> None:
    """Protect all text in *root* except formulas from MathJax."""
    for text in list(root.findall(nodes.Text)):
        passed_over = isinstance(text.parent, nodes.math | nodes.literal | nodes.raw)
        instead = shielded(text.astext())
        if instead != [text] and not (passed_over or _is_shield(text.parent)):
            text.parent.replace(text, instead)


def _is_shield(node: nodes.Node | None) -> bool:
    return isinstance(node, nodes.inline) and node["classes"] == [*IGNORED]


def ignore_all_but_formulas(root: nodes.Element) -> None:
    """Make MathJax ignore *root*, except the formulas in it."""
    root["classes"] += (name for name in IGNORED if name not in root["classes"])
    for node in root.findall(nodes.Element):
        if isinstance(node, nodes.math | nodes.math_block):
            node["classes"] += (name for name in PROCESSED if name not in node["classes"])


class MathInBlocks(PartTransform):
    """Make MathJax ignore our blocks, except the formulas in them::

    <block classes="mt-card">      ->  <block classes="mt-card mathjax_ignore tex2jax_ignore">
        <math>                             <math classes="mathjax_process tex2jax_process">
    """

    default_priority: ClassVar[int] = 215
    """After blocks are converted to HTML elements (200)."""
    formats = ("html",)
    kinds = BLOCKS

    def work_on(self, docname: str, root: nodes.Element) -> None:
        ignore_all_but_formulas(root)


class MathInLinks(SphinxPostTransform):
    """Protect the text of internal links from MathJax if names can come from data files."""

    default_priority: ClassVar[int] = 216
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        if self.config.modelterms_data:
            for link in list(self.document.findall(nodes.reference)):
                if link.get("internal"):
                    shield(link)


class NoShields(SphinxPostTransform):
    """Remove the protection from MathJax in formats other than HTML."""

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
    """On ``html-page-context``: remove MathJax from the search page and indices, which have no
    formulas.

    Themes and extensions can add MathJax to all pages.
    """
    path = getattr(app.config, "mathjax_path", "")
    if document is not None or not path or not app.config.modelterms_data:
        return
    indices = {index[0] for index in getattr(app.builder, "domain_indices", ())}
    if pagename in PAGES or pagename in indices or pagename.startswith("genindex-"):
        scripts = context.get("script_files", [])
        kept = [script for script in scripts if not str(_file(script)).endswith(path)]
        scripts[:] = kept  # in place: Sphinx has other references to this list


def _file(script: Any) -> Any:
    """Return the file name of a script; scripts in ``html_context`` can be plain names."""
    return getattr(script, "filename", script)


def setup_formulas(app: Sphinx) -> None:
    """Register the transforms, and the listener."""
    app.add_post_transform(MathInBlocks)
    app.add_post_transform(MathInLinks)
    app.add_post_transform(NoShields)
    # After Sphinx has added MathJax.
    app.connect("html-page-context", leave_out_mathjax, priority=950)
