"""English word forms: plurals, singulars, and names that only look like plurals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.glossary.text.names import anchor
from tests.word_forms import check_links, check_references, plain, terms

if TYPE_CHECKING:
    from tests.conftest import Project

PLURALS = {
    # Names that end in a digit, a letter or two parts, or an s.
    "H264": ["H264s"], "MP4": ["MP4s"], "S3": ["S3s"], "T5": ["T5s"], "PS2": ["PS2s"],
    "UTF-8": ["UTF-8s"], "x86": ["x86s"], "ES6": ["ES6s"], "802.11": ["802.11s"],
    "USB-A": ["USB-As"], "Q&A": ["Q&As"], "R&D": ["R&Ds"], "A/B": ["A/Bs"], "CI/CD": ["CI/CDs"],
    "TCP/IP": ["TCP/IPs"], "Vitamin D": ["vitamin Ds"], "X-Y": ["X-Ys"], "2FA": ["2FAs"],
    "DNS": ["DNSes", "DNSs"], "CMS": ["CMSes"], "POS": ["POSes"], "GPS": ["GPSes"],
    "iOS": ["iOSes"], "MUX": ["MUXes"], "GUI": ["GUIs"],
    "Bus": ["buses", "busses"], "Class": ["classes"], "Bias": ["biases"], "Iris": ["irises"],
    "Atlas": ["atlases"], "Canvas": ["canvases"], "Loss": ["losses"], "Address": ["addresses"],
    "Alias": ["aliases"], "Campus": ["campuses"], "Virus": ["viruses"], "Process": ["processes"],
    # Greek and Latin.
    "Phenomenon": ["phenomena"], "Automaton": ["automata", "automatons"], "Polyhedron": ["polyhedra"],
    "Matrix": ["matrices", "matrixes"], "Vertex": ["vertices"], "Appendix": ["appendices"],
    "Helix": ["helices"], "Simplex": ["simplices"], "Schema": ["schemata", "schemas"],
    "Stigma": ["stigmata"], "Lemma": ["lemmata", "lemmas"], "Formula": ["formulae", "formulas"],
    "Antenna": ["antennae"], "Stratum": ["strata"], "Bacterium": ["bacteria"],
    "Spectrum": ["spectra"], "Corpus": ["corpora"], "Genus": ["genera"], "Radius": ["radii"],
    "Nucleus": ["nuclei"], "Stimulus": ["stimuli"], "Hypothesis": ["hypotheses"],
    "Parenthesis": ["parentheses"], "Synthesis": ["syntheses"], "Crisis": ["crises"],
    "Basis": ["bases"], "Ellipsis": ["ellipses"], "Millennium": ["millennia"], "Taxon": ["taxa"],
    "Tableau": ["tableaux"], "Bureau": ["bureaux"],
    # English.
    "Child process": ["child processes"], "Foot": ["feet"], "Goose": ["geese"], "Ox": ["oxen"],
    "Mouse": ["mice"], "Person": ["people", "persons"], "Workman": ["workmen"], "Human": ["humans"],
    "Half-life": ["half-lives"], "Bookshelf": ["bookshelves"], "Thief": ["thieves"],
    "Proof": ["proofs"], "Query": ["queries"], "Key": ["keys"], "Hero": ["heroes"],
    "Photo": ["photos"], "Epoch": ["epochs"], "Quiz": ["quizzes"], "Café": ["cafés"],
    "Grandchild": ["grandchildren"],
    # The head of a name.
    "Attorney General": ["attorneys general"], "Notary Public": ["notaries public"],
    "Court-martial": ["courts-martial"], "Runner-up": ["runners-up"], "Add-on": ["add-ons"],
    "Editor-in-chief": ["editors-in-chief"], "Unit of Work": ["units of work"],
    "Major General": ["major generals"], "Power over Ethernet": ["powers over Ethernet"],
    "Support Vector Machine": ["support vector machines"],
}  # fmt: skip

SINGULARS = {
    "Gradients": "gradient", "Logits": "logit", "Tokenizers": "tokenizer", "Callbacks": "callback",
    "Endpoints": "endpoint", "Matrices": "matrix", "Criteria": "criterion", "Vertices": "vertex",
    "Hypotheses": "hypothesis", "Queries and Keys": "", "Model Weights": "model weight",
    "Decision Boundaries": "decision boundary", "LLMs": "LLM", "GPUs": "GPU",
    "Knowledge Bases": "knowledge base", "Guardrails": "guardrail", "Coroutines": "coroutine",
}  # fmt: skip

NO_SINGULARS = {
    "Teams": "team", "Pages": "page", "Numbers": "number", "Struts": "strut", "Slides": "slide",
    "Kubernetes": "kubernete", "Jenkins": "jenkin", "Postgres": "postgre", "Customs": "custom",
    "Arms": "arm", "Ethics": "ethic", "Savings": "saving", "Premises": "premise",
    "Semantics": "semantic", "Travis": "travi", "Texas": "texa", "News": "new", "Series": "serie",
    "Canvas": "canva", "Chassis": "chassi", "Pandas": "panda", "Thanks": "thank",
    "Keras": "kera", "Redis": "redi", "Sass": "sas",
}  # fmt: skip


def test_there_are_ten_words_of_each_kind() -> None:
    assert len(PLURALS) > 60
    assert min(len(SINGULARS), len(NO_SINGULARS)) > 10


def test_plurals_become_links(project: Project) -> None:
    texts = {
        f"So {form} are here, and the {form}’ end.": [form, form]
        for forms in PLURALS.values()
        for form in forms
    }
    check_links(project, terms(f"{name} :: case: any" for name in PLURALS), texts)


def test_references_find_plurals(project: Project) -> None:
    wanted = {form: anchor(name) for name, forms in PLURALS.items() for form in forms}
    check_references(project, terms(PLURALS), wanted)


def test_singulars_of_known_words_are_found(project: Project) -> None:
    singulars = {name: form for name, form in SINGULARS.items() if form}
    texts = {f"Take one {form} here.": [form] for form in singulars.values()}
    check_links(project, terms(SINGULARS), texts)
    wanted = {form: anchor(name) for name, form in singulars.items()}
    check_references(project, terms(SINGULARS), wanted)


def test_names_that_look_like_plurals_have_no_singular(project: Project) -> None:
    texts = {f"Take one {form} here.": [] for form in NO_SINGULARS.values()}
    check_links(project, terms(NO_SINGULARS), texts)
    check_references(project, terms(NO_SINGULARS), dict.fromkeys(NO_SINGULARS.values(), ""))


@pytest.mark.parametrize("make", [terms, plain])
def test_capitals_are_proper_names_where_other_names_have_none(
    project: Project, make: type
) -> None:
    names = ["kernel", "page fault", "interrupt", "Gradients", "windows", "Model Weights"]
    texts = {
        "a gradient, a window": ["window"],
        "one model weight": [],
        "many Gradients and windows, page faults": ["Gradients", "windows", "page faults"],
    }
    check_links(project, make(names), texts)


def test_a_wrong_form_suggests_the_name(project: Project) -> None:
    project.write({"index": f"Home\n====\n\n:term:`window`\n\n{terms(['Windows'])}"})
    (warning,) = project.build().warnings
    assert "Did you mean 'Windows'?" in warning


def test_forms_of_the_author_add_what_is_missing(project: Project) -> None:
    names = ["Windows :: forms: window", "Rails :: forms: rail"]
    check_links(project, terms(names), {"a window on a rail": ["window", "rail"]})
    wanted = {"window": "term-windows", "rail": "term-rails"}
    check_references(project, terms(names), wanted)


EXACT = ["Ruby", "Swift", "Flask", "Pages", "Bash", "Perl", "Rust", "Julia", "Scratch", "Elm"]


def test_exact_case_holds_for_every_form(project: Project) -> None:
    names = [*(f"{name} :: case: exact" for name in EXACT), "Dart :: case: exact :: forms: Darts"]
    texts = {
        "Rubies, rubies, ruby, RUBIES": ["Rubies"],
        "Swifts, swifts, swift": ["Swifts"],
        "flasks, Page, page, Pages": ["Pages"],
        "a bash, bashes, perls, rusts, elms, scratches": [],
        "Darts, darts": ["Darts"],
    }
    check_links(project, terms(names), texts)
    wrong = ["rubies", "swifts", "flasks", "Page", "bashes", "perls", "elms", "darts", "rusts"]
    wanted = {"Rubies": "term-ruby", "Darts": "term-dart"} | dict.fromkeys(wrong, "")
    check_references(project, terms(names), wanted)


def test_short_plurals_are_no_everyday_words(project: Project) -> None:
    names = [f"{name} :: case: any" for name in ("A", "I", "U", "IT", "Type A", "Class I", "Doe")]
    texts = {"So it is as was, its use us, the type as is, class is, does.": ["it"]}
    check_links(project, terms(names), texts)


def test_relations_lists_and_comparisons_take_word_forms(project: Project) -> None:
    cards = terms(
        [
            "Token",
            "Analysis",
            "Matrix",
            "Corpus :: related: tokens, matrices :: requires: analyses",
            "Old Corpus :: status: deprecated :: replaced-by: corpora",
        ]
    )
    more = ".. term-list:: Tokens, Analyses\n\n.. term-compare:: tokens, matrices\n\n   Advice.\n"
    project.write({"index": f"Home\n====\n\n{cards}\n{more}"})
    built = project.build()
    assert built.warnings == []
    card = built.body("index").split('id="term-corpus"')[1]
    for name in ("token", "matrix", "analysis"):
        assert f'href="#term-{name}"' in card
    assert 'href="#term-corpus"' in card.split('id="term-old-corpus"')[1]
