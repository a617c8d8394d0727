"""Terms in data files: YAML, JSON and CSV, read into records with the line of each value.

Files are not trusted: they are limited in size and depth, and their values are only ever text.
"""
