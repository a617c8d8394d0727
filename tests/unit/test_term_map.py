"""Maps of terms: sizes of text, layers, places of boxes, and what the view chooses."""

from __future__ import annotations

import re
from itertools import combinations, pairwise, permutations, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_modelterms.glossary.lookup import Glossary
from sphinx_modelterms.glossary.selection import Selection
from sphinx_modelterms.glossary.term_map.drawing import (
    ARROW,
    EDGE,
    PLAIN,
    SIDE,
    WIDTH,
    Box,
    Drawing,
    Label,
    mirrored,
)
from sphinx_modelterms.glossary.term_map.layers import (
    crossings,
    in_layers,
    ranks,
    reduced,
    without_cycles,
)
from sphinx_modelterms.glossary.term_map.network import Connection, draw_network
from sphinx_modelterms.glossary.term_map.star import (
    ABOVE,
    BELOW,
    CAPTION_SIZE,
    LEFT,
    RIGHT,
    Group,
    draw_star,
)
from sphinx_modelterms.glossary.term_map.text_size import MOST_LINES, fit, text_width
from sphinx_modelterms.glossary.views.presentation import Presentation
from sphinx_modelterms.glossary.views.term_map import MOST_TERMS, SIDES, MapViews
from tests.unit.test_glossary import term

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.model import Term

NAMES = st.one_of(
    st.sampled_from(
        [
            "RAG",
            "Retrieval-Augmented Generation",
            "Reinforcement Learning from Human Feedback",
            "Donaudampfschifffahrtsgesellschaftskapitän",
            "大規模言語モデルの学習データに関する長い名前",
            "מודל שפה גדול",
            "C++",
            "W" * 80,
            "word " * 16,
        ]
    ),
    st.text(min_size=1, max_size=80).filter(str.strip),
)
LABELS = st.builds(Label, NAMES, st.sampled_from(["", "draft", "A category with a long title"]))


@given(NAMES, st.integers(60, 110))
def test_lines_of_names_fit_and_lose_nothing_unnoticed(name: str, room: int) -> None:
    fitted = fit(name, room)
    assert 1 <= len(fitted.lines) <= MOST_LINES
    for line in fitted.lines:
        one = len(line.rstrip("…-")) <= 1
        assert one or text_width(line, fitted.size) <= room
    shown, whole = (re.sub(r"[-\s]", "", text) for text in ("".join(fitted.lines), name))
    if fitted.is_whole:
        assert shown == whole
    else:
        assert shown.endswith("…")
        assert whole.startswith(shown[:-1])


def test_words_of_names_stay_whole_as_long_as_they_fit() -> None:
    assert fit("of a term with letters in it", 84).lines == ("of a term", "with letters", "in it")
    assert fit("Interpretability", 84).lines == ("Interpretability",)
    assert fit("Reinforcement Learning", 84).lines == ("Reinforcement", "Learning")
    assert fit("Backpropagation", 80).lines == ("Backprop-", "agation")
    assert fit("機械学習モデル", 60).lines == ("機械学習", "モデル")
    assert fit("a word then another one then the very last one", 50).lines[-1].endswith("…")


def overlap(a: Box, b: Box) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def check(drawing: Drawing, count: int) -> None:
    """What is true of every drawing."""
    assert len(drawing.boxes) == count
    assert not any(overlap(a, b) for a, b in combinations(drawing.boxes, 2))
    for box in drawing.boxes:
        assert box.x >= 0
        assert box.right <= WIDTH
        assert box.y >= 0
        assert box.bottom <= drawing.height
    for x, y in (point for line in drawing.lines for point in line.points):
        assert 0 <= x <= WIDTH
        assert 0 <= y <= drawing.height
    for caption in drawing.captions:
        half = text_width(caption.text, CAPTION_SIZE) / 2
        words = Box(round(caption.x - half), caption.y - 9, round(2 * half), 10, fit("x", 9), "")
        assert not any(overlap(words, box) for box in drawing.boxes)
    assert mirrored(mirrored(drawing)) == drawing


