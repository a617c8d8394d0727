"""Bringing what a project has into the form of this extension, once, by command."""
