"""How each kind becomes numbers: by hand, whatever the table looks like."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from seg.core.columns import Kind
from seg.segments.encoders import ENCODERS, OTHER, column_values, level_codes, min_level_count, multi_hot
from tests.samples import column

AS_OF = "2026-01-01"
TEXTS = ["a", "b", None, "a"]
TEXT_TYPES = {
    "string": pa.array(TEXTS),
    "large string": pa.array(TEXTS, pa.large_string()),
    "dictionary": pa.array(TEXTS).dictionary_encode(),
    "dictionary of large strings": pa.array(TEXTS, pa.large_string()).dictionary_encode(),
    "chunks": pa.chunked_array([pa.array(TEXTS[:2]), pa.array([], pa.string()), pa.array(TEXTS[2:])]),
}


def encoded(values, kind, **words):
    """The block of a column that is fitted on itself, and the parameters."""
    table = pa.table({"x": values})
    values, encoder = column_values(table, "x", kind), ENCODERS[kind]
    parameters = encoder.fit(values, column("x", kind, **words), AS_OF)
    return encoder.block(values, parameters), parameters


@pytest.mark.parametrize("array", TEXT_TYPES.values(), ids=TEXT_TYPES)
@pytest.mark.parametrize("kind", [Kind.ORDINAL, Kind.BINARY, Kind.NOMINAL, Kind.MULTI_VALUE])
def test_text_gives_the_same_numbers_in_every_arrow_type(array, kind):
    block, _ = encoded(array, kind)
    expected, _ = encoded(pa.array(TEXTS), kind)
    assert np.isnan(expected[2]).all()
    assert np.isfinite(expected[[0, 1, 3]]).all()
    np.testing.assert_array_equal(block, expected)


@pytest.mark.parametrize("kind", list(ENCODERS))
@pytest.mark.parametrize("rows", [0, 5])
def test_a_column_without_values_has_no_numbers_and_no_warnings(kind, rows, recwarn):
    block, _ = encoded(pa.nulls(rows), kind)
    assert len(block) == rows
    assert np.isnan(block).all()
    assert not recwarn.list


@pytest.mark.parametrize("kind", [Kind.MONEY, Kind.COUNT])
def test_money_does_not_depend_on_its_unit(kind):
    spend = np.random.default_rng(0).lognormal(4, 1.5, 500) * (np.arange(500) % 5 > 0) - (np.arange(500) == 1) * 40.0
    euros, _ = encoded(pa.array(spend), kind)
    roubles, _ = encoded(pa.array(spend * 97.3), kind)
    np.testing.assert_allclose(roubles, euros, atol=1e-12)
    assert np.isfinite(euros).all()  # zeros and a refund


def test_an_amount_is_asinh_of_its_ratio_to_the_median_of_what_is_positive():
    block, parameters = encoded(pa.array([-10.0, 0.0, 10.0, 20.0, 30.0]), Kind.MONEY)
    by_hand = np.arcsinh(np.array([-0.5, 0, 0.5, 1, 1.5]))
    assert parameters["unit_value"] == 20
    np.testing.assert_allclose(block[:, 0], (by_hand - by_hand.mean()) / by_hand.std(), atol=1e-12)


def test_a_symmetric_number_is_standardised_and_its_wild_values_are_clipped():
    ages = np.random.default_rng(1).normal(45, 12, 2_000)
    plain, parameters = encoded(pa.array(ages), Kind.NUMBER)
    assert parameters["transform"] == "linear"
    np.testing.assert_allclose(plain[:, 0], (ages - ages.mean()) / ages.std(), atol=1e-12)
    wild, _ = encoded(pa.array(np.r_[ages, -9_999.0]), Kind.NUMBER)
    assert np.abs(wild).max() < 5
    skewed, parameters = encoded(pa.array(np.exp(ages / 12)), Kind.NUMBER)
    assert parameters["transform"] == "asinh"
    assert np.abs(skewed).max() < 5


def test_ordinals_are_positions_in_the_order_of_their_levels():
    levels = ("low", "middle", "high")
    block, _ = encoded(pa.array(["low", "high", "middle", None, "unheard of"]), Kind.ORDINAL, levels=levels)
    np.testing.assert_allclose(block[:3, 0], np.array([-1, 1, 0]) / np.sqrt(2 / 3))
    assert np.isnan(block[3:]).all()


def test_binaries_are_centred_and_know_their_yes():
    block, parameters = encoded(pa.array(["yes", "no", "no", "no"]), Kind.BINARY, levels=("no", "yes"))
    np.testing.assert_allclose(block[:, 0], [0.75, -0.25, -0.25, -0.25])
    assert parameters["mean"] == 0.25


def test_rare_levels_share_a_column_and_new_ones_go_there():
    values = pa.array(["a"] * 600 + ["b"] * 385 + ["c"] * 9 + ["d"] * 6)
    block, parameters = encoded(values, Kind.NOMINAL)
    assert parameters["levels"] == ["a", "b", OTHER]
    np.testing.assert_allclose(parameters["means"], [0.6, 0.385, 0.015])
    np.testing.assert_allclose(block.mean(axis=0), 0, atol=1e-12)
    new = ENCODERS[Kind.NOMINAL].block(pa.array(["d", "never seen", None]), parameters)
    np.testing.assert_allclose(new[:2], [[-0.6, -0.385, 0.985]] * 2)
    assert np.isnan(new[2]).all()


def test_without_lumped_levels_a_new_one_is_missing():
    _, parameters = encoded(pa.array(["a", "b"] * 50), Kind.NOMINAL)
    assert np.isnan(ENCODERS[Kind.NOMINAL].block(pa.array(["c"]), parameters)).all()


@pytest.mark.parametrize(("customers", "least"), [(20, 1), (100, 5), (600, 30), (1_000, 30), (10_000, 100)])
def test_a_level_needs_one_percent_and_thirty_customers_where_there_are_enough(customers, least):
    assert min_level_count(customers) == least


def test_tags_are_whole_words_between_separators():
    hot = multi_hot(pa.array(["art; tea", "party", None, "", "[tea;tea]"]), ["tea", "art"], ";")
    np.testing.assert_array_equal(hot, [[1, 1], [0, 0], [np.nan, np.nan], [0, 0], [1, 0]])
    part = multi_hot(pa.array(["x", "art; tea", None, "tea"]).slice(1), ["tea", "art"], ";")
    np.testing.assert_array_equal(part, [[1, 1], [np.nan, np.nan], [1, 0]])


def test_tags_that_nearly_nobody_or_everybody_has_are_left_out():
    cells = ["all;half" if n % 2 else "all" for n in range(1_000)]
    cells[0] = "all;rare"
    _, parameters = encoded(pa.array(cells), Kind.MULTI_VALUE, separator=";")
    assert parameters["levels"] == ["half"]
    assert parameters["means"] == [0.5]


def test_dates_are_days_before_the_day_that_is_asked():
    dates = pa.array([date(2025, 12, 31), date(2025, 12, 22), None, date(2026, 1, 11)])
    block, parameters = encoded(dates, Kind.DATE)
    assert parameters["mean"] == pytest.approx((1 + 10 - 10) / 3)
    assert np.isnan(block[2, 0])
    assert block[1, 0] > block[0, 0] > block[3, 0]


def test_level_codes_tell_missing_from_unknown():
    assert level_codes(pa.array(["b", None, "z", "a"]), ["a", "b"], unknown=7).tolist() == [1, -1, 7, 0]
