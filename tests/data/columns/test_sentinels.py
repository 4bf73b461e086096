"""Values that may stand for a missing one, planted among values that do not."""

import pytest

from seg.data.columns.guess import guess_columns
from tests.data.tables import write_raw


@pytest.fixture
def odd(tmp_path):
    """The texts that are told to stand for missing values, and how many there are."""

    def run(label, texts):
        reading = write_raw(tmp_path / "raw.parquet", {label: texts, "x": ["a", "b"] * (len(texts) // 2)})
        column = guess_columns(tmp_path / "raw.parquet", reading.labels)[0]
        facts = [fact for fact in column.evidence if fact.key == "column.sentinels"]
        return (set(facts[0]["values"]), facts[0]["count"]) if facts else (set(), 0)

    return run


AGES = [str(18 + at % 60) for at in range(200)]
SPEND = [f"{(at * 37 % 900) + 0.5:.2f}" for at in range(200)]


@pytest.mark.parametrize(
    ("label", "texts", "wanted"),
    [
        ("pdays", [*[str(1 + at) for at in range(100)], *["-1"] * 100], ("-1", 100)),
        ("age", [*AGES, *["-9"] * 4], ("-9", 4)),
        ("age", [*AGES, *["999"] * 2], ("999", 2)),
        ("age", [*AGES, *["99"] * 40], ("99", 40)),
        ("children", [*["0", "1", "2", "3"] * 25, *["99"] * 2], ("99", 2)),
        ("children", [*["0", "1", "2", "3"] * 25, *["-1"] * 2], ("-1", 2)),
        ("income", [*[str(20_000 + 137 * at) for at in range(200)], *["99999999"] * 2], ("99999999", 2)),
        ("spend", [*SPEND, *["-99.00"] * 10], ("-99.00", 10)),
        ("Q1", [*["1", "2", "3", "4", "5"] * 20, *["9"] * 30], ("9", 30)),
        ("score", [*[str(at % 40) for at in range(200)], *["-1"] * 20], ("-1", 20)),
    ],
)
def test_numbers_that_stand_for_none(odd, label, texts, wanted):
    assert odd(label, texts) == ({wanted[0]}, wanted[1])


@pytest.mark.parametrize(
    ("label", "texts"),
    [
        ("age", [*AGES, "97", "97", "98", "98", *["99"] * 6]),
        ("age", [*[str(20 + at % 72) for at in range(200)], "99", "99"]),
        ("balance", [str(at - 50) for at in range(100)]),
        ("sentiment", ["-1", "0", "1", "1"] * 30),
        ("quantity", [*["1", "2", "3", "12"] * 20, *["-1"] * 20]),
        ("price", [*[str(5 * at + 9) for at in range(100)], *["999"] * 20]),
        ("orders", ["1"] * 60 + ["2"] * 30 + ["3"] * 15 + ["4"] * 8 + ["5"] * 5 + ["6"] * 3 + ["7"] * 2 + ["9"]),
        ("clicks", [str(at) for at in range(100)]),
        ("temperature", [str(at % 30 - 9) for at in range(100)]),
    ],
)
def test_numbers_that_are_numbers(odd, label, texts):
    assert odd(label, texts + texts[: len(texts) % 2]) == (set(), 0)


DAYS = [f"{2019 + at % 5}-{1 + at % 12:02d}-{1 + at % 28:02d}" for at in range(100)]


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        ([*DAYS, *["0000-00-00"] * 4], {"0000-00-00"}),
        ([*DAYS, *["1900-01-01"] * 4], {"1900-01-01"}),
        ([*DAYS, *["9999-12-31"] * 4], {"9999-12-31"}),
        ([*DAYS, *["1970-01-01"] * 4], {"1970-01-01"}),
        (
            [*[f"{1 + at % 28:02d}.{1 + at % 12:02d}.{2019 + at % 5}" for at in range(100)], *["01.01.1753"] * 4],
            {"01.01.1753"},
        ),
        ([f"{1960 + at % 40}-01-01" for at in range(100)], set()),
        ([*DAYS, "1900-05-17", "2099-06-15"], set()),
    ],
)
def test_days_that_stand_for_none(odd, texts, wanted):
    assert odd("last order", texts)[0] == wanted


def test_the_count_holds_for_all_rows(odd):
    texts = ([str(1 + at) for at in range(60)] * 1_000)[:50_000] + ["-1"] * 10_000
    assert odd("pdays", texts) == ({"-1"}, 10_000)
