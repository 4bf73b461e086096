"""Names are plain enough for every system, whatever people call their segments."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seg.decide.file_names import file_name, sheet_name


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Loyal families",), "loyal-families-2026-03-01.csv"),
        (("Łódź żółć", "Ħamrun"), "lodz-zolc-hamrun-2026-03-01.csv"),
        (("Москва, щи",), "moskva-shchi-2026-03-01.csv"),
        (("../../etc/passwd",), "etc-passwd-2026-03-01.csv"),
        (("=cmd|calc",), "cmd-calc-2026-03-01.csv"),
        (("北京",), "list-2026-03-01.csv"),
        ((), "list-2026-03-01.csv"),
    ],
)
def test_names_of_files(parts, name):
    assert file_name(*parts, day="2026-03-01", file_format="csv") == name


@given(st.lists(st.text(max_size=80), max_size=3))
def test_any_file_name_is_short_and_plain(parts):
    name = file_name(*parts, day="2026-03-01", file_format="parquet")
    assert len(name) <= 100
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.parquet", name)


@pytest.mark.parametrize(
    ("title", "number", "name"),
    [
        ("Loyal [old]: a/b?", 1, "Loyal old a b"),
        ("'quoted'", 1, "quoted"),
        ("=1+1", 1, "1+1"),
        ("History", 1, "Sheet"),
        ("", 2, "Sheet (2)"),
        ("x" * 40, 1, "x" * 31),
        ("x" * 40, 12, "x" * 26 + " (12)"),
        ("Gold 🏆 club", 1, "Gold club"),
    ],
)
def test_names_of_sheets(title, number, name):
    assert sheet_name(title, number) == name


@given(st.text(max_size=60), st.integers(1, 20))
def test_any_sheet_name_is_one_that_excel_takes(title, number):
    name = sheet_name(title, number)
    assert 0 < len(name) <= 31
    assert not re.search(r"[\[\]:*?/\\\x00-\x1f]", name)
    assert name[0] not in "'=+-@|%"
    assert name[-1] != "'"
