"""How facts are shown: titles, colours, templates, and the day of the build."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

from sphinx.locale import get_translation

from sphinx_modelterms.cardtree import PARTS
from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.glossary.questions import Template
from sphinx_modelterms.glossary.shown import Badge, Presentation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.builders import Builder
    from sphinx.config import Config

_ = get_translation("sphinx_modelterms")


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


WITHOUT_HOVER = frozenset(
    {"epub", "json", "pickle", "web", "htmlhelp", "qthelp", "applehelp", "devhelp"}
)
"""Builders for HTML that is not read in a browser with our script."""


def shows_hovers(builder: Builder) -> bool:
    """Whether pages of *builder* can have hover cards: a web site's, also other people's."""
    names = {getattr(kind, "name", "") for kind in type(builder).__mro__}
    return "html" in names and not names & WITHOUT_HOVER


def presentation(config: Config, builder: Builder) -> Presentation:
    """How facts are shown under *config* in the output of *builder*."""
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
        hidden_parts=frozenset(PARTS) - frozenset(ours.card_parts),
        hover=ours.hover and shows_hovers(builder),
    )


def _level_titles() -> dict[str, str]:
    """Titles of the default levels in the reader's language (never stored: they are lazy)."""
    return {
        "beginner": _("beginner"),
        "intermediate": _("intermediate"),
        "advanced": _("advanced"),
    }
