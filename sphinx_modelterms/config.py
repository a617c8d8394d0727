"""The configuration: each option once, with its type, default, reader and help.

The options reference of the manual is printed from :class:`ModelTermsConfig`.
"""

from __future__ import annotations

import dataclasses as dc
import re
from typing import TYPE_CHECKING, Any, Literal

from sphinx_modelterms.config_checks import (
    read_choice,
    read_commands,
    read_count,
    read_file_name,
    read_folder,
    read_limits,
    read_members,
    read_members_or_switch,
    read_switch,
    read_templates,
    read_texts,
)
from sphinx_modelterms.config_kinds import read_kinds
from sphinx_modelterms.diagnostics import Subtype
from sphinx_modelterms.doctree.blocks import PARTS
from sphinx_modelterms.glossary.autolink.rules import MODES, OFF
from sphinx_modelterms.glossary.limits import DEFAULTS, LIMITS
from sphinx_modelterms.glossary.quality import RULES
from sphinx_modelterms.glossary.text.names import nearest
from sphinx_modelterms.glossary.views.questions import KINDS

if TYPE_CHECKING:
    from sphinx.config import Config

    from sphinx_modelterms.config_checks import Reader

PREFIX = "modelterms_"


def option(
    default: Any,
    read: Reader,
    doc_type: str,
    help_: str,
    rebuild: Literal["", "env", "html"] = "env",
) -> Any:
    """Return a field of :class:`ModelTermsConfig`.

    :param rebuild: ``env`` to read all pages again when the value changes, ``html`` to write them
        again
    :param read: checks the value, see :mod:`~sphinx_modelterms.config_checks`
    """
    metadata = {"read": read, "type": doc_type, "help": help_, "rebuild": rebuild}
    if callable(default):
        return dc.field(default_factory=default, metadata=metadata)
    return dc.field(default=default, metadata=metadata)


def _default_levels() -> dict[str, Any]:
    return {
        "beginner": {"colour": "green"},
        "intermediate": {"colour": "blue"},
        "advanced": {"colour": "purple"},
    }


