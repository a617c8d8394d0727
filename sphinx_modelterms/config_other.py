"""The configuration values about the terms of other projects."""

from __future__ import annotations

from functools import partial

from sphinx_modelterms.config_checks import read_beside_conf, read_texts
from sphinx_modelterms.config_field import option

OTHER = option(
    list,
    read_texts,
    "list[str]",
    "Projects of `intersphinx_mapping`, such as `['python']`, whose terms get hover cards, and "
    "that relations, lists and comparisons can name, as in `python:iterator`.",
)

OTHER_LOCK = option(
    "",
    partial(read_beside_conf, "other-terms.json"),
    "str",
    "A file with the terms of other projects that your pages show, such as `other-terms.json`, "
    "relative to the directory that contains `conf.py`. Pages show what is in this file, with or "
    "without network, and changes on other sites cause warnings. "
    "`python -m sphinx_modelterms lock` writes the file.",
    rebuild="",
)

AUTOLINK_PROJECTS = option(
    list,
    read_texts,
    "list[str]",
    "Those projects in `modelterms_other` whose terms are linked automatically, too, where "
    "`modelterms_autolink` links terms. Your own terms and their forms come first, and then "
    "projects in the order of `modelterms_other`.",
    rebuild="",
)
