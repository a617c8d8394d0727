"""Parse a directive's body: nested markup, but no headings, as a card has headings of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.directives.options import content_line, is_markdown, option_location
from sphinx_modelterms.doctree.blocks import PART
from sphinx_modelterms.doctree.node_text import text_of
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.sentences import is_sentence
from sphinx_modelterms.reading.markdown_fences import stray_end

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from sphinx.util.docutils import SphinxDirective


def parse_body(directive: SphinxDirective) -> list[nodes.Node]:
    """Parse the directive's content; turn headings in it into rubrics, with a warning."""
    # reST drops headings where they are not allowed. Markdown turns them into rubrics by itself,
    # but where they are allowed it puts sections outside of the directive.
    markdown = is_markdown(directive)
    if markdown:
        _warn_of_open_fence(directive)
    content = directive.parse_content_to_nodes(allow_section_headings=not markdown)
    for line in take_out_transitions(content):
        message = (
            "a transition (a line across the page) can't be inside a term, so it is left out. "
        )
        warn(Subtype.HEADING, f"{message}Remove it, or end the term before it", line)
    if markdown:
        for node in content:
            for rubric in node.findall(nodes.rubric):
                if "level" in rubric:
                    _warn_heading(text_of(rubric), rubric)
        return content
    return list(_without_sections(content, directive))


def take_out_transitions(content: list[nodes.Node]) -> list[nodes.transition]:
    """Remove transitions from *content* and return them: docutils allows them in sections only.

    Before docutils 0.21 a transition that is the first child of another node ends the build.
    """
    elements = [node for node in content if isinstance(node, nodes.Element)]
    lines = [line for node in elements for line in node.findall(nodes.transition)]
    content[:] = [node for node in content if not isinstance(node, nodes.transition)]
    for line in lines:
        if line.parent is not None and line in line.parent.children:
            line.parent.remove(line)
    return lines


_ENTRY = lazy_pattern(r"(?m)^(?![-*+:.`~]|\d+[.)])\S.*\n[ \t]+\S")


def has_glossary_entries(lines: Iterable[str]) -> bool:
    """Return True if *lines* begin like glossary entries: a name, and indented text below it."""
    return bool(_ENTRY.match("\n".join(lines).lstrip("\n")))


FENCE = lazy_pattern(r" {0,3}(`{3,}|~{3,}|:{3,})\s*(.*)")


def _warn_of_open_fence(directive: SphinxDirective) -> None:
    """Warn if a directive in the body has no closing fence, so that it took the body's."""
    fence, name, start = "", "", 0
    for number, line in enumerate(directive.content):
        match = FENCE.match(line)
        if match is None:
            continue
        signs, rest = match.groups()
        if not fence and (signs[0] != ":" or rest):
            fence, name, start = signs, rest.partition("}")[0].lstrip("{"), number
        elif fence and not rest and signs.startswith(fence):
            fence = ""
    if fence and name:
        if stray := stray_end(directive.content):
            number, message = stray
            where = option_location(directive, content_line(directive, number))
            warn(Subtype.FENCE, message, where)
            return
        message, is_inner = _open_fence(directive, fence, name)
        below = content_line(directive, start) if is_inner else 0
        warn(Subtype.FENCE, message, option_location(directive, below))


def _open_fence(directive: SphinxDirective, fence: str, name: str) -> tuple[str, bool]:
    """Explain why the fence of the directive *name* is not closed in the body of *directive*.

    :returns: the message, and True if it is about the inner fence, not the directive's own
    """
    if name.removeprefix("modelterms:") == "term":
        return (
            f"a 'term' begins inside the fence of {directive.name!r}. Close that fence above the "
            f"term, with {fence}"
        ), True
    # MyST-Parser before 5.2 doesn't pass the opening line, so the fence's length is unknown.
    own = FENCE.match(directive.block_text)
    if own and own[2].startswith("{") and len(own[1]) > len(fence):
        return (
            f"the fence of {name!r} inside {directive.name!r} isn't closed. Write {fence} below "
            "its text"
        ), True
    return (
        f"the fence of {name!r} inside {directive.name!r} is as long as the outer fence, and so "
        f"closes it. Make the outer fence longer ({fence[0] * 4} or more)"
    ), False


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
    """Find the line of a heading: docutils gives it the line of its underline."""
    for source, offset, line in directive.content.xitems():
        if line.strip() == title.rawsource.strip():
            return f"{source}:{offset + 1}"
    return title


