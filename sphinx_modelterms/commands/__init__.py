"""The commands of the package, apart from those of :mod:`sphinx_modelterms.migration`."""
