"""Names in text: a table of cases, and properties against a slow and obvious way."""

from __future__ import annotations

import time
from itertools import accumulate, pairwise, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_modelterms.glossary.text.borders import is_whole
from sphinx_modelterms.glossary.text.matcher import Matcher
from sphinx_modelterms.glossary.text.name_tree import Name
from sphinx_modelterms.glossary.text.spelling import Spelling
from sphinx_modelterms.glossary.text.stems import is_inflected, stemmer
from sphinx_modelterms.glossary.text.token_list import BARRIER, BETWEEN, TokenList
from sphinx_modelterms.glossary.text.tokens import GAP, OTHER, WORD, fold_word, form_key, tokens_of
from sphinx_modelterms.glossary.text.word_forms import forms_of

if TYPE_CHECKING:
    from collections.abc import Iterable

EXACT = {"API", "REST", "C", "GPT-4", "LLM", "IT"}
NAMES = [
    "Context window", "Window", "C++", ".NET", "Café model", "Q&A", "Stable Diffusion 3",
    "Straße", "神经网络", "网络", "Token", "Attention", "Self-Attention", "Pass@k", "AC/DC", "İstanbul",
    "ıssız", "สวัสดี", "נקודה", "نموذج لغوي", "R&D", "Node.js", "F#", "Vitamin C deficiency",
    "தமிழ்", "বাংলা", "मन", "می\u200cخواهم", "k-means", "don't care", "Rock 'n' Roll", "'Til Noon", "ﬁne tuning", "Fine-tuning loss", *sorted(EXACT),
]  # fmt: skip

CASES: list[tuple[str, list[str]]] = [
    ("A context window.", ["context window"]),
    ("Rock 'n' Roll, Rock ‘n’ Roll, Rock ‚n‘ Roll", ["Rock 'n' Roll", "Rock ‘n’ Roll", "Rock ‚n‘ Roll"]),
    ("until 'til noon, ‘til noon; ‘Token’ ‚Token‘", ["'til noon", "‘til noon", "Token", "Token"]),
    ("context\nwindow", ["context\nwindow"]),
    ("context\u00a0window", ["context\u00a0window"]),
    ("context  \n  window", ["context  \n  window"]),
    ("context-window", ["context-window"]),
    ("context\u2011window", ["context\u2011window"]),
    ("context - window", ["window"]),
    ("context. Window", ["Window"]),
    ("context, window", ["window"]),
    ("context (window)", ["window"]),
    ("context\u2014window", ["window"]),
    ("CONTEXT WINDOW", ["CONTEXT WINDOW"]),
    ("contextwindow", []),
    ("contexts window", ["window"]),
    ("the rest of the day", []),
    ("REST, rest", ["REST"]),
    ("make sure it is IT", ["IT"]),
    ("press c and C", ["C"]),
    ("ஒரு தமிழ் சொல்", ["தமிழ்"]),
    ("தமிழ், வாழ், বাংলা.", ["தமிழ்", "বাংলা"]),
    ("मन, मनि, मन्", ["मन"]),
    ("من می\u200cخواهم.", ["می\u200cخواهم"]),
    ("to\u00adken and self-atten\u00adtion", ["to\u00adken", "self-atten\u00adtion"]),
    ("to\u00adken\u00adwise, token\u2060s, token\u00adize", []),
    ("C++ or C", ["C++", "C"]),
    ("C+", []),
    ("C#", []),
    ("F# and C", ["F#", "C"]),
    ("C.", ["C"]),
    ("(C)", ["C"]),
    ("C-3PO", []),
    ("vitamin C deficiency", ["vitamin C deficiency"]),
    ("vitamin C", ["C"]),
    (".NET", [".NET"]),
    ("in .NET.", [".NET"]),
    ("ASP.NET", []),
    ("NET", []),
    ("Node.js!", ["Node.js"]),
    ("node js", []),
    ("Q&A", ["Q&A"]),
    ("q&a-session", []),
    ("Q & A", []),
    ("R&D, R & D", ["R&D"]),
    ("pass@k", ["pass@k"]),
    ("pass@ks", []),
    ("GPT-4", ["GPT-4"]),
    ("GPT 4", ["GPT 4"]),
    ("GPT-4o", []),
    ("gpt-4", []),
    ("GPT-4-turbo", []),
    ("Stable Diffusion 3", ["Stable Diffusion 3"]),
    ("Stable Diffusion 3.5", []),
    ("Stable Diffusion 30", []),
    ("an API", ["API"]),
    ("an API's", ["API"]),
    ("an API\u2019s end", ["API"]),
    ("API-first", []),
    ("non-API", []),
    ("API/REST", ["API", "REST"]),
    ("AC/DC", ["AC/DC"]),
    ("İİİAPI x API end", ["API"]),
    ("myAPI API2", []),
    ("_API_", []),
    ("*API*", ["API"]),
    ("“API”", ["API"]),
    ("API\u2026", ["API"]),
    ("api", []),
    ("the Token", ["Token"]),
    ("token-level", []),
    ("tokens", []),
    ("token\u2019s", ["token"]),
    ("tokens'", []),
    ("self-attention", ["self-attention"]),
    ("self attention", ["self attention"]),
    ("Multi-attention", []),
    ("attention, self-attention and attention", ["attention", "self-attention", "attention"]),
    ("Straße STRAẞE strasse", ["Straße", "STRAẞE"]),
    ("Cafe\u0301 model", ["Cafe\u0301 model"]),
    ("café model", ["café model"]),
    ("cafe model", []),
    ("istanbul", []),
    ("İstanbul", ["İstanbul"]),
    ("ıssız", ["ıssız"]),
    ("issiz", []),
    ("我们的神经网络很大", ["神经网络"]),
    ("网络和神经网络", ["网络", "神经网络"]),
    ("神 经 网 络", []),
    ("บอกสวัสดีครับ", ["สวัสดี"]),
    ("זו נקודה.", ["נקודה"]),
    ("هذا نموذج لغوي كبير", ["نموذج لغوي"]),
    ("fine tuning", ["fine tuning"]),
    ("fine-tuning loss", ["fine-tuning loss"]),
    ("ＡＰＩ", ["ＡＰＩ"]),
    ("K-Means", ["K-Means"]),
    ("don\u2019t care", ["don\u2019t care"]),
    ("soft\u00adware token", ["token"]),
    ("", []),
    ("... --- ...", []),
]  # fmt: skip


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(Name(name, n, name in EXACT) for n, name in enumerate(NAMES))


