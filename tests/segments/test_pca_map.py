"""The PCA map and its arrows: correlations with the axes, one factor for all, longest first."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from sklearn.decomposition import PCA

from seg import pipeline
from seg.core.columns import Kind
from seg.segments.encoding import Encoding, encode
from seg.segments.pca_map import biplot, pca_map
from tests.samples import SHOP_COLUMNS, column, recipe, shop


@pytest.fixture(scope="module")
def encoded():
    data, customers, _ = shop(per_group=60)
    return pipeline.population(data, customers, recipe(*(each.label for each in SHOP_COLUMNS))).encoded


def columns_of(encoding):
    """(dimension, level) -> column of the matrix, written down from the encoding by hand."""
    found = {}
    for part in encoding.dimensions:
        for at in range(part.width):
            many = part.kind in (Kind.NOMINAL, Kind.MULTI_VALUE)
            level = part.parameters["levels"][at] if many else "yes" if part.kind == Kind.BINARY else ""
            found[part.dimension, level] = part.start + at
    return found


def test_the_average_customer_is_at_the_origin_and_the_furthest_at_the_edge():
    x = np.random.default_rng(0).exponential(size=(400, 5)) * [3, 2, 1, 1, 1]
    found, known = pca_map(x), PCA(2).fit(x)
    np.testing.assert_allclose(found.xy.mean(axis=0), 0, atol=1e-5)
    assert np.abs(found.xy).max() == pytest.approx(1)
    assert found.trust["shares"] == pytest.approx(tuple(known.explained_variance_ratio_), abs=1e-5)
    assert found.trust["variance_share"] == pytest.approx(sum(found.trust["shares"]))


def test_arrows_are_the_correlations_with_the_axes_in_one_scale(encoded):
    drawn, at = biplot(encoded.matrix, encoded.encoding), columns_of(encoded.encoding)
    x = np.nan_to_num(encoded.matrix.astype(float))
    scores = PCA(2).fit_transform(x)
    scores *= np.sign((scores * drawn.xy).sum(axis=0))
    everyone = {
        name: np.array([np.corrcoef(x[:, column], axis)[0, 1] for axis in scores.T]) for name, column in at.items()
    }
    told = {(arrow.dimension, arrow.level): np.array([arrow.x, arrow.y]) for arrow in drawn.arrows}
    longest = sorted(everyone, key=lambda name: -np.hypot(*everyone[name]))[:10]
    assert list(told) == longest, "the ten longest, longest first"
    everyone["joined", ""] *= -1  # a date is held as days ago, and grows when these get fewer
    size = np.hypot(*told[longest[0]]) / np.hypot(*everyone[longest[0]])
    for name, end in told.items():
        np.testing.assert_allclose(end, size * everyone[name], atol=1e-4)
    low, high = drawn.xy.min(axis=0), drawn.xy.max(axis=0)
    assert all((low - 1e-6 <= end).all() and (end <= high + 1e-6).all() for end in told.values())
    assert any(np.isclose(end, np.where(end > 0, high, low), atol=1e-5).any() for end in told.values()) or size == 1


def test_the_arrow_of_a_date_points_to_later_days():
    day = np.arange(200)
    dates = pa.array(np.datetime64("2020-01-01") + day)
    noise = np.random.default_rng(0).normal(size=(2, 200))
    customers = pa.table({"joined": dates, "number": day + noise[0], "else": noise[1]})
    columns = {name: column(name, Kind.DATE if name == "joined" else Kind.NUMBER) for name in customers.column_names}
    encoded = encode(customers, columns, recipe(*columns), "2026-01-01")
    arrows = {arrow.dimension: arrow for arrow in biplot(encoded.matrix, encoded.encoding).arrows}
    assert arrows["joined"].x == pytest.approx(arrows["number"].x, abs=0.01), "both grow from day to day"
    assert abs(arrows["joined"].x) > 0.5


def test_the_picture_is_the_one_of_the_first_look(encoded):
    drawn = biplot(encoded.matrix, encoded.encoding)
    assert drawn.xy.tobytes() == pca_map(encoded.matrix).xy.tobytes()


def test_lumped_levels_and_columns_without_variance_get_no_arrow(encoded):
    lumped = [
        replace(part, parameters={**part.parameters, "levels": [*part.parameters["levels"][:-1], ""]})
        if part.dimension == "channel"
        else part
        for part in encoded.encoding.dimensions
    ]
    matrix = encoded.matrix.copy()
    matrix[:, encoded.encoding.dimensions[0].start] = 0
    drawn = biplot(matrix, Encoding(tuple(lumped)))
    names = {(arrow.dimension, arrow.level) for arrow in drawn.arrows}
    assert ("channel", "") not in names
    assert encoded.encoding.dimensions[0].dimension not in {name for name, _ in names}


def test_one_column_has_one_axis():
    found = pca_map(np.arange(50.0)[:, None])
    assert found.trust["shares"] == pytest.approx((1, 0))
