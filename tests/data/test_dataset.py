"""One row per customer; every row of the file is used or set aside for a reason that is told."""

from dataclasses import replace
from datetime import date

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seg.core.columns import Column, Kind, Role
from seg.core.dataset import Dataset
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.steps import Step
from seg.data.dataset import build_dataset, customer_frame, dataset_id
from seg.data.repairs.history import Prepared
from tests.data.tables import write_raw

ID, SPEND = Column("c0", "client", role=Role.ID), Column("c1", "Spend", kind=Kind.MONEY, distinct=9)
MAIL = Column("c2", "Mail", role=Role.CONTACT)
SINCE = Column("c3", "Since", kind=Kind.DATE, date_format="%d.%m.%Y", role=Role.DATE, distinct=9)
NOTE = Column("c4", "Note", role=Role.IGNORED)
COLUMNS = (ID, SPEND, MAIL, SINCE, NOTE)


@pytest.fixture
def build(tmp_path):
    """Builds a dataset of rows (id, spend, mail, since, note), filled up with 20 further customers."""

    def run(rows, columns=COLUMNS, more=20, aside=(), steps=(), **choices):
        rows = [*rows, *[(f"more-{at}", "1", None, "01.01.2020", "n") for at in range(more)]]
        raw = tmp_path / "raw.parquet"
        values = [list(column) for column in zip(*rows, strict=True)]
        reading = write_raw(raw, {column.label: values[at] for at, column in enumerate(columns)})
        return build_dataset(
            Prepared(raw, reading.labels, columns, aside, steps), reading, "Clients", tmp_path, **choices
        )

    return run


def customers(built):
    return pq.read_table(built.customers).to_pydict()


def test_columns_are_typed_and_contact_details_lie_apart(build):
    built = build(
        [("007", "12.5", "a@example.org", "31.12.2023", "secret"), ("1E5", "-", None, "30.02.2023", "secret")]
    )
    assert list(customers(built)) == ["customer_id", "c1", "c3"]
    assert [values[:2] for values in customers(built).values()] == [
        ["007", "1E5"],
        [12.5, None],
        [date(2023, 12, 31), None],
    ]
    contacts = pq.read_table(built.contacts).to_pydict()
    assert list(contacts) == ["customer_id", "c2"]
    assert contacts["c2"][:2] == ["a@example.org", None]
    assert b"secret" not in built.customers.read_bytes() + built.contacts.read_bytes()
    assert built.dataset.latest_date == "2023-12-31"
    assert built.dataset.rows_used == built.dataset.rows_in == 22


def test_ids_are_kept_to_the_letter_but_for_outer_blanks(build):
    ids = ["007", "7", "7.0", " x y ", "9007199254740993", "1E5", "0", "ą", "ą\u0301"]
    built = build([(text, "1", None, None, None) for text in ids])
    assert customers(built)["customer_id"][: len(ids)] == [text.strip() for text in ids]


@pytest.mark.parametrize(("duplicates", "kept"), [("first", [1.0, 2.0]), ("last", [2.0, 4.0])])
def test_repeated_and_missing_ids_are_set_aside(build, duplicates, kept):
    rows = [("a", "1"), ("b", "2"), (None, "3"), (" a ", "4"), ("  ", "5")]
    built = build([(text, spend, None, None, None) for text, spend in rows], duplicates=duplicates)
    assert customers(built)["c1"][:2] == kept
    assert [(fact.key, fact["count"]) for fact in built.dataset.set_aside] == [
        ("aside.no_id", 2),
        (f"aside.repeated_id_{duplicates}_kept", 1),
    ]
    assert (built.dataset.rows_in, built.dataset.rows_used) == (25, 22)


def test_without_an_id_column_rows_are_numbered(build):
    columns = (replace(ID, role=Role.IGNORED), *COLUMNS[1:])
    built = build([("x", "1", None, None, None)], columns)
    assert customers(built)["customer_id"] == [str(at) for at in range(1, 22)]
    assert built.dataset.id_column is None
    assert "audit.row_numbers" in {finding.fact.key for finding in built.dataset.findings}


def test_without_contact_columns_there_is_no_contacts_file(build):
    built = build([], tuple(replace(c, role=Role.IGNORED) if c is MAIL else c for c in COLUMNS))
    assert (built.contacts, built.dataset.contacts) == (None, "")


