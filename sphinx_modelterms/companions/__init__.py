"""Adaptations to Sphinx and to other extensions, one module each.

Each module says which versions it is for, and when it can be removed.
"""
