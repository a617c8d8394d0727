"""Look-up, relations, problems, views and questions, without Sphinx."""

from __future__ import annotations

from typing import Any

from sphinx_modelterms.glossary.consistency import problems
from sphinx_modelterms.glossary.lookup import Glossary
from sphinx_modelterms.glossary.model import (
    Entry,
    Mention,
    NamedTarget,
    Page,
    Section,
    SourceLocation,
    Target,
    Term,
)
from sphinx_modelterms.glossary.text.inline import Run
from sphinx_modelterms.glossary.text.names import anchor
from sphinx_modelterms.glossary.views.mentions import sorted_mentions
from sphinx_modelterms.glossary.views.page import Views
from sphinx_modelterms.glossary.views.page_plan import PagePlanner
from sphinx_modelterms.glossary.views.plans import NoPlans
from sphinx_modelterms.glossary.views.presentation import Badge, Presentation, Template
from sphinx_modelterms.glossary.views.records import Link, MentionPlace
from sphinx_modelterms.glossary.views.references import References


def term(name: str, docname: str = "a", **fields: Any) -> Term:
    return Term(
        docname=docname,
        anchor=anchor(name),
        name=name,
        source_name=fields.pop("source_name", name),
        location=SourceLocation("", 1),
        definition=(Run("text", f"{name} is a thing."),),
        **fields,
    )


def name_of(found: NamedTarget | None) -> str | None:
    return found and f"{found.target.docname}:{found.name}"


def test_names_are_found_in_order_of_weight() -> None:
    glossary = Glossary(
        [term("RAG", "b"), term("Retrieval", abbr="RAG", aliases=("look up",))],
        [Entry("Token", "g", "term-Token"), Entry("Token", "h", "term-Token")],
    )
    assert name_of(glossary.find("RAG")) == "b:RAG"
    assert name_of(glossary.find("rag")) == "b:RAG"
    assert name_of(glossary.find("Look  Up")) == "a:Retrieval"
    assert name_of(glossary.find("token")) == "h:Token"
    assert glossary.find("nothing") is None


def test_a_glossary_entry_of_the_exact_name_goes_first() -> None:
    glossary = Glossary([term("Token"), term("head")], [Entry("Token", "g", "term-Token")])
    assert name_of(glossary.find("Token")) == "g:Token"
    assert name_of(glossary.find("TOKEN")) == "g:Token"
    assert name_of(glossary.find("Head")) == "a:head"


def test_a_translated_term_is_found_by_the_name_it_was_written_with() -> None:
    glossary = Glossary([term("Jeton", source_name="Token")])
    assert glossary.find("Token") == glossary.find("jeton")


def test_relations_leave_out_the_term_itself_and_the_unknown() -> None:
    one = term("One", related=("two", "ONE", "nowhere", "Two"), abbr="1")
    two = term("Two", requires=("1",))
    glossary = Glossary([one, two])
    assert [t.name for t in glossary.related(one, "related")] == ["Two"]
    assert [t.name for t in glossary.naming(one, "requires")] == ["Two"]
    assert glossary.naming(one, "related") == []


def codes(*terms: Term) -> list[tuple[str, str, str]]:
    return [(p.code, p.term.docname, p.option) for p in problems(Glossary(terms))]


def test_each_problem_has_its_code() -> None:
    assert codes(term("A", related=("B",)), term("B", related=("a",))) == []
    assert codes(term("A", related=("Bb",))) == [("unknown-term", "a", "related")]
    assert codes(term("A", broader=("a",))) == [("self-relation", "a", "broader")]
    assert codes(term("A", replaced_by="X")) == [("unknown-term", "a", "replaced-by")]
    assert codes(term("A"), term("a", "b")) == [("duplicate-name", "b", "")]
    assert codes(term("A"), term("B", "b", aliases=("a",))) == [
        ("duplicate-alias", "b", "aliases")
    ]
    assert codes(term("A", abbr="X"), term("B", "b", abbr="x")) == [
        ("duplicate-alias", "b", "abbr")
    ]


