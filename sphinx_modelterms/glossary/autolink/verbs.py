"""English words that are nouns and verbs, and the places in a sentence where they are verbs.

A term is a noun. So "this includes a file", "to view images" and "Request write access" name no
term, although "include", "view" and "request" may be terms.
"""

from __future__ import annotations

from functools import lru_cache

from sphinx_modelterms.glossary.autolink.function_words import (
    ADVERBS,
    BEFORE_BASE,
    BEFORE_S_FORM,
    CONJUNCTIONS,
    CONJUNCTIVE,
    DETERMINERS,
    FINITE,
    NOUN_BEFORE_TO,
    OBJECTS,
    PREPOSITIONS,
    WORD,
    word_after,
    words_before,
)
from sphinx_modelterms.glossary.text.common_words import word_set
from sphinx_modelterms.glossary.text.sentences import begins_sentence, sentence_ends

VERBS = word_set(
    """
    access account act address advance affect aim alarm alert alias alter anchor answer appeal
    approach archive argue array ask attach attack attempt audit author auto-link average award
    back backup balance ban bank base batch batch-process benchmark bid bind bit blame blend
    block blog board bond book bookmark boot border bound branch break bridge broadcast browse
    brush buffer build bundle burst button buy buzz bypass cache call campaign cancel cap
    capture care cast catalog catalogue catch cause chain challenge change channel charge chart
    chat check checkpoint choice circle claim clash class clean click clip clock clone close
    cloud cluster coach code collapse collect color colour combat combine command comment
    commit compile compress compromise compute concern condition conduct confine conflict
    connect constrain consult contact contain contest contract contrast control convert cook
    copy cost count counter couple cover crack craft crash crawl create credit cross cue cure
    curve cut cycle damage dance date deal debate debug decay decline decode decrease default
    defeat define delay delegate delete deliver demand deploy describe design desire detail
    detect develop dial diff digest dip direct disable discard discharge discount dismiss
    dispatch display dispute distort divide dock document double download draft drag drain
    drape draw dream dress drift drill drink drive drop dump duplicate echo edit effect embed
    emphasis enable encode encounter end enforce engineer ensure enter escape estimate evaluate
    even event exchange execute exercise exhibit exit expand experience experiment exploit
    explore export express extend extract eye face fade fail fan favor favour feature feed feel
    fetch field fight figure file fill filter find finish fire fish fit fix flag flash flip
    float flood flow flush fly focus fold follow force forecast fork form format forward frame
    freeze freight fuel function fund fuse gain gate gather gauge gaze generate glance glue
    grade grant graph grasp grip grip group guarantee guard guess guide halt hammer hand handle
    hang harm harvest hash haul have head heat help highlight hint hire hit hold hook host
    house hunt hurry identify ignore image impact implement import impress include increase
    index influence initialize inject input insert install instance instantiate intend
    interface interrupt interview introduce invest invite invoke issue iterate jail join
    journal judge jump kick kill knock label lack land launch lead leak lean lease level
    leverage license lift light limit line link list listen load loan locate lock log look loop
    lower mail maintain make manage mandate manifest manipulate map march mark market mask mass
    master match mate matter measure meet mention merge mesh message meter migrate mill mind
    mine minute mirror miss mix mock model moderate modify monitor mount mouse move multiply
    murder name need nest network note notice number object observe offer offset open operate
    order orient outline output overflow overlap overlay overload override own pace pack
    package pad page paint pair panel park parse part partition party pass paste patch pattern
    pause pay peak peer phase phone photograph pick picture pile pilot pin pipe pitch place
    plan plant play plot plug point poll pool pop port pose position post power practice praise
    preset press preview price print probe process produce profile profit program progress
    project promise prompt proof propose protest provide proxy publish pull pump punch purchase
    purge push query quest question queue quit quote race rain raise range rank rate reach
    react read rebase reboot rebuild recall receive reclaim record recover recruit redirect
    reduce refer reference reflect refresh refund refuse register regret reject relate relay
    release rely remark remedy remove rename render rent repair repeat replace replay reply
    report repository request require rescue research reserve reset resolve respect respond
    rest restart restore result retain retreat retrieve retry return reveal reverse review
    revise reward ride ring rise risk roll root rotate round route row rub ruin rule run rush
    sail sample sand save scale scan scatter schedule scheme scope score scrape scratch scream
    screen script scroll seal search seat secure seed seek segment select sell send sense
    sequence serve service set settle shade shadow shake shape share shelter shield shift ship
    shock shoot shop short shortcut show shuffle shut sign signal signature silence simulate
    sink size sketch skip slave sleep slice slide slip slot smell smile smoke smooth snap
    snapshot sniff snow solve sort sound source space span spawn speak speed spell spike spill
    spin split sponsor spot spread spring sprint spy square squash stack staff stage stake
    stamp stand star stare start starve state station stay steal steam steer stem step stick
    stock stop store storm strain stream stress stretch strike string strip stroke structure
    struggle study style subject submit subscribe suffer suggest suit sum summit supply support
    surface surge surprise survey suspect suspend swap swear sweep swim swing switch sync
    synchronize tackle tag tail talk tap target task taste tax team tear telephone template
    term test text thank theme thread throttle throw thrust tick ticket tie tile time tip title
    toggle tone tool top toss total touch tour trace track trade traffic trail train transfer
    transform transition translate transport trap travel treat trend trial trick trigger trim
    trip trouble truncate trust try tune tunnel turn twist type undo uninstall unit unload
    unpack unzip update upgrade upload urge use validate value vary venture verify version view
    violate visit voice vote wait walk want warn wash waste watch water wave weight welcome
    will win wind wire wish witness wonder work worry wrap write yank yield zip zone zoom
    """
)
"""Base forms of verbs that are names of things, too."""

