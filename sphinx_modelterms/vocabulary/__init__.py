"""One vocabulary of many projects: their ``modelterms.json`` are collected into tables, on which
reports and searches run.

Only the command ``vocabulary`` loads this package, and no build does. All rules about names and
texts are applied when rows are made (:mod:`~sphinx_modelterms.vocabulary.site_rows`), so that the
SQL of the reports needs nothing on which engines disagree.
"""
