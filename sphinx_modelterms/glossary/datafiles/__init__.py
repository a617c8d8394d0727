"""Terms in data files: YAML, JSON, CSV and Markdown, read into records with their lines.

Files are not trusted: they are limited in size and depth, and their values are only ever text.
"""
