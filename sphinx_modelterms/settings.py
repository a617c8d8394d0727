"""Settings for the display of facts: titles, colours, templates, and the date of the build."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.builders import shows_hovers
from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.doctree.blocks import PARTS
from sphinx_modelterms.glossary.views.presentation import Badge, Presentation, Template
from sphinx_modelterms.translations import _, list_separator, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config

WHAT = sentence("What does {name} mean?")
IN_PRACTICE = sentence("What does {name} look like in practice?")
RELATION = sentence("How does {name} relate to {other}?")
SAME_CATEGORY = sentence("{name} and {other} both belong to {category}. {other_definition}")
HOW_ADVANCED = sentence("How advanced is {name}?")
RATED = sentence("{name} is rated {level}.")
SPELT_OUT = sentence("{name} ({abbr})")
SECTION = sentence("{page}: {section}")


def default_templates() -> dict[str, Template]:
    """Return the templates of generated questions in the project's language."""
    return {
        "definition": Template(WHAT.text, "{definition}"),
        "example": Template(IN_PRACTICE.text, "{example}"),
        "related": Template(RELATION.text, "{other_definition}"),
        "related-same-category": Template(RELATION.text, SAME_CATEGORY.text),
        "level": Template(HOW_ADVANCED.text, RATED.text),
    }


def versus() -> str:
    """Return the separator of the names in the title of a comparison."""
    return _(" vs ")


def badges(kinds: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, Badge]:
    """Return categories or levels as displayed.

    :param titles: titles for keys without a title of their own; otherwise the key is the title
    """
    shown = {}
    for key, entry in kinds.items():
        table = entry if isinstance(entry, dict) else {"title": entry}
        title = table.get("title", titles.get(key, key))
        shown[key] = Badge(str(title), table.get("colour", ""))
    return shown


def build_day() -> str:
    """Return today, or the date of ``SOURCE_DATE_EPOCH``, as ``YYYY-MM-DD``.

    https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = time.gmtime(int(epoch)) if epoch.isdecimal() else time.localtime()
    return time.strftime("%Y-%m-%d", moment)


def presentation(config: Config, builder: Builder) -> Presentation:
    """Return the settings for the display of facts under *config*, in the output of *builder*."""
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
        spelt_out=SPELT_OUT.text,
        section=SECTION.text,
        separator=list_separator(),
        other=_("Other"),
        versus=versus(),
        used_in=ours.used_in if "used-in" in ours.card_parts else 0,
        hidden_parts=[part for part in PARTS if part not in ours.card_parts],
        hover=ours.hover and shows_hovers(builder),
        glossary_backlinks=ours.glossary_backlinks,
        limits=ours.all_limits,
    )


def _level_titles() -> dict[str, str]:
    """Return the titles of the default levels in the project's language (lazy, so
    never stored).
    """
    return {
        "beginner": _("beginner"),
        "intermediate": _("intermediate"),
        "advanced": _("advanced"),
    }


REPORT_BUILDER = "modelterms"


def reads_text(app: Sphinx) -> bool:
    """Return True if this build needs the text of pages."""
    return app.config.modelterms_autolink != "off" or wants_report(app)


def wants_report(app: Sphinx) -> bool:
    """Return True if this build writes the link report."""
    return bool(app.config.modelterms_report) or app.builder.name == REPORT_BUILDER
