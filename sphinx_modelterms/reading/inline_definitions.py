"""Records of words that the role ``term-dfn`` defines within a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.doctree.blocks import SOURCE_NAME
from sphinx_modelterms.doctree.inline import inline_runs, length_of_text
from sphinx_modelterms.glossary.model import Entry
from sphinx_modelterms.glossary.text.inline import plain
from sphinx_modelterms.glossary.text.sentences import sentence_ends

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.domains.std import StandardDomain
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.glossary.text.inline import Inline, Run
    from sphinx_modelterms.reading.place import NodePlace


def defined_word(docname: str, word: nodes.Element, place: NodePlace) -> Entry:
    """Return the entry of a defined word, whose definition is its sentence."""
    name, anchor = word[SOURCE_NAME], word["refid"]
    return Entry(
        name,
        docname,
        anchor,
        sentence_around(word),
        place.conditions,
        scopes=place.scopes,
        in_sentence=True,
    )


def note_defined_words(env: BuildEnvironment, words: Iterable[nodes.Element]) -> None:
    """Tell Sphinx the defined words, as the entries of its own glossaries."""
    standard: StandardDomain = env.domains["std"]
    for word in words:
        standard.note_object("term", word[SOURCE_NAME], word["refid"], location=word)


def sentence_around(word: nodes.Element) -> Inline:
    """Return the sentence of a paragraph that contains *word*."""
    start, block = 0, word
    while isinstance(block, nodes.Inline):
        parent = block.parent
        start += sum(map(length_of_text, parent.children[: parent.index(block)]))
        block = parent
    runs = inline_runs(block)
    text = plain(runs)
    ends = [*sentence_ends(text), len(text)]
    first = max((end for end in ends if end <= start), default=0)
    last = next((end for end in ends if end > start), len(text))
    sentence = text[first:last]
    first += len(sentence) - len(sentence.lstrip())
    return tuple(_cut(runs, first, first + len(sentence.strip())))


def _cut(runs: Inline, start: int, stop: int) -> Iterator[Run]:
    """Yield the part of *runs* between two positions of their text."""
    position = 0
    for run in runs:
        text = run.text[max(start - position, 0) : max(stop - position, 0)]
        position += len(run.text)
        if text:
            yield run._replace(text=text)