def _warn_heading(text: str, where: str | nodes.Node) -> None:
    warn(
        Subtype.HEADING,
        f"the heading {text!r} is inside a term, so it is shown as a rubric. "
        "End the term before it, or write a rubric",
        where,
    )


def warn_misplaced_options(
    content: list[nodes.Node], directive: SphinxDirective, known: Container[str]
) -> None:
    """Warn of options in the body: at its start, or below its text."""
    elements = (node for node in content if isinstance(node, nodes.Element))
    for number, node in enumerate(elements):
        written = _options_in(node, known, is_first=not number)
        if not written or PART in node:
            continue
        if number or not _begins_with(node, written):
            message = f"{written!r} below the text looks like an option, but is shown as text"
        else:
            message = f"the body begins with {written!r}, which looks like an option"
        pattern = re.compile(rf"\s*:?{re.escape(written)}:(\s|$)")
        lines = directive.content
        index = next((n for n, line in enumerate(lines) if pattern.match(line)), None)
        if index is not None and not lines[index].lstrip().startswith(":"):
            message += f". Write it with a colon in front, ':{written}:'"
        line = 0 if index is None else content_line(directive, index)
        warn(
            Subtype.MISPLACED_OPTION,
            f"{message}. Options belong on the lines right below the directive's own line, "
            "without a blank line",
            option_location(directive, line),
        )


_LIKE_AN_OPTION = lazy_pattern(r"(:?)([\w-]+):(?:\s+(.*))?$")
_OF_ANY_DIRECTIVE = frozenset({"class", "name", "id"})


def _options_in(node: nodes.Element, known: Container[str], *, is_first: bool) -> str:
    """Return the first option that *node*, or the last lines of a paragraph, looks like; ``""`` if
    there is none.

    :param is_first: True if *node* begins the body. Below other text, it can be a list that
        explains words, so all of it must look like options.
    """
    fields = list(_fields(node))
    if not fields:
        return ""
    if is_first and fields[0]:
        return fields[0].name if fields[0].name in known else ""
    if isinstance(node, nodes.paragraph) and fields[0] is None:
        fields = fields[next((n for n, field in enumerate(fields) if field), len(fields)) :]
    meant = [f for f in fields if f and f.colon and f.name in known and not is_sentence(f.text)]
    if len(meant) < len(fields) or _OF_ANY_DIRECTIVE.issuperset(field.name for field in meant):
        return ""
    return meant[0].name


def _begins_with(node: nodes.Element, name: str) -> bool:
    """Return True if *node* begins with the option *name*, not with a line of text."""
    first = next(_fields(node), None)
    return first is not None and first.name == name


class _Field(NamedTuple):
    """Field of a field list, or a line of a paragraph that has a colon."""

    colon: str
    name: str
    text: str


def _fields(node: nodes.Element) -> Iterator[_Field | None]:
    """Yield the fields of a list or the lines of a paragraph; ``None`` for a line in another
    form."""
    if isinstance(node, nodes.field_list):
        for field in node.findall(nodes.field):
            name, text = map(text_of, field.children)
            yield _Field(":", name, text)
    elif isinstance(node, nodes.paragraph):
        for line in text_of(node).splitlines():
            found = _LIKE_AN_OPTION.match(line)
            yield _Field(found[1], found[2], found[3] or "") if found else None
