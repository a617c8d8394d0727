"""The vocabulary itself: records, names, look-up, questions, what pages show of each other.

Pure Python: nothing here imports Sphinx or docutils, so scripts can use it on its own.
"""
