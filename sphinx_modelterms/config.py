"""The configuration values, each with its type, default, reader and help.

The manual's reference of them is generated from :class:`ModelTermsConfig`.
"""

from __future__ import annotations

import dataclasses as dc
from functools import partial
from typing import TYPE_CHECKING, Any

from sphinx_modelterms import config_hover, config_other, config_programs
from sphinx_modelterms.config_checks import (
    read_beside_conf,
    read_choice,
    read_commands,
    read_count,
    read_file_name,
    read_folder,
    read_languages,
    read_limits,
    read_members,
    read_members_or_switch,
    read_switch,
    read_templates,
    read_texts,
)
from sphinx_modelterms.config_field import option
from sphinx_modelterms.config_kinds import COLOURS, default_levels, read_kinds
from sphinx_modelterms.config_scopes import read_scopes
from sphinx_modelterms.doctree.blocks import DEFAULT_PARTS, PARTS
from sphinx_modelterms.glossary.autolink.rules import MODES, OFF
from sphinx_modelterms.glossary.limits import DEFAULTS, LIMITS
from sphinx_modelterms.glossary.quality import RULES
from sphinx_modelterms.glossary.views.questions import KINDS

if TYPE_CHECKING:
    from sphinx.config import Config

PREFIX = "modelterms_"


