"""Checks of the distributions and of a release, for the people who publish the extension."""
