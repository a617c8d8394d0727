"""The configuration: each option once, with its type, default, check and help.

The options reference of the manual is printed from :class:`ModelTermsConfig`.
"""

from __future__ import annotations

import dataclasses as dc
import os
import time
from typing import TYPE_CHECKING, Any

from sphinx.locale import get_translation

from sphinx_modelterms.cardtree import PARTS
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.questions import KINDS, TEMPLATE_FIELDS, Template, template_fields
from sphinx_modelterms.glossary.shown import Badge, Presentation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config

PREFIX = "modelterms_"

COLOURS = ("blue", "green", "grey", "orange", "pink", "purple", "red", "teal")

_ = get_translation("sphinx_modelterms")


def check_kinds(value: Any) -> None:
    """A table of categories or levels: key to title, or to title, description and colour."""
    if not isinstance(value, dict):
        raise TypeError("must be a dictionary")
    for key, entry in value.items():
        if not isinstance(key, str) or not key:
            raise TypeError(f"the key {key!r} must be a text")
        if isinstance(entry, dict):
            _check_kind(key, entry)
        elif not _is_text(entry):
            raise TypeError(f"{key!r} must be a title or a dictionary")


def _is_text(value: Any) -> bool:
    """A text, or a lazy translation of one."""
    return isinstance(value, str) or type(value).__name__ == "_TranslationProxy"


def _check_kind(key: str, entry: dict[Any, Any]) -> None:
    unknown = set(entry) - {"title", "description", "colour"}
    if unknown:
        raise ValueError(f"{key!r} has the unknown key {sorted(map(str, unknown))[0]!r}")
    for name in ("title", "description"):
        if name in entry and not _is_text(entry[name]):
            raise TypeError(f"{key!r}: {name} must be a text")
    if entry.get("colour", "") not in {"", *COLOURS}:
        raise ValueError(f"{key!r}: colour must be one of {', '.join(COLOURS)}")


def check_members(allowed: tuple[str, ...]) -> Callable[[Any], None]:
    """A list of some of *allowed*, none twice."""

    def check(value: Any) -> None:
        if not isinstance(value, list | tuple):
            raise TypeError("must be a list")
        for item in value:
            if item not in allowed:
                raise ValueError(f"{item!r} is not one of {', '.join(allowed)}")
        if len(set(value)) != len(value):
            raise ValueError("has an item twice")

    return check


def check_count(value: Any) -> None:
    """A whole number, 0 or more."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError("must be a whole number, 0 or more")


def check_templates(value: Any) -> None:
    """A dictionary from kinds of questions to pairs of texts with ``{fields}``."""
    if not isinstance(value, dict):
        raise TypeError("must be a dictionary")
    for kind, pair in value.items():
        if kind not in TEMPLATE_FIELDS:
            raise ValueError(f"{kind!r} is not one of {', '.join(TEMPLATE_FIELDS)}")
        if not (isinstance(pair, list | tuple) and len(pair) == 2 and all(map(_is_text, pair))):
            raise TypeError(f"{kind!r} must be a pair of texts: question and answer")
        for text in pair:
            unknown = template_fields(str(text)) - TEMPLATE_FIELDS[kind]
            if unknown:
                known = ", ".join(sorted(TEMPLATE_FIELDS[kind]))
                raise ValueError(f"{kind!r}: {{{min(unknown)}}} is not one of the fields {known}")


def option(default: Any, check: Callable[[Any], None], doc_type: str, help_: str) -> Any:
    metadata = {"check": check, "type": doc_type, "help": help_}
    if callable(default):
        return dc.field(default_factory=default, metadata=metadata)
    return dc.field(default=default, metadata=metadata)


def _default_levels() -> dict[str, Any]:
    return {
        "beginner": {"colour": "green"},
        "intermediate": {"colour": "blue"},
        "advanced": {"colour": "purple"},
    }


def _level_titles() -> dict[str, str]:
    """Titles of the default levels in the reader's language (never stored: they are lazy)."""
    return {
        "beginner": _("beginner"),
        "intermediate": _("intermediate"),
        "advanced": _("advanced"),
    }


