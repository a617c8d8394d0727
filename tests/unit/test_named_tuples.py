"""Our named tuples beside those of the standard library."""

from __future__ import annotations

import copy
import pickle
import typing

import pytest

from sphinx_modelterms.glossary.model import Term
from sphinx_modelterms.glossary.text import named_tuples as tuples
from sphinx_modelterms.glossary.text.inline import Run
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern


class Theirs(typing.NamedTuple):
    """A record."""

    first: str
    second: int = 2
    """A number."""

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"

    def longer(self) -> Theirs:
        return self._replace(first=self.first + "!")


class Ours(tuples.NamedTuple):
    """A record."""

    first: str
    second: int = 2
    """A number."""

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"

    def longer(self) -> Ours:
        return self._replace(first=self.first + "!")


def test_the_class_says_the_same_of_itself() -> None:
    for name in ("_fields", "_field_defaults", "__doc__", "__module__", "__slots__", "__bases__"):
        assert getattr(Ours, name) == getattr(Theirs, name), name
    assert Ours.__name__ == Ours.__qualname__ == "Ours"
    assert list(Ours.__annotations__) == ["first", "second"]


@pytest.mark.parametrize("arguments", [("a",), ("a", 3)])
def test_records_behave_alike(arguments: tuple[typing.Any, ...]) -> None:
    ours, theirs = Ours(*arguments), Theirs(*arguments)
    assert ours == theirs == tuple(ours)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert (ours.first, ours.second, ours.both) == (theirs.first, theirs.second, theirs.both)
    assert ours.longer() == theirs.longer()
    assert not hasattr(ours, "__dict__")


def test_wrong_arguments_are_refused() -> None:
    for arguments in ({}, {"first": "a", "third": 1}):
        with pytest.raises(TypeError):
            Ours(**arguments)
    with pytest.raises(AttributeError):
        Ours("a").first = "b"  # type: ignore[misc]


def test_records_are_stored_and_copied() -> None:
    run = Run("text", "x")
    for again in (pickle.loads(pickle.dumps(run)), copy.deepcopy(run), copy.copy(run)):
        assert again == run
        assert type(again) is Run
    assert Term._fields[:2] == ("docname", "anchor")


def test_a_lazy_pattern_is_compiled_once_it_is_used() -> None:
    pattern = lazy_pattern("(?P<letter>a)", 0)
    assert "search" not in vars(pattern)
    assert pattern.search("ba") and pattern.search("ba").start() == 1  # type: ignore[union-attr]
    assert "search" in vars(pattern)
    assert pattern.groupindex == {"letter": 1}
