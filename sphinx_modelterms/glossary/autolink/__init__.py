"""Automatic links: the text of pages, the names in it, the rules that decide."""
