"""Data files in a build: loading them, their text made safe, pages for their terms."""
