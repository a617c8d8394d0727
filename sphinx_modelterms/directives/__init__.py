"""Directives and roles of the extension: they turn an author's markup into the standard nodes of
cards."""
