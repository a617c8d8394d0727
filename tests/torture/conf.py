"""Everything the extension has, in every place that a document has. Built by all builders."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "Torture"
author = "Nobody"
copyright = "2026, Nobody"
version = release = "1.0"
language = "en"

extensions = [
    "sphinx_modelterms",
    "sphinx_design",
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.ifconfig",
]
exclude_patterns = ["included.txt"]
myst_enable_extensions = ["colon_fence", "deflist", "substitution", "fieldlist"]
nitpicky = True

html_theme = "basic"
man_pages = [("index", "torture", "Torture", [author], 1)]
texinfo_documents = [("index", "torture", project, author, "torture", "Terms.", "Miscellaneous")]
latex_elements = {"papersize": "a4paper"}

epub_use_index = False  # Sphinx lists there what `only` leaves out

modelterms_autolink = "page"
modelterms_data = ["data.yml"]
modelterms_pages = "made"
modelterms_used_in = 2
modelterms_categories = {
    "Text & Signs": {"description": "What is written: \\{}%$#_^~&<>.", "colour": "blue"},
    "Numbers": "What is counted",
}
