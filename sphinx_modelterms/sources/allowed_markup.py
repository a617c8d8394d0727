"""Directives and roles that text from data files may use."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import CustomReSTDispatcher, SphinxDirective, SphinxRole

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.option_kinds import AnyOption
from sphinx_modelterms.log_records import printable_messages
from sphinx_modelterms.sources.bounded_directives import within_bounds
from sphinx_modelterms.sources.bounded_roles import BoundedRole
from sphinx_modelterms.sources.isolation import without_side_effects

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType
    from typing import ClassVar

    from docutils.utils import Reporter
    from sphinx.environment import BuildEnvironment

DIRECTIVES = frozenset(
    {"admonition", "attention", "caution", "danger", "error", "hint", "important", "note"}
    | {"seealso", "tip", "warning", "deprecated", "versionadded", "versionchanged"}
    | {"code", "code-block", "sourcecode", "parsed-literal", "math", "figure", "image"}
    | {"table", "list-table", "csv-table", "epigraph", "highlights", "pull-quote", "compound"}
    | {"rubric", "hlist", "line-block"}
)
"""Names of the directives that text from data files may use."""

ROLES = frozenset(
    {"", "abbr", "abbreviation", "any", "code", "command", "cve", "cwe", "dfn", "emphasis"}
    | {"eq", "file", "guilabel", "kbd", "literal", "manpage", "math", "menuselection"}
    | {"no-autolink", "pep", "program", "rfc", "samp", "strong", "sub", "subscript", "sup"}
    | {"superscript", "term-abbr", "term-compare", "term-def", "title", "title-reference"}
)
"""Names of the roles that text from data files may use, besides cross-reference roles."""


PART_FIELDS = {
    "example": "examples",
    "question": "questions",
    "facts": "facts",
    "source": "sources",
}
"""Fields of data files by the directive that pages use instead."""


@contextmanager
def safe_markup(document: nodes.document, env: BuildEnvironment) -> Iterator[None]:
    """Return a context in which the parsers of *document* accept only the allowed markup."""
    settings = document.settings
    before = settings.raw_enabled, settings.file_insertion_enabled
    settings.raw_enabled = settings.file_insertion_enabled = False
    try:
        with _AllowedMarkup(env), without_side_effects(document, env), printable_messages():
            yield
    finally:
        settings.raw_enabled, settings.file_insertion_enabled = before


class _AllowedMarkup(CustomReSTDispatcher):
    """Dispatcher that refuses directives and roles that are not allowed, also for MyST-Parser."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__()
        self.env = env

    def directive(
        self, directive_name: str, language_module: ModuleType, document: nodes.document
    ) -> tuple[Any, list[nodes.system_message]]:
        found, messages = super().directive(directive_name, language_module, document)
        if found is not None and directive_name.lower() not in DIRECTIVES:
            return _RefusedDirective, []
        return within_bounds(found), messages

    def role(
        self, role_name: str, language_module: ModuleType, lineno: int, reporter: Reporter
    ) -> tuple[Any, list[nodes.system_message]]:
        found, messages = super().role(role_name, language_module, lineno, reporter)
        name = role_name.lower()
        if found is not None and name not in ROLES and not self._refers(name):
            return _RefusedRole(), []
        if found is None or name == "math":  # formulas have a limit of their own
            return found, messages
        return BoundedRole(found), messages

    def _refers(self, name: str) -> bool:
        """Return True if the role only creates a cross-reference that Sphinx resolves."""
        domain, _, role = name.rpartition(":")
        standard = ("std", self.env.config.primary_domain or "")
        for place in (domain,) if domain else standard:
            if place in self.env.domains:
                return isinstance(self.env.domains[place].roles.get(role), XRefRole)
        return False


class _RefusedDirective(SphinxDirective):
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[Any] = AnyOption()

    def run(self) -> list[nodes.Node]:
        message = f"the directive {self.name!r} isn't allowed in data files, so it is left out"
        domain, _, name = self.name.lower().rpartition(":")
        part = name.removeprefix("term-")
        own = domain == "modelterms" or (not domain and name == f"term-{part}")
        if own and part in PART_FIELDS:
            message += f". Write it in the field {PART_FIELDS[part]!r} of the term"
        warn(Subtype.UNSAFE_TEXT, message, self.get_location())
        return []


class _RefusedRole(SphinxRole):
    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        message = f"the role {self.name!r} isn't allowed in data files, so only its text is shown"
        warn(Subtype.UNSAFE_TEXT, message, self.get_location())
        return [nodes.literal(self.text, self.text)], []
