"""A page from right to left. Built by the tests in a browser."""

project = "מונחים"
author = "Nobody"
extensions = ["sphinx_modelterms"]
# Hebrew, and the direction, which most themes leave to their users.
language = "he"
html_context = {"language": 'he" dir="rtl'}
html_theme = "furo"
locale_dirs = ["words"]
modelterms_categories = {"text": {"title": "טקסט", "colour": "blue"}}
