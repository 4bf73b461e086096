"""JSON in every shape that systems export: values exactly as written, and one clear reason where it cannot be."""

import gzip
import json

import pytest

from seg.core.settings import SETTINGS, Setting
from seg.data.reading.options import ReadOptions
from tests.data.reading.reads import problem, table, tables

READ = {  # name -> content, labels, rows, what is told beside how it was read
    "numbers.json": (
        '[{"id": 1.10, "n": 12345678901234567890123, "e": 1E5, "z": -0.0}]',
        ("id", "n", "e", "z"),
        [("1.10", "12345678901234567890123", "1E5", "-0.0")],
        {},
    ),
    "values.json": (
        '[{"id": "00123", "yes": true, "no": false, "gone": null, "empty": "", "x": "NULL"}]',
        ("id", "yes", "no", "gone", "empty", "x"),
        [("00123", "true", "false", None, None, "NULL")],
        {},
    ),
    "union.json": (
        '[{"id": 1}, {"b": 2, "id": 3}, {"c": 4}]',
        ("id", "b", "c"),
        [("1", None, None), ("3", "2", None), (None, None, "4")],
        {},
    ),
    "nested.json": (
        '[{"id": 1, "home": {"city": "Oslo", "geo": {"lat": 1}}, "orders": [{"n": 1}], "m": [[1]]}, {"home": null}]',
        ("id", "home.city"),
        [("1", "Oslo")],
        {
            "nested_ignored": {"count": 3, "names": ("home.geo", "orders", "m")},
            "blank_lines": {"count": 1},
        },
    ),
    "mixed.json": (
        '[{"a": {"x": 1}}, {"a": 5}]',
        ("a", "a.x"),
        [(None, "1"), ("5", None)],
        {},
    ),
    "same_path.json": (
        '[{"a.b": 1, "a": {"b": 2}}]',
        ("a.b", "a.b_2"),
        [("1", "2")],
        {"columns_repeated": {"count": 1, "names": ("a.b_2",)}},
    ),
    "lists.json": (
        '[{"id": 1, "tags": ["a", 2, true, null]}, {"id": 2, "tags": []}, {"id": 3, "tags": ["x;y"]}]',
        ("id", "tags"),
        [("1", "a;2;true"), ("2", None), ("3", "x;y")],
        {"json_joined": {"count": 1, "names": ("tags",)}, "json_confused": {"count": 1}},
    ),
    "repeated.json": (
        '[{"id": 1, "id": 2}]',
        ("id",),
        [("2",)],
        {"json_repeated": {"count": 1, "names": ("id",)}},
    ),
    "nan.json": (
        '[{"id": 1, "a": NaN, "b": -Infinity}]',
        ("id", "a", "b"),
        [("1", None, "-Infinity")],
        {"json_nans": {"count": 1}},
    ),
    "signs.json": (
        '[{"id": "a\\u0000b\\ud83d", "tab": "x\ty"}]',
        ("id", "tab"),
        [("a\ufffdb\ufffd", "x\ty")],
        {"control_cells": {"count": 1}},
    ),
    "utf16.json": (json.dumps([{"id": "ż"}], ensure_ascii=False).encode("utf-16"), ("id",), [("ż",)], {}),
    "bom.json": (b"\xef\xbb\xbf" + b'[{"id": 1}]', ("id",), [("1",)], {}),
    "latin.json": (
        '[{"n": "Müller"}]'.encode("latin-1"),
        ("n",),
        [("Müller",)],
        {"encoding_guessed": {"encoding": "cp1252", "examples": ("Müller",)}},
    ),
    "lines.jsonl": ('{"id": 1}\n\n{"id": 2, "a": "x"}\r\n', ("id", "a"), [("1", None), ("2", "x")], {}),
    "one_line.jsonl": ('{"id": 1, "a": {"b": 2}}\n', ("id", "a.b"), [("1", "2")], {}),
    "one_after_the_other.json": ('{\n"id": 1\n}\n{\n"id": 2\n}', ("id",), [("1",), ("2",)], {}),
    "as.csv": ('[{"id": 1}]', ("id",), [("1",)], {"is_json": {"ending": "csv"}}),
    "scalars.json": (
        '[{"id": 1},\n7, {"id": 2}]',
        ("id",),
        [("1",), ("2",)],
        {"rows_unread": {"count": 1, "lines": ("2",)}},
    ),
    "long_keys.json": (json.dumps([{"k" * 300: 1}]), ("k" * 200,), [("1",)], {}),
}


@pytest.mark.parametrize("name", READ)
def test_json_comes_in_exactly_and_its_oddities_are_told(name, tmp_path):
    content, labels, rows, told = READ[name]
    found = table(content if isinstance(content, bytes) else content.encode(), name, tmp_path)
    assert (found.labels, found.rows) == (labels, rows)
    assert {key: found.told.get(key) for key in told} == told