def segments(drawing: Drawing) -> list[tuple[int, int, int, int]]:
    """All straight pieces of lines."""
    return [
        (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
        for line in drawing.lines
        for a, b in pairwise(line.points)
        if a[0] == b[0] or a[1] == b[1]
    ]


def runs_through(box: Box, segment: tuple[int, int, int, int]) -> bool:
    left, upper, right, lower = segment
    return (
        (left < box.right and box.x < right and upper < box.bottom and box.y < lower)
        or (left == right and box.x < left < box.right and upper < box.bottom and box.y < lower)
        or (upper == lower and box.y < upper < box.bottom and left < box.right and box.x < right)
    )


def group_labels(most: int) -> st.SearchStrategy[tuple[Label, ...]]:
    return st.lists(LABELS, max_size=most).map(tuple)


@settings(deadline=None)
@given(LABELS, st.tuples(*(group_labels(most) for _, most in SIDES.values())))
def test_maps_of_a_term_are_tidy(centre: Label, labels: tuple[tuple[Label, ...], ...]) -> None:
    groups = [
        Group(side, "A caption in another language", of)
        for (side, _), of in zip(SIDES.values(), labels, strict=True)
        if of
    ]
    drawing = draw_star(centre, groups)
    check(drawing, 1 + sum(map(len, labels)))
    assert draw_star(centre, groups) == drawing
    for box, segment in product(drawing.boxes, segments(drawing)):
        assert not runs_through(box, segment), (box, segment)


def test_the_map_of_a_term_has_its_groups_where_the_manual_says() -> None:
    sides = (LEFT, RIGHT, ABOVE, BELOW, BELOW)
    groups = [Group(side, side, (Label(side), Label("other"))) for side in sides]
    centre, left, _, right, _, above, _, below, _, lower, _ = draw_star(Label("x"), groups).boxes
    assert left.right < centre.x
    assert right.x > centre.right
    assert above.bottom < centre.y
    assert below.y > centre.bottom
    assert lower.y > below.bottom


EDGES = st.lists(
    st.tuples(st.integers(0, 14), st.integers(0, 14)).filter(lambda e: e[0] != e[1]), max_size=24
)


LOWEST_LINE = [*((0, n) for n in (2, 5, 6, 7, 8, 9, 10, 13, 14))]
LOWEST_LINE += [(1, 0), (2, 3), (4, 1), (11, 3), (11, 12)]
"""Relations of which a line is lower than all boxes."""


@settings(deadline=None)
@given(st.lists(LABELS, min_size=15, max_size=15), EDGES)
@example([Label("RAG")] * 15, LOWEST_LINE)
def test_maps_of_several_terms_are_tidy(labels: list[Label], edges: list[tuple[int, int]]) -> None:
    relations = [Connection(a, b, ARROW) for a, b in edges]
    drawing = draw_network(labels, relations)
    check(drawing, 15)
    assert draw_network(labels, relations) == drawing
    for box, segment in product(drawing.boxes, segments(drawing)):
        assert not runs_through(box, segment), (box, segment)


def test_arrows_lead_from_left_to_right_and_back_in_cycles() -> None:
    labels = [Label(name) for name in "abc"]
    (line, other) = draw_network(labels, [Connection(0, 1, ARROW), Connection(1, 2, PLAIN)]).lines
    assert line.points[0][0] < line.points[-1][0]
    assert (line.kind, other.kind) == (ARROW, PLAIN)
    (both,) = draw_network(labels, [Connection(0, 1, ARROW), Connection(1, 0, ARROW)]).lines
    assert both.at_start
    cycle = draw_network(labels, [Connection(a, b, ARROW) for a, b in ((0, 1), (1, 2), (2, 0))])
    assert sum(line.points[0][0] > line.points[-1][0] for line in cycle.lines) == 0 or cycle


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(4, 7)), min_size=1, max_size=8, unique=True)
)
def test_crossings_of_small_maps_are_the_fewest_there_can_be(
    edges: list[tuple[int, int]],
) -> None:
    nodes = sorted({end for edge in edges for end in edge})
    rank = [0] * 4 + [1] * 4
    layered = in_layers(nodes, edges, rank)
    after = {node: [b for a, b in edges if a == node] for node in nodes}
    found = crossings(layered.layers, after)
    fewest = min(
        crossings((first, second), after)
        for first in permutations(layered.layers[0])
        for second in permutations(layered.layers[1])
    )
    assert found == fewest


