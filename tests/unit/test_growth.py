"""Work that data decides is proportional to the data's size, counted in steps of Python, not in
time.

Each case is made twice, the second time of twice the size. Work that grows with the square would
be four times as much.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_modelterms.glossary.autolink.candidates import NO_CANDIDATES, find_candidates
from sphinx_modelterms.glossary.autolink.decisions import links_of
from sphinx_modelterms.glossary.autolink.linker import Linker
from sphinx_modelterms.glossary.autolink.name_table import NameTable
from sphinx_modelterms.glossary.autolink.page_text import Block, OpaqueInline, PageText, Passage
from sphinx_modelterms.glossary.autolink.rules import ALL, Settings
from sphinx_modelterms.glossary.autolink.text_checker import TextChecker
from sphinx_modelterms.glossary.autolink.text_rules import TEXT_RULES, check_text
from sphinx_modelterms.glossary.datafiles.generated_pages import page_tree
from sphinx_modelterms.glossary.datafiles.reader import read_file
from sphinx_modelterms.glossary.datafiles.records import DataTerm
from sphinx_modelterms.glossary.lookup import Glossary
from sphinx_modelterms.glossary.model import Section, SourceLocation, Term
from sphinx_modelterms.glossary.quality import RULES, quality_problems
from sphinx_modelterms.glossary.relations import cycles, learning_path, prerequisite_cycles
from sphinx_modelterms.glossary.term_parts import Fact
from sphinx_modelterms.glossary.text import matcher as matching
from sphinx_modelterms.glossary.text.abbreviations import unexplained
from sphinx_modelterms.glossary.text.collation import Collation
from sphinx_modelterms.glossary.text.inline import text_run
from sphinx_modelterms.glossary.text.matcher import Matcher
from sphinx_modelterms.glossary.text.name_tree import Name
from sphinx_modelterms.glossary.text.names import nearest, slug
from sphinx_modelterms.glossary.text.spelling import Spelling
from sphinx_modelterms.glossary.views.comparison import Kinds, comparison_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    Case = Callable[[int], Callable[[], object]]


def steps(run: Callable[[], object]) -> int:
    """Count the steps of Python that *run* takes; they are the same on every machine."""
    count = 0

    def trace(frame: Any, event: str, argument: object) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return count


def search(names: list[str], text: str, language: str = "en") -> Callable[[], object]:
    """Finds *names*, some of them in exact letters, in *text*; in Spanish also by stems."""
    by_stems = ("es",) if language == "es" else ()
    some = [Name(name, number, number % 2 == 1) for number, name in enumerate(names)]
    some += [Name(name, number, by_stems=True) for number, name in enumerate(names) if by_stems]
    found = Matcher(some, Spelling(language, by_stems))
    list(found.find(text[:1]))
    return lambda: list(found.find(text))


def linked(text: str, terms: list[Term], **marks: Any) -> Callable[[], object]:
    """Decides about the links of a page that is one paragraph."""
    glossary = Glossary(terms)
    table = NameTable(glossary)
    block = Block(0, text, 0, "", "", 1, **marks)
    page = find_candidates(PageText((block,), (), (Section("", ""),)), table.matcher)
    linker = Linker(glossary, table, Settings(ALL), lambda _: True, lambda *_: None)
    return lambda: links_of(linker.decide("page", page))


def checked(text: str, terms: list[Term], card: str = "") -> Callable[[], object]:
    """Checks the text of a page that is one paragraph, by all rules about text."""
    glossary = Glossary(terms)
    linker = Linker(glossary, NameTable(glossary), Settings(ALL), lambda _: True, lambda *_: None)
    checker = TextChecker(TEXT_RULES, linker, glossary)
    page = PageText((Block(0, text, 0, card, "", 1),), (), (Section("", ""),))
    matcher = checker.linker.table.matcher
    return lambda: list(check_text(checker, checker.page("a", page, (), matcher, NO_CANDIDATES)))


def term(name: str, **more: Any) -> Term:
    return Term("a", f"term-{slug(name)}", name, name, SourceLocation("", 1), **more)


def definitions(text: str, *names: str) -> Callable[[], object]:
    """Checks the quality of a glossary of *names*, with *text* as a definition."""
    terms = [term("Main", definition=text_run(text)), *map(term, names)]
    return lambda: list(quality_problems(Glossary(terms), RULES))


def with_marks(size: int) -> Callable[[], object]:
    """Emphasis, raw HTML and names by turns."""
    text = "word xx " * size
    spans = tuple((8 * n, 8 * n + 4) for n in range(size))
    return linked(text, [term("word xx")], spans=spans, raw_html_spans=spans)


def with_hidden(size: int) -> Callable[[], object]:
    size *= 8  # a sentence is not looked for farther than a thousand characters away
    text = "word \0 " * size
    opaque = tuple(OpaqueInline(7 * n + 5, "x", None) for n in range(size))  # type: ignore[arg-type]
    places = range(0, len(text), 70)
    return lambda: [Passage(text, place, place + 4, opaque).sentence() for place in places]


def chain(size: int, back: int = 0) -> Glossary:
    """Terms each of which requires the next one, and the first *back* ones."""
    return Glossary(
        [
            term(f"t{n}", requires=(f"t{n + 1}", *(f"t{m}" for m in range(back))))
            for n in range(size)
        ]
    )


def compared(size: int) -> Callable[[], object]:
    facts = tuple(Fact(f"key {n}", text_run("x"), f"key {n}") for n in range(size))
    kinds = Kinds({}, {}, lambda _: (), ", ")
    terms = [term("a", facts=facts), term("b", facts=facts)]
    return lambda: comparison_rows(terms, (), kinds)


def alike_pages(size: int) -> Callable[[], object]:
    """Names that differ, with one slug."""
    signs = ("".join("-/_"[n // 3**k % 3] for k in range(7)) for n in range(size))
    records = [DataTerm(name=f"a{some}b", line=1) for some in signs]
    return lambda: page_tree("terms", "Terms", records, {})


CASES: dict[str, Case] = {
    # Names and texts grow together: matching is linear in both.
    "one Chinese character": lambda n: search(["神" * n, "神" * n + "经"], "神" * 4 * n),
    "one Chinese character, other end": lambda n: search(["神" * n + "经"], "神" * 4 * n),
    "one Thai character": lambda n: search(["ก" * n, "ก" * n + "ข"], "ก" * 4 * n),
    "Thai with vowels": lambda n: search(["กำ" * n + "ข"], "กำ" * 4 * n),
    "one Korean word": lambda n: search(["한국 " * n + "말"], "한국 " * 4 * n),
    "one word": lambda n: search(["very " * n + "good", "very " * n + "GOOD"], "very " * 4 * n),
    "one word in other letters": lambda n: search(["x", "VERY " * n + "X"], "very " * 4 * n),
    "hyphens": lambda n: search(["a-" * n + "b"], "a-" * 4 * n),
    "signs": lambda n: search(["+" * n + "b", "+" * n + "c"], "+" * 4 * n),
    "signs and words": lambda n: search(["a+ " * n + "b"], "a+ " * 4 * n),
    "joiners": lambda n: search(["a\u200db " * n + "c"], "a\u200db " * 4 * n),
    "marks": lambda n: search(["e\u0301 " * n + "c"], "e\u0301 " * 4 * n),
    "names in names": lambda n: search(
        ["ok", *("go " * k + "no" for k in range(20))], "go " * 20 * n
    ),
    "names that differ at their end": lambda n: search(
        ["x", *(f"{'go ' * 30}end{k}" for k in range(n))], "go " * 10 * n
    ),
    "signs before one word": lambda n: search(
        ["x", *(f"{'+' * (k % 9)}{'-#'[k % 2]}{'*' * (k % 7)}a" for k in range(n))], "a " * n
    ),
    "one name of many terms": lambda n: linked(
        "nick " * n, [term(f"t{k}", aliases=("nick",)) for k in range(n)]
    ),
    "one name in many letters": lambda n: linked(
        "nickname " * n,
        [
            term("".join(c.upper() if k >> i & 1 else c for i, c in enumerate("nickname")))
            for k in range(min(n, 256))
        ],
    ),
    "one former name of many terms": lambda n: checked(
        "nick " * n, [term(f"t{k}", former_names=("nick",)) for k in range(n)], "term-main"
    ),
    "one deprecated term": lambda n: checked(
        "old " * n, [term("old", status="deprecated"), term("x", former_names=("nick",))]
    ),
    "abbreviations and names": lambda n: checked(
        "ABC nick QXZ " * n, [term("x", former_names=("nick",))]
    ),
    "emphasis and names": with_marks,
    "code in sentences": with_hidden,
    # Relations.
    "a chain of prerequisites": lambda n: lambda: prerequisite_cycles(chain(n)),
    "a circle of all terms": lambda n: lambda: prerequisite_cycles(chain(n, 1)),
    "many ways back": lambda n: lambda: prerequisite_cycles(chain(n, 20)),
    "a path to the last term": lambda n: (
        lambda found: lambda: learning_path(found, found.terms[0])
    )(chain(n)),
    "definitions that all name one": lambda n: (
        lambda: cycles({0: list(range(1, n)), **{k: [0, k % n] for k in range(1, n)}})
    ),
    # Names and pages.
    "names that look alike": lambda n: (
        lambda: nearest("a" * 99, ["a" * 90 + str(k) for k in range(n)])
    ),
    "names of one slug": alike_pages,
    "rows of a comparison": compared,
    "the order of names": lambda n: lambda: Collation("vi").key("ấ\u0323" * n),
    "a slug": lambda n: lambda: slug("ấ\u0323-" * n),
    # Quality.
    "abbreviations of two letters": lambda n: lambda: list(unexplained("Aa AA " * n, {}.get)),
    "different abbreviations": lambda n: (
        lambda: list(
            unexplained(
                " ".join(f"{chr(65 + k % 26)}{chr(65 + k // 26 % 26)}Q" for k in range(n)), {}.get
            )
        )
    ),
    "long abbreviations": lambda n: lambda: list(unexplained("A" * n + " (x " * n, {}.get)),
    "repeated words in definitions": lambda n: definitions(
        "very " * 4 * n, *("very " * k + "good" for k in range(1, 15)), "very " * n + "good"
    ),
    "brackets in definitions": lambda n: definitions("A main " + "(" * n + " is when x."),
    # Files.
    "columns of CSV": lambda n: (
        lambda: read_file("a.csv", ("name," + ",".join(f"x{k}" for k in range(n)) + "\n").encode())
    ),
    "names in one line": lambda n: (
        lambda: read_file(
            "a.yml", f"- name: A\n  aliases: {', '.join(f'n{k}' for k in range(n))}\n".encode()
        )
    ),
    "repeated keys": lambda n: (
        lambda: read_file("a.yml", ("- name: A\n" + "  x: 1\n" * n).encode())
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_twice_the_input_takes_twice_the_work(case: Case) -> None:
    size = 100
    case(size)()  # what is made once only
    once, twice = steps(case(size)), steps(case(2 * size))
    assert twice <= 2.4 * once + 2_000


REPEATED = {
    "Chinese": ("神", "经", "en"),
    "Thai": ("กำ", "ข", "en"),
    "words": ("very ", "good", "en"),
    "hyphens": ("a-", "b", "en"),
    "signs": ("+", "b", "en"),
    "words and signs": ("a+ ", "b", "en"),
    "wide gaps": ("a  ", "b", "en"),
    "marks": ("e\u0301 ", "b", "en"),
    "accents": ("é ", "b", "en"),
    "Korean": ("한국 ", "말", "ko"),
    "Korean with particles": ("한국은 ", "말", "ko"),
    "Arabic": ("كتاب ", "علم", "ar"),
    "Arabic with prefixes": ("والكتاب ", "علم", "ar"),
    "Hebrew": ("מודל ", "שפה", "he"),
    "Hebrew with prefixes": ("הכשב ", "שפה", "he"),
    "stems": ("modelos ", "azul", "es"),
    "stems without spaces": ("神", "经", "es"),
}
"""What a name repeats, how it ends, and the language."""


@pytest.mark.parametrize(("unit", "end", "language"), REPEATED.values(), ids=REPEATED)
def test_a_repeated_word_is_no_more_work_in_a_longer_name(
    unit: str, end: str, language: str
) -> None:
    """A name that is never found is looked for at every word of the text."""

    def taken(words: int, times: int, last: str) -> int:
        names = [unit * words + last, unit * (words + 1) + last]
        run = search([name.strip() for name in names], unit * times, language)
        run()
        return steps(run)

    usual = taken(15, 150, end)
    assert taken(60, 150, end) <= 1.5 * usual
    assert taken(15, 300, end) <= 2.1 * usual
    assert taken(15, 300, unit) <= 2.2 * taken(15, 150, unit)


@pytest.mark.parametrize("words", [1, 13, 40, 200])
@pytest.mark.parametrize("exact", [False, True])
def test_names_of_any_length_are_found(words: int, exact: bool) -> None:
    for word, gap in (("神", ""), ("very", " "), ("กำ", ""), ("e\u0301", "-")):
        name = gap.join([word] * words)
        text = f"So {name} is, and {name}."
        found = [tuple(m) for m in Matcher([Name(name, 7, exact)]).find(text)]
        second = text.rindex(name)
        assert found == [(3, 3 + len(name), (7,)), (second, second + len(name), (7,))]


def test_of_long_names_the_longest_wins_that_stands_alone() -> None:
    names = ["go " * 20 + "no", "go " * 20 + "no way", "go " * 30 + "no", "no"]
    found = Matcher(Name(name, number) for number, name in enumerate(names))
    text = "go " * 20 + "no ways; " + "go " * 25 + "no way; " + "go " * 29 + "no"
    assert [(text[m.start : m.end], m.numbers) for m in found.find(text)] == [
        ("go " * 20 + "no", (0,)),
        ("go " * 20 + "no way", (1,)),
        ("go " * 20 + "no", (0,)),
    ]


def test_letter_case_counts_in_long_names_too() -> None:
    name = " ".join(["API"] * 15)
    assert not list(Matcher([Name(name, 1, exact=True)]).find(name.lower()))
    both = Matcher([Name(name, 1, exact=True), Name(name.lower(), 2)])
    assert [m.numbers for m in both.find(f"{name}; {name.lower()}")] == [(1, 2), (2,)]


def test_the_nearest_names_are_those_of_difflib() -> None:
    import difflib

    names = [f"{a} {b}" for a in ("context", "content", "token") for b in ("window", "widow", "x")]
    for name in ("contxt window", "tokn", "content", "wind", "zzz"):
        near = difflib.get_close_matches(name, names, len(names), 0.75)
        longer = [other for other in names if other.startswith(name)]
        near += [
            other for other in difflib.get_close_matches(name, longer, 9) if other not in near
        ]
        assert nearest(name, names) == near[:3]


def test_unrelated_names_are_not_suggested() -> None:
    for name, other in (("iterable", "materialize"), ("callable", "variable")):
        assert nearest(name, [other]) == []
    for name, other in (("embed", "Embedding"), ("context", "Context window"), ("lvl", "level")):
        assert nearest(name, [other]) == [other]


def test_few_names_are_compared_letter_by_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    import difflib

    count = 0
    ratio = difflib.SequenceMatcher.ratio

    def counted(matcher: difflib.SequenceMatcher[str]) -> float:
        nonlocal count
        count += 1
        return ratio(matcher)

    monkeypatch.setattr(difflib.SequenceMatcher, "ratio", counted)
    assert nearest("a" * 300, ["a" * 299 + str(n) for n in range(2_000)])
    assert 0 < count <= 50


def test_the_obvious_way_holds_where_all_names_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ("a+ b a+ b c", "go go go-go no", "神经神经网络", ".NET .NET core", "don't don't know")
    names = (
        "a+ b",
        "a+ b c",
        "go go",
        "go go no",
        "神经",
        "神经网络",
        ".NET core",
        ".NET",
        "don't know",
    )
    some = [Name(name, number, number % 2 == 1) for number, name in enumerate(names)]
    usual = [list(Matcher(some).find(text)) for text in texts]
    monkeypatch.setattr(matching, "MANY_STEPS", 1)
    assert [list(Matcher(some).find(text)) for text in texts] == usual
