"""English plurals of single words by rule, and the singulars of plurals that are known words.

Words that the rules get wrong are listed: those with a plural of their own, such as "mouse", and
the Greek, Latin, Italian and French words that keep theirs, such as "criterion" and "index".
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.common_words import ORDINARY, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NOUNS_FILE = Path(__file__).with_name("nouns.txt")


def _pairs(text: str) -> dict[str, tuple[str, ...]]:
    """Return the plurals of each word in *text*, which is ``word plural/plural, …``."""
    items = (item.split() for item in text.split(","))
    return {word: tuple(plurals.split("/")) for word, plurals in items}


_IRREGULAR = _pairs(
    """
    child children, ox oxen, foot feet, tooth teeth, goose geese, mouse mice, louse lice, die
    dice, person people/persons, penny pence/pennies, brother brothers/brethren, leaf leaves,
    loaf loaves, sheaf sheaves, thief thieves, knife knives, life lives, wife wives, half
    halves, calf calves, wolf wolves, elf elves, self selves, shelf shelves, scarf
    scarves/scarfs, hoof hooves/hoofs, wharf wharves/wharfs, dwarf dwarves/dwarfs, staff
    staffs/staves, beef beeves/beefs, quiz quizzes, whiz whizzes, fez fezzes, bus
    buses/busses, gas gases/gasses, bias biases/biasses, lens lenses, atlas atlases, canvas
    canvases, alias aliases, iris irises, pelvis pelvises, trellis trellises, clitoris
    clitorises, penis penises, metropolis metropolises, rendezvous rendezvous, chassis
    chassis, corps corps, debris debris, hero heroes, echo echoes, potato potatoes, tomato
    tomatoes, veto vetoes, torpedo torpedoes, embargo embargoes, mosquito
    mosquitoes/mosquitos, volcano volcanoes/volcanos, buffalo buffaloes/buffalos, cargo
    cargoes/cargos, motto mottoes/mottos, zero zeros/zeroes, halo haloes/halos, domino
    dominoes, mango mangoes/mangos, tornado tornadoes/tornados, no noes, go goes, epoch
    epochs, stomach stomachs, monarch monarchs, patriarch patriarchs, matriarch matriarchs,
    eunuch eunuchs, tech techs, loch lochs, hierarch hierarchs, oligarch oligarchs, passerby
    passersby, cherub cherubs/cherubim, seraph seraphs/seraphim, kibbutz kibbutzim, axis axes,
    testis testes, octopus octopuses/octopi, corpus corpora/corpuses, genus genera, viscus
    viscera, opus opuses, sinus sinuses, ephemeris ephemerides, criterion criteria/criterions,
    phenomenon phenomena, automaton automata/automatons, noumenon noumena, ganglion
    ganglia/ganglions, taxon taxa, mitochondrion mitochondria, prolegomenon prolegomena,
    oxymoron oxymora/oxymorons, lexicon lexicons/lexica, organon organa, etymon etyma,
    hyperbaton hyperbata, anacoluthon anacolutha, plankton plankton, datum data/datums, medium
    media/mediums, bacterium bacteria, stratum strata, erratum errata, addendum addenda,
    corrigendum corrigenda, desideratum desiderata, ovum ova, phylum phyla, quantum quanta,
    graffito graffiti, paparazzo paparazzi, libretto libretti/librettos, concerto
    concertos/concerti, tempo tempos/tempi, virtuoso virtuosi/virtuosos, bureau
    bureaus/bureaux, plateau plateaus/plateaux, tableau tableaux/tableaus, chateau
    chateaux/chateaus, château châteaux, milieu milieus/milieux, adieu adieus/adieux, gateau
    gateaux, gâteau gâteaux, trousseau trousseaux/trousseaus, beau beaux/beaus
    """
)

_TO_MEN_NOT = word_set(
    "human german roman norman ottoman shaman talisman caiman hetman brahman batman superhuman "
    "nonhuman subhuman transhuman cayman"
)
"""Words in "man" that are not compounds of "man"."""

_BOTH = {
    # Latin or Greek ending and its plural, of words that also have a plural in English.
    ("us", "i"): word_set(
        "cactus focus fungus nucleus radius stimulus syllabus alumnus locus terminus modulus "
        "torus "
        "abacus bacillus calculus cumulus nimbus thesaurus stylus papyrus esophagus sarcophagus "
        "thrombus embolus meniscus hippocampus thalamus hypothalamus humerus rhombus tumulus "
        "annulus gladius streptococcus staphylococcus hippopotamus platypus limbus bronchus "
        "colossus "
    ),
    ("um", "a"): word_set(
        "curriculum memorandum spectrum symposium millennium minimum maximum optimum extremum "
        "equilibrium continuum referendum stadium aquarium forum consortium compendium honorarium "
        "moratorium sanatorium auditorium gymnasium serum septum rostrum fulcrum plectrum "
        "supremum infimum agendum cerebellum cerebrum sternum scriptorium vivarium terrarium "
        "planetarium solarium podium ultimatum colloquium trapezium cranium atrium momentum "
        "interregnum"
    ),
    ("a", "ae"): word_set(
        "antenna formula alga larva nebula vertebra alumna supernova nova lacuna persona "
        "tibia fibula "
        "patella pupa amoeba aorta copula fistula papilla retina scapula trachea uvula "
        "minutia faunula"
    ),
    ("a", "ata"): word_set("schema stigma stoma lemma dogma stemma miasma soma trauma gumma"),
}

_REGULAR_X = word_set(
    "complex suffix prefix affix infix postfix reflex duplex multiplex annex phoenix fix "
    "mix six sex "
    "hex crucifix circumflex transfix unix triplex flex spandex latex googolplex hotfix "
    "bugfix remix "
    "premix appfix perplex posix linux"
)
"""Words in "ex" and "ix" that have no Latin plural."""

_INVARIANT = word_set(
    "data media series species news means sheep fish deer aircraft spacecraft hovercraft "
    "moose swine "
    "offspring bison salmon trout headquarters crossroads barracks gallows police cattle "
    "goods thanks "
    "software hardware firmware middleware malware"
)


@lru_cache(maxsize=50_000)
def plurals_of(word: str) -> tuple[str, ...]:
    """Return the plurals of an English noun in lower case, the usual one first; none if it has no
    other form.

    >>> plurals_of("criterion")[0], plurals_of("axis"), plurals_of("lens"), plurals_of("box")
    ('criteria', ('axes',), ('lenses',), ('boxes',))
    """
    if word in _INVARIANT:
        return ()
    return tuple(dict.fromkeys(plural for plural in _plurals(word) if plural != word))


def _plurals(word: str) -> Iterator[str]:
    if word in _IRREGULAR:
        yield from _IRREGULAR[word]
    elif stem := _compound(word):
        yield from (f"{word.removesuffix(stem)}{plural}" for plural in _IRREGULAR[stem])
    elif word.endswith("man") and len(word) > 3 and word not in _TO_MEN_NOT:
        yield f"{word[:-3]}men"
    elif word in {"man", "woman"}:
        yield f"{word[:-2]}en"
    elif word.endswith("sis") and len(word) > 4:
        yield f"{word[:-2]}es"
    elif word.endswith("hedron"):
        yield from (f"{word[:-2]}a", f"{word}s")
    else:
        yield from _foreign(word)
        yield _regular(word)


_PARTS = word_set(
    "child foot tooth goose mouse louse life wife wolf half calf shelf leaf self knife "
    "thief person "
    "criterion phenomenon automaton axis quiz bus hero epoch bacterium stratum taxon lens "
    "corpus datum"
)
"""Words with a plural of their own that compounds end in."""


def _compound(word: str) -> str:
    """Return the word of :data:`_PARTS` that *word* is a compound of: "bookshelf"."""
    if word in _NO_COMPOUNDS:
        return ""
    return next((word[n:] for n in range(2, len(word) - 2) if word[n:] in _PARTS), "")


_NO_COMPOUNDS = word_set(
    "mongoose omnibus syllabus columbus rebus nimbus incubus succubus thrombus rhombus abus "
    "belief relief behalf airbus globus"
)


def _foreign(word: str) -> Iterator[str]:
    """Yield the Latin or Greek plurals of *word*."""
    for (ending, plural), words in _BOTH.items():
        if word in words:
            yield word.removesuffix(ending) + plural
    if word.endswith(("ex", "ix")) and len(word) > 4 and word not in _REGULAR_X:
        yield f"{word[:-2]}ices"


def _regular(word: str) -> str:
    """Return the plural by the rules of spelling alone.

    >>> [_regular(word) for word in ("class", "query", "key", "photo", "stoch", "match")]
    ['classes', 'queries', 'keys', 'photos', 'stoches', 'matches']
    """
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return f"{word}es"
    if word.endswith("y") and (word[-2:-1] not in set("aeiou") or word.endswith("quy")):
        return f"{word[:-1]}ies"
    return f"{word}s"


@cache
def nouns() -> frozenset[str]:
    """Return the known nouns in the singular."""
    lines = NOUNS_FILE.read_text(encoding="utf-8").splitlines()
    listed = word_set(*(line for line in lines if not line.startswith("#")))
    return listed.union(ORDINARY, _IRREGULAR, *_BOTH.values())


@cache
def _irregular_plurals() -> Mapping[str, list[str]]:
    """Return the singulars of the plurals in :data:`_IRREGULAR`."""
    found: dict[str, list[str]] = defaultdict(list)
    for noun, plurals in _IRREGULAR.items():
        for plural in plurals:
            found[plural].append(noun)
    return found


_ENDINGS = (
    ("s", ""), ("es", ""), ("zes", ""), ("ies", "y"), ("es", "is"), ("men", "man"), ("i", "us"),
    ("a", "um"), ("a", "on"), ("ae", "a"), ("ata", "a"), ("ices", "ex"), ("ices", "ix"),
)  # fmt: skip
"""Endings of plurals, and what a singular has instead."""


@lru_cache(maxsize=50_000)
def singulars_of(word: str) -> tuple[str, ...]:
    """Return the nouns in lower case of which *word* is known to be a plural.

    >>> singulars_of("embeddings"), singulars_of("vertices"), singulars_of("kubernetes")
    (('embedding',), ('vertex',), ())
    """
    if word in _INVARIANT or word in nouns():
        return ()
    found = dict.fromkeys(_may_be_singulars(word))
    return tuple(noun for noun in found if noun in nouns() and word in plurals_of(noun))


def _may_be_singulars(word: str) -> Iterator[str]:
    for start in range(max(1, len(word) - 2)):
        for noun in _irregular_plurals().get(word[start:], ()):
            yield word[:start] + noun
    for plural, singular in _ENDINGS:
        if word.endswith(plural):
            yield word.removesuffix(plural) + singular
