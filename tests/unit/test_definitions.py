"""Names in running text, abbreviations: what the rules of quality are made of."""

from __future__ import annotations

import pytest

from sphinx_modelterms.glossary.autolink.candidates import find_in_texts
from sphinx_modelterms.glossary.autolink.name_table import NameTable
from sphinx_modelterms.glossary.definitions import Definitions
from sphinx_modelterms.glossary.lookup import Glossary
from sphinx_modelterms.glossary.model import Entry, Term
from sphinx_modelterms.glossary.text.inline import Run
from tests.unit.test_quality import defined, found, says, term


def names_in(text: str, *terms: Term) -> list[str]:
    """The names that a definition has, which is that of another term."""
    definitions = Definitions(Glossary([term("Zzz", text), *terms]))
    return [text[use.start : use.end] for use in definitions.names[0]]


def linked_in(text: str, *terms: Term) -> list[str]:
    """The names that automatic links find in running text."""
    (found,) = find_in_texts([text], NameTable(Glossary(terms)).matcher)
    return [text[start:end] for start, end, _ in found]


PROBES = [
    ("Index", "Two indices of one index.", ["indices", "index"]),
    ("Policy", "Policies are learnt.", ["Policies"]),
    ("Box", "In boxes, not boxing.", ["boxes"]),
    ("Mixture of Experts", "Two mixtures of experts.", ["mixtures of experts"]),
    ("注意力", "自注意力机制", ["注意力"]),
    ("GPT", "What GPT-4 and a GPT are.", ["GPT"]),
    ("Token", "A token-level tokens-based token - text.", ["token"]),
    ("Fine-tuning", "Fine tuning, fine\u00adtuning, fine‐tuning.", ["Fine tuning", "fine‐tuning"]),
    ("Context Window", "A context\u00a0window, context, window.", ["context\u00a0window"]),
    ("LLM", "LLMs, an LLM’s size, an llm.", ["LLMs", "LLM"]),
    ("ReAct", "Models react by ReAct.", ["ReAct"]),
    ("C", "C++, C# and C.", ["C"]),
    ("Pass", "One pass, pass@k and _pass_.", ["pass"]),
    ("Straße", "Strasse, strässe und straße.", ["straße"]),
    ("naïve", "nai\u0308ve, naive.", ["nai\u0308ve"]),
]
"""A name, a text, and the names in it; one of two matchers once found others in each text."""


@pytest.mark.parametrize(("name", "text", "names"), PROBES)
def test_rules_of_quality_find_the_names_that_links_find(
    name: str, text: str, names: list[str]
) -> None:
    assert linked_in(text, term(name)) == names
    assert names_in(text, term(name)) == names


def test_names_are_found_longest_first_and_left_to_right() -> None:
    terms = [term("Context"), term("Context Window"), term("Window Size")]
    assert names_in("The context window size of contexts", *terms) == [
        "context window",
        "contexts",
    ]
    assert names_in("Context, window; context\u00a0window context‑windows", *terms) == [
        "Context",
        "context\u00a0window",
        "context‑windows",
    ]


def test_forms_of_the_author_and_real_plurals() -> None:
    models, logit, logits = term("Model", forms=("modelling",)), term("Logit"), term("Logits")
    assert names_in("modelling by a model", models) == ["modelling", "model"]
    definitions = Definitions(Glossary([logit, logits, term("Zzz", "Many logits.")]))
    assert [use.terms for use in definitions.names[2]] == [(1,)]


def test_a_name_that_terms_share_is_a_use_of_all_of_them() -> None:
    same = [term("Token", docname="a"), term("Token", docname="b")]
    definitions = Definitions(Glossary([*same, term("Zzz", "One token.")]))
    assert [use.terms for use in definitions.names[2]] == [(0, 1)]


def test_words_to_avoid_are_no_names_and_entries_are_no_terms() -> None:
    terms = [term("Token", avoid=("word piece",)), term("Zzz", "A word piece of a byte token.")]
    definitions = Definitions(Glossary(terms, [Entry("Byte Token", "g", "term-byte")]))
    assert [use.terms for use in definitions.names[1]] == [()]


def test_a_name_of_signs_only_is_found_without_harm() -> None:
    assert names_in("a - b § c", term("-"), term("§")) == ["§"]


@pytest.mark.parametrize(
    "definition",
    [
        "What a GPU computes.",
        "What GPUs compute.",
        "A chip (GPU) that computes.",
        "What runs on a GPU/TPU.",
        "Computed on a GPU. Then stored.",
        "What an AI does in an instant.",
    ],
)
def test_unexplained_abbreviations(definition: str) -> None:
    assert found("unexplained-abbreviation", defined(definition)) == ["Token"]


@pytest.mark.parametrize(
    "definition",
    [
        "What a graphics processing unit (GPU) computes.",
        "What GPUs (graphics processing units) compute.",
        "What graphics processing units, or GPUs, compute.",
        "A thing in extensible markup language (XML).",
        "A measure by term frequency and inverse document frequency (TF-IDF).",
        "Artificial intelligence, or AI.",
        "A file of 5 MB, 3 FLOPS or 2 USD.",
        "Part II of volume XIV, from MCMXCIX.",
        "What GPT-4, UTF-8 and RFC 2119 have.",
        "AT&T's README.md, R&D and the U.S. on TV.",
        "A PyTorch or OpenAI word, a LoRA, an H100.",
        "It must NOT be true AND false.",
        "A TOKEN is this.",
        "Plain words.",
    ],
)
def test_explained_and_other_capitals(definition: str) -> None:
    assert found("unexplained-abbreviation", defined(definition)) == []


def test_names_of_terms_and_code_need_no_explanation() -> None:
    rule = "unexplained-abbreviation"
    uses = term("A", "Computed by many GPUs at BERT school by an LLM judge.")
    terms = [
        term("Graphics Processor", abbr="GPU"),
        term("LLM Judge", aliases=("BERT School",)),
    ]
    assert found(rule, uses) == ["A"]
    assert "'GPU' and 'BERT' and 'LLM'" in says(rule, uses)
    assert found(rule, uses, *terms) == []
    assert found(rule, term("A", "On GPU."), entries=(Entry("GPU", "g", "term-GPU"),)) == []
    assert found(rule, term("A", (Run("text", "Call "), Run("literal", "GPU")))) == []
    assert found(rule, term("A", (Run("text", "A "), Run("strong", "GPU")))) == ["A"]
