"""Data files in a build: loading, sanitizing their markup, and generating pages of their terms."""
