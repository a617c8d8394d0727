"""Nodes of cards and links, their visitors, and walks over doctrees."""
