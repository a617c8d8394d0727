"""Noun phrases of English: the parts of speech of words, as far as word lists tell."""

from __future__ import annotations

from functools import lru_cache

from sphinx_modelterms.glossary.autolink.verbs import verb_form
from sphinx_modelterms.glossary.text.common_words import EVERYDAY, word_set
from sphinx_modelterms.glossary.text.plurals import nouns, singulars_of

_BEFORE_NOUNS = word_set(
    """
    a an the this that these those my your his her its our their each every any some no another one
    all both many several such which of in on for with by from per via as at into between without
    within about through under over than like using during
    """
)

_GENERAL = word_set(
    """
    able actual added addition additional advantage alternative any appropriate april article
    aspect august author available average basic better bigger bit brief case cent certain
    chapter common compatible complete correct corresponding couple current custom day december
    default detailed difference different direct documentation easier easiest empty end entire
    equivalent essential exact example existing external fact faster february figure final
    finished fixed following former free fully general generated generic given global great
    guide helpful higher hour individual initial instance intended internal invalid issue item
    january july june key kind large larger latest line list local longer lot lower mailing
    main major manner march matter may minimal minimum minor minute missing modern month
    multiple name necessary need newer non normal note november number numerous october older
    only option optional original other output page paragraph part particular per percent piece
    place point popular possible potential preferred present previous primary problem proper
    public purpose question reason recent recommended reference regular related release
    relevant remaining required respective result same second section sensible separate
    september set shorter significant similar single situation slower smaller special specific
    specified standard step stronger stuff subsequent sufficient suitable supported talk thing
    time tutorial type typical underlying unique unnecessary unused upcoming usage user usual
    valid value variant various version way weaker week whole wide word worse year
    """
)
"""Words of documentation in general, which make no phrase a term."""


_GENERAL_PHRASES = frozenset(
    tuple(phrase.split())
    for phrase in (
        "source code", "code example", "code sample", "code snippet", "command line",
        "configuration file", "config file", "text file", "file name", "file format", "file path",
        "root directory", "home directory", "current directory", "root folder", "test suite",
        "operating system", "web site", "web page", "home page", "error message", "use case",
        "best practice", "relative path", "absolute path", "text editor", "third party",
        "control panel", "base class", "keyword argument", "source file", "source tree",
        "pull request", "bug report", "data structure", "file system", "default behavior",
        "method call", "function call", "return type", "mailing list", "release note",
        "bug fix", "web application", "web browser", "web server", "web framework",
        "environment variable", "security vulnerability", "arbitrary string", "login form",
        "backwards incompatibility", "deprecation warning", "static file", "computer program",
        "front end", "back end", "backwards compatibility", "backward compatibility",
    )
)  # fmt: skip
"""Phrases that readers of any software's documentation know."""


def is_article(word: str) -> bool:
    """Return True if *word* is a determiner or preposition, after which a noun phrase begins."""
    return word in _BEFORE_NOUNS


def singular(word: str) -> str:
    """Return the singular of *word*, which is in lower case.

    >>> singular("tokens"), singular("kubernetes")
    ('token', 'kubernetes')
    """
    return next(iter(singulars_of(word)), word)


@lru_cache(maxsize=50_000)
def _is_head(word: str) -> bool:
    """Return True if a noun phrase can end in *word*, which is in the singular."""
    return word in nouns() and word not in EVERYDAY and word not in _GENERAL


@lru_cache(maxsize=50_000)
def _is_modifier(word: str) -> bool:
    """Return True if *word* can precede a noun in a phrase with a meaning of its own."""
    if not word.isalpha() or len(word) < 3 or word in EVERYDAY or word in _GENERAL:
        return False
    if word in _BEFORE_NOUNS or word.endswith("ly"):
        return False
    is_noun = word in nouns()
    return is_noun or not (verb_form(word) or word.endswith("ing"))


def is_noun_phrase(words: tuple[str, ...]) -> bool:
    """Return True if *words* can be a noun phrase that names a concept.

    >>> is_noun_phrase(("access", "token")), is_noun_phrase(("following", "token"))
    (True, False)
    """
    is_phrase = _is_head(words[-1]) and all(map(_is_modifier, words[:-1]))
    return is_phrase and words not in _GENERAL_PHRASES
