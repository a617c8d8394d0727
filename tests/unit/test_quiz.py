"""Quiz questions: names are blanked, wrong answers are near but never right, and no form tells."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_modelterms.glossary.display_specs import (
    BEFORE,
    DEFINITION,
    EXAMPLE,
    QUIZ_KINDS,
    TERM,
    WRITTEN,
)
from sphinx_modelterms.glossary.formulas.spoken import spoken
from sphinx_modelterms.glossary.lookup import Glossary
from sphinx_modelterms.glossary.model import ALL_TERMS, Listing, SourceLocation, Term
from sphinx_modelterms.glossary.quiz.blanks import BLANK, NamesInTexts
from sphinx_modelterms.glossary.quiz.form import (
    LONGEST_CHOICE,
    agrees,
    as_choice,
    examples_are_fair,
    is_middle,
    names_are_fair,
    texts_are_fair,
    traces,
)
from sphinx_modelterms.glossary.quiz.kinship import Kinship
from sphinx_modelterms.glossary.quiz.meaning import kind_of, stands_alone
from sphinx_modelterms.glossary.quiz.questions import WRONG, Questions
from sphinx_modelterms.glossary.selection import Selection
from sphinx_modelterms.glossary.term_parts import WrittenQuizQuestion
from sphinx_modelterms.glossary.text.inline import Inline, Run, plain, text_run
from sphinx_modelterms.glossary.text.spelling import Spelling
from sphinx_modelterms.glossary.views.presentation import Presentation
from sphinx_modelterms.glossary.views.quiz import MOST_QUESTIONS, QuizViews
from tests.unit.test_glossary import term as bare_term

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.quiz.records import QuizQuestion

TEXTS = {
    "Oven": "bakes bread in dry heat from all sides at once",
    "Kettle": "boils water on top of a flame or by a coil",
    "Fridge": "keeps milk and meat cool through summer and winter",
    "Mixer": "turns flour with butter into dough by spinning hooks",
    "Scale": "weighs sugar or salt down to single grams",
    "Grater": "shreds cheese against rows of sharp holes",
    "Whisk": "beats eggs until foam stands up alone",
}
"""Definitions that have no word in common, by name."""


def term(name: str, text: str = "", **fields: Any) -> Term:
    """A term whose definition begins with its name."""
    words = text or TEXTS[name]
    example = fields.pop("example", "")
    made = bare_term(name, **fields)
    examples = (text_run(example),) if example else ()
    return made._replace(definition=text_run(f"A {name.lower()} {words}."), examples=examples)


def kitchen(*changed: Term, **fields: Any) -> list[Term]:
    """The terms of :data:`TEXTS`, all in one category, and changed ones in place of some."""
    others = {made.name: made for made in changed}
    terms = [others.pop(name, term(name, category="Kitchen", **fields)) for name in TEXTS]
    return [*terms, *others.values()]


def asked(terms: list[Term], name: str, kind: str) -> QuizQuestion | None:
    found = next(made for made in terms if made.name == name)
    return next(Questions(Glossary(terms), terms).about(found, (kind,)), None)


def choices(terms: list[Term], name: str, kind: str) -> set[str]:
    """The choices of a question; none if it is not asked."""
    question = asked(terms, name, kind)
    return {plain(choice) for choice in question.choices} if question else set()


# Names


def blanked(made: Term, text: str | Inline) -> str:
    names = NamesInTexts(Glossary([made]), [made])
    return plain(names.blanked(text_run(text) if isinstance(text, str) else text, made))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A vector store finds things.", f"{BLANK} finds things."),
        ("Vector stores find things.", f"{BLANK} find things."),
        ("It asks an vector-store first.", f"It asks {BLANK} first."),
        ("A VS, or vector index, is fast.", f"{BLANK} is fast."),
        ("Vector store (VS): a place.", f"{BLANK}: a place."),
        ("The embeddings base has matrices.", f"The embeddings base has {BLANK}."),
        ("The old index of vectors is gone.", f"{BLANK} is gone."),
        ("Vector storage is another thing.", "Vector storage is another thing."),
    ],
)
def test_names_are_blanked_in_every_form(text: str, shown: str) -> None:
    made = bare_term(
        "Vector Store",
        abbr="VS",
        aliases=("vector index",),
        forms=("matrices",),
        former_names=("old index of vectors",),
    )
    assert blanked(made, text) == shown


def test_a_name_with_markup_in_it_is_one_blank() -> None:
    text = (Run("text", "A vector "), Run("emphasis", "store"), Run("text", " finds."))
    assert blanked(bare_term("Vector Store"), text) == f"{BLANK} finds."


@pytest.mark.parametrize("kind", [TERM, DEFINITION])
def test_names_are_blank_in_the_question_and_in_all_choices(kind: str) -> None:
    terms = kitchen()
    for name in TEXTS:
        question = asked(terms, name, kind)
        assert question is not None
        texts = [question.text] if kind == TERM else question.choices
        for text in map(plain, texts):
            assert text.startswith(f"{BLANK} ")
            assert not any(other.lower() in text.lower() for other in TEXTS)


# Which term, which definition


def test_a_question_has_one_right_choice_and_three_others() -> None:
    terms = kitchen()
    for name, text in TEXTS.items():
        by_name, by_text = asked(terms, name, TERM), asked(terms, name, DEFINITION)
        assert by_name
        assert by_text
        assert plain(by_name.text) == f"{BLANK} {text}."
        assert plain(by_name.choices[by_name.right]) == name
        assert plain(by_text.choices[by_text.right]) == f"{BLANK} {text}."
        assert plain(by_text.explanation) == f"A {name.lower()} {text}."
        for question in (by_name, by_text):
            assert len({*question.choices}) == len(question.choices) == 1 + WRONG
            assert question.about.name == name


def test_without_three_good_wrong_answers_nothing_is_asked() -> None:
    terms = kitchen()
    assert asked(terms[:4], "Oven", TERM)
    assert asked(terms[:3], "Oven", TERM) is None


def test_drafts_and_deprecated_terms_are_neither_asked_about_nor_offered() -> None:
    for status in ("draft", "deprecated"):
        terms = kitchen(term("Kettle", category="Kitchen", status=status))
        assert not [*Questions(Glossary(terms), terms).about(terms[1], QUIZ_KINDS)]
        for name in TEXTS:
            assert "Kettle" not in choices(terms, name, TERM)


def test_related_terms_come_first_then_those_of_the_category() -> None:
    related = ("Whisk", "Grater", "Scale")
    terms = kitchen(term("Oven", category="Kitchen", related=related))
    assert choices(terms, "Oven", TERM) == {"Oven", *related}
    garden = [
        term(name, text, category="Garden")
        for name, text in {
            "Rake": "gathers leaves that fell over night",
            "Spade": "digs earth up with one straight blade",
            "Hose": "carries rain from barrels where plants dry out",
        }.items()
    ]
    assert choices([*kitchen(), *garden], "Oven", TERM) <= {*TEXTS}


def never_offered(one: Term, other: Term) -> None:
    """Check that two terms of the kitchen are never choices of one question about either."""
    terms = kitchen(one, other)
    for first, second in ((one, other), (other, one)):
        assert second.name not in choices(terms, first.name, TERM)
        text = plain(NamesInTexts(Glossary(terms), terms).blanked(second.definition, second))
        assert text not in choices(terms, first.name, DEFINITION)


def test_two_terms_are_offered_together_unless_a_rule_forbids_it() -> None:
    near: dict[str, Any] = {"related": ("Kettle",), "category": "Kitchen"}
    assert "Kettle" in choices(kitchen(term("Oven", **near)), "Oven", TERM)


@pytest.mark.parametrize(
    "field",
    [
        {"not_in_quiz_with": ("Kettle",)},
        {"broader": ("Kettle",)},
        {"aliases": ("boiler",)},
        {"former_names": ("boiler",)},
        {"avoid": ("boiler",)},
        {"abbr": "boiler"},
    ],
    ids=lambda field: next(iter(field)),
)
def test_synonyms_and_broader_terms_are_never_wrong_answers(field: dict[str, Any]) -> None:
    oven = term("Oven", category="Kitchen", related=("Kettle",), **field)
    never_offered(oven, term("Kettle", category="Kitchen", aliases=("boiler",)))


def test_a_term_two_steps_broader_is_never_a_wrong_answer() -> None:
    oven = term("Oven", category="Kitchen", related=("Kettle",), broader=("Heater",))
    heater = term("Heater", "gives warmth wherever somebody needs any", broader=("Kettle",))
    terms = kitchen(oven, heater)
    assert "Kettle" not in choices(terms, "Oven", TERM)
    assert "Oven" not in choices(terms, "Kettle", TERM)


def test_a_term_that_the_definition_names_is_never_a_wrong_answer() -> None:
    oven = term("Oven", "bakes bread beside kettles in dry heat", related=("Kettle",))
    never_offered(oven, term("Kettle", category="Kitchen"))


def test_terms_with_nearly_the_same_definition_are_never_offered_together() -> None:
    oven = term("Oven", category="Kitchen", related=("Kettle", "Whisk"))
    never_offered(oven, term("Kettle", "bakes bread in dry heat from two sides at once"))
    never_offered(oven, term("Kettle", "bakes bread in heat"))


def test_function_words_of_other_languages_make_no_definitions_alike() -> None:
    texts = {
        "Ofen": "ist das und die von der mit Brot zur Hitze",
        "Kessel": "ist das und die von der mit Wasser zur Flamme",
        "Waage": "ist das und die von der mit Zucker zur Feder",
        "Reibe": "ist das und die von der mit Rinde zur Schale",
        "Besen": "ist das und die von der mit Staub zur Ecke",
    }
    terms = [term(name, text, category="Küche") for name, text in texts.items()]
    german = Kinship(Glossary(terms, spelling=Spelling("de")), terms)
    english = Kinship(Glossary(terms), terms)
    pairs = [*combinations(terms, 2)]
    assert not any(german.both_right(*pair) for pair in pairs)
    assert all(english.both_right(*pair) for pair in pairs)


def test_terms_whose_definitions_share_rare_words_are_never_offered_together() -> None:
    oven = term("Oven", "bakes bread that a hidden thermostat watches", category="Kitchen")
    kettle = term("Kettle", "boils water under some hidden thermostat", category="Kitchen")
    never_offered(oven, kettle)
    often = [
        term(name, f"{text} with a hidden thermostat", category="Kitchen")
        for name, text in TEXTS.items()
    ]
    kinship = Kinship(Glossary(often), often)
    assert not kinship.both_right(often[0], often[1])


def test_a_term_can_be_left_out_of_generated_questions() -> None:
    oven = term(
        "Oven",
        category="Kitchen",
        quiz=(WRITTEN_ONE,),
        example=EXAMPLES["Oven"],
        not_in_quiz_with=(ALL_TERMS,),
    )
    terms = [oven, *with_examples()[1:]]
    found = [*Questions(Glossary(terms), terms).about(oven, QUIZ_KINDS)]
    assert [question.kind for question in found] == [WRITTEN]
    for name in list(TEXTS)[1:]:
        assert choices(terms, name, TERM)
        assert "Oven" not in choices(terms, name, TERM)
        assert EXAMPLES["Oven"] not in choices(terms, name, EXAMPLE)


def test_kinship_of_the_example_texts_is_none() -> None:
    terms = kitchen()
    kinship = Kinship(Glossary(terms), terms)
    for one, other in combinations(terms, 2):
        assert not kinship.both_right(one, other)


# Which comes before


def lessons() -> list[Term]:
    """Terms of which each of the last three requires the one in the middle."""
    return kitchen(
        term("Kettle", category="Kitchen", requires=("Whisk",)),
        *(term(name, category="Kitchen", requires=("Kettle",)) for name in list(TEXTS)[2:5]),
    )


def test_wrong_answers_about_order_require_the_term() -> None:
    question = asked(lessons(), "Kettle", BEFORE)
    assert question
    assert plain(question.choices[question.right]) == "Whisk"
    assert choices(lessons(), "Kettle", BEFORE) == {"Whisk", "Fridge", "Mixer", "Scale"}


def test_without_terms_that_come_after_it_order_is_not_asked() -> None:
    assert asked(lessons(), "Whisk", BEFORE) is None
    assert asked(lessons(), "Fridge", BEFORE) is None


def changed_lessons(name: str, **fields: Any) -> list[Term]:
    return [made._replace(**fields) if made.name == name else made for made in lessons()]


def test_terms_in_a_cycle_are_not_wrong_answers_about_order() -> None:
    assert asked(changed_lessons("Whisk", requires=("Fridge",)), "Kettle", BEFORE) is None


def test_terms_that_are_related_too_are_not_wrong_answers_about_order() -> None:
    assert asked(changed_lessons("Fridge", related=("Kettle",)), "Kettle", BEFORE) is None
    related = ("Fridge",)
    assert asked(changed_lessons("Kettle", related=related), "Kettle", BEFORE) is None


def test_a_right_answer_about_order_is_not_related_too() -> None:
    assert (
        asked(changed_lessons("Kettle", requires=("Whisk",), related=("Whisk",)), "Kettle", BEFORE)
        is None
    )


def test_the_right_answer_about_order_has_any_length() -> None:
    places = set()
    for name in ("Kettle", "Pan", "Wok", "Pot", "Tin", "Jug", "Cup", "Jar"):
        terms = [
            term("Grater", category="Kitchen"),
            term(name, "holds whatever somebody pours", category="Kitchen", requires=("Grater",)),
        ]
        for number, other in enumerate(
            ("Iron", "Fork", "Rack", "Colander", "Decanter", "Teaspoon")
        ):
            text = f"word{number} thing{number} place{number} time{number}"
            terms.append(term(other, text, category="Kitchen", requires=(name,)))
        question = asked(terms, name, BEFORE)
        assert question
        lengths = [len(plain(choice)) for choice in question.choices]
        places.add(sorted(lengths).index(len("Grater")))
    assert places == {0, 1, 2, 3}


def test_a_quiz_has_one_question_about_order_with_the_same_answer() -> None:
    terms = lessons()
    lifters = {
        "Scoop": "lifts rice onto plates",
        "Spoon": "stirs soup around corners",
        "Ladle": "serves stew for guests",
        "Sieves": "separate husks during harvest",
    }
    terms += [
        term("Pan", "fries onions on metal for lunch", category="Kitchen", requires=("Whisk",)),
        *(
            term(name, text, category="Kitchen", requires=("Pan",))
            for name, text in {**lifters, "Tongs": "grip", "Shaker": "spreads pepper"}.items()
        ),
    ]
    questions = Questions(Glossary(terms), terms)
    found = [q for made in terms for q in questions.about(made, (BEFORE,))]
    assert [plain(q.choices[q.right]) for q in found] == ["Whisk", "Whisk"]
    asked_ones = QuizViews(Glossary(terms), Presentation()).of_listing(listing(shown=(BEFORE,)))
    assert len(asked_ones) == 1


# Which is an example


EXAMPLES = {
    "Oven": "Grandmother leaves six loaves inside until their crust is brown.",
    "Kettle": "At five o'clock Ann heats enough for two cups of green tea.",
    "Fridge": "Yesterday's soup was still good, since Tom had put it away.",
    "Mixer": "Batter for forty pancakes was ready within three minutes.",
    "Scale": "Jo pours rice until a display shows 250.",
    "Grater": "Parmesan falls over pasta like snow on Christmas morning.",
    "Whisk": "Two whites became a stiff meringue after some patient turns.",
}


def with_examples(**changed: str) -> list[Term]:
    texts = EXAMPLES | changed
    return [term(name, category="Kitchen", example=texts[name]) for name in TEXTS]


def test_examples_of_other_terms_are_wrong_answers() -> None:
    question = asked(with_examples(), "Oven", EXAMPLE)
    assert question
    assert plain(question.choices[question.right]) == EXAMPLES["Oven"]
    assert {plain(choice) for choice in question.choices} <= {*EXAMPLES.values()}


def test_an_example_that_names_its_term_is_not_used() -> None:
    terms = with_examples(Oven="Grandmother's ovens stand beside her door since last autumn.")
    assert asked(terms, "Oven", EXAMPLE) is None
    for name in TEXTS:
        assert not any("ovens" in text for text in choices(terms, name, EXAMPLE))


def test_an_example_that_continues_with_a_table_is_not_used() -> None:
    terms = with_examples(Oven="Grandmother leaves six loaves inside for these times:")
    assert asked(terms, "Oven", EXAMPLE) is None


@pytest.mark.parametrize(
    ("text", "is_alone"),
    [
        ("A forum removes a post, and sends it to a moderator.", True),
        ("One of three nurses reads each letter before it is sent.", True),
        ("Ten points lie near a line. This line is the trend.", True),
        ("Wikidata is a public one that anyone may edit.", False),
        ("The paper contains two of them, one for photographs.", False),
        ("InstructGPT was trained this way.", False),
        ("HumanEval, for which the measure became known, has 164 tasks.", False),
        ("It was trained on the web.", False),
        ("Its weights take 14 gigabytes.", False),
        ("In this study, three nurses read all letters.", False),
        ("One such layer has 2 million weights.", False),
        ("Jo pours rice onto hers.", False),
    ],
)
def test_examples_must_stand_alone(text: str, is_alone: bool) -> None:
    assert stands_alone(text) is is_alone


def test_the_first_example_that_stands_alone_is_used() -> None:
    terms = with_examples()
    pointing = text_run("Wikidata holds a public one that volunteers extend each morning.")
    terms[0] = terms[0]._replace(examples=(pointing, *terms[0].examples))
    question = asked(terms, "Oven", EXAMPLE)
    assert question
    assert plain(question.choices[question.right]) == EXAMPLES["Oven"]
    terms[0] = terms[0]._replace(examples=(pointing,))
    assert asked(terms, "Oven", EXAMPLE) is None
    for name in TEXTS:
        assert not any("Wikidata" in text for text in choices(terms, name, EXAMPLE))


def test_two_wrong_examples_are_of_the_same_category() -> None:
    terms = with_examples()
    alone = [made._replace(category=made.name) for made in terms]
    alone[0] = alone[0]._replace(requires=("Kettle",))
    for other in range(2, 5):
        alone[other] = alone[other]._replace(requires=("Kettle",))
    assert asked(terms, "Oven", EXAMPLE)
    assert asked(alone, "Oven", EXAMPLE) is None
    for other in (2, 3):
        alone[other] = alone[other]._replace(category="Oven")
    assert asked(alone, "Oven", EXAMPLE)


def test_examples_of_related_terms_and_prerequisites_are_not_wrong_answers() -> None:
    for relation in ("related", "requires", "broader"):
        terms = with_examples()
        linked: dict[str, Any] = {relation: ("Kettle",)}
        terms[0] = terms[0]._replace(**linked)
        assert asked(terms, "Oven", EXAMPLE)
        assert EXAMPLES["Kettle"] not in choices(terms, "Oven", EXAMPLE)
        assert EXAMPLES["Oven"] not in choices(terms, "Kettle", EXAMPLE)


# Form


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("State Space Model", "a model whose state is hidden", {"stat", "model"}),
        ("Tokenizer", "cuts text into tokens", {"tokeniz"}),
        ("Log Probability", "the logarithm of something", {"log"}),
        ("Top-k Sampling", "keeps the k best", {"k"}),
        ("KV Cache", "stores keys and values", {"kv"}),
        ("KV Cache", "stores keys (K) and values (V)", {"kv"}),
        ("Content Moderation", "a moderator decides", {"moder"}),
        ("Calibration", "a calibre of its own", {"calibr"}),
        ("Backpropagation", "goes back", {"backpropag"}),
        ("Held-Out Set", "the part left out", {"out"}),
        ("Self-Attention", "reads from itself", {"self"}),
        ("Self-Attention", "they read themselves", {"self"}),
        ("Decoder-Only Model", "needs no encoder", {"decod"}),
        ("Human in the Loop", "a step in the process", set()),
        ("Quantization", "a kind of generation", set()),
        ("Network", "the work", {"network"}),
        ("Theory", "the practice", set()),
    ],
)
def test_a_repeated_word_leaves_a_trace(name: str, text: str, told: set[str]) -> None:
    assert {trace for trace in traces((name,), text) if trace[0] not in "=~"} == told


def test_the_same_word_is_another_trace_than_a_form_of_it() -> None:
    assert traces(("Deep Learning",), "it learns") != traces(("Deep Learning",), "it is learning")
    assert traces(("Reward Model",), "a model") == traces(("Reward Model",), "the models")
    moderation = ("Content Moderation",)
    assert traces(moderation, "a moderator decides") != traces(moderation, "a model decides")


def test_the_long_form_of_an_abbreviation_in_a_name_leaves_a_trace() -> None:
    model = bare_term("Large Language Model", abbr="LLM")
    judge = bare_term("LLM-as-a-Judge")
    terms = [model, judge]
    names = Kinship(Glossary(terms), terms).names_of
    assert {*names(judge)} == {"LLM-as-a-Judge", "Large Language Model", "LLM"}
    assert names(model) == ("Large Language Model",)
    assert "=language" in traces(
        names(judge), "one language grades others"
    ) or "=languag" in traces(names(judge), "one language grades others")


def test_a_word_that_only_a_wrong_choice_repeats_is_not_used() -> None:
    oven = term("Oven", category="Kitchen", related=("Kettle", "Whisk"))
    kettle = term("Kettle", "boils water near ovenware on a small flame", category="Kitchen")
    assert choices(kitchen(oven), "Oven", DEFINITION) >= {f"{BLANK} {TEXTS['Kettle']}."}
    assert choices(kitchen(oven, kettle), "Oven", DEFINITION)
    assert not any("flame" in text for text in choices(kitchen(oven, kettle), "Oven", DEFINITION))
    for name, is_offered in (("Icer", True), ("Bakery", False)):
        near = oven._replace(related=(name,))
        other = term(name, "sells rolls to hungry travellers", category="Kitchen")
        assert (name in choices(kitchen(near, other), "Oven", TERM)) is is_offered


def test_a_repeated_word_is_allowed_only_if_all_choices_have_it() -> None:
    oven = term("Bread Oven", "bakes bread in dry heat from all sides", category="Kitchen")
    others = [term(f"Bread {name}", text, category="Kitchen") for name, text in TEXTS.items()]
    assert not choices(kitchen(oven), "Bread Oven", TERM)
    assert not choices(kitchen(oven), "Bread Oven", DEFINITION)
    found = choices([oven, *others, *kitchen()], "Bread Oven", TERM)
    assert len(found) == 1 + WRONG
    assert all(name.startswith("Bread ") for name in found)


def test_names_agree_in_number_and_capitals() -> None:
    assert agrees("Model Weights", "Parameters")
    assert not agrees("Model Weights", "Parameter")
    assert not agrees("Embedding", "token")
    terms = kitchen(term("Ovens", "bake bread in dry heat from all sides", category="Kitchen"))
    assert asked(terms, "Ovens", TERM) is None


def test_an_article_before_a_blank_is_part_of_it() -> None:
    for name in TEXTS:
        question = asked(kitchen(), name, TERM)
        assert question
        assert plain(question.text).startswith(BLANK)
    assert blanked(bare_term("Oven"), "It is like an oven.") == f"It is like {BLANK}."
    assert blanked(bare_term("Oven"), "Der Oven, une oven") == f"{BLANK}, {BLANK}"


def test_the_right_name_does_not_stand_out() -> None:
    assert names_are_fair("Oven", ["Kettle", "Whisk", "Scale"])
    assert not names_are_fair("Proximal Policy Optimization", ["Kettle", "Whisk", "Scale"])
    assert not names_are_fair("Egg", ["Proximal Policy", "Direct Preference", "Reinforcement"])
    assert not names_are_fair("BLEU", ["Kettle", "Whisk", "Scale"])
    assert names_are_fair("BLEU", ["ROUGE", "Whisk", "Scale"])
    assert not names_are_fair("Pass@k", ["Kettle", "Whisk", "Scale"])
    assert not names_are_fair(
        "Causal Mask", ["Attention Head", "Self-Attention", "Hard Attention"]
    )
    assert not names_are_fair("Oven", ["Baking", "Cooking", "Deep Frying"])
    assert not names_are_fair("Baking", ["Oven", "King", "Kettle"])
    assert names_are_fair("Attention Mask", ["Attention Head", "Self-Attention", "Hard Attention"])


def test_the_right_text_does_not_stand_out() -> None:
    right = text_run("x" * 40)
    assert texts_are_fair(right, [text_run("x" * n) for n in (33, 35, 90)])
    assert not texts_are_fair(right, [text_run("x" * n) for n in (10, 20, 30)])
    assert not texts_are_fair(right, [text_run("x" * n) for n in (60, 70, 90)])
    code = (Run("literal", "x" * 40),)
    assert not texts_are_fair(code, [right] * 3)
    assert texts_are_fair(code, [right, right, code])


def test_no_question_about_the_kitchen_is_answered_by_length() -> None:
    terms = with_examples()
    for made in terms:
        for question in Questions(Glossary(terms), terms).about(made, QUIZ_KINDS):
            lengths = [len(plain(choice)) for choice in question.choices]
            right = lengths.pop(question.right)
            assert min(lengths) / 2.01 <= right <= max(lengths) * 2.01


def test_a_text_that_is_too_long_to_compare_is_not_asked_about() -> None:
    long = " ".join(f"word{number}" for number in range(LONGEST_CHOICE // 5))
    assert asked(kitchen(term("Oven", long, category="Kitchen")), "Oven", DEFINITION) is None


def test_choices_begin_with_a_capital_letter_and_end_with_a_full_stop() -> None:
    for text in ("it bakes", "it bakes.", "It bakes"):
        assert plain(as_choice(text_run(text))) == "It bakes."
    assert plain(as_choice(text_run("Does it?"))) == "Does it?"
    assert as_choice((Run("literal", "code"),)) == (Run("literal", "code"), Run("text", "."))
    assert as_choice(()) == ()


def test_definitions_that_begin_with_the_name_have_only_such_beside_them() -> None:
    plain_one = term("Kettle", category="Kitchen")
    plain_one = plain_one._replace(definition=text_run("Boils water on top of a small flame."))
    terms = kitchen(plain_one)
    assert asked(terms, "Kettle", DEFINITION) is None
    for name in TEXTS:
        assert "Boils water on top of a small flame." not in choices(terms, name, DEFINITION)


# Kinds of things


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("is the number of training examples, or of tokens", "quantity"),
        ("is the text that the maker places first", "text"),
        ("is a table that counts", "data"),
        ("is machine learning with networks", "learn"),
        ("is one of the numbers inside a model", "quantity"),
        ("is a kind of attack on people", "problem"),
        ("is a language model trained to reason", "model"),
        ("divides one model among devices", ""),
    ],
)
def test_definitions_tell_a_kind_of_thing(text: str, noun: str) -> None:
    kind = kind_of(f"{BLANK} {text}")
    assert (kind.is_thing, kind.noun) == (bool(noun), noun)


def test_the_right_example_does_not_stand_out() -> None:
    sum_of, told = text_run("With 0.5 and 0.3, it is 0.15."), text_run("A dog sees a cat at home.")
    sums = [text_run(f"{word} 0.5 and 0.3 it is 0.15.") for word in ("With", "For", "Of")]
    assert examples_are_fair(sum_of, [*sums[1:], told])
    assert not examples_are_fair(told, sums)
    assert not examples_are_fair(
        sum_of, [text_run(f"A {x} sees a cat.") for x in ("ox", "pig", "cow")]
    )
    twice = [text_run(f"A dog sees a cat {place}.") for place in ("once", "a lot")]
    assert not examples_are_fair(told, [*twice, text_run("My dog sees a cat now.")])
    assert examples_are_fair(
        told, [twice[0], *map(text_run, ("My dog sees a cow.", "He saw a dog here."))]
    )


def test_a_definition_that_measures_defines_a_quantity() -> None:
    assert kind_of(f"{BLANK} measures how far two texts are alike") == (False, "quantity")


def things() -> list[Term]:
    """The terms of the kitchen, of which four are defined as things, of two kinds."""
    names = [*TEXTS]
    starts = dict.fromkeys(names[:2], "is a number that")
    starts |= dict.fromkeys(names[2:4], "is a text that")
    return [
        term(name, f"{starts[name]} {text}" if name in starts else text, category="Kitchen")
        for name, text in TEXTS.items()
    ]


def test_a_wrong_answer_is_the_same_kind_of_thing() -> None:
    terms = things()
    assert "Kettle" in choices(terms, "Oven", TERM)
    assert "Oven" in choices(terms, "Kettle", TERM)
    assert any("boils" in text for text in choices(terms, "Oven", DEFINITION))
    alone = [made for made in terms if made.name != "Kettle"]
    assert not choices(alone, "Oven", TERM)
    assert not choices(alone, "Oven", DEFINITION)


def test_no_choice_begins_alone_as_a_thing_or_as_an_action() -> None:
    terms = things()
    found = 0
    for name in TEXTS:
        texts = choices(terms, name, DEFINITION)
        found += bool(texts)
        assert sum(text.startswith(f"{BLANK} is ") for text in texts) in {0, 2, 4}
    assert found


def test_a_wrong_answer_is_near_by_more_than_the_category_if_one_can_be() -> None:
    terms = kitchen(term("Oven", category="Kitchen", requires=("Whisk",)))
    assert "Whisk" in choices(terms, "Oven", TERM)
    unlike = kitchen(
        term("Oven", category="Kitchen", requires=("fryer",)),
        term("fryer", "dips potatoes into boiling fat", category="Kitchen"),
    )
    assert asked(unlike, "Oven", TERM) is None
    assert asked(kitchen(), "Oven", TERM)


def test_the_definition_in_the_middle_is_not_always_right() -> None:
    assert is_middle("bread and milk", ["bread in water", "milk on fire", "salt"])
    assert not is_middle("salt", ["bread in water", "milk on fire", "bread and milk"])
    words = {"Kettle": "copper", "Fridge": "silver", "Mixer": "golden"}
    texts = {name: f"{text} {words.get(name, 'marble')}" for name, text in TEXTS.items()}
    found = set()
    for name in ("Oven", "Fryer", "Stove", "Grill", "Range", "Smoker"):
        text = "bakes bread in dry heat copper silver golden"
        right = term(name, text, category="Kitchen", related=tuple(words))
        others = [term(n, x, category="Kitchen") for n, x in texts.items() if n != "Oven"]
        question = asked([right, *others], name, DEFINITION)
        assert question
        shown = [plain(choice) for choice in question.choices]
        found.add(is_middle(shown.pop(question.right), shown))
    assert found == {True, False}


def test_formulas_are_compared_as_words() -> None:
    formula = Run("math", r"\ln 0.25 \approx x")
    terms = with_examples()
    example = (Run("text", "Grandmother adds sugar "), formula, Run("text", " times until noon."))
    terms[0] = terms[0]._replace(examples=(example,))
    question = asked(terms, "Oven", EXAMPLE)
    assert question
    right = question.choices[question.right]
    assert formula in right
    assert "≈" in spoken(right)
    assert "\\" not in spoken(right)


# Each time the same


def everything(terms: list[Term]) -> dict[str, QuizQuestion]:
    questions = Questions(Glossary(terms), terms)
    return {q.key: q for made in terms for q in questions.about(made, QUIZ_KINDS)}


def test_questions_do_not_depend_on_the_order_of_terms() -> None:
    assert everything(with_examples()) == everything(with_examples()[::-1])


def test_a_change_of_one_term_leaves_most_other_questions() -> None:
    before = everything(with_examples())
    terms = with_examples()
    terms[3] = terms[3]._replace(
        definition=text_run("A mixer breaks plates with noise under trembling hands.")
    )
    after = everything(terms)
    same = [key for key, question in before.items() if after.get(key) == question]
    touched = [key for key, q in before.items() if "flour" in str(q)]
    assert len(same) >= len(before) - len(touched) - 2
    assert len(same) > len(before) / 2


def test_the_right_answer_is_in_every_place() -> None:
    places = {question.right for question in everything(with_examples()).values()}
    assert places == set(range(1 + WRONG))


# Written questions, and what a quiz asks


WRITTEN_ONE = WrittenQuizQuestion(
    text_run("Is it hot?"), (text_run("Yes"), text_run("No")), text_run("Do not touch it.")
)


def test_written_questions_come_first_with_the_first_choice_right() -> None:
    terms = kitchen(term("Oven", category="Kitchen", quiz=(WRITTEN_ONE,)))
    first, *rest = Questions(Glossary(terms), terms).about(terms[0], QUIZ_KINDS)
    assert (first.kind, plain(first.choices[first.right])) == (WRITTEN, "Yes")
    assert plain(first.explanation) == "Do not touch it."
    assert {question.kind for question in rest} == {TERM, DEFINITION}


def listing(**fields: Any) -> Listing:
    shown = fields.pop("shown", ())
    anchor = fields.pop("anchor", "term-quiz-1")
    selection = Selection(**fields)
    location = SourceLocation("", 1)
    return Listing("a", anchor, selection, "quiz", "none", False, False, location, shown=shown)


def test_a_quiz_asks_about_each_term_once_before_it_asks_again() -> None:
    terms = with_examples()
    views = QuizViews(Glossary(terms), Presentation())
    found = views.of_listing(listing())
    assert len(found) == MOST_QUESTIONS
    assert {question.about.name for question in found[: len(terms)]} == {*TEXTS}
    assert views.of_listing(listing(limit=3)) == found[:3]
    assert {q.kind for q in views.of_listing(listing(shown=(EXAMPLE,)))} == {EXAMPLE}
    others = views.of_listing(listing(anchor="term-quiz-2"))
    assert [q.key for q in others] != [q.key for q in found]
    named = views.of_listing(listing(names=("Whisk", "Oven")))
    assert [q.about.name for q in named[:2]] == ["Whisk", "Oven"]
    assert {q.about.name for q in named} == {"Whisk", "Oven"}


def test_no_question_of_a_quiz_tells_the_answer_of_another() -> None:
    views = QuizViews(Glossary(with_examples()), Presentation())
    for anchor in map(str, range(4)):
        found = views.of_listing(listing(anchor=anchor, limit=99))
        both_ways = [asked.about for asked in found if asked.kind in {TERM, DEFINITION}]
        assert len(both_ways) == len({*both_ways}) == len(TEXTS)


def test_a_card_asks_what_its_title_does_not_answer() -> None:
    terms = with_examples()
    terms[0] = terms[0]._replace(quiz=(WRITTEN_ONE,), related=("Whisk",))
    glossary = Glossary(terms)
    found = QuizViews(glossary, Presentation()).of_card(terms[0])
    assert (found[0].kind, found[0].about.name) == (WRITTEN, "Oven")
    assert {q.kind for q in found[1:3]} == {DEFINITION, EXAMPLE}
    assert (found[3].kind, found[3].about.name) == (TERM, "Whisk")
    assert QuizViews(glossary, Presentation(hidden_parts=("quiz",))).of_card(terms[0]) == ()
