"""The configuration: each option once, with its type, default, check and help.

The options reference of the manual is printed from :class:`ModelTermsConfig`.
"""

from __future__ import annotations

import dataclasses as dc
from typing import TYPE_CHECKING, Any, Literal

from sphinx_modelterms.cardtree import PARTS
from sphinx_modelterms.configchecks import (
    check_choice,
    check_commands,
    check_count,
    check_file,
    check_folder,
    check_kinds,
    check_members,
    check_members_or_switch,
    check_switch,
    check_templates,
    check_texts,
)
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.autolinks import MODES, OFF
from sphinx_modelterms.glossary.names import nearest
from sphinx_modelterms.glossary.quality import RULES
from sphinx_modelterms.glossary.questions import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.config import Config

PREFIX = "modelterms_"


def option(
    default: Any,
    check: Callable[[Any], None],
    doc_type: str,
    help_: str,
    rebuild: Literal["", "env", "html"] = "env",
) -> Any:
    """A field of :class:`ModelTermsConfig`.

    :param rebuild: ``env`` if all pages are to be read again when the value changes, ``html`` if
        they are to be written again
    """
    metadata = {"check": check, "type": doc_type, "help": help_, "rebuild": rebuild}
    if callable(default):
        return dc.field(default_factory=default, metadata=metadata)
    return dc.field(default=default, metadata=metadata)


def _default_levels() -> dict[str, Any]:
    return {
        "beginner": {"colour": "green"},
        "intermediate": {"colour": "blue"},
        "advanced": {"colour": "purple"},
    }


