"""The plans of all pages, as the views ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_modelterms.glossary.autolink.decisions import AutoLink
    from sphinx_modelterms.glossary.autolink.text_findings import TextFinding
    from sphinx_modelterms.glossary.model import Target
    from sphinx_modelterms.glossary.views.records import MentionPlace


class Plans(Protocol):
    """The automatic links of each page, and the mentions of each term."""

    def links(self, docname: str) -> tuple[AutoLink, ...]:
        """Return the automatic links of a page."""

    def mentions(self, target: Target) -> list[MentionPlace]:
        """Return the mentions of a term, in the order in which cards show them."""

    def search_mentions(self, targets: Iterable[Target]) -> None:
        """Search the mentions of some terms at once."""

    def digests_of_mentions(self, targets: Iterable[Target], display: object) -> dict[Target, str]:
        """Return a digest of the mentions of each of some terms, displayed with some settings."""

    def mentioned_outside(self) -> Iterable[tuple[str, str]]:
        """Return the mentioned terms of other projects: docname and place of each."""

    @property
    def words(self) -> int:
        """The number of words in the text of all pages; 0 if no text is read."""

    def findings(self) -> Iterable[tuple[str, TextFinding]]:
        """Return what there is to warn about in the text of pages, each with its page."""


class NoPlans:
    """Plans without links and mentions."""

    def links(self, docname: str) -> tuple[AutoLink, ...]:
        """Return no links."""
        return ()

    def mentions(self, target: Target) -> list[MentionPlace]:
        """Return no mentions."""
        return []

    def search_mentions(self, targets: Iterable[Target]) -> None:
        """Search nothing."""

    def digests_of_mentions(self, targets: Iterable[Target], display: object) -> dict[Target, str]:
        """Return no digests."""
        return {}

    def mentioned_outside(self) -> Iterable[tuple[str, str]]:
        """Return nothing."""
        return ()

    @property
    def words(self) -> int:
        """No words."""
        return 0

    def findings(self) -> Iterable[tuple[str, TextFinding]]:
        """Return nothing."""
        return ()
