"""The pure core: records, names, look-up, links, views and data files of a glossary.

Nothing here imports Sphinx or docutils, so scripts can use it on its own.
"""
