"""A real AI glossary, made with sphinx_modelterms; built as a site inside the manual."""

from sphinx_modelterms import __version__

project = "AI glossary"
author = "The sphinx_modelterms founders"
copyright = "2026, the sphinx_modelterms founders"
version = release = __version__

extensions = [
    "sphinx_modelterms",
    "sphinx_design",
    "myst_parser",
]
nitpicky = True
gettext_compact = False

html_theme = "furo"
html_title = "AI glossary"
# Signs of formulas that pdflatex does not know as text.
SIGNS = {"2212": "-", "03B5": r"\varepsilon", "03B8": r"\theta"}
latex_elements = {
    "papersize": "a4paper",
    "preamble": "\n".join(
        rf"\DeclareUnicodeCharacter{{{code}}}{{\ensuremath{{{sign}}}}}"
        for code, sign in SIGNS.items()
    ),
}

modelterms_data = ["glossary/data/*.yml"]
modelterms_pages = "terms"
modelterms_card_parts = [
    "definition",
    "status",
    "meta",
    "names",
    "prerequisites",
    "facts",
    "explanation",
    "examples",
    "faq",
    "map",
    "quiz",
    "related",
    "comparisons",
    "sources",
    "used-in",
]
# All rules but "unexplained-in-text": GPT, BERT and the like are names here.
modelterms_quality = [
    "circular",
    "own-name",
    "too-long",
    "is-when",
    "no-example",
    "no-source",
    "unexplained-abbreviation",
    "one-sided",
    "redundant-alias",
    "stale-review",
    "unlinked-mention",
    "deprecated-name",
    "former-name",
]
modelterms_autolink = "page"
modelterms_exports = ["anki"]
modelterms_page_terms = "end"
modelterms_categories = {
    "Foundations": {
        "description": "What everything else rests on.",
        "colour": "grey",
    },
    "Architecture": {
        "description": "How models are built.",
        "colour": "purple",
    },
    "Training": {
        "description": "How models learn, and from what.",
        "colour": "blue",
    },
    "Inference": {
        "description": "How a finished model makes its answers.",
        "colour": "teal",
    },
    "Agents & Tools": {
        "description": "Models that look things up and act.",
        "colour": "green",
    },
    "Evaluation": {
        "description": "How good is it, and how would one know?",
        "colour": "orange",
    },
    "Safety": {
        "description": "What can go wrong, and what is done about it.",
        "colour": "red",
    },
}
