"""Codes of languages, as in Sphinx's configuration."""

from __future__ import annotations

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

TAG = lazy_pattern("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""A language tag of BCP 47, roughly."""


def base_of(code: str) -> str:
    """Return the language itself, without its country or script.

    >>> base_of("pt_BR"), base_of("zh-Hant"), base_of("DE")
    ('pt', 'zh', 'de')
    """
    return code.replace("-", "_").partition("_")[0].lower()


def language_tag(code: str) -> str:
    """Return the language tag for *code*, as programs and standards write it; ``""`` if *code*
    isn't that of a language.

    >>> language_tag("pt_BR"), language_tag("sr@latin"), language_tag("?")
    ('pt-BR', 'sr-Latn', '')
    """
    tag = code.replace("@latin", "-Latn").partition("@")[0].replace("_", "-")
    return tag if TAG.fullmatch(tag) else ""
