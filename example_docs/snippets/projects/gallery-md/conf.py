extensions = ["sphinx_modelterms", "myst_parser", "sphinx_design"]
modelterms_categories = {
    "Foundations": {"description": "Concepts that the others build on.", "colour": "blue"},
    "Adapting": {"description": "Ways to make a model fit a task.", "colour": "green"},
    "Search": {"description": "Finding text by its meaning.", "colour": "purple"},
}
