"""The differences between two versions of a vocabulary as text, Markdown and JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.formats.changes import ADDED, REMOVED
from sphinx_modelterms.formats.markdown_page import escaped
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx_modelterms.formats.changes import TermChange, VocabularyChanges
    from sphinx_modelterms.formats.vocabulary import PublishedTerm


class Marks(NamedTuple):
    """The way to write changes in a kind of text."""

    heading: str
    item: str
    text: Callable[[str], str]
    """Returns a text that is shown as it is."""
    name: Callable[[PublishedTerm], str]
    words: Mapping[str, str]
    """Templates for removed and added words."""


PLAIN = Marks(
    "{}:",
    "  {}",
    lambda text: text,
    lambda term: term.full_name,
    {REMOVED: "[-{}-]", ADDED: "{{+{}+}}"},
)
"""Plain text, with the marks of ``git diff --word-diff``."""


def _linked(term: PublishedTerm) -> str:
    name = escaped(term.full_name)
    return f"[{name}](<{term.url}>)" if term.url.startswith("http") else f"**{name}**"


MARKDOWN = Marks("### {}", "- {}", escaped, _linked, {REMOVED: "~~{}~~", ADDED: "**{}**"})

NOTHING = "The terms are the same.\n"


def changes_as_text(changes: VocabularyChanges) -> str:
    """Return the differences for a terminal."""
    return _written(changes, PLAIN)


def changes_as_markdown(changes: VocabularyChanges) -> str:
    """Return the differences for release notes."""
    return _written(changes, MARKDOWN)


def _written(changes: VocabularyChanges, marks: Marks) -> str:
    parts = []
    for title, items in _parts(changes, marks):
        if items:
            lines = [marks.heading.format(title), *map(marks.item.format, items)]
            if marks is MARKDOWN:
                lines.insert(1, "")
            parts.append("\n".join(lines) + "\n")
    return "\n".join(parts) or NOTHING


def _parts(changes: VocabularyChanges, marks: Marks) -> Iterator[tuple[str, list[str]]]:
    """Yield the heading and the items of each part."""
    name, text = marks.name, marks.text
    yield "New terms", [f"{name(term)}: {text(term.summary)}" for term in changes.new]
    yield "Removed terms", [text(term.full_name) for term in changes.gone]
    yield (
        "Renamed terms",
        [f"{text(c.old.full_name)} → {name(c.new)}" for c in changes.changed if c.is_renamed],
    )
    yield (
        "Redefined terms",
        [f"{name(c.new)}: {_words(c, marks)}" for c in changes.changed if c.definition],
    )
    yield (
        "Other changes",
        [
            f"{name(change.new)}, {field.field}: {_values(field.removed, field.added, marks)}"
            for change in changes.changed
            for field in change.fields
        ],
    )


def _words(change: TermChange, marks: Marks) -> str:
    return " ".join(
        marks.words.get(part.kind, "{}").format(marks.text(part.words))
        for part in change.definition
    )


def _values(removed: tuple[str, ...], added: tuple[str, ...], marks: Marks) -> str:
    gone = [marks.words[REMOVED].format(marks.text(value)) for value in removed]
    come = [marks.words[ADDED].format(marks.text(value)) for value in added]
    return ", ".join([*gone, *come])


def changes_as_json(changes: VocabularyChanges) -> str:
    """Return the differences for programs."""
    document = {
        "version": 1,
        "new": [_term(term) for term in changes.new],
        "removed": [_term(term) for term in changes.gone],
        "changed": [
            {
                **_term(change.new),
                "old_name": change.old.full_name,
                "old_summary": change.old.summary,
                "words": [list(part) for part in change.definition],
                "fields": {
                    field.field: {"removed": list(field.removed), "added": list(field.added)}
                    for field in change.fields
                },
            }
            for change in changes.changed
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _term(term: PublishedTerm) -> dict[str, Any]:
    return {"name": term.full_name, "summary": term.summary, "url": term.url}