@dc.dataclass(frozen=True, eq=False, repr=False)  # faster to define without these methods
class ModelTermsConfig:
    """The configuration values, as plain data, which can be pickled and compared between builds;
    in ``conf.py``, their names begin with ``modelterms_``.
    """

    categories: dict[str, Any] = option(
        dict,
        read_kinds,
        "dict[str, str | dict]",
        "The categories of terms, in the order in which lists show them. Write a title for each "
        'key, as in `{"basics": "The basics"}`, or a dictionary with `title`, `description` (for '
        f"`term-categories`) and `colour` ({', '.join(f'`{name}`' for name in COLOURS)}). "
        "If empty, terms can have any category.",
    )
    data: list[str] = option(
        list,
        read_texts,
        "list[str]",
        'Your data files with terms: directories, or patterns such as `["data/*.yml"]`, relative '
        "to the directory of `conf.py`. One without a file causes the warning `data-path`.",
    )
    scopes: dict[str, str] = option(
        dict,
        read_scopes,
        "dict[str, str]",
        'The scopes of pages, by pattern: `{"networking/*": "networking"}`. The first pattern '
        "that matches counts, and `modelterms-scope` in a page's metadata takes precedence. A "
        "pattern that matches no page, or only pages of one above it, causes the warning "
        "`config`.",
        rebuild="",
    )
    pages: str = option(
        "",
        read_folder,
        "str",
        "The directory, inside the source directory, in which pages for the terms of data files "
        "are generated, such as `terms`: one page for each term, one for each category, and "
        "`index`. If empty, no pages are generated.",
    )
    pages_nav: str = option(
        "",
        read_choice("", "toctree", "context"),
        "str",
        "The navigation of generated pages. With `toctree`, the pages of all terms are in "
        "toctrees. With `context`, they are not, which builds faster; themes get their "
        "breadcrumbs and the links to the previous and next page directly. If empty, `context` "
        "for more than 200 terms or names of more than 20,000 characters in all, else `toctree`.",
    )
    formula_commands: dict[str, int] = option(
        dict,
        read_commands,
        "dict[str, int]",
        "LaTeX commands of your own that formulas in data files may use, without the backslash, "
        'each with its number of arguments: `{"R": 0, "norm": 1}`. Define them for MathJax and '
        "for LaTeX, too. List only commands that are safe with any argument.",
    )
    levels: dict[str, Any] = option(
        default_levels,
        read_kinds,
        "dict[str, str | dict]",
        "The levels of difficulty, from easy to hard, in the same form as "
        "`modelterms_categories`. Your value replaces the default levels.",
    )
    card_parts: list[str] = option(
        lambda: list(DEFAULT_PARTS),
        read_members(PARTS),
        "list[str]",
        "The parts of a card, in order. Parts that you leave out are not shown. `map` is off by "
        "default.",
    )
    faq: list[str] = option(
        lambda: list(KINDS),
        read_members(KINDS),
        "list[str]",
        "The kinds of questions that are generated for each term, in order. An empty list "
        "generates none.",
    )
    faq_templates: dict[str, Any] = option(
        dict,
        read_templates,
        "dict[str, tuple[str, str]]",
        "Your own wording of generated questions: a question and an answer for each kind that "
        'you want to change, as in `{"definition": ("What is {name}?", "{definition}")}`.',
    )
    faq_repeats: bool = option(
        False,
        read_switch,
        "bool",
        "If True, cards also show the generated questions `definition` and `level`, although "
        "other parts of the card answer them. FAQ sections always show them.",
    )
    faq_related: int = option(
        2,
        read_count,
        "int",
        "The number of related terms for which a card has a generated question. 0 generates none.",
    )
    used_in: int = option(
        10,
        read_count,
        "int",
        'The number of places under "Used in" on a card. In HTML, readers can unfold the rest. '
        "0 hides this part of the card.",
    )
    glossary_backlinks: bool = option(
        False,
        read_switch,
        "bool",
        "If True, entries of Sphinx's own `glossary` show where they are used, as cards do.",
        rebuild="",
    )
    page_terms: str = option(
        "off",
        read_choice("off", "start", "end"),
        "str",
        "Where each page that defines no terms shows a term box with the terms it uses, as "
        "`term-box` does: at its `start` or its `end`. The page metadata "
        "`no-page-terms` removes it from a page.",
    )
    latex_gloss: str = option(
        "off",
        read_choice("off", "chapter", "notes"),
        "str",
        "How the PDF made with LaTeX explains terms: in a term box at the end of each `chapter` "
        "(each page of the source), or in `notes`, footnotes where a page first mentions a term.",
    )
    hover: bool = config_hover.HOVER
    hover_describe: str = config_hover.HOVER_DESCRIBE
    hover_touch: str = config_hover.HOVER_TOUCH
    reader_controls: bool = config_hover.READER_CONTROLS
    search: str = option(
        "auto",
        read_choice("auto", "on", "off"),
        "str",
        "Shows the definition of a term above the results when readers search for it: `on`, "
        "`off`, or `auto` for projects with `term` directives or data files, which have more than "
        "Sphinx's own `glossary`.",
        rebuild="html",
    )
    index: str = option(
        "auto",
        read_choice("auto", "on", "off"),
        "str",
        "Makes an index of terms from A to Z, the page `modelterms-index`: `on`, `off`, or `auto` "
        "as in `modelterms_search`.",
        rebuild="html",
    )
    quality: list[str] | bool = option(
        list,
        read_members_or_switch(tuple(RULES)),
        "list[str] | bool",
        'The quality rules to check, such as `["circular", "too-long"]`, or `True` for all.',
    )
    review_months: int = option(
        12,
        read_count,
        "int",
        "The number of months after which the rule `stale-review` of `modelterms_quality` warns "
        "about the date under `reviewed`.",
    )
    baseline: str = option(
        "",
        partial(read_beside_conf, "terms-baseline.txt"),
        "str",
        "A file of known findings of quality rules and known words to avoid, such as "
        "`terms-baseline.txt`, relative to the directory that contains `conf.py`. Only new "
        "findings cause warnings. `python -m sphinx_modelterms baseline` writes the file.",
        rebuild="",
    )
    other: list[str] = config_other.OTHER
    other_lock: str = config_other.OTHER_LOCK
    word_forms: list[str] | bool = option(
        list,
        read_languages,
        "list[str] | bool",
        "Languages whose inflected words are found as forms of names, such as `['de', 'es']`, or "
        "`True` for the language of the project. English plurals are always found.",
        rebuild="",
    )
    autolink: str = option(
        OFF,
        read_choice(*MODES),
        "str",
        "Links the names of terms in running text automatically: the first occurrence on each "
        "`page`, the first in each `section`, or `all`. `off` links none.",
        rebuild="",
    )
    autolink_limit: int = option(
        0,
        read_count,
        "int",
        "The maximum number of automatic links to the same term on a page. 0 sets no limit.",
        rebuild="",
    )
    autolink_budget: int = option(
        4,
        read_count,
        "int",
        "The maximum number of automatic links in a paragraph. If there are more, the longest "
        "names are linked. 0 sets no limit.",
        rebuild="",
    )
    autolink_exclude: list[str] = option(
        list,
        read_texts,
        "list[str]",
        "The places without automatic links: pages that match a pattern such as `news/*`, "
        "docutils nodes such as `<footnote>`, and elements with a class such as `.no-links`. Also "
        "terms that are never linked, each written like a reference in reStructuredText. If “in” "
        "and a phrase follow, the term isn't linked in this phrase. A pattern that matches no "
        "page, or a name of no term or of several, causes the warning `config`.",
        rebuild="",
    )
    autolink_projects: list[str] = config_other.AUTOLINK_PROJECTS
    report: str = option(
        "",
        read_file_name,
        "str",
        "A JSON file in the output directory, such as `modelterms-report.json`. It reports why "
        "each name in the text is linked or not, and which terms are not used. If empty, no "
        "report is written.",
        rebuild="",
    )
    json: bool = config_programs.JSON
    exports: list[str] = config_programs.EXPORTS
    jsonld: bool = config_programs.JSONLD
    limits: dict[str, int] = option(
        dict,
        read_limits,
        "dict[str, int]",
        'Your own limits for data files, such as `{"items": 500}`. The defaults are: '
        + ", ".join(f"`{name}` {limit.most:,} {limit.unit}" for name, limit in LIMITS.items())
        + ".",
    )

    @classmethod
    def from_sphinx(cls, config: Config) -> ModelTermsConfig:
        """Return the values of ``conf.py``, as checked on ``config-inited``."""
        return cls(**{f.name: config[PREFIX + f.name] for f in dc.fields(cls)})

    @property
    def hidden_parts(self) -> list[str]:
        """The parts of a card that are not shown, in the default order."""
        return [part for part in PARTS if part not in self.card_parts]

    @property
    def all_limits(self) -> dict[str, int]:
        """All limits of data files: the configured ones, and defaults for the others."""
        return DEFAULTS | self.limits
