"""The sample is the same every time, reads like a real export, and holds the groups planted in it."""

from collections import Counter
from datetime import date

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from seg.core.columns import NUMERIC_KINDS, Kind, Role
from seg.data.columns.guess import guess_columns
from seg.data.columns.suggest import suggest_dimensions
from seg.data.dataset import build_dataset, customer_frame
from seg.data.repairs.history import Prepared
from seg.data.sample import COLUMNS, CUSTOMERS, LAST_DAY, WAYS, sample, write_sample
from tests.data.tables import read_csv


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder / "sample.csv")
    return read_csv(folder / "sample.csv", folder)


def test_the_same_bytes_every_time(tmp_path):
    write_sample(tmp_path / "one.csv")
    write_sample(tmp_path / "two.csv")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_customers_are_whole_and_believable():
    rows, ways = sample()
    customers = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    assert len(customers) == len(ways) == CUSTOMERS
    assert len({c["customer_id"] for c in customers}) == CUSTOMERS
    assert all(len(c["customer_id"]) == 7 and c["customer_id"][0] == "0" for c in customers)
    assert Counter(ways).keys() == WAYS.keys()
    for c in customers:
        assert abs(float(c["spend"]) - int(c["orders"]) * float(c["average_basket"])) <= 0.005 * int(c["orders"]) + 0.01
        days = (LAST_DAY - date.fromisoformat(c["customer_since"])).days
        assert days >= int(c["days_since_last_order"])
        assert 0 <= float(c["discount_share"]) <= 1
        assert int(c["email_opens"]) <= 20


def test_roles_and_kinds_are_guessed(read):
    raw, reading = read
    found = {column.label: column for column in guess_columns(raw, reading.labels)}
    assert found["customer_id"].role is Role.ID
    assert {label for label, c in found.items() if c.role is Role.CONTACT} == {"email", "first_name", "last_name"}
    assert {label for label, c in found.items() if c.sensitive} == {"birth_year", "gender", "income_band"}
    assert {label: found[label].kind for label in ("member", "interests", "income_band", "satisfaction", "region")} == {
        "member": Kind.BINARY, "interests": Kind.MULTI_VALUE, "income_band": Kind.ORDINAL,
        "satisfaction": Kind.ORDINAL, "region": Kind.NOMINAL,
    }  # fmt: skip
    assert len({column.basis for column in found.values() if column.forms}) >= 5


def test_k_means_on_the_numbers_proposed_finds_the_planted_groups(read, tmp_path):
    raw, reading = read
    columns = guess_columns(raw, reading.labels)
    built = build_dataset(Prepared(raw, reading.labels, columns), reading, "Sample", tmp_path)
    forming = [built.dataset.column(label) for label in suggest_dimensions(columns)]
    numbers = [column for column in forming if column.kind in NUMERIC_KINDS]
    assert 6 <= len(forming) <= 12
    frame = customer_frame(built.customers, built.dataset, tuple(column.label for column in numbers)).to_pandas()
    values = frame.drop(columns="customer_id").fillna(frame.median(numeric_only=True))
    encoded = np.arcsinh(values / values[values > 0].median())
    labels = KMeans(len(WAYS), n_init=5, random_state=0).fit_predict((encoded - encoded.mean()) / encoded.std())
    assert adjusted_rand_score(sample()[1], labels) > 0.7
