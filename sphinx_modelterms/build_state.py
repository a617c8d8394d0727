"""Everything that lives for one build, created anew when a build begins and never stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_modelterms.any_references import AnyForms
from sphinx_modelterms.glossary.lookup import Glossary
from sphinx_modelterms.glossary.views.page import Views
from sphinx_modelterms.glossary.views.presentation import Presentation
from sphinx_modelterms.glossary.views.references import References

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.glossary.datafiles.generated_pages import PageTree
    from sphinx_modelterms.glossary.datafiles.records import DataFile, DataTerm
    from sphinx_modelterms.glossary.moved_lines import MovedLines


@dataclass
class LoadedData:
    """The data files as read in this build."""

    files: list[DataFile] = field(default_factory=list)
    records: dict[str, DataTerm] = field(default_factory=dict)
    """The terms by folded name."""
    broken: bool = False
    """True if a data file could not be read."""
    flawed: set[str] = field(default_factory=set)
    """Folded names of the records with lines that could not be used."""


@dataclass
class GeneratedPages:
    """The pages generated from data files in this build."""

    tree: PageTree | None = None
    """The plan of the pages; ``None`` without ``modelterms_pages``."""
    in_toctree: bool = True
    """True if generated pages are in a toctree."""
    current: set[str] = field(default_factory=set)
    """Docnames of the pages whose sources are unchanged since we wrote them."""
    unwritten: set[str] = field(default_factory=set)
    """Docnames of the pages without a source, about which there was a warning already."""
    removed: list[str] = field(default_factory=list)
    """Docnames of the pages whose sources were removed in this build."""
    markup: str = "rst"
    """``rst`` or ``md``: the markup of the root document."""

    @cached_property
    def records(self) -> dict[str, DataTerm]:
        """The record of each term page, by docname."""
        pages = self.tree.term_pages() if self.tree else ()
        return {page.docname: page.record for page in pages}


class BuildState:
    """Everything that lives for one build.

    :mod:`~sphinx_modelterms.build` fills it in the order of events: the data files before
    documents are read; glossary, references and views after all of them are read.
    """

    builder: Builder
    """The builder of this build; set after all documents are read."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.data = LoadedData()
        self.generated = GeneratedPages()
        self.moved: dict[str, MovedLines] = {}
        """Lines of data files that have moved since documents were read, by docname; filled on
        demand.
        """
        self.glossary = Glossary(())
        self.any_forms = AnyForms(env, self.glossary)
        """Decides which references by ``any`` name a word form of a term."""
        self.references = References(self.glossary, Presentation())
        self.views = Views(self.references, {}, str)
