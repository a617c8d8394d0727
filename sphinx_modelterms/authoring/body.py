"""Parsing a directive's body: nested markup, but no headings, which cards have of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.authoring.options import is_markdown, option_location
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.patterns import late_pattern
from sphinx_modelterms.nodetext import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.util.docutils import SphinxDirective


def parse_body(directive: SphinxDirective) -> list[nodes.Node]:
    """The nodes of the directive's content; headings in it become rubrics, with a warning."""
    # reST loses headings that are not allowed; Markdown makes rubrics of them by itself, but puts
    # sections outside of the directive where they are allowed.
    markdown = is_markdown(directive)
    if markdown:
        _warn_of_open_fence(directive)
    content = directive.parse_content_to_nodes(allow_section_headings=not markdown)
    if markdown:
        for node in content:
            for rubric in node.findall(nodes.rubric):
                if "level" in rubric:
                    _warn_heading(text_of(rubric), rubric)
        return content
    return list(_without_sections(content, directive))


FENCE = late_pattern(r" {0,3}(`{3,}|~{3,}|:{3,})\s*(.*)")


def _warn_of_open_fence(directive: SphinxDirective) -> None:
    """Warn if a directive in the body is not closed there: its end was taken for the body's."""
    fence, name = "", ""
    for line in directive.content:
        match = FENCE.match(line)
        if match is None:
            continue
        signs, rest = match.groups()
        if not fence and (signs[0] != ":" or rest):
            fence, name = signs, rest.partition("}")[0].lstrip("{")
        elif fence and not rest and signs.startswith(fence):
            fence = ""
    if fence and name:
        warn(Subtype.FENCE, _open_fence(directive, fence, name), option_location(directive, 0))


def _open_fence(directive: SphinxDirective, fence: str, name: str) -> str:
    """Say why the fence of the directive *name* is not closed in the body of *directive*."""
    if name.removeprefix("modelterms:") == "term":
        return (
            f"a 'term' begins within the fence of {directive.name!r}: close that one above it, "
            f"with {fence}"
        )
    # MyST-Parser before 5.2 does not give the first line, so that the length is not known.
    own = FENCE.match(directive.block_text)
    if own and own[2].startswith("{") and len(own[1]) > len(fence):
        return (
            f"the fence of {name!r} within {directive.name!r} is not closed: write {fence} below"
        )
    return (
        f"the fence of {name!r} within {directive.name!r} is as long as that of "
        f"{directive.name!r}, which ends there: make the outer one longer, {fence[0] * 4} or more"
    )


def _without_sections(
    content: Iterable[nodes.Node], directive: SphinxDirective
) -> Iterator[nodes.Node]:
    for node in content:
        if not isinstance(node, nodes.section):
            yield node
            continue
        title, *rest = node.children
        assert isinstance(title, nodes.title)
        _warn_heading(text_of(title), _written_at(title, directive))
        rubric = nodes.rubric(title.rawsource, "", *title.children)
        rubric["ids"], rubric["names"] = node["ids"], node["names"]
        rubric.source, rubric.line = title.source, title.line
        yield rubric
        yield from _without_sections(rest, directive)


def _written_at(title: nodes.title, directive: SphinxDirective) -> str | nodes.Node:
    """Where a heading stands: docutils gives it the line of its underline."""
    for source, offset, line in directive.content.xitems():
        if line.strip() == title.rawsource.strip():
            return f"{source}:{offset + 1}"
    return title


def _warn_heading(text: str, where: str | nodes.Node) -> None:
    warn(
        Subtype.HEADING,
        f"the heading {text!r} stands inside a term and is shown as a rubric; "
        "end the term before it, or write a rubric",
        where,
    )


def warn_misplaced_options(content: list[nodes.Node], names: Iterable[str], where: str) -> None:
    """Warn if the body begins with what looks like options."""
    first = next((n for n in content if isinstance(n, nodes.Element)), None)
    known = "|".join(map(re.escape, names))
    if isinstance(first, nodes.field_list):
        written = text_of(first.children[0].children[0])
        found = re.fullmatch(known, written)
    else:
        found = re.match(rf":?({known}):(\s|$)", text_of(first)) if first is not None else None
        written = found[1] if found else ""
    if found:
        warn(
            Subtype.MISPLACED_OPTION,
            f"the body begins with {written!r}, which looks like an option; options stand on the "
            "lines right after the directive's own, without a blank line",
            where,
        )
