"""SPSS files come in as SPSS shows them: labels for codes, dates as dates, missing answers missing, and all told."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from seg.core.settings import SETTINGS, Setting
from seg.data.reading.options import ReadOptions
from tests.data.reading import files
from tests.data.reading.reads import problem, table

PEOPLE = {
    "id": ["00123", "x", "Zoë"],
    "gender": [1.0, 2.0, 3.0],
    "spend": [1.5, 100.0, 1e15],
    "joined": [dt.date(2024, 2, 29), dt.date(1850, 1, 1), None],
    "seen": [dt.datetime(2024, 2, 3, 4, 5, 6), None, dt.datetime(2024, 1, 1)],
}


def sav(columns: dict, folder: Path, name: str = "made.sav", **options) -> bytes:
    pyreadstat.write_sav(pd.DataFrame(columns), str(folder / name), **options)
    return (folder / name).read_bytes()


def test_values_come_in_as_they_are_shown(tmp_path):
    content = sav(PEOPLE, tmp_path, variable_value_labels={"gender": {1: "Male", 2: "Female"}})
    found = table(content, "x.sav", tmp_path)
    assert found.labels == tuple(PEOPLE)
    assert found.rows == [
        ("00123", "Male", "1.5", "2024-02-29", "2024-02-03 04:05:06"),
        ("x", "Female", "100", "1850-01-01", None),
        ("Zoë", "3", "1000000000000000", None, "2024-01-01 00:00:00"),
    ]
    assert found.told == {
        "spss": {},
        "encoding": {"encoding": "utf-8"},
        "spss_coded": {"count": 1, "names": ("gender",)},
    }


@pytest.mark.parametrize("format_", ["DATE11", "ADATE10", "EDATE10", "JDATE7", "SDATE10", "MOYR8", "QYR8"])
def test_days_in_every_format_of_spss(format_, tmp_path):
    content = sav({"day": [dt.date(2024, 1, 1)], "a": ["x"]}, tmp_path, variable_format={"day": format_})
    assert table(content, "x.sav", tmp_path).rows == [("2024-01-01", "x")]


def test_times_durations_and_moments_that_do_not_exist(tmp_path):
    seconds = {"hours": [14_706.0, 130_506.0, -60.0], "day": [13_926_297_600.0, -1.0, 1e14]}
    content = sav(seconds, tmp_path, variable_format={"hours": "TIME8", "day": "DATE11"})
    found = table(content, "x.sav", tmp_path)
    assert found.rows == [("04:05:06", "2024-02-03"), ("36:15:06", "-1"), ("-00:01:00", "100000000000000")]


def test_names_that_say_nothing_get_their_description_and_others_keep_theirs(tmp_path):
    columns = {name: ["x"] for name in ("Q1", "q7_3a", "VAR002", "age", "region5_name")}
    said = {"Q1": "What is your gender?", "q7_3a": "Brand: cheap", "VAR002": "", "age": "Age in years"}
    found = table(sav(columns, tmp_path, column_labels=said), "x.sav", tmp_path)
    assert found.labels == ("Q1 – What is your gender?", "q7_3a – Brand: cheap", "VAR002", "age", "region5_name")
    assert found.told["spss_labels"] == {"count": 1, "names": ("age – Age in years",)}


def test_answers_that_the_file_declares_missing_are_missing_and_told_by_column(tmp_path):
    columns = {"Q1": [1.0, 9.0, 9.0], "score": [5.0, 98.0, 99.0], "why": ["a", "na", "b"], "id": ["x", "y", "z"]}
    content = sav(
        columns,
        tmp_path,
        variable_value_labels={"Q1": {1: "Yes", 9: "No answer"}},
        missing_ranges={"Q1": [9], "score": [{"lo": 98, "hi": 99}], "why": ["na"]},
    )
    found = table(content, "x.sav", tmp_path)
    assert found.rows == [("Yes", "5", "a", "x"), (None, None, None, "y"), (None, None, "b", "z")]
    assert found.told["spss_missing"] == {
        "count": 5,
        "columns": ("Q1 2 (No answer)", "score 2 (98, 99)", "why 1 (na)"),
    }


def test_one_label_for_two_codes_stays_two_values(tmp_path):
    labels = {"a": {1: "Other", 2: "Other", 3: "Own"}}
    content = sav({"a": [1.0, 2.0, 3.0], "id": ["x", "y", "z"]}, tmp_path, variable_value_labels=labels)
    assert [row[0] for row in table(content, "x.sav", tmp_path).rows] == ["Other (1)", "Other (2)", "Own"]


def test_the_packed_form_and_rows_in_several_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr("seg.data.reading.spss_table.CHUNK_CELLS", 6)
    columns = {"n": [float(n) for n in range(10)], "t": [f"c{n}" for n in range(10)]}
    for name, packed in (("x.sav", False), ("x.zsav", True)):
        found = table(sav(columns, tmp_path, name, compress=packed), name, tmp_path)
        assert found.rows == [(str(n), f"c{n}") for n in range(10)]


def test_a_damaged_file_and_one_that_is_none(tmp_path):
    whole = sav({"n": [1.0] * 500, "t": ["Zoë"] * 500}, tmp_path)
    assert problem(whole[:-200], "x.sav", tmp_path) == ("spss_damaged", {"file": "x.sav"})
    assert problem(whole[:300], "x.sav", tmp_path)[0] == "spss_damaged"
    assert problem(b"$FL2" + bytes(1_000), "x.sav", tmp_path)[0] == "spss_damaged"
    assert problem(b"this is no such file\nat all\n", "x.sav", tmp_path)[0] == "spss_damaged"
    assert table(whole, "x.csv", tmp_path).told["is_spss"] == {"ending": "csv"}
    assert table(files.sheet([["id"], ["x"]]), "x.sav", tmp_path).told["is_excel"] == {"ending": "sav"}


def test_letters_that_do_not_fit_the_encoding_that_the_file_names_are_not_lost(tmp_path):
    names = ["Müller", "Jürgen", "Böblingen", "Größe"]
    whole = sav({"t": names, "Straße": [1.0, 2.0, 1.0, 1.0]}, tmp_path, variable_value_labels={"Straße": {1: "Höhe"}})
    for text in (*names, "Straße", "Höhe"):
        old = text.encode("cp1252")
        whole = whole.replace(text.encode(), old + b" " * (len(text.encode()) - len(old)))
    found = table(whole, "x.sav", tmp_path)
    assert (found.labels[0], [row[0] for row in found.rows]) == ("t", names)
    assert found.told["encoding_guessed"]["encoding"] == "cp1252"
    assert found.rows[0][1].strip() == "Höhe"
    asked = table(whole, "x.sav", tmp_path, ReadOptions(encoding="cp1251"))
    assert asked.rows[0][0] == "Müller".encode("cp1252").decode("cp1251")
    assert problem(whole, "x.sav", tmp_path, ReadOptions(encoding="klingon"))[0] == "encoding_unknown"


def test_files_without_rows_and_with_too_much_are_refused(tmp_path, monkeypatch):
    assert problem(sav({"n": pd.Series([], dtype=float)}, tmp_path), "x.sav", tmp_path)[0] == "no_rows"
    assert problem(sav({"n": [None, None]}, tmp_path), "x.sav", tmp_path)[0] == "no_values"
    many = sav({"n": [1.0] * 50, "m": [2.0] * 50}, tmp_path)
    monkeypatch.setitem(SETTINGS, "max_table_cells", Setting("max_table_cells", 99, "cells", "test"))
    assert problem(many, "x.sav", tmp_path) == ("too_many_cells", {"file": "x.sav", "cells": 100, "limit": 99})
    monkeypatch.setitem(SETTINGS, "max_columns", Setting("max_columns", 1, "columns", "test"))
    assert problem(many, "x.sav", tmp_path)[0] == "too_many_columns"
