"""The catalogues: one .po file per language, compiled in memory when a language is first used."""

from __future__ import annotations

from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from seg.ui.words.languages import LANGUAGES

FOLDER = Path(__file__).parent / "catalogues"


def catalogue_file(language: str) -> Path:
    """Where the catalogue of a language lies. Raises `KeyError` for a language that Seg does not speak."""
    if language not in LANGUAGES:
        raise KeyError(language)
    return FOLDER / f"{language}.po"


def read_catalogue(language: str) -> Catalog:
    """The messages of a language with their translations, in file order."""
    with catalogue_file(language).open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def translations(language: str) -> GNUTranslations:
    """The catalogue ready for use; a message without a translation reads as its English."""
    compiled = BytesIO()
    write_mo(compiled, read_catalogue(language))
    compiled.seek(0)
    return GNUTranslations(compiled)
