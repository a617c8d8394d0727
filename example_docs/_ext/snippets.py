"""Shows snippets in tabs of both markups, each with its real result below it.

The sources are readable wherever Markdown is: plain fences, after a comment of HTML. A fence of
reStructuredText followed by one of Markdown is shown as tabs. ``<!-- snippet: minimal -->`` above
them adds the result of ``snippets/rst/minimal.txt``, which is the same text, below them;
``<!-- result: data-file -->`` shows that of the project in ``snippets/projects/data-file``, and
``<!-- result: data-file/more -->`` another page of it. Links between its pages lead to the
results. ``<!-- text: minimal -->`` is for a fence with that result as plain text, which a test
compares.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sphinx_design.shared as design
from docutils import nodes
from sphinx.errors import SphinxError
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

import sphinx_modelterms
from sphinx_modelterms.doctree.walking import ancestors
from sphinx_modelterms.rendering import assets

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx.application import Sphinx

MARKUPS = {"rst": "reStructuredText", "markdown": "Markdown"}
COMMENT = re.compile(r"\s*<!--\s*(snippet|result|file|text): ([\w/.-]+)\s*-->\s*")
FOLDER = "snippets"
LABEL = "Result"


class SnippetResult(nodes.General, nodes.Element):
    """Place of a snippet's result, until the builder is known."""


class SnippetTabs(SphinxTransform):
    """Make tabs of fences in both markups, and places for results of comments::

    <raw format="html">                        <container design_component="tab-set">
        <!-- snippet: minimal -->                  <container design_component="tab-item">
    <literal_block language="rst">         ->          ...
    <literal_block language="markdown">        <SnippetResult name="minimal">
    """

    default_priority = 400

    def apply(self, **kwargs: Any) -> None:
        for raw in list(self.document.findall(nodes.raw)):
            comment = COMMENT.fullmatch(raw.astext())
            if comment:
                self._replace_comment(raw, *comment.groups())
        for block in list(self.document.findall(nodes.literal_block)):
            after = block.next_node(descend=False, siblings=True)
            if block.get("language") == "rst" and _is_markdown(after):
                _replace_by_tabs(block, after)

    def _replace_comment(self, raw: nodes.raw, kind: str, name: str) -> None:
        parent = raw.parent
        index = parent.index(raw)
        del parent[index]
        if kind in {"snippet", "result"}:
            fences = 2 if kind == "snippet" else 0
            parent.insert(index + fences, SnippetResult("", name=name))
            self.env.note_dependency(_results_file(self.app))


def _is_markdown(node: nodes.Node | None) -> bool:
    return isinstance(node, nodes.literal_block) and node.get("language") == "markdown"


def _replace_by_tabs(rest: nodes.literal_block, markdown: nodes.Node) -> None:
    tabs = design.create_component("tab-set", classes=["sd-tab-set"])
    parent = rest.parent
    parent.insert(parent.index(rest), tabs)
    for block, (markup, title) in zip((rest, markdown), MARKUPS.items(), strict=True):
        parent.remove(block)
        label = nodes.rubric(title, title, classes=["sd-tab-label"])
        label["sync_id"], label["sync_group"] = markup, "markup"
        content = design.create_component("tab-content", classes=["sd-tab-content"])
        content += block
        item = design.create_component("tab-item", classes=["sd-tab-item"], selected=False)
        item += [label, content]
        tabs += item


class ShowResults(SphinxPostTransform):
    """Replace places of results by the HTML that the snippet makes, or by its plain text."""

    default_priority = 10

    def run(self, **kwargs: Any) -> None:
        places = list(self.document.findall(SnippetResult))
        for place in places:
            name = place["name"]
            result = results(self.app)[name]
            if _kind(self.app) == "html":
                html = isolated(result, name, _depth(place), {x["name"] for x in places})
                attributes = f'id="{_prefix(name)}result" role="group" aria-label="{LABEL}"'
                group = f'<div class="snippet-result" {attributes}>'
                place.replace_self(nodes.raw("", f"{group}{html}</div>", format="html"))
            else:
                title = nodes.paragraph("", "", nodes.emphasis("", f"{LABEL}:"))
                place.replace_self([title, nodes.literal_block(result, result, language="text")])


