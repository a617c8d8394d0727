"""Terms of other projects, found by the names that authors write: ``project:Name``, or the name
alone where this project has no such term.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.model import named_target
from sphinx_modelterms.glossary.scopes import scope_key, split_scope, with_scope
from sphinx_modelterms.glossary.text.names import fold, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_modelterms.glossary.model import NamedTarget, Target, Term
    from sphinx_modelterms.glossary.text.form_table import FormTable
    from sphinx_modelterms.glossary.text.spelling import Spelling


class OutsideProject:
    """A project whose terms pages can show.

    :param key: its key in ``intersphinx_mapping``
    :param digest: of everything from which its terms are made
    :param load: returns its terms; called if a name may be one of theirs
    :param link_title: the title of a link to one of its terms
    :param locked: the targets of those terms that a lock file has
    :param is_autolinked: True if its names are linked automatically
    """

    def __init__(
        self,
        key: str,
        digest: str,
        load: Callable[[], Iterable[Term]],
        link_title: str = "",
        locked: frozenset[Target] = frozenset(),
        is_autolinked: bool = False,
    ) -> None:
        self.key = key
        self.digest = digest
        self.link_title = link_title
        self.locked = locked
        self.is_autolinked = is_autolinked
        self._load = load
        self._forms = cache(self._make_forms)

    @cached_property
    def terms(self) -> dict[Target, Term]:
        """Its terms by their targets."""
        found: dict[Target, Term] = {}
        for term in self._load():
            found.setdefault(term.target, term)
        return found

    @cached_property
    def _by_name(self) -> dict[str, Term]:
        """The terms by their names, exact ones and folded ones; names win over aliases."""
        found: dict[str, Term] = {}
        for names in (_names, _other_names):
            for key in (str, fold):
                for term in self.terms.values():
                    for name in names(term):
                        found.setdefault(key(name), term)
        return found

    def find(self, name: str) -> Term | None:
        """Return the term called *name*, in these letters or else in others."""
        return self._by_name.get(name) or self._by_name.get(fold(name))

    def find_form(self, text: str, spelling: Spelling) -> Term | None:
        """Return the only term of which *text* can be a word form."""
        forms = self._forms(spelling)
        found = forms.find(text)
        name, scope = split_scope(text)
        if not found and scope:
            key = scope_key(scope)
            meanings = forms.find(name)
            found = tuple(t for t in meanings if scope_key(self.terms[t].scope) == key)
        return self.terms[found[0]] if len(found) == 1 else None

    def _make_forms(self, spelling: Spelling) -> FormTable[Target]:
        # Imported here, as most builds need no word forms and the patterns take long to make.
        from sphinx_modelterms.glossary.text.form_table import FormRules, FormTable

        rules = FormRules(spelling, (term.name for term in self.terms.values()))
        table: FormTable[Target] = FormTable(rules)
        for target, term in self.terms.items():
            exact = term.case == "exact"
            table.add_names(target, (term.name, *term.other_names), exact)
            table.add_forms(target, term.forms, exact)
        return table

    def names(self) -> list[str]:
        """Return the names of its terms, as relations can name them."""
        return [f"{self.key}:{with_scope(term.name, term.scope)}" for term in self.terms.values()]


def _names(term: Term) -> Iterable[str]:
    return (with_scope(term.name, term.scope), term.name)


def _other_names(term: Term) -> Iterable[str]:
    return (with_scope(name, term.scope) for name in term.other_names)


class OutsideTerms:
    """The terms of all other projects that ``modelterms_other`` names.

    :param projects: in order of precedence
    :param unnamed: keys of the other projects in ``intersphinx_mapping``
    :param unread: keys of the projects that ``modelterms_other`` names, but that have no terms
    """

    def __init__(
        self,
        projects: Iterable[OutsideProject] = (),
        unnamed: Iterable[str] = (),
        unread: Iterable[str] = (),
    ) -> None:
        self.projects = {project.key: project for project in projects}
        self._unnamed = frozenset(unnamed)
        self._unread = frozenset(unread)
        self._found: dict[Target, Term] = {}

    def __bool__(self) -> bool:
        return bool(self.projects)

    @property
    def are_autolinked(self) -> bool:
        """True if names of some projects are linked automatically."""
        return any(project.is_autolinked for project in self.projects.values())

    @property
    def digest(self) -> tuple[str, ...]:
        """Digests of the projects."""
        return tuple(project.digest for project in self.projects.values())

    def find(self, written: str, spelling: Spelling, *, alone: bool = False) -> NamedTarget | None:
        """Return the term that ``project:Name`` names, also by a word form.

        :param alone: True to find a name without a project, too, in the order of the projects
        """
        project, name = self._split(written)
        searched = [project] if project else [*self.projects.values()] if alone else []
        for each in searched:
            if term := each.find(name) or each.find_form(name, spelling):
                self._found[term.target] = term
                return named_target(term)
        return None

    def find_locked(self, written: str) -> NamedTarget | None:
        """Return the term called *written* in a lock file: its link must be the same with and
        without the inventory of its project.
        """
        project, name = self._split(written)
        for each in [project] if project else self.projects.values():
            term = each.find(name) if each.locked else None
            if term is not None and term.target in each.locked:
                return named_target(term)
        return None

    def _split(self, written: str) -> tuple[OutsideProject | None, str]:
        key, sign, name = written.partition(":")
        project = self.projects.get(key.strip()) if sign else None
        return (project, name.strip()) if project else (None, written)

    def at(self, target: Target) -> Term | None:
        """Return the term at a target outside of this project."""
        if target not in self._found:
            for project in self.projects.values():
                if found := project.terms.get(target):
                    self._found[target] = found
                    break
        return self._found.get(target)

    def link_title(self, target: Target) -> str:
        """Return the title of a link to the term at *target*."""
        found = (p.link_title for p in self.projects.values() if target in p.terms)
        return next(found, "")

    def unknown(self, written: str, may_hint: Callable[[], bool]) -> str:
        """Return the message about a name that begins with the key of another project, but is
        unknown; ``""`` for other names.
        """
        project, name = self._split(written)
        if project is not None:
            # Without the key, which all names share.
            key = f"{project.key}:"
            names = (known.removeprefix(key) for known in project.names())
            near = [key + known for known in nearest(name, names)] if may_hint() else []
            hint = f". Did you mean {' or '.join(map(repr, near))}?" if near else ""
            return f"the project {project.key!r} has no term {name!r}{hint}"
        key = written.partition(":")[0].strip() if ":" in written else ""
        if key in self._unread:
            return f"the terms of the project {key!r} are missing; another warning says why"
        if key in self._unnamed:
            return (
                f"to use terms of the project {key!r} here, as in {written!r}, add {key!r} to "
                "modelterms_other"
            )
        return ""
