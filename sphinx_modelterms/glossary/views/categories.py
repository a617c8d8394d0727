"""Views of the categories: how many terms each has, of which levels, and some of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.model import named_target
from sphinx_modelterms.glossary.views.presentation import Badge
from sphinx_modelterms.glossary.views.records import CategoryView, Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Term
    from sphinx_modelterms.glossary.views.presentation import Presentation

SAMPLES = 3
"""Maximum number of terms that a category is shown with."""


def category_views(
    glossary: Glossary, presentation: Presentation, homes: Mapping[str, Link]
) -> Iterator[CategoryView]:
    """Yield the categories that have terms, in the order of the configuration.

    :param homes: the home of each category that has one
    """
    terms: dict[str, list[Term]] = defaultdict(list)
    for term in glossary.by_name:
        terms[term.category].append(term)
    terms.pop("", None)
    known = presentation.categories
    for key in [*(k for k in known if k in terms), *sorted(terms.keys() - known.keys())]:
        yield CategoryView(
            known.get(key) or Badge(key, ""),
            presentation.descriptions.get(key, ""),
            len(terms[key]),
            homes.get(key),
            _levels(terms[key], presentation.levels),
            tuple(Link(*named_target(term)) for term in _samples(terms[key], presentation.levels)),
        )


def _levels(terms: Sequence[Term], levels: Mapping[str, Badge]) -> tuple[tuple[Badge, int], ...]:
    counts = Counter(term.level for term in terms)
    return tuple((level, counts[key]) for key, level in levels.items() if counts[key])


def _samples(terms: Sequence[Term], levels: Mapping[str, Badge]) -> list[Term]:
    """Return the first terms to read: the easiest, without drafts and deprecated terms."""
    places = {key: place for place, key in enumerate(levels)}
    current = [term for term in terms if not term.status]
    return sorted(current, key=lambda term: places.get(term.level, len(places)))[:SAMPLES]
