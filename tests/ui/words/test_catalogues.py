"""Every language is complete: nothing missing, nothing left over, the same blanks, the right plural forms."""

import re
from gettext import c2py

import pytest

from seg.ui.words.catalogues import read_catalogue, translations
from seg.ui.words.languages import LANGUAGES, SOURCE
from seg.ui.words.messages import all_messages

BLANK = re.compile(r"\{(\w+)\}")
PLURAL_EXAMPLES = {  # language -> the form that 0, 1, 2, 5, 11, 20 and 101 take, from CLDR's plural rules
    "en": (1, 0, 1, 1, 1, 1, 1),
    "nl": (1, 0, 1, 1, 1, 1, 1),
    "pl": (2, 0, 1, 2, 2, 2, 2),
    "ru": (2, 0, 1, 2, 2, 2, 0),
    "ms": (0, 0, 0, 0, 0, 0, 0),
    "mt": (2, 0, 1, 2, 3, 4, 4),
}
pytestmark = pytest.mark.parametrize("language", LANGUAGES)


def entries(language):
    """(message, plural or "", translations) of one catalogue."""
    for entry in (entry for entry in read_catalogue(language) if entry.id):
        one, *many = (entry.id,) if isinstance(entry.id, str) else entry.id
        yield one, "".join(many), (entry.string,) if isinstance(entry.string, str) else tuple(entry.string)


def test_it_has_exactly_the_messages_of_the_code(language):
    wanted = {(message.singular, message.plural) for message in all_messages()}
    found = {(one, many) for one, many, _ in entries(language)}
    hint = "run python -m seg.ui.words.extract"
    assert not wanted - found, f"{hint}: {len(wanted - found)} messages are not in {language}.po"
    assert not found - wanted, f"{hint}: {len(found - wanted)} messages of {language}.po are no longer used"


def test_everything_is_translated(language):
    fuzzy = [entry.id for entry in read_catalogue(language) if entry.id and entry.fuzzy]
    empty = [one for one, _, forms in entries(language) if not all(form.strip() for form in forms)]
    assert not fuzzy + empty, f"{len(fuzzy + empty)} messages to translate into {LANGUAGES[language]}"


def test_every_translation_has_the_blanks_of_its_message(language):
    for one, many, forms in entries(language):
        every, always = {*BLANK.findall(one + many)}, {*BLANK.findall(one)} - {"count"}
        for form in filter(None, forms):
            assert always <= {*BLANK.findall(form)} <= every, f"{language}: {form!r} for {one!r}"
            assert not re.search(r"[{}]", BLANK.sub("", form)), f"{language}: a lone brace in {form!r}"


def test_the_plural_rule_is_the_one_of_the_language(language):
    catalog = read_catalogue(language)
    form_of = c2py(catalog.plural_expr)
    assert tuple(form_of(n) for n in (0, 1, 2, 5, 11, 20, 101)) == PLURAL_EXAMPLES[language]
    assert {form_of(n) for n in range(1000)} == set(range(catalog.num_plurals))


def test_every_plural_has_all_forms_and_shows_its_count_where_it_is_not_certain(language):
    catalog = read_catalogue(language)
    form_of = c2py(catalog.plural_expr)
    for one, many, forms in (found for found in entries(language) if found[1]):
        assert len(forms) == catalog.num_plurals, one
        for number, form in enumerate(forms):
            takers = [n for n in range(201) if form_of(n) == number]
            assert len(takers) == 1 or "{count}" in form or "{count}" not in many or not form, f"{language}: {form!r}"


def test_english_reads_as_it_is_written(language):
    if language == SOURCE:
        assert all(forms == (one, many)[: len(forms)] for one, many, forms in entries(language))


def test_what_is_compiled_says_what_the_file_says(language):
    """Compiling takes 0.02 s; that is for measuring, not for a test on a busy machine."""
    ready = translations(language)
    plurals = {one: many for one, many, _ in entries(language)}
    for one, _, forms in entries(language):
        found = ready.ngettext(one, plurals[one], 1) if plurals[one] else ready.gettext(one)
        assert found in forms
