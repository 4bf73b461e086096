"""Every page, empty and loaded, in every language: its words are there, and nothing goes wrong."""

import pytest

from seg.ui.words.languages import LANGUAGES
from tests.ui.visit import PAGES, said, visit


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_opens_in_an_empty_workspace(no_workers, name, language):
    at = visit(name, language)
    assert not at.exception
    assert not at.error
    assert len(said(at)) > 20
    assert at.segmented_control(key="language").value == language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_opens_with_a_segmentation(saved, name, language):
    at = visit(name, language, s=saved.id)
    assert not at.exception
    assert not at.error
    assert len(said(at)) > 20


@pytest.mark.parametrize("name", ["segments", "how-many", "lists"])
def test_says_what_to_do_when_nothing_is_open(no_workers, name):
    at = visit(name)
    assert "No segmentation is open" in said(at)
    assert len(at.get("page_link")) == 2


@pytest.mark.parametrize("name", ["segments", "how-many", "lists"])
def test_an_unknown_link_is_answered_with_one_sentence(saved, name):
    at = visit(name, s="nobody-has-this-one")
    assert not at.exception
    assert [len(error.value) > 20 for error in at.error] == [True]


def test_says_in_each_language_something_else(saved):
    pages = {language: said(visit("segments", language, s=saved.id)) for language in LANGUAGES}
    assert len(set(pages.values())) == len(LANGUAGES)
    assert "Small shop" in pages["pl"], "what people named stays as it is"


def test_numbers_follow_the_language(saved):
    def typical(language):
        tables = [frame.value for frame in visit("segments", language, s=saved.id).dataframe]
        return [str(cell) for table in tables for cell in table.to_numpy().ravel()]

    assert any("24.5" in cell for cell in typical("en"))
    assert any("24,5" in cell for cell in typical("pl"))
