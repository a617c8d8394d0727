"""Changes to the behaviour of Sphinx and of other extensions, each with the versions it is for."""
