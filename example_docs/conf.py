"""The manual of sphinx_modelterms, and a real AI glossary, in one site."""

import sys
from importlib.resources import files
from pathlib import Path

from sphinx_modelterms import __version__

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "sphinx_modelterms"
author = "The sphinx_modelterms founders"
copyright = "2026, the sphinx_modelterms founders"
version = release = __version__

extensions = [
    "sphinx_modelterms",
    "sphinx_design",
    "myst_parser",
    "build_events",
    "reference_tables",
    "ebook_tabs",
]
exclude_patterns = ["snippets"]
nitpicky = True
gettext_compact = False

html_theme = "furo"
html_title = "Model Terms for Sphinx"
html_extra_path = [str(files("sphinx_modelterms.glossary.datafiles") / "terms.schema.json")]
# Signs of formulas that pdflatex does not know as text.
SIGNS = {"2212": "-", "03B5": r"\varepsilon", "03B8": r"\theta"}
latex_elements = {
    "papersize": "a4paper",
    "preamble": "\n".join(
        rf"\DeclareUnicodeCharacter{{{code}}}{{\ensuremath{{{sign}}}}}"
        for code, sign in SIGNS.items()
    ),
}
epub_exclude_files = ["terms.schema.json"]

modelterms_data = ["glossary/data/*.yml"]
modelterms_pages = "terms"
modelterms_quality = True
modelterms_autolink = "page"
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
