"""Definitions that only point to another term, such as "See X" and "Abbreviation for X"."""

from __future__ import annotations

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

LONGEST = 150
"""Maximum length of such a definition, in characters."""

_AS_WORDS = r"(?:abbreviation|acronym|initialism|short(?:hand| form| name)?|synonym|alias|plural)"

_BEFORE = lazy_pattern(
    r"(?i)(?:"
    + "|".join(
        (
            r"see(?: also)?",
            rf"(?:an? |the )?(?:{_AS_WORDS}|another (?:name|word|term)) (?:for|of|to)",
            r"(?:the )?same as",
            r"s\.|siehe(?: auch)?|(?:eine? |das )?(?:abkürzung|kurzform|akronym|kurz|synonym|alias"
            r"|anderes wort|anderer name) (?:für|von|zu)|dasselbe wie",
            r"voir(?: aussi)?|(?:une? |l['’])?(?:abréviation|sigle|acronyme|synonyme|alias"
            r"|autre nom) (?:de|du|pour)",
            r"v[eé]ase(?: también)?|(?:un |una )?(?:abreviatura|acrónimo|siglas?|sinónimo|alias"
            r"|otro nombre) (?:de|del|para)",
            r"ver(?: também| también)?|veja(?: também)?|(?:um |uma )?(?:abreviatura|abreviação"
            r"|acrônimo|acrónimo|sinônimo|sinónimo|outro nome) (?:de|do|da|para)",
        )
    )
    + r"):?\s+(?:(?:the|an?|den|die|das|dem|la|le|les|el|los|las|o|os|as)\s+(?=\S))?(.+)"
)
"""Words before the name, in the languages in which the extension's own words are translated."""

_AROUND = lazy_pattern(
    r"(?:参见|请参阅|参阅|参照|見よ|见)[:：]?\s*(.+)"
    r"|(.+?)\s*(?:を参照(?:してください)?|の略(?:称|語)?|の別名|的缩写|的简称|的别名|的同义词)"
)

_QUOTES = " \"'“”„‘’«»「」『』"


def pointed_name(definition: str) -> str:
    """Return the name of the term to which *definition* only points, or ``""``.

    >>> [pointed_name(text) for text in ("See global lock.", "Kurz für „Sperre“", "A lock.")]
    ['global lock', 'Sperre', '']
    """
    text = " ".join(definition.split()).rstrip(" .。．")
    if not text or len(text) > LONGEST:
        return ""
    found = _BEFORE.fullmatch(text) or _AROUND.fullmatch(text)
    name = next(filter(None, found.groups()), "") if found else ""
    return name.strip(_QUOTES)