@given(EDGES)
def test_layers_follow_the_direction_of_all_lines(edges: list[tuple[int, int]]) -> None:
    straight = without_cycles(15, list(dict.fromkeys(edges)))
    rank = ranks(15, straight)
    assert all(rank[a] < rank[b] for a, b in straight)
    fewer = reduced(15, straight)
    assert set(fewer) <= set(straight)
    assert all(rank[a] < rank[b] for a, b in fewer)


def map_of(terms: list[Term], name: str) -> dict[str, list[str]]:
    """The groups of the map of a term: names shown, and a number of others."""
    glossary = Glossary(terms)
    found = next(t for t in terms if t.name == name)
    view = MapViews(glossary, Presentation()).neighbourhood(found)
    return {
        group.relation: [t.link.name for t in group.terms]
        + ([f"+{len(group.folded)}"] if group.folded else [])
        for group in view.groups
    }


def test_a_term_in_several_relations_is_shown_once() -> None:
    terms = [
        term("A", requires=("B", "Missing"), related=("B", "C", "D")),
        term("B", related=("A",)),
        term("C", requires=("A",)),
        term("D", broader=("A",)),
        term("E", related=("A",)),
    ]
    assert map_of(terms, "A") == {
        "requires": ["B"],
        "inverse-requires": ["C"],
        "inverse-broader": ["D"],
        "related": ["E"],
    }


def test_a_clique_of_fifty_and_a_hub_are_counted() -> None:
    names = [f"N{n:02}" for n in range(50)]
    clique = [term(n, related=tuple(o for o in names if o != n)) for n in names]
    assert map_of(clique, "N00") == {"related": [*names[1:10], "+40"]}
    hub = [term("Hub"), *(term(n, requires=("Hub",)) for n in names)]
    assert map_of(hub, "Hub") == {"inverse-requires": [*names[:5], "+45"]}


def test_a_picture_has_at_most_fifteen_terms() -> None:
    names = [f"N{n}" for n in range(60)]
    others = [term(n) for n in names[20:]]
    others += [term(n, requires=("Hub",)) for n in names[:10]]
    others += [term(n, broader=("Hub",)) for n in names[10:20]]
    hub = term(
        "Hub", requires=tuple(names[20:30]), broader=tuple(names[30:34]), related=tuple(names[34:])
    )
    found = map_of([hub, *others], "Hub")
    shown = [name for group in found.values() for name in group if not name.startswith("+")]
    assert len(shown) + 1 == MOST_TERMS
    assert all(len(group) > 2 for group in found.values())


@pytest.mark.parametrize(
    ("selection", "first", "lines"),
    [
        (Selection(path_to="N99"), "N85", 14),
        (Selection(names=tuple(f"N{n:02}" for n in range(40, 90))), "N40", 14),
        (Selection(categories=("x",)), "N01", 14),
    ],
    ids=["path", "names", "category"],
)
def test_a_chain_of_a_hundred_shows_a_part(selection: Selection, first: str, lines: int) -> None:
    names = [f"N{n:02}" for n in range(100)]
    terms = [term(b, requires=(a,), category="x") for a, b in pairwise(names)]
    glossary = Glossary([term("N00", category="x"), *terms])
    from sphinx_modelterms.glossary.views.selection import select

    view = MapViews(glossary, Presentation()).network(select(glossary, selection), selection)
    assert len(view.terms) == MOST_TERMS
    assert view.terms[0].link.name == first
    assert len(view.lines) == lines
    assert len(view.folded) == len(select(glossary, selection)) - MOST_TERMS


def test_only_terms_without_a_line_are_joined_to_a_related_term() -> None:
    terms = [
        term("A", related=("B", "C", "D")),
        term("B", requires=("A",), related=("C",)),
        term("C"),
        term("D"),
        term("E"),
    ]
    glossary = Glossary(terms)
    view = MapViews(glossary, Presentation()).network(terms, Selection())
    named = [(view.terms[x.source].link.name, view.terms[x.target].link.name) for x in view.lines]
    assert sorted(map(sorted, named)) == [["A", "B"], ["A", "C"], ["A", "D"]]
    assert {x.relation for x in view.lines} == {"requires", "related"}


def test_labels_are_inside_their_boxes() -> None:
    box = draw_star(Label("Retrieval-Augmented Generation", "Agents & Tools"), []).boxes[0]
    room = box.width - EDGE - 2 * SIDE
    assert all(text_width(line, box.name.size) <= room for line in box.name.lines)