REFUSED = {
    "text.json": ("name,age\nx,1\n", "json_damaged", {"line": 1}),
    "scalar.json": ('"x"', "json_no_rows", {}),
    "number.json": ("42", "json_no_rows", {}),
    "empty_list.json": ("[]", "json_no_rows", {}),
    "empty.json": ("{}", "json_no_rows", {}),
    "empty_rows.json": ("[{}, {}]", "json_no_rows", {}),
    "numbers.json": ("[1, 2, 3]", "json_no_rows", {}),
    "columns.json": ('{"id": [1, 2], "a": [3, 4]}', "json_no_rows", {}),
    "nothing.json": ('[{"id": null}]', "no_values", {}),
    "comma.json": ('[{"id": 1},\n{"id": 2,}]', "json_damaged", {"line": 2}),
    "cut.json": ('[{"id": 1},\n{"id": 2}', "json_damaged", {"line": 2}),
    "cut_text.json": ('[{"id": 1},\n{"id": "x', "json_damaged", {"line": 2}),
    "rest.json": ('[{"id": 1}]\n{', "json_damaged", {"line": 2}),
    "colon.json": ('{"data" [{"id": 1}]}', "json_damaged", {"line": 1}),
    "no_comma.json": ('{"data": [{"id": 1}]\n"x": 1}', "json_damaged", {"line": 2}),
    "key.json": ('{"data": [{"id": 1}], 5: 1}', "json_damaged", {"line": 1}),
    "deep.json": ("[" * 100_000, "json_deep", {"line": 1}),
    "deep_in.json": ('[{"a": ' + '{"a": ' * 100_000, "json_deep", {"line": 1}),
    "broken.jsonl": ('{"id": 1\n{"id": 2\n', "json_damaged", {"line": 2}),
    "long.json": (json.dumps([{"id": 1}, {"id": "x" * 40_000}]), "cell_too_long_in", {"row": 2, "characters": 40_000}),
    "by_day.json": (json.dumps({f"day {n}": [{"id": 1}] for n in range(101)}), "json_many_lists", {"limit": 100}),
    "wide.json": (json.dumps([{f"k{i}": 1 for i in range(2_001)}]), "too_many_columns", {"count": 2_001}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_is_refused_with_one_reason(name, tmp_path):
    content, key, values = REFUSED[name]
    found, facts = problem(content.encode(), name, tmp_path)
    assert (found, {part: facts[part] for part in values}) == (key, values)
    assert facts["file"] == name


def test_broken_lines_are_set_aside_with_their_number_and_text(tmp_path):
    lines = ['{"id": 1}', '{"id": 2', "[3]", "", '{"id": 4}', "5", "[" * 50_000, '{"id": 6}']
    found = table("\n".join(lines).encode(), "x.jsonl", tmp_path)
    assert found.rows == [("1",), ("4",), ("6",)]
    assert [line for line, _, _ in found.aside] == [2, 3, 6, 7]
    assert found.aside[0] == (2, "aside.unread", '{"id": 2')
    assert found.told["rows_unread"] == {"count": 4, "lines": ("2", "3", "6", "7")}


@pytest.mark.parametrize(
    "around", ['{"data": %s}', '{"page": 1, "data": %s, "next": null}', '{"a": {"b": {"data": %s}}}']
)
def test_a_list_of_rows_is_found_inside_of_objects(around, tmp_path):
    found = table((around % '[{"id": 1}, {"id": 2}]').encode(), "x.json", tmp_path)
    assert found.rows == [("1",), ("2",)]
    assert found.told["json_list"]["name"].endswith("data")
    if "page" in around:
        assert found.told["json_beside"] == {"count": 2, "names": ("page", "next")}


def test_several_lists_of_rows_are_tables_and_the_customers_go_first(tmp_path):
    content = {
        "orders": [{"order_id": n, "customer_id": n % 3, "amount": n} for n in range(9)],
        "customers": [{"customer_id": n} | {"city": "Oslo"} for n in range(3)],
    }
    found = tables(json.dumps(content).encode(), "x.json", tmp_path)
    assert [(one.reading.table_name, len(one.rows)) for one in found] == [("customers", 3), ("orders", 9)]


def test_a_chosen_encoding_is_used(tmp_path):
    content = '[{"n": "Łódź"}]'.encode("iso8859-2")
    assert table(content, "x.json", tmp_path, ReadOptions(encoding="iso8859-2")).rows == [("Łódź",)]


@pytest.mark.parametrize("size", [3, 4, 5, 7])
@pytest.mark.parametrize("pretty", [None, 1])
def test_values_that_lie_across_the_pieces_that_are_read(pretty, size, tmp_path, monkeypatch):
    monkeypatch.setattr("seg.data.reading.json_text.PIECE_BYTES", size)
    monkeypatch.setattr("seg.data.reading.json_rows.BATCH_ROWS", 2)
    rows = [{"id": 100_000 + n, "name": "Żółć" * n, "tags": ["a", "b"][: n % 3]} for n in range(7)]
    for content in (rows, {"meta": {"n": 12345, "list": [1, 2, 3]}, "data": rows}):
        text = json.dumps(content, indent=pretty, ensure_ascii=False)
        found = table(text.encode(), "x.json", tmp_path)
        assert found.rows == [(str(row["id"]), row["name"] or None, ";".join(row["tags"]) or None) for row in rows]
        cut = text.rindex('"id"')
        assert problem(text[:cut].encode(), "x.json", tmp_path) == (
            "json_damaged",
            {"file": "x.json", "line": text.count("\n", 0, cut) + 1},
        )


def test_rows_that_have_nothing_in_common_are_refused_before_they_fill_the_memory(tmp_path, monkeypatch):
    monkeypatch.setitem(SETTINGS, "max_table_cells", Setting("max_table_cells", 9_000, "cells", "test"))
    content = "\n".join(json.dumps({f"k{n}": 1}) for n in range(100))
    assert problem(content.encode(), "x.jsonl", tmp_path)[0] == "too_many_cells"


def test_packed_json_is_told_to_be_packed(tmp_path):
    assert problem(gzip.compress(b'[{"id": 1}]'), "x.json", tmp_path)[0] == "file_packed"
