"""Plans of measurements: projects, sizes and rounds.

To add a variant to a case, add it here; its lines of ``conf.py`` are its settings.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from benchmarks import variants
from benchmarks.projects import Size, Variant
from benchmarks.scale_project import ScaleSize
from benchmarks.vocabularies import VocabularySize


@dataclass(frozen=True)
class Plan:
    """Sizes, variants and rounds that are measured."""

    rounds: int
    full: Size
    """For clean builds, and builds after these."""
    links: Size
    few: Size
    """The project that grows..."""
    many: Size
    """... and what it grows to."""
    counted: Size = Size(pages=30, terms=30)
    """For instructions; ten times the terms for automatic links."""
    clean: tuple[Variant, ...] = (
        variants.PLAIN,
        variants.LOADED,
        replace(variants.LOADED_BARE, rounds=3),
        variants.CARDS,
        replace(variants.CARDS_BARE, rounds=3),
        *variants.PEERS,
    )
    linked: tuple[int, ...] = (10, 40)
    """Names without a role on a page, for automatic links."""
    known: tuple[int, ...] = (600, 3000)
    """Number of terms in another project."""
    unmentioned: Size = Size(pages=100, terms=100, published=3000)
    """For terms of other projects that no page mentions."""
    grown: tuple[Variant, ...] = (
        variants.PLAIN,
        variants.CARDS,
        replace(variants.CARDS_AUTO, rounds=3),
    )
    edits: int = 5
    """Rounds of builds after an edit, where counts say more than times."""
    scale: tuple[ScaleSize, ...] = (ScaleSize(1500), ScaleSize(10_000, rounds=2))
    """Projects with many pages."""
    vocabularies: tuple[VocabularySize, ...] = (VocabularySize(500), VocabularySize(2000))
    """Sites whose vocabulary is collected."""
    parallel: bool = True
    """True if builds by two processes are measured."""
    peers: bool = True


FULL = Plan(
    rounds=5,
    full=Size(pages=300, terms=300),
    links=Size(pages=300, terms=3000),
    few=Size(pages=1000, terms=100, plain=10),
    many=Size(pages=1000, terms=10_000, plain=10),
)

QUICK = Plan(
    rounds=3,
    full=Size(pages=24, terms=40, mentions=10, waiting_share=0.1, glossaries=4),
    links=Size(pages=24, terms=300, mentions=10, glossaries=4),
    few=Size(pages=40, terms=20, mentions=10, plain=5, glossaries=4),
    many=Size(pages=40, terms=300, mentions=10, plain=5, glossaries=4),
    clean=(variants.PLAIN, variants.LOADED, variants.CARDS),
    linked=(40,),
    known=(300,),
    unmentioned=Size(pages=10, terms=10, published=3000),
    grown=(replace(variants.CARDS, rounds=2),),
    edits=1,
    vocabularies=(VocabularySize(20, terms=30, mentions=5), VocabularySize(40, 30, 5)),
    scale=(ScaleSize(40, terms=120, names=15, waiting=3, holding=0.1, rounds=1),),
    parallel=False,
    peers=False,
)
"""For a look whether all works, and for :mod:`benchmarks.guard`."""
