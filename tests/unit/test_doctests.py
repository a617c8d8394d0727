"""The examples in the docstrings of the pure core are right."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import sphinx_modelterms.glossary as core

NAMES = [module.name for module in pkgutil.walk_packages(core.__path__, f"{core.__name__}.")]


@pytest.mark.parametrize("name", NAMES)
def test_examples(name: str) -> None:
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0
