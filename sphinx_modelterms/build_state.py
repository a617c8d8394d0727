"""Everything that lives for one build, created anew when a build begins and never stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_modelterms.any_references import AnyForms
from sphinx_modelterms.glossary.lookup import Glossary
from sphinx_modelterms.glossary.other_projects.pages import OtherTerms
from sphinx_modelterms.glossary.outside_terms import OutsideTerms
from sphinx_modelterms.glossary.views.page import Views
from sphinx_modelterms.glossary.views.page_plan import PagePlanner
from sphinx_modelterms.glossary.views.presentation import Presentation
from sphinx_modelterms.glossary.views.references import References

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.glossary.baseline import BaselineFile
    from sphinx_modelterms.glossary.datafiles.generated_pages import PageTree
    from sphinx_modelterms.glossary.datafiles.records import DataFile, DataTerm
    from sphinx_modelterms.glossary.moved_lines import MovedLines
    from sphinx_modelterms.glossary.other_projects.lock import LockedProject
    from sphinx_modelterms.glossary.other_projects.pages import OtherPages
    from sphinx_modelterms.glossary.other_projects.records import ForeignTerm


@dataclass
class LoadedData:
    """The data files as read in this build."""

    files: list[DataFile] = field(default_factory=list)
    records: dict[str, DataTerm] = field(default_factory=dict)
    """The terms by :func:`~sphinx_modelterms.glossary.scopes.meaning_key`."""
    broken: bool = False
    """True if a data file could not be read."""
    flawed: set[str] = field(default_factory=set)
    """Keys of the records with lines that could not be used."""


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
        self.load_baseline: Callable[[], BaselineFile | None] = lambda: None
        """Reads the file of known findings; called if there is something to check."""
        self.generated = GeneratedPages()
        self.moved: dict[str, MovedLines] = {}
        """Lines of data files that have moved since documents were read, by docname; filled on
        demand.
        """
        self.glossary = Glossary(())
        self.any_forms = AnyForms(env, self.glossary)
        """Decides which references by ``any`` name a term."""
        self.references = References(self.glossary, Presentation())
        self.planner = PagePlanner(self.references, {})
        self.views = Views(self.references, {}, str)
        self.planned: set[str] = set()
        """The pages whose plans were made in this build; the others have stored ones."""
        self.shown: set[str] = set()
        """The pages whose views were made in this build to compare them with the last output."""
        self.outside = OutsideTerms()
        """The terms of other projects, as authors can name them."""
        self.other_terms = OtherTerms()
        self.other_pages: OtherPages | None = None
        """The cards of other projects' terms; ``None`` if there are none."""
        self.used_terms: dict[str, LockedProject] = {}
        """The terms of other projects that pages show, by the key of the project."""
        self.foreign_terms: tuple[ForeignTerm, ...] = ()
        """These terms, as programs read them."""
        self.is_checked = False
        """True if consistency was checked in this build."""
        self.inputs = ""
        """Digest of all inputs of the files for programs."""
