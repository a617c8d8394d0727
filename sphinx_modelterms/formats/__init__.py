"""Formats of other programs, made from ``modelterms.json``; each is loaded on use."""
