"""Python's collector of cyclic garbage, which walks all objects that are alive again and again."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


@contextmanager
def paused_collector() -> Iterator[None]:
    """Nothing is collected while only records are made, which stay and have no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class FrozenMemory:
    """Has the collector leave alone what is there when writing begins: it stays to the end anyway.

    What dies of it in a cycle is not freed until the build is finished.
    """

    _frozen: ClassVar[bool] = False
    """Whether we have frozen this process; others may have, too."""

    def freeze(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``."""
        if app.config.modelterms_freeze and not gc.get_freeze_count():
            gc.freeze()
            FrozenMemory._frozen = True

    def unfreeze(self, app: Sphinx, exception: Exception | None) -> None:
        """On ``build-finished``, after a failure too."""
        self._end()

    def begin(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """On ``env-before-read-docs``: a build before this one may have been interrupted."""
        self._end()

    @classmethod
    def _end(cls) -> None:
        if cls._frozen:
            gc.unfreeze()
            cls._frozen = False