def test_an_unknown_term_comes_with_the_nearest_names() -> None:
    glossary = Glossary([term("A", related=("Tokeniser",)), term("Tokenizer"), term("Zebra")])
    (problem,) = problems(glossary)
    assert "'Tokenizer'" in problem.message
    assert "'Zebra'" not in problem.message


TEMPLATES = {
    "definition": Template("What is {name}?", "{definition}"),
    "example": Template("Example of {name}?", "{example}"),
    "related": Template("{name} and {other}?", "{other_definition}"),
    "related-same-category": Template(
        "{name} and {other}?", "Both {category}. {other_definition}"
    ),
    "level": Template("How hard is {name}?", "{level}."),
}


class PlansInMemory(NoPlans):
    """Plans that are made when they are asked for."""

    def __init__(self, references: References, pages: dict[str, Page]) -> None:
        planner = PagePlanner(references, pages)
        self._plans = [planner.plan(docname)[0] for docname in pages]

    def mentions(self, target: Target) -> list[MentionPlace]:
        places = (place for plan in self._plans for of, place in plan.mentions if of == target)
        return sorted_mentions(target, places, str)


def views(pages: dict[str, Page], **presentation: Any) -> Views:
    glossary = Glossary([t for page in pages.values() for t in page.terms])
    settings = {
        "levels": {"hard": Badge("Hard!", "red")},
        "question_kinds": ("definition", "example", "related", "level"),
        "question_templates": TEMPLATES,
        "related_questions": 1,
    }
    titles = {docname: f"Page {docname}" for docname in pages}
    references = References(glossary, Presentation(**(settings | presentation)))
    plans = PlansInMemory(references, pages)
    return Views(references, pages, lambda docname: titles.get(docname, ""), plans)


def test_questions_whose_answer_is_missing_are_left_out() -> None:
    one = term("One", category="X", level="hard", related=("Two", "Three"))
    two = term("Two", category="X", examples=((Run("literal", "2"),),))
    page = Page((one, two, term("Three")))
    (_, first), (_, second), (_, third) = views({"a": page}).page("a").cards
    assert [(q.key, q.question, q.answer) for q in first.questions] == [
        ("related-two", "One and Two?", (Run("text", "Both X. Two is a thing."),)),
    ]
    assert [q.key for q in second.questions] == ["example"]
    assert second.questions[0].answer == (Run("literal", "2"),)
    assert third.questions == (), "the definition alone has just been said"


def test_used_in_is_sorted_without_doubles_and_without_the_card_itself() -> None:
    mention = Mention("one", "term", 0, "")
    pages = {
        "a": Page(
            (term("One"),), (), (Section("", ""),), (Mention("One", "term", 0, "term-one"),)
        ),
        "z": Page(
            (), (), (Section("", ""), Section("s", "Sec")), (mention, mention._replace(section=1))
        ),
        "b": Page((), (), (Section("", ""),), (mention, mention._replace(target="ONE"))),
    }
    (_, card), *_ = views(pages, used_in=2).page("a").cards
    assert [use.link for use in card.used_in] == [
        Link(Target("b", ""), "Page b"),
        Link(Target("z", ""), "Page z"),
    ]
    assert card.folded == (Link(Target("z", "s"), "Page z: Sec"),)
    (_, card), *_ = views(pages, used_in=0).page("a").cards
    assert card.used_in == card.folded == ()


def test_a_mutual_relation_is_shown_once() -> None:
    one = term("One", related=("Two",), requires=("Three",))
    two = term("Two", related=("One",))
    three = term("Three", related=("One",))
    (_, card), (_, _two), (_, last) = views({"a": Page((one, two, three))}).page("a").cards
    lines = {line.relation: [link.text for link in line.links] for line in card.relations}
    assert lines == {"requires": ["Three"], "inverse-related": ["Three"]}
    assert {line.relation for line in last.relations} == {"inverse-requires"}


def test_a_page_without_terms_and_mentions_has_an_empty_view() -> None:
    assert not views({"a": Page()}).page("a")
    assert not views({}).page("nowhere")