_HARDLY_NOUNS = word_set(
    """
    apply compile compute configure contain convert create decode define delete deliver describe
    disable embed enable encode enforce ensure execute expand explore extend generate identify
    ignore implement include inject insert introduce invoke maintain manage migrate modify provide
    receive reduce reject remove replace require retrieve select serialize specify submit
    subscribe translate validate verify write
    """
)
"""Those whose form in -s is hardly ever a plural: "the step includes files"."""


@lru_cache(maxsize=10_000)
def verb_form(word: str) -> str:
    """Return ``base`` or ``s`` if *word* can be a verb in that form, else ``""``.

    >>> verb_form("request"), verb_form("Requests"), verb_form("queries"), verb_form("server")
    ('base', 's', 's', '')
    """
    lower = word.lower()
    if lower in VERBS:
        return "base"
    return "s" if _base_of(lower) else ""


def _base_of(word: str) -> str:
    """Return the base form of a verb in -s; ``""`` for other words.

    >>> _base_of("Applies"), _base_of("caches"), _base_of("includes"), _base_of("view")
    ('apply', 'cache', 'include', '')
    """
    lower = word.lower()
    ends = (("ies", "y"), ("es", ""), ("s", ""))
    bases = (lower.removesuffix(end) + base for end, base in ends if lower.endswith(end))
    return next((base for base in bases if base in VERBS | _HARDLY_NOUNS), "")


def is_verb(text: str, start: int, end: int) -> bool:
    """Return True if the word from *start* to *end* of *text* is used as an English verb.

    >>> [is_verb(t, t.index("view"), t.index("view") + 4) for t in
    ...     ("to view images", "View and view it", "the view", "Open a view to edit it.")]
    [True, True, False, False]
    """
    form = verb_form(text[start:end])
    if not form:
        return False
    before, after = words_before(text, start), word_after(text, end)
    last = before[-1] if before else ""
    if form == "s":
        return _is_s_form(_base_of(text[start:end]) in _HARDLY_NOUNS, before, last, after)
    if not last and begins_sentence(text, start):
        return _is_imperative(text, start, end, after)
    return _is_base_form(before, last, after)


def may_be_verb(text: str, start: int, end: int) -> bool:
    """Return True if the word from *start* to *end* of *text* can be a verb after a subject in the
    plural or after another verb, although it isn't certain that it is one.

    >>> [may_be_verb(t, t.index("view"), t.index("view") + 4) for t in
    ...     ("users view images", "open and view images", "it contains view code")]
    [True, True, False]
    """
    before, after = words_before(text, start), word_after(text, end)
    if verb_form(text[start:end]) != "base" or len(before) < 1:
        return False
    if after in FINITE | PREPOSITIONS | CONJUNCTIONS | {""}:
        return False
    last, first = before[-1], before[-2] if len(before) > 1 else ""
    if last in {"and", "or"}:
        return verb_form(first) == "base" and (len(before) == 2 or before[-3] in BEFORE_BASE)
    return _is_plural(last) and not verb_form(last) and last not in FINITE | PREPOSITIONS


def _is_s_form(hardly_noun: bool, before: list[str], last: str, after: str) -> bool:
    """Return True if a word in -s is a verb: "it also requests", "the server requests a page".

    :param hardly_noun: True if it is hardly ever a plural
    """
    if last in ADVERBS and last != "not" and len(before) > 1:
        before, last = before[:-1], before[-2]
        if last in BEFORE_S_FORM:
            return True
    if last in CONJUNCTIVE:
        is_clear = last != "that" or hardly_noun
        return after not in FINITE | PREPOSITIONS if is_clear else after in OBJECTS
    if last in BEFORE_S_FORM:
        return True
    follows_noun = bool(last) and last not in DETERMINERS | PREPOSITIONS | CONJUNCTIONS
    no_object = FINITE | PREPOSITIONS | CONJUNCTIONS | {"", "such"}
    return follows_noun and (after not in no_object if hardly_noun else after in OBJECTS)


def _is_base_form(before: list[str], last: str, after: str) -> bool:
    """Return True if a word in its base form is a verb: "to view", "you can request"."""
    adverb = last in ADVERBS or (last.endswith("ly") and len(last) > 4)
    if adverb and len(before) > 1:
        last = before[-2]
        before = before[:-1]
    if last == "to":
        leading = before[-2] if len(before) > 1 else ""
        return leading not in NOUN_BEFORE_TO or after in OBJECTS
    if last in BEFORE_BASE:
        return True
    if last in DETERMINERS or last in PREPOSITIONS:
        return False
    return after in OBJECTS and (adverb or not last or last in CONJUNCTIONS or _is_plural(last))


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))


def _is_imperative(text: str, start: int, end: int, after: str) -> bool:
    """Return True if the sentence that begins with the word is a request: "View the page",
    "Request write access."
    """
    if after in OBJECTS or after in {"all", "any", "this", "that", "some", "one", "only"}:
        return True
    stop = next(iter(sentence_ends(text, end)), 0)
    words = [word.lower() for word in WORD.findall(text[end:stop])] if stop else []
    if len(words) < 2 or after in PREPOSITIONS or after in FINITE | CONJUNCTIONS:
        return False
    return FINITE.isdisjoint(words) and not any(verb_form(word) == "s" for word in words)
