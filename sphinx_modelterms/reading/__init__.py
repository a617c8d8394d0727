"""Readers of finished doctrees: they build the records that are kept of each page."""
