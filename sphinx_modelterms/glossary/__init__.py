"""The vocabulary itself: terms, their names and relations, automatic links and data files.

Nothing here imports Sphinx or docutils, so you can use it in scripts:

>>> from sphinx_modelterms.glossary.lookup import Glossary
>>> from sphinx_modelterms.glossary.model import Term
>>> term = Term("terms", "term-llm", "Large Language Model", abbr="LLM")
>>> Glossary([term]).find("llm").name
'Large Language Model'
"""