@dc.dataclass(frozen=True, eq=False, repr=False)  # faster to define without these methods
class ModelTermsConfig:
    """All options; in ``conf.py`` each has the prefix ``modelterms_``.

    All values are plain data, so that they can be pickled and compared between builds.
    """

    categories: dict[str, Any] = option(
        dict,
        read_kinds,
        "dict[str, str | dict]",
        "The categories in their order: key to title, or to a dictionary with `title`, "
        "`description` (shown by `term-categories`) and `colour`. "
        "If empty, any category may be used.",
    )
    data: list[str] = option(
        list,
        read_texts,
        "list[str]",
        "Data files with terms: patterns such as `data/*.yml`, relative to the directory of "
        "`conf.py`.",
    )
    pages: str = option(
        "",
        read_folder,
        "str",
        "The folder in the source directory into which pages for the terms of data files are "
        "written: one per term, one per category, and `index`. If empty, no pages are generated.",
    )
    pages_nav: str = option(
        "",
        read_choice("", "toctree", "context"),
        "str",
        "Navigation of generated pages: `toctree` puts all of them into toctrees; with `context` "
        "they have only breadcrumb, previous and next, which is faster. By default `context` if "
        "there are more than 200.",
    )
    formula_commands: dict[str, int] = option(
        dict,
        read_commands,
        "dict[str, int]",
        "Further commands that formulas in data files may use: name without backslash to number "
        'of arguments, such as `{"R": 0, "norm": 1}`. Your configuration of MathJax and '
        "LaTeX must define them. Only list commands that are safe with any argument.",
    )
    levels: dict[str, Any] = option(
        _default_levels,
        read_kinds,
        "dict[str, str | dict]",
        "The levels of difficulty from easy to hard, in the same form as the categories.",
    )
    card_parts: list[str] = option(
        lambda: list(PARTS),
        read_members(PARTS),
        "list[str]",
        "The parts of a card in their order; a part that is left out is not shown.",
    )
    faq: list[str] = option(
        lambda: list(KINDS),
        read_members(KINDS),
        "list[str]",
        "The questions that are generated for each term, in their order; an empty list for none.",
    )
    faq_templates: dict[str, Any] = option(
        dict,
        read_templates,
        "dict[str, tuple[str, str]]",
        "Your own wording of generated questions: kind to question and answer, with `{fields}`.",
    )
    faq_related: int = option(
        2, read_count, "int", "The number of related terms that a card has questions about."
    )
    used_in: int = option(
        10,
        read_count,
        "int",
        "The number of places mentioning a term that its card shows before the rest is folded; "
        "0 shows none.",
    )
    glossary_backlinks: bool = option(
        False,
        read_switch,
        "bool",
        "If True, entries of Sphinx's own `glossary` show where they are used, as cards do.",
        rebuild="",
    )
    hover: bool = option(
        True,
        read_switch,
        "bool",
        "If True, links to terms have hover cards in HTML.",
        rebuild="html",
    )
    hover_describe: str = option(
        "first",
        read_choice("first", "all", "none"),
        "str",
        "The links to a term that announce its hover card to screen readers: the `first` on a "
        "page, `all`, or `none`.",
        rebuild="html",
    )
    reader_controls: bool = option(
        False,
        read_switch,
        "bool",
        "If True, readers can switch off hover cards and automatic links on pages that have them.",
        rebuild="html",
    )
    quality: list[str] | bool = option(
        list,
        read_members_or_switch(tuple(RULES)),
        "list[str] | bool",
        "The quality rules for terms: a list of their keys, or `True` for all.",
    )
    autolink: str = option(
        OFF,
        read_choice(*MODES),
        "str",
        "Automatic links from names of terms in running text: `off`; `page` and `section` link "
        "the first occurrence in each, `all` links every occurrence.",
        rebuild="",
    )
    autolink_limit: int = option(
        0,
        read_count,
        "int",
        "The maximum number of automatic links to a term on a page; 0 for any number.",
        rebuild="",
    )
    autolink_budget: int = option(
        4,
        read_count,
        "int",
        "The maximum number of automatic links in a paragraph, preferring the most specific "
        "terms; 0 for any number.",
        rebuild="",
    )
    autolink_exclude: list[str] = option(
        list,
        read_texts,
        "list[str]",
        "Exclusions from automatic links: pages by patterns such as `news/*`, nodes by "
        "their docutils names as `<footnote>`, classes as `.no-links`.",
    )
    report: str = option(
        "",
        read_file_name,
        "str",
        "A file in the output directory, such as `modelterms-report.json`, that reports for each "
        "name in the text if and why it is linked, and which terms are not used. "
        "If empty, none is written.",
        rebuild="",
    )
    json: bool = option(
        True,
        read_switch,
        "bool",
        "If True, `modelterms.json`, the glossary for programs, is written beside the HTML.",
        rebuild="",
    )
    limits: dict[str, int] = option(
        dict,
        read_limits,
        "dict[str, int]",
        "Other limits for data files, such as `{'items': 500}`: "
        + ", ".join(f"`{name}` ({limit.most:,} {limit.unit})" for name, limit in LIMITS.items())
        + ".",
    )

    @classmethod
    def from_sphinx(cls, config: Config) -> ModelTermsConfig:
        """Return the values of ``conf.py``, as checked on ``config-inited``."""
        return cls(**{f.name: config[PREFIX + f.name] for f in dc.fields(cls)})

    @property
    def all_limits(self) -> dict[str, int]:
        """Return all limits of data files: the configured ones, and the defaults of the others."""
        return DEFAULTS | self.limits


def default_of(field: dc.Field[Any]) -> Any:
    """Return the default value of an option."""
    return field.default if field.default_factory is dc.MISSING else field.default_factory()


KIND_WARNINGS = {"category": Subtype.UNKNOWN_CATEGORY, "level": Subtype.UNKNOWN_LEVEL}
"""Subtype of the warning about a category or level that does not exist."""


def unknown_kind(option: str, key: str, config: ModelTermsConfig, *, in_list: bool = False) -> str:
    """Return the message about *key* as a category or level; ``""`` if it exists.

    As long as no categories are configured, any key is accepted.

    :param option: ``category`` or ``level``
    :param in_list: True if it is an item of a list, in which commas separate keys
    """
    plural = {"category": "categories", "level": "levels"}[option]
    kinds: dict[str, Any] = getattr(config, plural)
    if not key or key in kinds or (not kinds and option == "category"):
        return ""
    hint = " or ".join(nearest(key, kinds)) or ", ".join(kinds)
    parts = re.split(r"\s*[;/|]\s*|\s+", key)
    if len(parts) > 1 and all(part in kinds for part in parts):
        cure = "separate keys with commas" if in_list else "it is one key, not a list"
        return f"there is no {option} {key!r} in modelterms_{plural}: {cure}"
    if "," in key:
        hint = f"{hint}? It is one key, not a list"
        return f"there is no {option} {key!r} in modelterms_{plural}; did you mean {hint}"
    hint = f"; did you mean {hint}?" if hint else ", which is empty"
    return f"there is no {option} {key!r} in modelterms_{plural}{hint}"
