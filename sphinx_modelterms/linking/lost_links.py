"""Check of planned links against the doctrees in which they are to be inserted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.doctree.walking import take_text_blocks
from sphinx_modelterms.reading.block_text import BlockText

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.glossary.autolink.decisions import AutoLink


def lost_links(
    env: BuildEnvironment, docname: str, links: Collection[AutoLink]
) -> set[tuple[int, int]]:
    """Return the block and position of each of *links* whose words are gone: another extension
    changed the page after its text was read.
    """
    if not links:
        return set()
    document = env.get_doctree(docname)
    texts = {
        block.number: BlockText(node).text for block, node in take_text_blocks(document, docname)
    }
    return {
        (link.block, link.start)
        for link in links
        if texts.get(link.block, "")[link.start : link.end] != link.text
    }