@pytest.mark.parametrize(("text", "found"), CASES)
def test_matches_are_whole_names(matcher: Matcher, text: str, found: list[str]) -> None:
    assert [text[match.start : match.end] for match in matcher.find(text)] == found


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 80
    assert len({text for text, _ in CASES}) == len(CASES)


def test_names_that_differ_in_case_are_all_found() -> None:
    matcher = Matcher([Name("RAG", 1), Name("rag", 2), Name("Rag", 3, exact=True)])
    (match,) = matcher.find("a rag")
    assert match.numbers == (1, 2)
    (match,) = matcher.find("a Rag")
    assert match.numbers == (1, 2, 3)


ALPHABET = [
    "a",
    "b",
    "A",
    "c",
    " ",
    "\n",
    "-",
    ".",
    "+",
    "'s",
    ",",
    "@",
    "神",
    "1",
    "_",
    "ä",
    "\u00a0",
]
SOME_NAMES = st.lists(
    st.tuples(
        st.lists(st.sampled_from(ALPHABET), min_size=1, max_size=4).map("".join), st.booleans()
    ),
    max_size=6,
)
SOME_TEXT = st.lists(st.sampled_from(ALPHABET), max_size=25).map("".join)


def steps(text: str) -> list[tuple[bool, str, str]]:
    """Words and signs, each with whether a gap is before it."""
    result, apart = [], False
    for token in tokens_of(text):
        if token.kind == GAP:
            apart = True
        else:
            result.append((apart, token.key, token.text))
            apart = False
    return result


def obvious(names: Iterable[Name], text: str) -> list[tuple[int, int, tuple[int, ...]]]:
    """Try every stretch of words with every name; take the longest from left to right."""
    tokens = list(tokens_of(text))
    found, position = [], 0
    while position < len(tokens):
        best = None
        for end in range(len(tokens), position, -1):
            part = tokens[position:end]
            if part[0].kind in {GAP, OTHER} or part[-1].kind in {GAP, OTHER}:
                continue
            if any(a.kind == b.kind == GAP for a, b in pairwise(part)):
                continue
            if any(token.kind == OTHER for token in part) or not is_whole(
                text, part[0].start, part[-1].end
            ):
                continue
            here = steps(text[part[0].start : part[-1].end])
            numbers = tuple(
                name.number
                for name in names
                if (wanted := steps(name.text.strip()))
                and [s[:2] for s in wanted] == [s[:2] for s in here]
                and (not name.exact or [s[2] for s in wanted] == [s[2] for s in here])
            )
            if numbers:
                best = end, numbers
                break
        if best is None:
            position += 1
        else:
            end, numbers = best
            found.append((tokens[position].start, tokens[end - 1].end, numbers))
            position = end
    return found


@settings(max_examples=400, deadline=None)
@given(SOME_NAMES, SOME_TEXT)
def test_the_same_as_the_obvious_way(names: list[tuple[str, bool]], text: str) -> None:
    some = [Name(name, n, exact) for n, (name, exact) in enumerate(names)]
    assert [tuple(m) for m in Matcher(some).find(text)] == obvious(some, text)


