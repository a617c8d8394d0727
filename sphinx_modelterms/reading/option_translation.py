"""Translation of the options of terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_modelterms.doctree.blocks import DRAFT, translations_of
from sphinx_modelterms.doctree.node_text import text_of
from sphinx_modelterms.doctree.walking import blocks_by_document
from sphinx_modelterms.glossary.option_specs import FIELDS, TRANSLATED
from sphinx_modelterms.glossary.option_values import split_items

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any, ClassVar

    IndexEntries = list[tuple[str, str, str, str, str | None]]


class TranslatedEntries(SphinxTransform):
    """Add the translated names of terms to the general index.

    Sphinx itself does so only if index entries are extracted as messages of their own
    (``gettext_additional_targets``).
    """

    default_priority: ClassVar[int] = 30
    """After Sphinx's translation (20), before Sphinx stores the index (850)."""

    def apply(self, **kwargs: Any) -> None:
        for _, card in blocks_by_document(self.document, self.env.docname, "card"):
            draft, translations = card[DRAFT], translations_of(card)
            name = text_of(card[0])
            if name == draft["source_name"] and not translations:
                continue
            values = translated_options(draft, translations)
            for child in card.children:
                if isinstance(child, addnodes.index):
                    child["entries"] = index_entries(card["ids"][0], name, values)


def index_entries(anchor: str, name: str, values: Mapping[str, Any]) -> IndexEntries:
    """Build the general index entries of all names. Commas replace semicolons, at which Sphinx
    splits entries."""
    abbr = (values["abbr"],) if values.get("abbr") else ()
    names = dict.fromkeys((name, *abbr, *values.get("aliases", ())))
    scope = values.get("shown_scope") or values.get("scope", "")
    # A scope is on a line of its own below the name, which all meanings share.
    below = f"; {scope}" if scope else ""
    return [
        ("single", f"{entry.replace(';', ',')}{below}", anchor, "main", None) for entry in names
    ]


def joined(items: Iterable[str]) -> str:
    """Join *items* into the single text that translators see, with quotes around items that
    contain a comma."""
    return ", ".join(f'"{item}"' if "," in item else item for item in items)


def texts_of_options(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the texts of options that are translated."""
    for name, option in TRANSLATED.items():
        value = values.get(name, ())
        if option.translated == "whole":
            yield joined(value)
        elif option.is_list:
            yield from value
        elif value:
            yield value


def translated_options(draft: dict[str, Any], translations: Mapping[str, str]) -> dict[str, Any]:
    """Return the options of a term in the reader's language.

    Authors can still refer to the original abbreviation and aliases, and original tags stay keys.
    """
    if not translations:
        return draft

    def shown(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(translations.get(text, text) for text in texts)

    names = tuple(filter(None, (draft.get("abbr"), *draft.get("aliases", ()))))
    changed: dict[str, Any] = {
        "source_names": tuple(name for name in names if translations.get(name, name) != name),
    }
    for name, option in TRANSLATED.items():
        field = FIELDS[name]
        value = draft.get(field, ())
        if option.translated == "key":
            changed[f"shown_{field}"] = (
                shown(value) if option.is_list else _other(value, translations)
            )
        elif option.translated == "whole":
            if whole := translations.get(joined(value)):
                changed[field] = tuple(_items(whole))
        elif value:
            changed[field] = shown(value) if option.is_list else translations.get(value, value)
    return draft | changed


def _other(value: str, translations: Mapping[str, str]) -> str:
    """Return the translation of a key; ``""`` if it is displayed as written."""
    shown = translations.get(value, value) if value else ""
    return "" if shown == value else shown


def _items(text: str) -> list[str]:
    """Split a translated list into its items; if its quotes don't match, return the text as one
    item."""
    try:
        return split_items(text)
    except ValueError:
        return [text]
