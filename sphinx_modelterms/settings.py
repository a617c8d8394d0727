"""Settings for the display of facts: titles, colours, templates, and the date of the build."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.builders import shows_hovers
from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.glossary.autolink.text_rules import TEXT_RULES
from sphinx_modelterms.glossary.display_specs import DEFINED, USED
from sphinx_modelterms.glossary.quality import chosen_rules
from sphinx_modelterms.glossary.text.language_codes import base_of
from sphinx_modelterms.glossary.views.presentation import Badge, Presentation, Template, with_steps
from sphinx_modelterms.glossary.views.term_box import END, START
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

    :param titles: titles for keys without a title of their own, or with an empty one; otherwise
        the key is the title
    """
    shown = {}
    for key, entry in kinds.items():
        table = entry if isinstance(entry, dict) else {"title": entry}
        title = str(table.get("title", "")).strip() or str(titles.get(key, key))
        shown[key] = Badge(title, table.get("colour", ""))
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
        levels=with_steps(badges(ours.levels, _level_titles())),
        question_kinds=ours.faq if "faq" in ours.card_parts else (),
        question_templates={
            kind: Template(str(question), str(answer))
            for kind, (question, answer) in (default_templates() | ours.faq_templates).items()
        },
        repeated_questions=ours.faq_repeats,
        related_questions=ours.faq_related,
        spelt_out=SPELT_OUT.text,
        section=SECTION.text,
        separator=list_separator(),
        other=_("Other"),
        versus=versus(),
        used_in=ours.used_in if "used-in" in ours.card_parts else 0,
        box_titles={USED: _("Terms used on this page"), DEFINED: _("Terms defined on this page")},
        page_box=_page_box(ours, builder),
        hidden_parts=ours.hidden_parts,
        hover=ours.hover and shows_hovers(builder),
        glossary_backlinks=ours.glossary_backlinks,
        limits=ours.all_limits,
    )


PAGE_BOXES = {"off": "", "start": START, "end": END}
"""Displays of the term boxes of pages, by value of ``modelterms_page_terms``."""


def _page_box(ours: ModelTermsConfig, builder: Builder) -> str:
    """Return the display of the term boxes that pages get in the output of *builder*."""
    if builder.format == "latex" and ours.latex_gloss != "off":
        return END if ours.latex_gloss == "chapter" else ""
    return PAGE_BOXES[ours.page_terms]


def page_boxes(config: Config) -> list[str]:
    """Return the displays of the term boxes that pages get in any output."""
    # Asked for each page, for which reading all options would take too long.
    chapters = config.modelterms_latex_gloss == "chapter"
    wanted = {PAGE_BOXES[config.modelterms_page_terms], END if chapters else ""}
    return [display for display in (START, END) if display in wanted]


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


def project_name(config: Config) -> str:
    """Return the name of the project, or ``""`` if ``conf.py`` doesn't set it."""
    return "" if config.project == "Project name not set" else str(config.project)


def inflected_languages(config: Config) -> tuple[str, ...]:
    """Return the languages whose inflected words are found as forms of names."""
    wanted: list[str] | bool = ModelTermsConfig.from_sphinx(config).word_forms
    if not wanted:
        return ()
    from sphinx_modelterms.glossary.text.stems import stemmer

    if isinstance(wanted, bool):
        return (base_of(config.language),) if stemmer(config.language) else ()
    return tuple(wanted)


def url_settings(config: Config) -> list[object]:
    """Return the settings of Sphinx that affect the URLs of pages."""
    return [config["html_file_suffix"], config["html_link_suffix"]]


def reads_text(app: Sphinx) -> bool:
    """Return True if this build needs the text of pages."""
    links = app.config.modelterms_autolink != "off"
    return links or wants_report(app) or bool(text_rules(app.config))


def text_rules(config: Config) -> tuple[str, ...]:
    """Return the keys of the quality rules about text that are switched on."""
    chosen = chosen_rules(config.modelterms_quality)
    return tuple(key for key in chosen if key in TEXT_RULES)


def wants_report(app: Sphinx) -> bool:
    """Return True if this build writes the link report."""
    return bool(app.config.modelterms_report) or app.builder.name == REPORT_BUILDER