@settings(max_examples=300, deadline=None)
@given(SOME_NAMES, st.text(max_size=60))
def test_matches_never_overlap_and_are_whole_words(
    names: list[tuple[str, bool]], text: str
) -> None:
    end = 0
    for match in Matcher(Name(name, n) for n, (name, _) in enumerate(names)).find(text):
        assert end <= match.start < match.end
        end = match.end
        before, after = text[: match.start][-1:], text[match.end :][:1]
        first, last = text[match.start], text[match.end - 1]
        unspaced = first >= "\u0e00"
        assert unspaced or not (before.isascii() and before.isalnum() and first.isalnum())
        assert unspaced or not (after.isascii() and after.isalnum() and last.isalnum())


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_tokens_are_the_whole_text_in_order(text: str) -> None:
    assert "".join(token.text for token in tokens_of(text)) == text
    starts = [token.start for token in tokens_of(text)]
    assert starts == sorted(set(starts))


@settings(max_examples=300, deadline=None)
@given(st.one_of(SOME_TEXT, st.text(max_size=80)))
def test_lists_have_the_same_tokens(text: str) -> None:
    listed = TokenList(text)
    assert "".join(listed.texts) == text
    assert listed.starts == [0, *accumulate(map(len, listed.texts))]
    kinds = {BETWEEN: GAP, BARRIER: OTHER}
    # A hyphen at the end is a gap here, and white space after a hyphen that is none is in it.
    assert words_and_between(
        (kinds.get(key, WORD), start, key)
        for key, start in zip(listed.keys, listed.starts, strict=False)
    ) == words_and_between((token.kind, token.start, token.key) for token in tokens_of(text))


def words_and_between(tokens: Iterable[tuple[str, int, str]]) -> list[tuple[str, int, str]]:
    """The words and signs, each with the gaps before it; or with what no name has in it."""
    found, before = [], ""
    for kind, start, key in tokens:
        if kind == GAP:
            before += BETWEEN
        elif kind == OTHER:
            before = BARRIER
        else:
            found.append((before.replace(f"{BARRIER}{BETWEEN}", BARRIER), start, key))
            before = ""
    return found


ATTACHING = {
    "ko": ["토큰", "모델", "는", "은", "을", "에서", "API", " ", ",", "-", "큐"],
    "ar": ["نموذج", "لغوي", "ال", "و", "ب", "لل", "ـ", " ", "API", "."],
    "he": ["מודל", "שפה", "ה", "ב", "ו", "ש", " ", "-", "API", ","],
}
PARTS = [
    st.tuples(
        st.just(language),
        st.lists(
            st.lists(st.sampled_from(parts), min_size=1, max_size=4).map("".join), max_size=4
        ),
        st.lists(st.sampled_from(parts), max_size=12).map("".join),
    )
    for language, parts in ATTACHING.items()
]


def obvious_readings(names: Iterable[str], text: str, spelling: Spelling) -> list[tuple[int, int]]:
    """Try every stretch of words, in every reading of each, with every name."""
    tokens = list(tokens_of(text))
    wanted = [tuple(s[:2] for s in steps(name.strip())) for name in names]
    found, position = [], 0
    while position < len(tokens):
        best = None
        for end in range(position + 1, len(tokens) + 1):
            part = tokens[position:end]
            if part[0].kind == GAP or part[-1].kind == GAP:
                continue
            if any(token.kind == OTHER for token in part):
                break
            if any(a.kind == b.kind == GAP for a, b in pairwise(part)):
                break
            if not is_whole(text, part[0].start, part[-1].end, spelling.attached):
                continue
            said = [t for t in part if t.kind != GAP]
            aparts = [n > 0 and part[part.index(t) - 1].kind == GAP for n, t in enumerate(said)]
            choices = [spelling.readings(t.text, n == 0) for n, t in enumerate(said)]
            for reading in product(*choices):
                if any(one.trail for one in reading[:-1]):
                    continue
                keys = tuple(zip(aparts, (fold_word(one.text) for one in reading), strict=True))
                if keys in wanted:
                    plain = not any(one.lead or one.trail for one in reading)
                    lead = 0 if spelling.covers_prefix or plain else reading[0].lead
                    place = part[0].start + lead, part[-1].end - reading[-1].trail
                    best = max(best, (place[1], place, end)) if best else (place[1], place, end)
        if best is None:
            position += 1
        else:
            found.append(best[1])
            # The rest of a word belongs to it.
            position = best[2]
    return found


