"""The configuration values about hover cards, and what readers can switch off."""

from __future__ import annotations

from sphinx_modelterms.config_checks import read_choice, read_switch
from sphinx_modelterms.config_field import option

HOVER = option(
    True,
    read_switch,
    "bool",
    "If True, links to terms have hover cards in HTML.",
    rebuild="html",
)

HOVER_DESCRIBE = option(
    "first",
    read_choice("first", "all", "none"),
    "str",
    "The links for which screen readers announce the hover card: only the `first` link to "
    "each term on a page, `all` links, or `none`.",
    rebuild="html",
)

HOVER_TOUCH = option(
    "link",
    read_choice("link", "card"),
    "str",
    "What the first tap on a link does on a touch screen: it follows the `link`, or opens the "
    "hover `card`, and the second tap follows the link.",
    rebuild="html",
)

READER_CONTROLS = option(
    False,
    read_switch,
    "bool",
    "If True, pages with hover cards or automatic links have reader controls, which switch "
    "these off. The browser remembers the choice.",
    rebuild="html",
)
