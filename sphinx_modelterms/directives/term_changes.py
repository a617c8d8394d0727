"""The directive ``term-changes``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.directives.options import option_location
from sphinx_modelterms.directives.term_list import ListingDirective
from sphinx_modelterms.doctree.blocks import CHANGES as DIFFERENCES
from sphinx_modelterms.glossary.list_option_specs import CHANGES_OPTIONS
from sphinx_modelterms.glossary.option_values import split_items
from sphinx_modelterms.glossary.views.selection import CHANGES
from sphinx_modelterms.regular_files import read_whole

if TYPE_CHECKING:
    from typing import Any, ClassVar

    from docutils import nodes

    from sphinx_modelterms.formats.changes import VocabularyChanges
    from sphinx_modelterms.formats.vocabulary import Vocabulary


class ChangesDirective(ListingDirective):
    """Compare the terms in two ``modelterms.json``, the older one first::

    <container classes="mt-changes" ids="term-changes-1" modelterms="changes">
        # filled by a post-transform
    """

    known_options = CHANGES_OPTIONS
    kind = "changes"
    display = CHANGES
    classes: ClassVar[list[str]] = ["mt-changes"]
    takes_names = True
    _changes: VocabularyChanges | None = None

    def run(self) -> list[nodes.Node]:
        (root,) = super().run()
        if self._changes is None:
            return []
        root[DIFFERENCES] = self._changes  # type: ignore[index]  # an element
        return [root]

    def _names(self) -> tuple[str, ...]:
        """Compare the files on the directive's line; there are no names of terms."""
        files = super()._names()
        if len(files) == 2:
            old, new = map(self._read, files)
            if old and new:
                # Imported here and below, as few projects need it.
                from sphinx_modelterms.formats.changes import compare_vocabularies

                self._changes = compare_vocabularies(old, new)
        else:
            is_twice = files and len(split_items(self.arguments[0])) > len(files) == 1
            has = f"has {files[0]!r} twice" if is_twice else f"has {len(files)}"
            message = f"{self.name!r} needs two files, but {has}. Write the older "
            message += "modelterms.json, a comma, and the newer one"
            warn(Subtype.CHANGES, message, option_location(self, 0))
        return ()

    def _read(self, name: str) -> Vocabulary | None:
        """Return the terms in a file, which is found as images are; ``None`` after a warning."""
        from sphinx_modelterms.formats.usable_vocabulary import read_vocabulary
        from sphinx_modelterms.formats.vocabulary import NotAGlossary

        try:
            relative, path = self.env.relfn2path(name)
            self.env.note_dependency(relative)
            found = read_vocabulary(read_whole(Path(path)))
        except NotAGlossary as error:
            message = f"{self.name}: {name!r} {error}"
        except OSError as error:
            message = f"{self.name}: can't read {name!r}: {error.strerror or error}. Write its "
            message += "path from this page, or with '/' at the start from the source directory"
        except ValueError:
            message = f"{self.name}: {name!r} can't be a path"
        except RuntimeError:  # of Path.resolve, up to Python 3.12
            message = f"{self.name}: {name!r} is a symbolic link that leads to itself"
        else:
            for problem in found.problems:
                message = f"{self.name}: {name!r}: {problem}"
                warn(Subtype.CHANGES, message, option_location(self, 0))
            return found
        warn(Subtype.CHANGES, message, option_location(self, 0))
        return None

    def draft(self, values: dict[str, Any]) -> dict[str, Any]:
        changes = self._changes
        terms = (*changes.new, *(change.new for change in changes.changed)) if changes else ()
        return {**super().draft(values), "shown": tuple(term.full_name for term in terms)}
