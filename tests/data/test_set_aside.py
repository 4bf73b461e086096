"""Every row that is set aside is listed once, with its number in what was read and the reason."""

from hypothesis import given, settings
from hypothesis import strategies as st

from seg.core.dataset import TableReading
from seg.core.steps import Step
from seg.data.dataset import build_dataset
from seg.data.repairs.history import replayed
from seg.data.set_aside import rows_set_aside
from tests.data.tables import write_raw

LABELS = ("customer_id", "city", "orders")


def write(folder, rows) -> TableReading:
    return write_raw(folder / "raw.parquet", {label: [row[at] for row in rows] for at, label in enumerate(LABELS)})


def test_rows_of_steps_and_of_building_by_hand(tmp_path):
    rows = [("a", 'say "hi"', "1"), ("a", 'say "hi"', "1"), ("b", "x, y", None), (None, "z", "3"), ("b", "w", "4")]
    rows += [("a", "other", "9")] + [(f"n{at}", "v", "1") for at in range(20)]
    write(tmp_path, rows)
    found = rows_set_aside(tmp_path / "raw.parquet", LABELS, (Step("identical_rows"),), tmp_path)
    assert found.to_pylist() == [
        {"row": 2, "reason": "aside.identical_rows", "text": 'a,"say ""hi""",1'},
        {"row": 4, "reason": "aside.no_id", "text": ",z,3"},
        {"row": 5, "reason": "aside.repeated_id_first_kept", "text": "b,w,4"},
        {"row": 6, "reason": "aside.repeated_id_first_kept", "text": "a,other,9"},
    ]


def test_nothing_set_aside_is_an_empty_table(tmp_path):
    write(tmp_path, [(f"n{at}", "v", str(at)) for at in range(20)])
    assert rows_set_aside(tmp_path / "raw.parquet", LABELS, (), tmp_path).num_rows == 0


STEPS = [
    Step("identical_rows"),
    Step("missing_values", "customer_id", ("b",)),
    Step("repeated_ids_last", "customer_id"),
    Step("repeated_ids_add_up", "customer_id", ("orders",)),
]
cell = st.sampled_from([None, "a", "b", "b ", "1"])


@given(rows=st.lists(st.tuples(cell, cell, cell), max_size=15), steps=st.lists(st.sampled_from(STEPS), max_size=3))
@settings(max_examples=8, deadline=None)
def test_the_list_has_as_many_rows_as_the_dataset_counts(tmp_path_factory, rows, steps):
    folder = tmp_path_factory.mktemp("aside")
    rows = [*rows, *[(f"n{at}", "v", str(at)) for at in range(25)]]
    reading, raw = write(folder, rows), folder / "raw.parquet"
    prepared = replayed(raw, LABELS, steps, folder, skip_unfitting=True)
    dataset = build_dataset(prepared, reading, "x", folder, least=1).dataset
    listed = rows_set_aside(raw, LABELS, prepared.steps, folder)
    assert dataset.rows_in == len(rows) == dataset.rows_used + listed.num_rows
    told = {}
    for fact in dataset.set_aside:
        told[fact.key] = told.get(fact.key, 0) + fact["count"]
    reasons = listed["reason"].to_pylist()
    assert told == {reason: reasons.count(reason) for reason in set(reasons)}
    assert len(set(listed["row"].to_pylist())) == listed.num_rows
