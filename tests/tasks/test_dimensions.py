"""Dimensions from events in a workspace: derived once, kept one by one, the same values for whoever asks."""

import csv
from dataclasses import replace

import pytest

from seg.core.errors import SegError
from seg.core.recipe import Filter, Forming, Recipe
from seg.data.columns.guess import guess_columns
from seg.data.dataset import dataset_of_events
from seg.data.events.choices import Choices
from seg.data.events.compute import KNOWN
from seg.data.events.measures import MEASURES
from seg.data.events.sources import guessed_source
from seg.data.joins.table import Table
from seg.data.reading.read import read_file
from seg.data.repairs.history import Prepared
from seg.tasks import dimensions, kept, segments
from seg.tasks.desk import workspace
from seg.tasks.dimensions import (
    AT_ONCE,
    Counting,
    derive,
    derive_apart,
    dimension_frame,
    frame_without_month,
    kept_dimension,
    kept_glance,
    pairs_alike,
)
from tests.small_shop import silent

LABELS = ["orders:recency_days", "orders:frequency", "orders:preferred_channel"]


def write_orders(path):
    """30 customers in three kinds: 9, 4 or 1 orders, of 10, 20 or 90 each, the later customers the more lately."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["order_id", "customer_id", "order_date", "total", "channel"])
        for customer in range(30):
            kind = customer % 3
            for order in range((9, 4, 1)[kind]):
                day = f"2025-{1 + order:02d}-{1 + customer % 28:02d}"
                way = ("web", "shop")[kind == 1]
                writer.writerow([f"o{customer}-{order}", f"K{customer:03d}", day, (10, 20, 90)[kind], way])
    return path


@pytest.fixture
def dataset(home, tmp_path):
    """Kept in the workspace, as `imports.build` keeps one."""
    path = write_orders(tmp_path / "orders.csv")
    (read,) = read_file(path, path.name, tmp_path)
    columns = guess_columns(read.path, read.reading.labels)
    prepared = Prepared(read.path, read.reading.labels, columns)
    source = guessed_source(Table("orders", read.path, columns), read.reading, prepared, None)
    built = dataset_of_events((source,), "Orders", tmp_path)
    for file in (read.path, built.customers, *built.events):
        workspace().blobs.add_file(file)
    workspace().add_dataset(built.dataset)
    return built.dataset


def recipe_of(dataset, **more):
    return Recipe(dataset.id, (Forming("orders:frequency"), Forming("orders:average_order_value")), **more)


def test_derived_and_kept(dataset):
    counting = Counting(dataset, "2025-12-31", Choices())
    assert kept_dimension(workspace(), counting, LABELS[1]) is None
    derive({**counting.as_json(), "labels": LABELS}, silent)
    column, values = kept_dimension(workspace(), counting, "orders:frequency")
    assert values.to_pylist()[:4] == [9.0, 4.0, 1.0, 9.0]
    assert (column.distinct, column.missing_share, sum(column.distribution)) == (3, 0.0, 30)
    _, channels = kept_dimension(workspace(), counting, "orders:preferred_channel")
    assert channels.to_pylist()[:3] == ["web", "shop", "web"]
    assert kept_glance(workspace(), counting, "orders:preferred_channel").levels == (("web", 20), ("shop", 10))


def test_a_frame_of_what_is_kept_and_what_is_not(dataset):
    counting = Counting(dataset, "2025-12-31", Choices())
    derive({**counting.as_json(), "labels": LABELS[:1]}, silent)
    frame = dimension_frame(workspace(), counting, LABELS)
    assert frame.column_names == ["customer_id", *LABELS, KNOWN]
    assert frame["orders:recency_days"][:2].to_pylist() == [121.0, 273.0]  # since 1 September and 2 April
    assert kept_dimension(workspace(), counting, LABELS[1]) is not None


def test_another_day_and_another_way_of_counting_are_others(dataset):
    latest = Counting.of(dataset, recipe_of(dataset))
    assert latest.as_of == dataset.latest_date == "2025-09-28"
    earlier = Counting.of(dataset, recipe_of(dataset, as_of="2025-01-31"))
    frames = [
        dimension_frame(workspace(), each, LABELS[1:2])["orders:frequency"].to_pylist() for each in (latest, earlier)
    ]
    assert frames[0][:3] == [9.0, 4.0, 1.0]
    assert frames[1][:3] == [1.0, 1.0, 1.0]
    otherwise = Counting.of(dataset, recipe_of(dataset, events=(("orders/zero", "in"), ("rfm/fm", "frequency"))))
    assert latest.key(LABELS[0]) != otherwise.key(LABELS[0])


def test_choices_about_other_tables_change_nothing(dataset):
    visits = replace(dataset.tables[0], name="visits")
    two = replace(dataset, tables=(*dataset.tables, visits))
    plain, chosen = (Counting(two, "2025-12-31", Choices(given)) for given in ((), (("visits/zero", "in"),)))
    assert plain.key("orders:frequency") == chosen.key("orders:frequency")
    assert plain.key("visits:frequency") != chosen.key("visits:frequency")
    assert plain.key("orders:stage") != chosen.key("orders:stage")  # it looks at visits too


def test_choices_that_other_measures_make_change_nothing(dataset):
    plain, classic = (Counting(dataset, "2025-12-31", Choices(given)) for given in ((), (("rfm/scoring", "classic"),)))
    moved = Counting(dataset, "2025-12-31", Choices((("stage/lapsed_days", "90"),)))
    assert [name for name in MEASURES if plain.key(f"orders:{name}") != classic.key(f"orders:{name}")] == [
        *("r_score", "f_score", "m_score", "rfm_group")
    ]
    assert [name for name in MEASURES if plain.key(f"orders:{name}") != moved.key(f"orders:{name}")] == ["stage"]


def test_who_is_no_customer_yet_is_left_out(dataset):
    recipe = recipe_of(dataset, as_of="2025-01-20")
    segments.look({"recipe": recipe.as_json(), "k": 2}, silent)
    rows = kept.kept_look(workspace(), recipe, 2).rows
    assert rows.tolist() == [*range(20), 28, 29]  # the others first ordered on the 21st to the 28th


def test_segments_of_dimensions_from_events(dataset):
    recipe = recipe_of(dataset, describing=("orders:preferred_channel",), k=3)
    segments.solve({"recipe": recipe.as_json()}, silent)
    found = kept.kept_solutions(workspace(), recipe).solutions.by_k[3]
    groups = {frozenset(int(row) % 3 for row in range(30) if found.labels[row] == label) for label in range(3)}
    assert groups == {frozenset({kind}) for kind in range(3)}
    described = {part.dimension for part in kept.kept_profiles(workspace(), recipe)[3]}
    assert described == {"orders:frequency", "orders:average_order_value", "orders:preferred_channel"}


def test_filters_by_what_events_say(dataset):
    recipe = recipe_of(dataset, filters=(Filter("orders:preferred_channel", among=("web",)),))
    segments.solve({"recipe": recipe.as_json()}, silent)
    assert kept.kept_solutions(workspace(), recipe).rows.tolist() == [n for n in range(30) if n % 3 != 1]


def test_what_says_the_same(dataset):
    counting = Counting(dataset, "2025-12-31", Choices())
    labels = ["orders:frequency", "orders:active_months", "orders:preferred_channel"]
    told = pairs_alike({**counting.as_json(), "labels": labels}, silent)
    assert told == {"pairs": [["orders:frequency", "orders:active_months", pytest.approx(1.0)]]}


NOWHERE = "orders:holiday_share(country=XX)"


def test_one_that_cannot_be_derived_takes_no_others_along(dataset):
    """It is found among more than go in one lot; each says why in its own words."""
    counting = Counting(dataset, "2025-12-31", Choices())
    windows = [f"orders:frequency(days={days})" for days in range(1, AT_ONCE + 3)]
    nonsense = "orders:daypart_share(daypart=teatime)"
    asked = {**counting.as_json(), "labels": [*windows[:5], NOWHERE, *windows[5:], nonsense]}
    failed = derive_apart(asked, silent)["failed"]
    assert {label: (fact["key"], dict(fact["values"])["given"]) for label, fact in failed.items()} == {
        NOWHERE: ("error.country_unknown", "XX"),
        nonsense: ("error.parameter_unknown", "teatime"),
    }
    assert all(kept_glance(workspace(), counting, label) for label in windows)
    assert kept_glance(workspace(), counting, NOWHERE) is None


def test_whoever_needs_them_all_is_told_of_the_one_that_cannot_be_and_the_others_are_kept(dataset):
    counting = Counting(dataset, "2025-12-31", Choices())
    with pytest.raises(SegError, match="country_unknown"):
        derive({**counting.as_json(), "labels": [NOWHERE, *LABELS]}, silent)
    assert all(kept_glance(workspace(), counting, label) for label in LABELS)


def test_a_defect_of_ours_stays_one_though_the_others_are_kept(dataset, monkeypatch):
    def broken(orders, ask):
        raise ZeroDivisionError

    monkeypatch.setitem(MEASURES, "active_months", replace(MEASURES["active_months"], expression=broken))
    counting = Counting(dataset, "2025-12-31", Choices())
    with pytest.raises(ZeroDivisionError):
        derive_apart({**counting.as_json(), "labels": ["orders:active_months", *LABELS]}, silent)
    assert all(kept_glance(workspace(), counting, label) for label in LABELS)


def test_a_database_that_cannot_be_reached_is_asked_once(dataset, monkeypatch):
    asked = []

    def away(store, counting, labels):
        asked.append(labels)
        raise SegError("connection_failed", connection="shop")

    monkeypatch.setattr(dimensions, "_computed", away)
    with pytest.raises(SegError, match="connection_failed"):
        derive_apart({**Counting(dataset, "2025-12-31", Choices()).as_json(), "labels": LABELS}, silent)
    assert asked == [LABELS]


def test_what_cannot_be_derived_is_said(dataset):
    counting = Counting(dataset, "2025-12-31", Choices())
    with pytest.raises(SegError, match="measure_unknown"):
        derive({**counting.as_json(), "labels": ["orders:nonsense"]}, silent)
    recipe = Recipe(dataset.id, (Forming("visits:frequency"),))
    with pytest.raises(SegError, match="dimensions_unknown"):
        segments.solve({"recipe": recipe.as_json()}, silent)


def test_a_lost_month_takes_its_orders_and_nothing_is_kept_of_it(dataset):
    counting, month = Counting(dataset, "2025-12-31", Choices()), 2025 * 12 + 1
    whole = dimension_frame(workspace(), counting, ["orders:frequency"])["orders:frequency"].to_pylist()
    less = frame_without_month(workspace(), counting, ["orders:frequency"], month)["orders:frequency"].to_pylist()
    assert [a - b for a, b in zip(whole, less, strict=True)] == [1, 1, 0] * 10  # who ordered once did in January
    assert dimension_frame(workspace(), counting, ["orders:frequency"])["orders:frequency"].to_pylist() == whole


def test_months_without_events_are_no_months_to_lose(dataset):
    recipe = recipe_of(dataset)
    within = segments._months(recipe, "2025-12-31")
    assert max(within) == max(table.last_date for table in dataset.tables)[:7] + "-01"
    assert segments._months(recipe, "2026-12-31") == within
    assert segments._months(recipe, "2025-03-31") == ["2025-03-01", "2025-02-01", "2025-01-01"]


def test_trying_to_break_segments_leaves_out_dimensions_customers_and_months(dataset):
    recipe = recipe_of(dataset, k=3)
    segments.break_it({"recipe": recipe.as_json(), "k": 3}, silent)
    found = kept.kept_trials(workspace(), recipe, 3)
    assert len(found) == 20
    assert {trial.kind for trial in found} == {"dimension", "customers", "month"}
    months = [trial.what for trial in found if trial.kind == "month"]
    assert set(months) <= {f"2025-0{month}-01" for month in range(1, 10)}
    assert len(set(months)) == len(months)
    assert kept.kept_trials(workspace(), recipe, 2) is None
