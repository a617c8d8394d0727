"""Translated builds: what a translation changes of the facts that options state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_modelterms.doctree.blocks import DRAFT, translations_of
from sphinx_modelterms.doctree.node_text import text_of
from sphinx_modelterms.doctree.walking import placed
from sphinx_modelterms.glossary.option_values import split_items

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, ClassVar

    IndexEntries = list[tuple[str, str, str, str, str | None]]


class TranslatedEntries(SphinxTransform):
    """Put the translated names of terms into the general index.

    Sphinx does so only for entries that a project has extracted apart from the text.
    """

    default_priority: ClassVar[int] = 30
    """After Sphinx's translation (20), before it stores the index (850)."""

    def apply(self, **kwargs: Any) -> None:
        for _, card in placed(self.document, self.env.docname, "card"):
            draft, translations = card[DRAFT], translations_of(card)
            name = text_of(card[0])
            if name == draft["source_name"] and not translations:
                continue
            values = translated_options(draft, translations)
            for child in card.children:
                if isinstance(child, addnodes.index):
                    child["entries"] = index_entries(card["ids"][0], name, values)


def index_entries(anchor: str, name: str, values: Mapping[str, Any]) -> IndexEntries:
    """Every name in the general index; Sphinx splits entries at semicolons."""
    abbr = (values["abbr"],) if values.get("abbr") else ()
    names = dict.fromkeys((name, *abbr, *values.get("aliases", ())))
    return [("single", entry.replace(";", ","), anchor, "main", None) for entry in names]


def joined_forms(forms: Iterable[str]) -> str:
    """Forms as translators see them: in one text, each with quotes that has a comma."""
    return ", ".join(f'"{form}"' if "," in form else form for form in forms)


def translated_options(draft: dict[str, Any], translations: Mapping[str, str]) -> dict[str, Any]:
    """The options of a term in the reader's language.

    Abbreviation and aliases as written stay names that are found, and tags stay keys.
    """
    if not translations:
        return draft

    def shown(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(translations.get(text, text) for text in texts)

    names = tuple(filter(None, (draft.get("abbr"), *draft.get("aliases", ()))))
    changed: dict[str, Any] = {
        "source_names": tuple(name for name in names if translations.get(name, name) != name),
        "shown_tags": shown(draft.get("tags", ())),
    }
    if draft.get("abbr"):
        (changed["abbr"],) = shown([draft["abbr"]])
    for option in ("aliases", "former_names", "avoid"):
        if draft.get(option):
            changed[option] = shown(draft[option])
    if forms := translations.get(joined_forms(draft.get("forms", ()))):
        changed["forms"] = tuple(_items(forms))
    return draft | changed


def _items(text: str) -> list[str]:
    """The items of a translated list; if its quotes are wrong, the text as one item."""
    try:
        return split_items(text)
    except ValueError:
        return [text]
