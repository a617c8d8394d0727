"""Facts about names: all that decisions about a name in a text ask of the glossary."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.neighbours import NO_NEIGHBOURS
from sphinx_modelterms.glossary.autolink.text_findings import deprecation_of
from sphinx_modelterms.glossary.text.digests import changed_keys, digest_of
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from sphinx_modelterms.glossary.autolink.linker import Linker
    from sphinx_modelterms.glossary.autolink.search_names import SearchName
    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Target
    from sphinx_modelterms.glossary.text.form_table import Form


class NameFact(NamedTuple):
    """The facts about a group of names that differ at most in letter case."""

    digest: str
    names: tuple[tuple[SearchName, tuple[Form, ...]], ...]
    """The names with their forms."""
    by_stems: bool
    """True if inflected words are found as forms of one of them."""

    @property
    def forms(self) -> frozenset[tuple[str, bool]]:
        """The texts that are found as these names, each with True if letter case matters."""
        return frozenset(
            (form.text, name.exact or form.exact) for name, forms in self.names for form in forms
        )


def name_facts(linker: Linker, glossary: Glossary) -> dict[str, NameFact]:
    """Return the facts about all names, by group.

    :param linker: that of the rules about text, if these are checked, as it has more names
    """
    table, senses = linker.table, glossary.by_scope.senses
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(table.groups):
        numbers[group].append(number)

    @cache
    def facts_of(target: Target) -> Any:
        term, head = glossary.term_at(target), glossary.head(target)
        flags = (term.no_autolink, term.level) if term else None
        around = linker.neighbours.get(head, NO_NEIGHBOURS)
        near = sorted(around.in_section), sorted(around.on_page), around.is_of_subject
        deprecation = deprecation_of(glossary, target) if linker.settings.for_rules else None
        is_excluded = head in linker.exclusions.terms
        is_entry = glossary.term_at(head) is None
        phrases = linker.exclusions.phrases(target)
        facts = target, head, flags, phrases, is_entry, near, deprecation, is_excluded
        # Unlike ours, terms of other projects have no digests of their hover cards.
        return facts if target.docname else (*facts, term)

    found = {}
    for group, members in numbers.items():
        names = tuple((table.names[number], table.forms[number]) for number in members)
        owners = [
            [(owner.name, facts_of(owner.target)) for owner in table.targets_named(number)]
            for number in members
        ]
        # With the scopes, which decide between several meanings.
        first = senses(group), [senses(name.text) for name, _ in names]
        digest = digest_of((names, owners, first))
        found[group] = NameFact(digest, names, any(table.by_stems(name) for name, _ in names))
    return found


def changed_names(
    old: Mapping[str, NameFact], new: Mapping[str, NameFact]
) -> tuple[set[str], set[str] | None]:
    """Return the groups of names about which something has changed, and the texts that are found
    now and were not before; ``None`` if some are found by their stems.
    """
    changed = changed_keys(
        *({group: fact.digest for group, fact in facts.items()} for facts in (old, new))
    )
    added: set[str] = set()
    for group in changed & new.keys():
        before = old.get(group)
        forms = new[group].forms - (before.forms if before else frozenset())
        if new[group].by_stems and (forms or before is None or not before.by_stems):
            return changed, None
        added.update(text for text, _ in forms)
    return changed, added


def known_forms(facts: Iterable[NameFact]) -> dict[SearchName, tuple[Form, ...]]:
    """Return the forms of all names that *facts* are about."""
    return {name: forms for fact in facts for name, forms in fact.names}