def test_too_few_customers_is_an_error_with_numbers(build):
    with pytest.raises(SegError) as problem:
        build([("a", "1", None, None, None)], more=18)
    assert problem.value.fact.key == "error.too_few_customers"
    assert (problem.value.fact["count"], problem.value.fact["least"]) == (19, 20)
    assert build([("a", "1", None, None, None)], more=19).dataset.rows_used == 20


def test_the_same_choices_give_the_same_dataset_and_bytes(build):
    rows = [(f"k{at}", str(at), None, "05.05.2021", None) for at in range(500)]
    one, two = build(rows), build(rows)
    assert (one.dataset.id, one.dataset.customers) == (two.dataset.id, two.dataset.customers)
    assert Dataset.from_json(one.dataset.as_json()) == one.dataset


def test_identity_is_what_was_read_and_how_it_was_understood(build):
    reading = build([]).dataset.reading
    base = dataset_id(reading, COLUMNS, (), "first")
    told = replace(ID, evidence=(Fact.of("column.constant"),), distribution=(1, 2))
    assert base == dataset_id(reading, (told, *COLUMNS[1:]), (), "first")
    assert base == dataset_id(reading, COLUMNS, (Step("kind", "Spend", ("money",)),), "first")
    repairs = [Step("identical_rows"), Step("missing_values", "Spend", ("-",)), Step("missing_values", "Note", ("-",))]
    others = [
        dataset_id(replace(reading, raw="0" * 64), COLUMNS, (), "first"),
        dataset_id(reading, (replace(ID, role=Role.TRAIT), *COLUMNS[1:]), (), "first"),
        dataset_id(reading, COLUMNS, (), "last"),
        *[dataset_id(reading, COLUMNS, (step,), "first") for step in repairs],
    ]
    assert len({base, *others}) == 7


def test_rows_that_steps_set_aside_are_counted_and_the_steps_are_kept(build):
    aside, steps = (Fact.of("aside.identical_rows", count=3),), (Step("identical_rows"),)
    dataset = build([("a", "1", None, None, None), ("a", "2", None, None, None)], aside=aside, steps=steps).dataset
    assert [(fact.key, fact["count"]) for fact in dataset.set_aside] == [
        ("aside.identical_rows", 3),
        ("aside.repeated_id_first_kept", 1),
    ]
    assert (dataset.rows_in, dataset.rows_used, dataset.steps) == (25, 21, steps)


def test_the_frame_has_labels_in_the_order_asked(build):
    built = build([("007", "12.5", None, "31.12.2023", None)])
    frame = customer_frame(built.customers, built.dataset, ("Since", "Spend"))
    assert frame.column_names == ["customer_id", "Since", "Spend"]
    assert frame.slice(0, 1).to_pylist() == [{"customer_id": "007", "Since": date(2023, 12, 31), "Spend": 12.5}]
    with pytest.raises(KeyError):
        customer_frame(built.customers, built.dataset, ("Mail",))
    with pytest.raises(KeyError):
        customer_frame(built.customers, built.dataset, ("no such column",))


def test_the_order_of_the_file_is_kept_over_many_row_groups(build):
    rows = [(f"id{at}", str(at), None, None, None) for at in range(300_000)]
    built = build(rows[::-1] + rows[:10])
    assert customers(built)["c1"][:300_000] == [float(at) for at in reversed(range(300_000))]
    assert built.dataset.rows_in - built.dataset.rows_used == 10


ids = st.lists(st.one_of(st.none(), st.text(alphabet="ab 0.\t", max_size=3)), min_size=1, max_size=40)


@given(ids=ids, duplicates=st.sampled_from(["first", "last"]))
@settings(max_examples=10, deadline=None)
def test_every_row_is_used_or_set_aside(tmp_path_factory, ids, duplicates):
    folder = tmp_path_factory.mktemp("build")
    ids = [*ids, *[f"more-{at}" for at in range(20)]]
    reading = write_raw(folder / "raw.parquet", {"client": ids, "Spend": [str(at) for at in range(len(ids))]})
    prepared = Prepared(folder / "raw.parquet", reading.labels, (ID, SPEND))
    dataset = build_dataset(prepared, reading, "x", folder, duplicates).dataset
    named = [text.strip() for text in ids if text and text.strip()]
    assert dataset.rows_used == len(set(named))
    assert dataset.rows_in == len(ids) == dataset.rows_used + sum(fact["count"] for fact in dataset.set_aside)
