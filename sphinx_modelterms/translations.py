"""Our texts in the project's language: whole sentences with ``{fields}``, never pieces of them.

The catalogues are in ``locale/``; ``python noxfile.py messages`` updates them from the sources.
A project can reword the texts, or add a language, with a file
``LANGUAGE/LC_MESSAGES/sphinx_modelterms.po`` in one of its ``locale_dirs``.
"""

from __future__ import annotations

import datetime
import hashlib
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

import babel
import babel.dates
from sphinx.locale import get_translation, get_translator, init
from sphinx.util.i18n import CatalogInfo, CatalogRepository

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.text.templates import fill_template, have_same_fields, words_around
from sphinx_modelterms.translation_checks import check_own_words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

CATALOGUE = "sphinx_modelterms"
LOCALE = Path(__file__).parent / "locale"

_ = get_translation(CATALOGUE)

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Codes of the languages that are written from right to left."""


def is_right_to_left(language: str) -> bool:
    """Return True if *language* is written from right to left."""
    return language.partition("_")[0] in RIGHT_TO_LEFT


PLURALS = range(200)
"""Numbers that together need every plural form of any language."""


class Sentence:
    """A text with fields, translated when it is used.

    A translation with different fields from the original counts as missing.
    """

    known: dict[str, Sentence] = {}
    """All sentences by their English text."""

    def __init__(self, message: str) -> None:
        self.message = message
        self.known[message] = self

    @property
    def translation(self) -> str:
        """The translation in the catalogue."""
        return get_translator(CATALOGUE).gettext(self.message)

    @property
    def text(self) -> str:
        """The text in the project's language, with its fields."""
        text = self.translation
        return text if have_same_fields(text, self.message) else self.message

    def is_broken(self) -> bool:
        """True if there is a translation that cannot be used."""
        return self.text != self.translation

    def fill(self, **fields: object) -> str:
        """Return the text with its fields filled in."""
        return fill_template(self.text, **fields)

    def around(self, field: str) -> tuple[str, str]:
        """Return the text before and after the only field."""
        return words_around(self.text, field)


class CountedSentence(Sentence):
    """A sentence with a number, in the field ``count``.

    :param message: English singular
    :param many: English plural
    """

    def __init__(self, message: str, many: str) -> None:
        super().__init__(message)
        self.many = many

    def _translated(self, count: int) -> str:
        return get_translator(CATALOGUE).ngettext(self.message, self.many, count)

    def is_broken(self) -> bool:
        texts = {self._translated(n) for n in PLURALS}
        originals = self.message, self.many
        return not all(any(have_same_fields(text, o) for o in originals) for text in texts)

    def template(self, count: int) -> str:
        """Return the text for *count*, with its field."""
        if self.is_broken():
            return self.message if count == 1 else self.many
        return self._translated(count)

    def count(self, count: int) -> str:
        """Return the text for *count*."""
        return fill_template(self.template(count), count=count)


sentence = Sentence
counted = CountedSentence


def list_separator() -> str:
    """Return the separator between the items of a list within a line."""
    return _(", ")


def colon() -> str:
    """Return the colon between a label and its value."""
    return _(": ")


def date_text(date: str, language: str) -> str:
    """Return a date in the format of the language.

    :param date: ``YYYY-MM-DD``, which is kept for a language without a known format
    """
    try:
        locale = babel.Locale.parse(language, sep="_")
        return babel.dates.format_date(datetime.date.fromisoformat(date), "long", locale)
    except (ValueError, babel.UnknownLocaleError):
        return date


def _repository(app: Sphinx) -> CatalogRepository:
    config = app.config
    return CatalogRepository(
        app.srcdir, config.locale_dirs, config.language, config.source_encoding
    )


def _own_catalogues(app: Sphinx) -> list[CatalogInfo]:
    """Return the project's own catalogues of our texts."""
    return [own for own in _repository(app).catalogs if own.domain == CATALOGUE]


def load_catalogues(app: Sphinx) -> None:
    """Load the project's own catalogues, and the extension's for the texts that they lack."""
    config = app.config
    own = _own_catalogues(app)
    for catalogue in own:
        if catalogue.is_outdated():
            catalogue.write_mo(config.language, config.gettext_allow_fuzzy_translations)
    init([*_repository(app).locale_dirs, LOCALE], config.language, CATALOGUE)
    # Registered as a setting, so that Sphinx reads all pages again when the project's texts
    # change.
    compiled = [path.read_bytes() for path in map(Path, (c.mo_path for c in own)) if path.exists()]
    digest = hashlib.sha256(b"".join(compiled)).hexdigest()[:16] if compiled else ""
    app.add_config_value(f"{CATALOGUE}_own_words", digest, "env", types=frozenset({str}))


def is_missing(config: Config) -> bool:
    """Return True if there is no catalogue for the language of the project."""
    english = config.language.partition("_")[0] == "en"
    return not english and type(get_translator(CATALOGUE)) is NullTranslations


def check_catalogues(app: Sphinx) -> None:
    """On ``builder-inited``: warn once of translations that cannot be used."""
    broken = [known.message for known in Sentence.known.values() if known.is_broken()]
    places: dict[str, str] = {}
    for catalogue in _own_catalogues(app):
        if Path(catalogue.po_path).is_file():
            places |= check_own_words(Path(catalogue.po_path))
    if broken:
        more = f" and {len(broken) - 1} more" if len(broken) > 1 else ""
        message = (
            f"the translation of {broken[0]!r}{more} into {app.config.language!r} has "
            "different {fields} from the original, so the original is used"
        )
        warn(Subtype.TRANSLATION, message, places.get(broken[0]))


def warn_if_missing(config: Config) -> None:
    """Warn that our texts stay English."""
    if is_missing(config):
        message = (
            f"the extension's own texts are in English, because there is no translation into "
            f"{config.language!r}. To add one, put a {CATALOGUE}.po into one of locale_dirs"
        )
        warn(Subtype.TRANSLATION, message, None)