def _depth(node: nodes.Node) -> int:
    """Return the heading level of the section around a node."""
    return sum(isinstance(above, nodes.section) for above in ancestors(node))


def _prefix(name: str) -> str:
    return name.replace("/", "-") + "-"


def isolated(html: str, name: str, depth: int, shown: Collection[str]) -> str:
    """Return the body of a snippet's page so that it can be a part of another page.

    :param name: the snippet, or ``<snippet>/<page>``; begins all ids and links to them
    :param depth: heading level of the part around it, 1 to 5
    :param shown: the results on that page, by such names
    """
    snippet = name.partition("/")[0]
    cards = set(re.findall(r'\sid="(mt-tip-[^"]*)"', html))

    def link(match: re.Match[str]) -> str:
        page, anchor = match["page"], match["anchor"] or ""
        card = f"mt-tip-{anchor.removeprefix('term-')}"
        own = f' data-mt-tip="{_prefix(name)}{card}"' if card in cards else ""
        target = name if page is None else snippet if page == "index" else f"{snippet}/{page}"
        if target not in shown:
            target, anchor = name, ""
        return f'href="#{_prefix(target)}{anchor or "result"}"{own}'

    def ids(match: re.Match[str]) -> str:
        return f'{match[1]}="{" ".join(_prefix(name) + x for x in match[2].split())}"'

    links = r'(?<=\s)href="(?:(?P<page>[\w-]+)\.html)?(?:#(?P<anchor>[^"]*))?"'
    html = re.sub(links, link, html)
    html = re.sub(r'(?<=\s)(id|for|aria-\w+by|aria-controls)="([^"]*)"', ids, html)
    return re.sub(r"(?<=<h|/h)[1-6](?=[\s>])", lambda m: str(min(int(m[0]) + depth, 6)), html)


def results(app: Sphinx) -> dict[str, str]:
    """What each snippet's page shows, for the format of the builder."""
    found: dict[str, str] = json.loads(_results_file(app).read_text(encoding="utf-8"))["results"]
    return found


def _kind(app: Sphinx) -> str:
    # E-books are XHTML, which has no fields of forms.
    return "html" if app.builder.format == "html" and app.builder.name != "epub" else "text"


def _results_file(app: Sphinx) -> Path:
    return Path(app.doctreedir, f"{FOLDER}-{_kind(app)}.json")


def build_results(app: Sphinx) -> None:
    """On ``builder-inited``: build all snippets, unless neither they nor the extension changed."""
    folder, file = Path(app.srcdir, FOLDER), _results_file(app)
    key = _digest([folder, Path(sphinx_modelterms.__file__).parent, Path(__file__).parent])
    if file.exists() and json.loads(file.read_text(encoding="utf-8"))["key"] == key:
        return
    script = Path(__file__).parent / "snippet_results.py"
    command = [sys.executable, script, folder, _kind(app)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SphinxError(f"a snippet of the manual: {done.stderr}")
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"key": key, "results": json.loads(done.stdout)})
    file.write_text(text, encoding="utf-8", newline="\n")


def _digest(folders: list[Path]) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path}{path.stat().st_mtime_ns}".encode())
    return digest.hexdigest()


def add_assets(
    app: Sphinx, page: str, template: str, context: dict[str, Any], tree: nodes.document | None
) -> None:
    """On ``html-page-context``: link the files that cards need on pages that show results."""
    if 'class="snippet-result"' in context.get("body", ""):
        app.add_css_file(assets.STYLESHEET)
        for script in (assets.SCRIPT, assets.HOVER_SCRIPT):
            app.add_js_file(script, loading_method="defer")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the transforms."""
    app.add_node(SnippetResult)
    app.add_transform(SnippetTabs)
    app.add_post_transform(ShowResults)
    app.connect("builder-inited", build_results)
    app.connect("html-page-context", add_assets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
