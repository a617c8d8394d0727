r"""Names that readers of ``objects.inv`` cannot misread.

An entry of ``objects.inv`` is a line ``name domain:type priority address title``. A name can have
spaces, and nothing is escaped: readers end it before the first word that can be a type and is
followed by a number. So a name such as ``os.path.join py:function 1 //example.org/ -`` would
become the entry of a function, and links to that function in *other* projects would lead wherever
the name says.
"""

from __future__ import annotations

from itertools import pairwise

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

_NUMBER = lazy_pattern(r"[+-]?\d+")
"""Words that readers can take for a priority."""


def is_read_whole(name: str) -> bool:
    """Return True if no reader can end *name* early.

    A number alone ("Stable Diffusion 3") costs the entry in Sphinx, but changes no other: a type
    contains a colon.

    >>> is_read_whole("Stable Diffusion 3"), is_read_whole("Note: the third")
    (True, True)
    >>> is_read_whole("os.path.join py:function 1 //example.org/ -")
    False
    """
    return not misread_from(name)


def misread_from(name: str) -> str:
    """Return the word of *name* that readers take for a type; ``""`` if there is none.

    >>> misread_from("Rule of thumb: 3 sigmas")
    'thumb:'
    """
    if len(lines := name.splitlines()) > 1:
        return lines[1].strip() or name
    words = name.split()[1:]
    return next(
        (word for word, after in pairwise(words) if ":" in word and _NUMBER.fullmatch(after)), ""
    )
