"""Alphabets of the Unicode Common Locale Data Repository: ``python -m tests.alphabets``.

Writes ``tests/fixtures/alphabets.json``, with which the tests compare our order of names, and
``sphinx_modelterms/glossary/text/alphabets.py``, the table that the order is made with. Needs PyICU
(``pip install --group cldr``, with the headers of ICU); neither a build nor a test needs it.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.collation import plain_letters

if TYPE_CHECKING:
    import icu

LANGUAGES = [
    "ar",
    "az",
    "be",
    "bg",
    "bn",
    "bs",
    "ca",
    "cs",
    "cy",
    "da",
    "de",
    "el",
    "en",
    "eo",
    "es",
    "et",
    "eu",
    "fa",
    "fi",
    "fr",
    "ga",
    "gl",
    "he",
    "hi",
    "hr",
    "hu",
    "hy",
    "id",
    "is",
    "it",
    "ka",
    "kk",
    "ko",
    "lt",
    "lv",
    "mk",
    "mt",
    "nb",
    "ne",
    "nl",
    "nn",
    "no",
    "pl",
    "pt",
    "ro",
    "ru",
    "si",
    "sk",
    "sl",
    "sq",
    "sr",
    "sv",
    "sw",
    "ta",
    "te",
    "tr",
    "uk",
    "ur",
    "vi",
]
"""Those that Sphinx has words for, and neighbours of theirs."""

CHOSEN = {
    "eu": {"ñ": "n"},
}
"""Letters that a language has of its own though CLDR has no rule: ñ follows n in Basque
(https://www.euskaltzaindia.eus/)."""

FIXTURE = Path(__file__).parent / "fixtures" / "alphabets.json"
TABLE = Path(__file__).parents[1] / "sphinx_modelterms" / "glossary" / "text" / "alphabets.py"

AUXILIARY = 1
"""ICU's number for the letters that a language has in foreign words only."""

Alphabet = list[list[str]]
"""The letters of a language in their order; those that sort alike together."""


def alphabet(language: str) -> tuple[Alphabet, dict[str, str]]:
    """Ask ICU for the letters of *language*, and for the head that each stands under."""
    import icu

    collator = icu.Collator.createInstance(icu.Locale(language))
    collator.setStrength(icu.Collator.PRIMARY)
    root = icu.Collator.createInstance(icu.Locale.getRoot())
    root.setStrength(icu.Collator.PRIMARY)

    def own(letter: str) -> bool:
        """Return True if the language has a rule for a letter, or Unicode no order for it."""
        script = unicodedata.name(letter[0]).split()[0]
        if script in {"ARABIC", "GEORGIAN"}:  # Georgian has two more alphabets, of the church
            return script == "ARABIC"
        return bool(root.getSortKey(letter) != collator.getSortKey(letter))

    locale = icu.LocaleData(language)
    letters = {x for x in locale.getExemplarSet() if is_letter(x)}
    letters |= {x for x in locale.getExemplarSet(0, AUXILIARY) if is_letter(x) and own(x)}
    if language == "ko":  # 11,172 syllables: one for each beginning
        letters = {chr(0xAC00 + 588 * n) for n in range(19)}
    letters |= CHOSEN.get(language, {}).keys()
    letters -= {x for x in letters if is_several(x, letters, collator)}
    letters = sorted(letters, key=lambda x: (collator.getSortKey(x), x))
    groups: Alphabet = []
    for letter in letters:
        chosen = letter in CHOSEN.get(language, {})
        if groups and not chosen and collator.compare(groups[-1][0], letter) == 0:
            groups[-1].append(letter)
        else:
            groups.append([letter])
    index = icu.AlphabeticIndex(icu.Locale(language)).buildImmutableIndex()
    heads = {}
    for group in groups:
        for letter in group:
            head = index.getBucket(index.getBucketIndex(letter))[0]
            if head.lower() in group or language == "ko":  # else the letter begins no word
                heads[letter] = head
        group.sort(key=lambda x: (heads.get(x, "").lower() != x, len(plain_letters(x)), x))
    return groups, heads


def is_several(text: str, letters: set[str], collator: icu.Collator) -> bool:
    """Return True if *text* sorts as several letters: ``ij`` in Dutch, not ``ch`` in Czech."""
    if len(text) == 1:
        plain = plain_letters(text)
        return len(plain) > 1 and collator.compare(text, plain) == 0
    if len(text) > 2 and text[0] == text[1] and text[1:] in letters:  # ccs
        return True
    joined = "\N{ZERO WIDTH NON-JOINER}".join(text)
    return bool(collator.compare(text, joined) == 0)


def is_letter(text: str) -> bool:
    """Return True if *text* is written with letters only, and in the composed form."""
    return unicodedata.is_normalized("NFC", text) and all(
        unicodedata.category(char) in {"Ll", "Lo"} and char.casefold() == char for char in text
    )


def tailoring(groups: Alphabet) -> str:
    """The rules for the letters that the order of Unicode puts into another place.

    The longest run of letters that it puts right stays as it is; each of the others comes before
    or after one of these.
    """
    plain = [plain_letters(group[0]) for group in groups]
    staying = longest_run(
        [letters if len(letters) == 1 else "" for letters in plain],
        [weight(group[0], letters) for group, letters in zip(groups, plain, strict=True)],
    )
    chains: list[list[str]] = []
    before: list[str] = []
    for number, group in enumerate(groups):
        if number in staying:
            alike = [x for x in group[1:] if plain_letters(x) != plain[number]]
            chains.append([*before, *(["<"] if before else []), "/".join([group[0], *alike])])
            before = []
        else:
            (chains[-1] if chains else before).append("/".join(without_derived(group)))
    rules = [" ".join(chain) for chain in chains if len(chain) > 1 or is_rule(chain[0])]
    return ", ".join(rules)


def is_rule(letters: str) -> bool:
    """Return True if *letters* are more than one that stays where Unicode has it."""
    return plain_letters(letters) != letters or len(letters) > 1


def without_derived(group: list[str]) -> list[str]:
    """Leave out letters that are accented forms of the first one: ắ is an ă."""
    first = group[0]
    return [first, *(x for x in group[1:] if not is_accented(x, first))]


def is_accented(letter: str, form: str) -> bool:
    base, *accents = unicodedata.normalize("NFD", letter)
    return any(unicodedata.normalize("NFC", base + accent) == form for accent in accents)


def weight(letter: str, plain: str) -> int:
    """Letters of the basic alphabets stay where they are rather than others."""
    if letter == plain and ("a" <= letter <= "z" or "а" <= letter <= "я"):
        return 9
    return 2 if letter == plain else 1


def longest_run(letters: list[str], weights: list[int]) -> set[int]:
    """The places of the heaviest run of *letters* that ascends; empty ones are in none."""
    best: list[tuple[int, int]] = []
    for number, letter in enumerate(letters):
        before = [(best[n][0], n) for n in range(number) if letters[n] and letters[n] < letter]
        weight, last = max(before, default=(0, -1))
        best.append((weight + weights[number] if letter else 0, last))
    number = max(range(len(best)), key=lambda n: best[n][0])
    run = set()
    while number >= 0:
        run.add(number)
        number = best[number][1]
    return run


def main() -> None:
    import icu

    found = {language: alphabet(language) for language in LANGUAGES}
    version = {"icu": icu.ICU_VERSION, "unicode": icu.UNICODE_VERSION}
    fixture = {
        "made with": version,
        "alphabets": {language: groups for language, (groups, _) in found.items()},
        "heads": {language: heads for language, (_, heads) in found.items()},
    }
    FIXTURE.write_text(json.dumps(fixture, ensure_ascii=False, indent=1) + "\n", "utf-8")
    rules = {n: tailoring(groups) if n != "ko" else "" for n, (groups, _) in found.items()}
    lines = [f'    "{language}": "{rule}",' for language, rule in rules.items() if rule]
    head = TABLE.read_text("utf-8").partition("ALPHABETS = {\n")[0]
    TABLE.write_text("\n".join([f"{head}ALPHABETS = {{", *lines, "}", ""]), "utf-8")


if __name__ == "__main__":
    main()
