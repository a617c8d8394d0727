"""Titles of pages in lists of mentions: equal ones are made distinguishable."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection


def folder_of(docname: str) -> str:
    """Return the folder of a document, ``""`` for the top one."""
    return docname.rpartition("/")[0]


class PageTitles:
    """The titles of pages, each with its folder if several pages have the title.

    :param title: returns the title of a document, or ``""``
    :param docnames: all documents
    """

    def __init__(self, title: Callable[[str], str], docnames: Collection[str]) -> None:
        self._title = title
        self._docnames = docnames

    def __call__(self, docname: str) -> str:
        """Return the title of a page, or its docname if it has none."""
        return self._title(docname) or docname

    def where(self, docname: str) -> str:
        """Return what distinguishes a page from others with its title: the folder, or the docname
        if several are in one folder; ``""`` if the title is unique.
        """
        return self._where.get(docname, "")

    @cached_property
    def _where(self) -> dict[str, str]:
        pages: dict[str, list[str]] = defaultdict(list)
        for docname in self._docnames:
            pages[" ".join(self(docname).split())].append(docname)
        found = {}
        for same in pages.values():
            if len(same) > 1:
                folders = Counter(map(folder_of, same))
                for docname in same:
                    folder = folder_of(docname)
                    found[docname] = folder if folders[folder] == 1 else docname
        return found


def numbers_of(titles: Collection[str]) -> list[int]:
    """Return for each title its number among the equal ones, counted from 1.

    >>> numbers_of(["Use", "Cost", "Use"])
    [1, 1, 2]
    """
    counts: Counter[str] = Counter()
    numbers = []
    for title in titles:
        counts[title] += 1
        numbers.append(counts[title])
    return numbers