@dc.dataclass(frozen=True, eq=False, repr=False)  # made sooner without these
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
    data: list[str] = option(
        list,
        check_texts,
        "list[str]",
        "Data files with terms: patterns such as `data/*.yml`, seen from the folder of `conf.py`.",
    )
    pages: str = option(
        "",
        check_folder,
        "str",
        "A folder of the sources that pages for the terms of data files are written into: one a "
        "term, one a category, and `index`. When empty, none are made.",
    )
    pages_nav: str = option(
        "",
        check_choice("", "toctree", "context"),
        "str",
        "How generated pages are found: `toctree` puts all into toctrees, with `context` they "
        "have breadcrumb, previous and next only, which is faster. By default `context` if there "
        "are more than 200.",
    )
    formula_limit: int = option(
        1000,
        check_count,
        "int",
        "How many characters a formula in a data file has at most; longer ones are shown as text. "
        "TeX cannot set lines that are wider than about 1,500 letters.",
    )
    formula_commands: dict[str, int] = option(
        dict,
        check_commands,
        "dict[str, int]",
        "Further commands that formulas in data files may use: name without backslash to number "
        'of arguments, such as `{"R": 0, "norm": 1}`. Your configuration of MathJax and '
        "LaTeX must define them. Only list commands that are safe with any argument.",
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
    glossary_backlinks: bool = option(
        False,
        check_switch,
        "bool",
        "Whether entries of Sphinx's own `glossary` say where they are used, as cards do.",
        rebuild="",
    )
    hover: bool = option(
        True,
        check_switch,
        "bool",
        "Whether links to terms have hover cards in HTML.",
        rebuild="html",
    )
    hover_describe: str = option(
        "first",
        check_choice("first", "all", "none"),
        "str",
        "Which links to a term tell screen readers of its hover card: the `first` on a page, "
        "`all`, or `none`.",
        rebuild="html",
    )
    reader_controls: bool = option(
        False,
        check_switch,
        "bool",
        "Whether pages with hover cards or automatic links let the reader switch these off.",
        rebuild="html",
    )
    quality: list[str] | bool = option(
        list,
        check_members_or_switch(tuple(RULES)),
        "list[str] | bool",
        "The quality rules that terms are checked by: a list of their keys, or `True` for all.",
    )
    autolink: str = option(
        OFF,
        check_choice(*MODES),
        "str",
        "Whether names of terms in running text are linked without a role: `off`; `page` and "
        "`section` link the first place of each, `all` links every place.",
        rebuild="",
    )
    autolink_limit: int = option(
        0,
        check_count,
        "int",
        "How many times a page links a term automatically at most; 0 for any number.",
        rebuild="",
    )
    autolink_budget: int = option(
        4,
        check_count,
        "int",
        "How many automatic links a paragraph has at most, those of the most specific terms; "
        "0 for any number.",
        rebuild="",
    )
    autolink_exclude: list[str] = option(
        list,
        check_texts,
        "list[str]",
        "Where nothing is linked automatically: pages by patterns such as `news/*`, nodes by "
        "their docutils names as `<footnote>`, classes as `.no-links`.",
    )
    report: str = option(
        "",
        check_file,
        "str",
        "A file in the output folder that says of each name in the text whether it is linked and "
        "why, and which terms are not used, such as `modelterms-report.json`. "
        "When empty, none is written.",
        rebuild="",
    )
    freeze: bool = option(
        False,
        check_switch,
        "bool",
        "Whether Python's garbage collector leaves alone what is in memory when writing begins "
        "(`gc.freeze`), until the build is finished. Big projects with thousands of terms spend "
        "less time in it, and take up to a tenth more memory; small ones gain nothing.",
        rebuild="",
    )
    json: bool = option(
        True,
        check_switch,
        "bool",
        "Whether `modelterms.json`, the glossary for programs, is written beside HTML.",
        rebuild="",
    )

    @classmethod
    def from_sphinx(cls, config: Config) -> ModelTermsConfig:
        """The values of ``conf.py``, as checked on ``config-inited``."""
        return cls(**{f.name: config[PREFIX + f.name] for f in dc.fields(cls)})


def default_of(field: dc.Field[Any]) -> Any:
    """The default value of an option."""
    return field.default if field.default_factory is dc.MISSING else field.default_factory()


KIND_WARNINGS = {"category": Subtype.UNKNOWN_CATEGORY, "level": Subtype.UNKNOWN_LEVEL}
"""What is said of a category or level that does not exist."""


def unknown_kind(option: str, key: str, config: ModelTermsConfig) -> str:
    """What is wrong with *key* as a category or level; ``""`` if nothing is.

    While no categories are configured, there can be any.

    :param option: ``category`` or ``level``
    """
    plural = {"category": "categories", "level": "levels"}[option]
    kinds: dict[str, Any] = getattr(config, plural)
    if not key or key in kinds or (not kinds and option == "category"):
        return ""
    hint = " or ".join(nearest(key, kinds)) or ", ".join(kinds)
    if "," in key:
        hint = f"{hint}? It is one key, not a list"
        return f"there is no {option} {key!r} in modelterms_{plural}; did you mean {hint}"
    hint = f"; did you mean {hint}?" if hint else ", which is empty"
    return f"there is no {option} {key!r} in modelterms_{plural}{hint}"


def check_config(app: Sphinx, config: Config) -> None:
    """Replace wrong values by their defaults, with a warning each."""
    _warn_of_unknown(config)
    for field in dc.fields(ModelTermsConfig):
        name = PREFIX + field.name
        try:
            field.metadata["check"](config[name])
        except (TypeError, ValueError) as error:
            message = f"{name}: {error}; the default is used"
            warn(Subtype.CONFIG, message, None)
            config[name] = default_of(field)


def _warn_of_unknown(config: Config) -> None:
    """Sphinx does not say that an option does not exist."""
    known = [PREFIX + field.name for field in dc.fields(ModelTermsConfig)]
    # What stands in conf.py is nowhere else to be had; without it, nothing is said.
    written = {*getattr(config, "_raw_config", ()), *config.overrides}
    for name in sorted(name for name in written if str(name).startswith(PREFIX)):
        if name not in known:
            near = " or ".join(nearest(name, known)) or ", ".join(known)
            warn(Subtype.CONFIG, f"there is no option {name}; did you mean {near}?", None)


def setup_config(app: Sphinx) -> None:
    """Register the options."""
    for field in dc.fields(ModelTermsConfig):
        app.add_config_value(
            PREFIX + field.name,
            default_of(field),
            field.metadata["rebuild"],
            types=frozenset({list, tuple, bool}) if isinstance(default_of(field), list) else (),
            description=field.metadata["help"],
        )
    # Before other listeners (500) can read an unchecked value.
    app.connect("config-inited", check_config, priority=400)
