"""The rules of quality: what each finds, and what it lets pass."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_modelterms.glossary.lookup import Glossary
from sphinx_modelterms.glossary.model import Entry, SourceLocation, Term
from sphinx_modelterms.glossary.quality import RULES, chosen_rules, quality_problems
from sphinx_modelterms.glossary.term_parts import Source
from sphinx_modelterms.glossary.text.inline import Inline, Run, text_run
from sphinx_modelterms.glossary.text.names import anchor
from sphinx_modelterms.glossary.text.word_forms import forms_of


def term(
    name: str, definition: str | Inline = "Something else.", docname: str = "a", **fields: Any
) -> Term:
    return Term(
        docname=docname,
        anchor=anchor(name),
        name=name,
        source_name=name,
        location=SourceLocation("", 1),
        definition=text_run(definition) if isinstance(definition, str) else definition,
        **fields,
    )


def found(rule: str, *terms: Term, entries: tuple[Entry, ...] = ()) -> list[str]:
    """The names of the terms that a rule reports."""
    violations = quality_problems(Glossary(terms, entries), [rule])
    problems = [violation.problem for violation in violations]
    assert all(p.code == "quality" and p.message.startswith(f"{rule}: ") for p in problems)
    return [p.term.name for p in problems if isinstance(p.term, Term)]


def says(rule: str, *terms: Term) -> str:
    """The only message of a rule."""
    (violation,) = quality_problems(Glossary(terms), [rule])
    return violation.problem.message


def defined(definition: str, name: str = "Token", **fields: Any) -> Term:
    return term(name, definition, **fields)


# --- circular


def test_two_definitions_that_need_each_other() -> None:
    model = term("Model", "A model is what a program learns from data.")
    program = term("Program", "A program is a list of steps.")
    steps = term("Step", "A step is a part of a program.")
    assert found("circular", model, program) == []
    assert found("circular", model, program, steps) == ["Program"]
    message = says("circular", model, program, steps)
    assert message.endswith("understood first: Program → Step → Program")


def test_a_longer_circle_is_reported_once_and_whole() -> None:
    pairs = ("Cell", "Gene"), ("Gene", "Body"), ("Body", "Cell")
    circle = [term(a, f"A thing with {forms_of(b)[1]}.") for a, b in pairs]
    before = term("Aim", "A thing with cells.")
    assert found("circular", before, *circle) == ["Cell"]
    assert "Cell → Gene → Body → Cell" in says("circular", before, *circle)


def test_a_circle_of_two_is_reported_with_the_other_place() -> None:
    two = [term("Chicken", "What eggs become."), term("Egg", "What chickens lay.")]
    (violation,) = quality_problems(Glossary(two), ["circular"])
    assert violation.problem.other == two[1]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Made by a trainer.", "Makes a thing."),  # one way
        ("A model is made of layers.", "A layer is a part."),
        ("A thing beyond modelling.", "Uses models."),  # a part of a word
        ("Like `layer`.", "A part of a model."),  # code
        ("A layered thing.", "A part of a model."),
    ],
)
def test_definitions_without_a_cycle(first: str, second: str) -> None:
    runs = (Run("text", "Like "), Run("literal", "layer")) if "`" in first else first
    assert found("circular", term("Model", runs), term("Layer", second)) == []


def test_circles_go_through_other_names_and_deprecated_terms() -> None:
    one = term("Retrieval-Augmented Generation", "Generation with an index.", abbr="RAG")
    two = term("Index", "A part of RAG.", status="deprecated")
    assert found("circular", one, two) == ["Retrieval-Augmented Generation"]
    assert found("circular", one, term("Index", "A part of a rag.")) == []


def test_the_longest_name_counts() -> None:
    three = [
        term("Attention", "A thing made by self-attention."),
        term("Self-Attention", "Self-attention is a kind of thing."),
        term("Head", "A part of self attention."),
    ]
    assert found("circular", *three) == []


# --- own-name


@pytest.mark.parametrize(
    "definition",
    [
        "The unit of a text that is cut into tokens.",
        "A token is what follows another token.",
        "Units, as a Token, of text.",
        "What a model based on tokens reads.",
        "What a token's number stands for.",
        "In a text, a token is a unit.",
    ],
)
def test_a_definition_by_the_own_name(definition: str) -> None:
    assert found("own-name", defined(definition)) == ["Token"]


@pytest.mark.parametrize(
    "definition",
    [
        "A token is a unit of text.",
        "Tokens are units of text.",
        "“Token” names a unit of text.",
        "The unit of text that a tokenizer makes.",
        "A unit (untokened) of text.",
        "What the token-based model reads.",
        "",
    ],
)
def test_definitions_without_the_own_name(definition: str) -> None:
    assert found("own-name", defined(definition)) == []


RAG = {"name": "Retrieval-Augmented Generation", "abbr": "RAG", "aliases": ("grounding",)}


@pytest.mark.parametrize(
    ("definition", "wrong"),
    [
        ("Retrieval-augmented generation (RAG) puts passages into the prompt.", False),
        ("Retrieval augmented generation, also called grounding, or RAG, adds text.", False),
        ("RAG is a method.", False),
        ("A method, in short RAG.", True),
        ("Retrieval-augmented generation is grounding in text.", True),
        ("A rag is a cloth.", False),
        ("Augmented generation with retrieval.", False),
    ],
)
def test_other_names_are_own_names_too(definition: str, wrong: bool) -> None:
    assert found("own-name", defined(definition, **RAG)) == [RAG["name"]] * wrong


def test_a_name_may_begin_like_an_article_and_end_in_signs() -> None:
    assert found("own-name", term("A/B Test", "An A/B test compares two versions.")) == []
    assert found("own-name", term("C", "A language that C++ and C# come from.")) == []
    assert found("own-name", term("C++", "What C++ is.")) == ["C++"]
    assert found("own-name", term("Pass", "Measured by pass@k.")) == []


def test_the_option_case_is_heeded() -> None:
    definition = "A thing to go on with."
    assert found("own-name", term("Go", definition)) == ["Go"]
    assert found("own-name", term("Go", definition, case="exact")) == []
    assert found("own-name", term("GO", definition)) == []
    assert found("own-name", term("GO", definition, case="any")) == ["GO"]


# --- too-long, is-when


def test_too_long_definitions_are_found() -> None:
    assert found("too-long", term("A", "x" * 201)) == ["A"]
    assert "201 characters" in says("too-long", term("A", "x" * 201))
    assert found("too-long", term("A", "x" * 200)) == []
    assert found("too-long", term("A", f" {'x' * 100}  \n  {'x' * 99} ")) == []
    assert found("too-long", term("A", ())) == []


@pytest.mark.parametrize(
    "definition",
    [
        "Token is when text is cut.",
        "A token is where text is cut.",
        "Tokens are when text is cut.",
        "Is when text is cut.",
        "Cutting is when text is cut.",
        "“Token” (a unit) is where text is cut.",
    ],
)
def test_a_definition_that_begins_with_is_when_is_found(definition: str) -> None:
    assert found("is-when", defined(definition)) == ["Token"]


@pytest.mark.parametrize(
    "definition",
    [
        "A token is a unit that is made when text is cut.",
        "A token tells a reader what the state is when it stops.",
        "The part of a text at which the right place to cut is when read aloud.",
        "A token is whenever.",
    ],
)
def test_other_definitions_do_not_count_as_is_when(definition: str) -> None:
    assert found("is-when", defined(definition)) == []


# --- no-example, no-source


def test_examples_and_sources() -> None:
    full = {"examples": (text_run("An example."),), "sources": (Source("A book", ""),)}
    for rule in ("no-example", "no-source"):
        assert found(rule, term("A")) == ["A"]
        assert f"Add a '{rule.replace('no', 'term')}' directive" in says(rule, term("A"))
        assert found(rule, term("A", **full)) == []
        assert found(rule, term("A", status="draft")) == []
        assert found(rule, term("A", status="deprecated")) == []


# --- one-sided


def test_one_sided_relations_are_found() -> None:
    one, two = term("One", related=("Two",)), term("Two")
    assert found("one-sided", one, two) == ["One"]
    message = says("one-sided", one, two)
    assert "'One'" in message
    assert "'Two'" in message
    (violation,) = quality_problems(Glossary([one, two]), ["one-sided"])
    problem = violation.problem
    assert (problem.option, problem.other) == ("related", two)
    assert found("one-sided", one, term("Two", status="draft")) == ["One"]


@pytest.mark.parametrize(
    "other",
    [
        term("Two", related=("one",)),
        term("Two", related=("1",)),
        term("Two", requires=("One",)),
        term("Two", broader=("One",)),
        term("Two", status="deprecated"),
        term("Three"),
    ],
)
def test_relations_that_are_not_one_sided(other: Term) -> None:
    one = term("One", abbr="1", related=("Two", "One", "Nowhere", "Entry"))
    assert found("one-sided", one, other, entries=(Entry("Entry", "g", "e"),)) == []


def test_a_requirement_asks_for_no_answer() -> None:
    assert found("one-sided", term("One", requires=("Two",)), term("Two")) == []


# --- redundant-alias


@pytest.mark.parametrize(
    ("fields", "redundant"),
    [
        ({"aliases": ("fine tuning",)}, "fine tuning"),
        ({"aliases": ("FINE-TUNING",)}, "FINE-TUNING"),
        ({"aliases": ("adaption", "Adaption")}, "Adaption"),
        ({"aliases": ("ft",), "abbr": "FT"}, "ft"),
        ({"aliases": ("fine  tuning",), "status": "deprecated"}, "fine  tuning"),
    ],
)
def test_redundant_aliases_are_found(fields: dict[str, Any], redundant: str) -> None:
    assert repr(redundant) in says("redundant-alias", term("Fine-tuning", **fields))


@pytest.mark.parametrize("alias", ["finetuning", "fine-tune", "tuning", "FTs", "fine/tuning"])
def test_different_aliases_are_not_redundant(alias: str) -> None:
    assert found("redundant-alias", term("Fine-tuning", aliases=(alias,), abbr="FT")) == []


BAD = "What a GPU is and what a token is, at length: " + "x" * 200


def test_deprecated_terms_and_drafts_are_spared() -> None:
    fields = {"aliases": ("TOKEN",), "related": ("Other",)}
    keys = {
        status: {
            violation.rule
            for violation in quality_problems(
                Glossary([term("Token", BAD, status=status, **fields), term("Other")]), RULES
            )
            if violation.term.anchor == "term-token"
        }
        for status in ("", "draft", "deprecated")
    }
    assert keys[""] == {key for key, rule in RULES.items() if rule.check} - {
        "circular",
        "is-when",
        "stale-review",
    }
    assert keys["draft"] == keys[""] - {"no-example", "no-source"}
    assert keys["deprecated"] == {"redundant-alias"}


def test_rules_are_chosen() -> None:
    assert chosen_rules(True) == tuple(RULES)
    assert chosen_rules(False) == chosen_rules([]) == ()
    assert chosen_rules(["too-long", "circular"]) == ("circular", "too-long")
    assert list(quality_problems(Glossary([term("Token", BAD)]), ())) == []
    assert all(rule.help.endswith(".") for rule in RULES.values())