@settings(max_examples=300, deadline=None)
@given(st.one_of(PARTS))
def test_readings_are_those_of_the_obvious_way(case: tuple[str, list[str], str]) -> None:
    language, names, text = case
    spelling = Spelling(language)
    some = [Name(name, n) for n, name in enumerate(names)]
    found = [(match.start, match.end) for match in Matcher(some, spelling).find(text)]
    assert found == obvious_readings(names, text, spelling)


STEMMED = ["modelo", "modelos", "nodo", "Nodos", "azul", "azules", "red", " ", " ", " ", "-", ",", "+"]  # fmt: skip


def obvious_forms(names: Iterable[str], text: str) -> list[tuple[int, int, tuple[int, ...]]]:
    """Try every stretch of words as a form of every name, by the stems of one word after the
    other; take the longest from left to right.
    """
    tokens = list(tokens_of(text))
    stem = stemmer("es")
    assert stem is not None
    wanted = [steps(name.strip()) for name in names]

    def alike(name: str, word: str) -> bool:
        return stem(name) == stem(word) if min(len(name), len(word)) > 2 else name == word

    found: list[tuple[int, int, tuple[int, ...]]] = []
    for position, token in enumerate(tokens):
        if token.kind in {GAP, OTHER} or (found and token.start < found[-1][1]):
            continue
        for end in range(len(tokens), position, -1):
            part = tokens[position:end]
            if part[-1].kind in {GAP, OTHER} or any(t.kind == OTHER for t in part):
                continue
            if any(a.kind == b.kind == GAP for a, b in pairwise(part)):
                continue
            if not is_whole(text, part[0].start, part[-1].end):
                continue
            said = steps(text[part[0].start : part[-1].end])
            same = {
                number: [is_inflected(n[1], s[1], "es") for n, s in zip(name, said, strict=True)]
                for number, name in enumerate(wanted)
                if [n[0] for n in name] == [s[0] for s in said]
                and any(n[1].isalpha() and len(n[1]) > 2 for n in name)
                and all(alike(n[1], s[1]) for n, s in zip(name, said, strict=True))
            }
            if any(all(words) for words in same.values()):
                found.append((part[0].start, part[-1].end, tuple(sorted(same))))
                break
    return found


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(STEMMED), min_size=1, max_size=4).map("".join), max_size=4),
    st.lists(st.sampled_from(STEMMED), max_size=16).map("".join),
)
def test_forms_by_stems_are_those_of_the_obvious_way(names: list[str], text: str) -> None:
    some = [Name(name, n, by_stems=True) for n, name in enumerate(names)]
    found = Matcher(some, Spelling("es", ["es"])).find(text)
    assert [tuple(match) for match in found] == obvious_forms(names, text)


def steps_taken(names: int, text: str) -> int:
    """Count the look-ups of a search; a time would depend on the machine."""
    import sphinx_modelterms.glossary.text.matcher as module

    count = 0

    class Counting(dict):  # type: ignore[type-arg]
        def get(self, key: object, default: object = None) -> object:
            nonlocal count
            count += 1
            return super().get(key, default)

    matcher = Matcher(Name(f"common word{n}", n) for n in range(names))
    todo = [matcher._root]
    while todo:
        node = todo.pop()
        todo += [*node.after.values(), *node.joined.values()]
        node.after, node.joined = Counting(node.after), Counting(node.joined)
    list(module.Matcher.find(matcher, text))
    return count


def test_work_grows_with_the_text_and_not_with_the_names() -> None:
    text = "common word7 and common thing. " * 50
    few, many = steps_taken(10, text), steps_taken(10_000, text)
    assert many <= few * 1.01
    assert steps_taken(10, text * 4) <= 4.1 * few


def test_forms_include_plurals_and_singulars() -> None:
    assert "analyses" in forms_of("analysis")
    assert "biases" in forms_of("bias")
    assert "Red Teamings" not in forms_of("Synthetic Data")
    assert forms_of("Synthetic Data") == ("Synthetic Data",)
    assert "guardrail" in forms_of("guardrails")
    assert "k-means" in forms_of("k-means")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_a_name_is_its_own_first_form(name: str) -> None:
    forms = forms_of(name)
    assert forms[0] == name
    assert len(set(forms)) == len(forms)


def test_keys_ignore_hyphens_and_possessives() -> None:
    assert form_key("Fine\u2011Tuning\u2019s") == form_key("fine tuning") == "fine tuning"
    assert form_key("C++") != form_key("C")


def test_a_long_text_is_read_in_a_second_of_cpu_a_megabyte() -> None:
    """No mark, only a guard against something quadratic: the mark is in the benchmarks."""
    text = "The context window of a model is long, and C++ is not. " * 4000
    matcher = Matcher(Name(name, n) for n, name in enumerate(NAMES))
    start = time.process_time()
    assert sum(1 for _ in matcher.find(text)) >= 8000
    assert time.process_time() - start < 20
