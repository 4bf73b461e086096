"""Catalogues follow the code, keep what was translated, and refuse what does not fit."""

import json

import pytest

from seg.ui.words import catalogues, extract
from seg.ui.words.messages import Message, all_messages, blanks, messages_of

DAYS = Message("{count} day of {name}", "{count} days of {name}", "x.days")
OPEN = Message("Open {file}", "", "pages/x.py")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Empty catalogues for a product of two messages."""
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)
    monkeypatch.setattr(extract, "all_messages", lambda: [DAYS, OPEN])
    return tmp_path


def file_of(folder, given):
    path = folder / "given.json"
    path.write_text(json.dumps(given), "utf-8")
    return str(path)


def test_new_messages_are_empty_and_english_is_filled(folder):
    assert (extract.update("en"), extract.update("pl")) == (0, 2)
    assert [entry.string for entry in catalogues.read_catalogue("pl") if entry.id] == [("", "", ""), ""]


def test_running_it_again_changes_nothing(folder):
    extract.fill("pl", {OPEN.singular: "Otwórz {file}"})
    before = (folder / "pl.po").read_bytes()
    extract.update("pl")
    assert (folder / "pl.po").read_bytes() == before


def test_translations_are_kept_and_old_messages_dropped(folder, monkeypatch):
    extract.fill("pl", {OPEN.singular: "Otwórz {file}", DAYS.singular: ["{count} {name}"] * 3})
    monkeypatch.setattr(extract, "all_messages", lambda: [Message("New"), OPEN])
    extract.update("pl")
    kept = {entry.id: entry.string for entry in catalogues.read_catalogue("pl") if entry.id}
    assert kept == {"New": "", OPEN.singular: "Otwórz {file}"}
    assert "day" not in (folder / "pl.po").read_text("utf-8")


def test_missing_says_what_to_translate_and_which_counts_take_which_form(folder, capsys):
    extract.main(["--missing", "mt"])
    days, opening = json.loads(capsys.readouterr().out)
    assert opening == {"message": "Open {file}", "from": "pages/x.py"}
    assert days["counts_of_each_form"][:3] == [[1], [2], [0, 3, 4, 5, 6, 7]]
    assert len(days["counts_of_each_form"]) == 5


def test_fill_writes_what_fits_and_reports_what_is_left(folder, capsys):
    assert extract.main(["--fill", "nl", file_of(folder, {OPEN.singular: "{file} openen"})]) == 0
    assert "1 without a translation" in capsys.readouterr().out
    assert catalogues.translations("nl").gettext(OPEN.singular) == "{file} openen"


@pytest.mark.parametrize(
    ("message", "translation"),
    [
        (OPEN.singular, "Otwórz {plik}"),
        (OPEN.singular, "Otwórz"),
        (OPEN.singular, "Otwórz {file} {count}"),
        (OPEN.singular, "Otwórz {file"),
        (OPEN.singular, "Otwórz {file.name}"),
        (OPEN.singular, " "),
        (OPEN.singular, ["Otwórz {file}"]),
        ("Not ours", "Nie nasze"),
        (DAYS.singular, "{count} {name}"),
        (DAYS.singular, ["{count} {name}", "{count} {name}"]),
        (DAYS.singular, ["dzień {name}", "dni {name}", "{count} {name}"]),  # the second form is for 2, 3, 4, 22, ...
        (DAYS.singular, ["dzień", "{count} {name}", "{count} {name}"]),
    ],
)
def test_fill_refuses_what_does_not_fit(folder, message, translation, capsys):
    assert extract.main(["--fill", "pl", file_of(folder, {message: translation})]) == 1
    assert "2 without a translation" in capsys.readouterr().out


def test_a_form_for_one_count_may_leave_the_count_out(folder):
    assert not extract.fill("pl", {DAYS.singular: ["dzień {name}", "{count} dni {name}", "{count} dni {name}"]})
    assert extract.fill("ru", {DAYS.singular: ["день {name}", "{count} дня {name}", "{count} дней {name}"]})  # 21, 31


def test_a_message_whose_blanks_changed_loses_its_translation(folder, monkeypatch, capsys):
    path = folder / "nl.po"
    extract.fill("nl", {OPEN.singular: "{file} openen"})
    path.write_text(path.read_text("utf-8").replace("{file} openen", "{bestand} openen"), "utf-8")
    assert extract.update("nl") == 2
    assert "dropped" in capsys.readouterr().err


def test_messages_are_found_where_they_are_said(tmp_path):
    page = tmp_path / "page.py"
    page.write_text(
        "st.text('no')\nt('b' if x else 'c', n=1)\nwords.text('a')\n"
        "here.plural('one', 'many', 3)\ntn('{count} x', '{count} xs', n)\nt(name)\ntext('no')\n"
    )
    found = [(message.singular, message.plural) for message in messages_of(page, tmp_path)]
    assert found == [("b", ""), ("c", ""), ("a", ""), ("one", "many"), ("{count} x", "{count} xs")]


def test_every_message_of_the_product_has_good_blanks_and_stands_once():
    messages = all_messages()
    assert len({message.singular for message in messages}) == len(messages)
    assert all(blanks(message.singular) is not None for message in messages)


@pytest.mark.parametrize("sentence", ["{0}", "{}", "{a.b}", "{a!r}", "{a:.2f}", "{a", "a}"])
def test_a_blank_is_a_plain_name(sentence):
    with pytest.raises(ValueError, match=r".+"):
        blanks(sentence)
