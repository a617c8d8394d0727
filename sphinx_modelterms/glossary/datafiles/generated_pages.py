"""The plan of the generated pages: one for each term and category, and an index page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.glossary.scopes import scope_key, with_scope
from sphinx_modelterms.glossary.text.collation import Collation
from sphinx_modelterms.glossary.text.file_names import DEVICES
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import FreeNames, slug
from sphinx_modelterms.glossary.views.records import Link, Navigation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx_modelterms.glossary.datafiles.records import DataTerm

RESERVED = DEVICES | {"index"}
"""Names that no generated page can have: "index" would have the address of its folder in the
dirhtml builder, and the others are reserved by Windows.
"""

CATEGORY_FOLDER = "category"


class TermPage(NamedTuple):
    """The page of a term."""

    docname: str
    record: DataTerm


class CategoryPage(NamedTuple):
    """The page of a category, with the pages of its terms in order."""

    docname: str
    key: str
    title: str
    terms: tuple[TermPage, ...]


class PageTree(NamedTuple):
    """All generated pages."""

    home: str
    """Docname of the index page."""
    title: str
    categories: tuple[CategoryPage, ...]
    others: tuple[TermPage, ...]
    """Pages of terms without a category."""

    def term_pages(self) -> Iterator[TermPage]:
        """Yield the pages of terms in reading order."""
        for category in self.categories:
            yield from category.terms
        yield from self.others


def page_of(folder: str, name: str, scope: str = "") -> str:
    """Return the docname of the page for the term called *name*; it depends on nothing else, so
    links to it stay valid.

    :param scope: the scope that the author gave to the term
    """
    ending = f"-{scope_key(scope)}" if scope else ""
    return f"{folder}/{_free_of_reserved(slug(name) + ending, 'term')}"


def category_of(folder: str, key: str) -> str:
    """Return the docname of the page for the category with that key."""
    return f"{folder}/{CATEGORY_FOLDER}/{_free_of_reserved(slug(key), 'category')}"


def _free_of_reserved(name: str, ending: str) -> str:
    return f"{name}-{ending}" if name in RESERVED else name


def page_tree(
    folder: str, title: str, records: Iterable[DataTerm], categories: Mapping[str, str]
) -> PageTree:
    """Return the plan of the pages for *records*.

    :param folder: docname of the folder that contains them
    :param categories: key and title of each configured category, in order
    """
    by_category: dict[str, list[TermPage]] = {}
    free = FreeNames()
    # The order is the same for all languages, since builds in several languages share the pages.
    collation = Collation()
    for record in sorted(records, key=lambda r: (collation.key(r.name), scope_key(r.scope))):
        docname = free.take(page_of(folder, record.name, record.scope))
        key = record.options.get("category", "")
        by_category.setdefault(key, []).append(TermPage(docname, record))
    others = tuple(by_category.pop("", ()))
    keys = [*(k for k in categories if k in by_category), *sorted(by_category.keys() - categories)]
    pages = []
    for key in keys:
        docname = free.take(category_of(folder, key))
        terms = tuple(by_category[key])
        pages.append(CategoryPage(docname, key, categories.get(key, key), terms))
    return PageTree(f"{folder}/index", title, tuple(pages), others)


def navigation(tree: PageTree, title: Callable[[str], str]) -> dict[str, Navigation]:
    """Return breadcrumb, previous and next page of each page below the index.

    :param title: returns the displayed (possibly translated) title of a page, or ``""``
    """

    def shown(docname: str, name: str) -> Link:
        return Link(Target(docname, ""), title(docname) or name)

    def term(page: TermPage) -> Link:
        return shown(page.docname, with_scope(page.record.name, page.record.scope))

    root = shown(tree.home, tree.title)
    places: list[tuple[Link, tuple[Link, ...]]] = [(root, ())]
    for category in tree.categories:
        head = shown(category.docname, category.title)
        places.append((head, (root,)))
        places += ((term(page), (root, head)) for page in category.terms)
    places += ((term(page), (root,)) for page in tree.others)
    found = {}
    for number, (link, parents) in enumerate(places[1:], 1):
        after = places[number + 1][0] if number + 1 < len(places) else None
        found[link.target.docname] = Navigation(parents, places[number - 1][0], after)
    return found
