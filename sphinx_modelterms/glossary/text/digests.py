"""Digests of facts, and the differences between two tables of facts."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

KeyT = TypeVar("KeyT")

_encode = json.JSONEncoder(separators=(",", ":")).encode


def digest_of(facts: object) -> str:
    """Return a digest of facts that are made of tuples, lists, texts and numbers.

    >>> digest_of(("a", 1)) == digest_of(["a", 1]) != digest_of(("a", 2))
    True
    """
    return hashlib.sha256(_encode(facts).encode("ascii")).hexdigest()[:16]


def changed_keys(old: Mapping[KeyT, object], new: Mapping[KeyT, object]) -> set[KeyT]:
    """Return the keys of facts that only one table has, or that differ.

    >>> sorted(changed_keys({"a": 1, "b": 2, "c": 3}, {"b": 2, "c": 4, "d": 5}))
    ['a', 'c', 'd']
    """
    return {key for key, _ in old.items() ^ new.items()}