@dc.dataclass(frozen=True)
class ModelTermsConfig:
    """All options; in ``conf.py`` each has the prefix ``modelterms_``.

    All values are plain data, so that they can be compared between builds.
    """

    categories: dict[str, Any] = option(
        dict,
        check_kinds,
        "dict[str, str | dict]",
        "The categories in their order: key to title, or to a dictionary with `title`, "
        "`description` (shown by `term-categories`) and `colour`. "
        "When empty, any category may be used.",
    )
    levels: dict[str, Any] = option(
        _default_levels,
        check_kinds,
        "dict[str, str | dict]",
        "The levels of difficulty from easy to hard, in the same form as the categories.",
    )
    card_parts: list[str] = option(
        lambda: list(PARTS),
        check_members(PARTS),
        "list[str]",
        "The parts of a card in their order; a part that is left out is not shown.",
    )
    faq: list[str] = option(
        lambda: list(KINDS),
        check_members(KINDS),
        "list[str]",
        "The questions that are generated for each term, in their order; an empty list for none.",
    )
    faq_templates: dict[str, Any] = option(
        dict,
        check_templates,
        "dict[str, tuple[str, str]]",
        "Other words for generated questions: kind to question and answer, with `{fields}`.",
    )
    faq_related: int = option(2, check_count, "int", "How many related terms a card asks about.")
    used_in: int = option(
        10,
        check_count,
        "int",
        "How many places that mention a term its card shows before the rest is folded; "
        "0 shows none.",
    )

    @classmethod
    def from_sphinx(cls, config: Config) -> ModelTermsConfig:
        """The values of ``conf.py``, as checked on ``config-inited``."""
        return cls(**{f.name: config[PREFIX + f.name] for f in dc.fields(cls)})


def default_of(field: dc.Field[Any]) -> Any:
    """The default value of an option."""
    return field.default if field.default_factory is dc.MISSING else field.default_factory()


def default_templates() -> dict[str, Template]:
    """How generated questions are worded, in the reader's language."""
    return {
        "definition": Template(_("What does {name} mean?"), "{definition}"),
        "example": Template(_("What does {name} look like in practice?"), "{example}"),
        "related": Template(_("How does {name} relate to {other}?"), "{other_definition}"),
        "related-same-category": Template(
            _("How does {name} relate to {other}?"),
            _("{name} and {other} both belong to {category}. {other_definition}"),
        ),
        "level": Template(_("How advanced is {name}?"), _("{name} is rated {level}.")),
    }


def badges(kinds: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, Badge]:
    """Categories or levels as shown.

    :param titles: titles for keys that have none of their own; else the key is the title
    """
    shown = {}
    for key, entry in kinds.items():
        table = entry if isinstance(entry, dict) else {"title": entry}
        title = table.get("title", titles.get(key, key))
        shown[key] = Badge(str(title), table.get("colour", ""))
    return shown


def build_day() -> str:
    """Today, or the day that ``SOURCE_DATE_EPOCH`` says, as ``YYYY-MM-DD``.

    https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = time.gmtime(int(epoch)) if epoch.isdecimal() else time.localtime()
    return time.strftime("%Y-%m-%d", moment)


def presentation(config: Config) -> Presentation:
    """How facts are shown under *config*."""
    ours = ModelTermsConfig.from_sphinx(config)
    return Presentation(
        today=build_day(),
        categories=badges(ours.categories, {}),
        descriptions={
            key: str(entry["description"])
            for key, entry in ours.categories.items()
            if isinstance(entry, dict) and "description" in entry
        },
        levels=badges(ours.levels, _level_titles()),
        question_kinds=ours.faq if "faq" in ours.card_parts else (),
        question_templates={
            kind: Template(str(question), str(answer))
            for kind, (question, answer) in (default_templates() | ours.faq_templates).items()
        },
        related_questions=ours.faq_related,
        spelt_out=_("{name} ({abbr})"),
        other=_("Other"),
        versus=_(" vs "),
        used_in=ours.used_in if "used-in" in ours.card_parts else 0,
    )


def check_config(app: Sphinx, config: Config) -> None:
    """Replace wrong values by their defaults, with a warning each."""
    for field in dc.fields(ModelTermsConfig):
        name = PREFIX + field.name
        try:
            field.metadata["check"](config[name])
        except (TypeError, ValueError) as error:
            message = f"{name}: {error}; the default is used"
            warn(Subtype.CONFIG, message, None)
            config[name] = default_of(field)


def setup_config(app: Sphinx) -> None:
    """Register the options."""
    for field in dc.fields(ModelTermsConfig):
        app.add_config_value(
            PREFIX + field.name,
            default_of(field),
            "env",
            types=frozenset({list, tuple}) if isinstance(default_of(field), list) else (),
            description=field.metadata["help"],
        )
    # Before other listeners (500) can read an unchecked value.
    app.connect("config-inited", check_config, priority=400)
