"""Automatic links: the text of pages, the names in it, and the rules that decide which
are linked.
"""
