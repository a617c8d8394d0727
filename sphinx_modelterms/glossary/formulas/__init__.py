"""Formulas of data files: an allow-list of commands, and the grammar that combines them."""
