"""The languages of Seg: native names, locales, and the plural forms of each."""

from __future__ import annotations

from collections.abc import Mapping

from babel.messages.plurals import get_plural

SOURCE = "en"
LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "nl": "Nederlands",
    "pl": "Polski",
    "ru": "Русский",
    "ms": "Bahasa Melayu",
    "mt": "Malti",
}
"""Language code -> its own name, in the order of the language switch."""

LOCALES: Mapping[str, str] = {code: code for code in LANGUAGES} | {SOURCE: "en_GB"}
"""Language code -> the Babel locale of its numbers and dates. English is British: day before month."""

_PLURAL_RULES = {  # Babel gives Malay two forms and Maltese no dual; these are CLDR's
    "ms": "nplurals=1; plural=0;",
    "mt": "nplurals=5; plural=(n==1?0 : n==2?1 : n==0||(n%100>=3&&n%100<=10)?2 : (n%100>=11&&n%100<=19)?3 : 4);",
}


def plural_rule(language: str) -> str:
    """The `Plural-Forms` header of a catalogue."""
    return _PLURAL_RULES.get(language) or str(get_plural(language))


def language_of(locale: str | None) -> str:
    """The language for a browser locale ("pl-PL", "ms_MY", None); English where we do not speak it."""
    code = (locale or "").replace("_", "-").split("-")[0].lower()
    return code if code in LANGUAGES else SOURCE
