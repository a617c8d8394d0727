"""The manual of sphinx_modelterms, with an AI glossary as a site inside it."""

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
    "sphinx_copybutton",
    "sphinx_reredirects",
    "sphinx.ext.autodoc",
    "build_events",
    "command_help",
    "ebook_tabs",
    "inner_site",
    "reference_tables",
    "snippets",
]
exclude_patterns = ["snippets", "ai-glossary"]
myst_enable_extensions = ["deflist"]
nitpicky = True
# Types in signatures: only the classes of the reference have a page.
nitpick_ignore_regex = [("py:.*", ".*")]
gettext_compact = False

html_theme = "furo"
html_title = "sphinx_modelterms"
html_static_path = ["_static"]
html_css_files = ["manual.css"]
html_extra_path = [str(files("sphinx_modelterms.glossary.datafiles") / "terms.schema.json")]
latex_elements = {"papersize": "a4paper"}
epub_exclude_files = ["terms.schema.json"]

modelterms_categories = {name: name for name in ("Terminology", "On the page", "In the build")}
modelterms_faq = []  # questions such as "What does Alias mean?" would only lengthen the glossary
modelterms_autolink = "page"
modelterms_autolink_exclude = [".sd-card"]  # all of such a card is a link

# Pages that have moved, with where they are now.
redirects = {
    f"manual/{old}": f"../{new}.html"
    for old, new in {
        "asking": "guides/questions-and-answers",
        "automatic-links": "guides/automatic-links",
        "comparing": "guides/compare-terms",
        "configuration": "reference/configuration",
        "contributing-recipes": "contributing/recipes",
        "data-files": "guides/data-files",
        "formats": "guides/pdf-and-other-formats",
        "generated-pages": "guides/generated-pages",
        "hover-cards": "guides/hover-cards",
        "how-a-build-works": "explanation/how-a-build-works",
        "incremental": "explanation/incremental-builds",
        "install": "guides/install",
        "languages": "guides/languages",
        "linking": "guides/link-to-terms",
        "listing": "guides/list-terms",
        "moving": "guides/move-your-glossary",
        "programs": "reference/json",
        "quick-start": "tutorials/new-project",
        "speed": "explanation/speed",
        "styling": "guides/styling",
        "warnings": "reference/warnings",
        "writing-terms": "guides/write-terms",
    }.items()
}
epub_exclude_files += [f"{old}.xhtml" for old in redirects]
copybutton_prompt_text = "$ "
