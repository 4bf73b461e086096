"""Events that a visitor brings: alone, beside customers, and understood otherwise."""

from dataclasses import replace

from seg.core.events import About, Part
from seg.tasks.desk import workspace
from tests.ui.readings.test_page import click, settle, upload
from tests.ui.visit import said, visit

ORDERS = ["order_id,customer_id,order_date,total,way"] + [
    f"o{n}-{o},{n:04d},2025-{1 + (n + o) % 12:02d}-03,{10 + n + o},web" for n in range(40) for o in range(1 + n % 3)
]
VISITS = ["visit_id,customer_id,visited,pages"] + [
    f"v{n}-{o},{n:04d},2025-06-{1 + o:02d},{3 + o}" for n in range(40) for o in range(2)
]


def text(lines):
    return "\n".join(lines).encode()


def reading_of(name):
    row = next(row for row in workspace().readings() if row.reading.file_name == name)
    return row.id, workspace().reading(row.id)


def choose(at, start_of_key, value):
    next(each for each in at.selectbox if (each.key or "").startswith(start_of_key)).set_value(value).run()
    return settle(at)


def used(at):
    click(at, "use/")
    settle(at, lambda: workspace().segmentations())
    return workspace().dataset(workspace().datasets()[0].id)


def test_orders_alone_become_customers(workers):
    at = upload(visit("data"), ("orders.csv", text(ORDERS)))
    _, state = reading_of("orders.csv")
    assert (state.as_events.about, state.as_events.customer) == (About.ORDERS, "customer_id")
    assert "What each column says about an event" in said(at)
    dataset = used(at)
    assert (dataset.rows_used, dataset.tables[0].name, dataset.tables[0].rows) == (40, "orders", 79)
    (saved,) = workspace().segmentations()
    assert {part.dimension for part in saved.recipe.forming} >= {"orders:recency_days", "orders:frequency"}
    assert workspace().readings() == ()


def test_what_a_column_says_can_be_corrected(workers):
    at = upload(visit("data"), ("orders.csv", text(ORDERS)))
    reading, state = reading_of("orders.csv")
    assert dict(state.as_events.parts).get(Part.CHANNEL) is None
    choose(at, f"alone/{reading}/{state.version}/channel", "way")
    state = workspace().reading(reading)
    assert dict(state.as_events.parts)[Part.CHANNEL] == "way"
    choose(at, f"alone/{reading}/{state.version}/about", About.CAMPAIGNS)
    assert workspace().reading(reading).as_events.name == "campaigns"


def test_rows_may_be_customers_after_all(workers):
    at = upload(visit("data"), ("orders.csv", text(ORDERS)))
    reading, state = reading_of("orders.csv")
    switch = next(each for each in at.get("button_group") if each.key == f"row-is/{reading}/{state.version}")
    switch.set_value("customer").run()
    settle(at)
    assert workspace().reading(reading).as_events is None


def test_events_beside_customers(workers, good):
    upload(visit("data"), ("good.csv", good), ("orders.csv", text(ORDERS)), ("visits.csv", text(VISITS)))
    customers, _ = reading_of("good.csv")
    at = settle(visit("data", r=customers))
    click(at, "attach-all/")
    state = workspace().reading(customers)
    assert sorted(each.name for each in state.attached) == ["orders", "visits"]
    assert "Events of these customers" in said(at)
    click(at, "detach/")
    assert len(workspace().reading(customers).attached) == 1
    click(at, "attach/")
    dataset = used(at)
    assert (dataset.rows_used, {table.name for table in dataset.tables}) == (30, {"orders", "visits"})
    assert dataset.table("orders").of_nobody == sum(1 + n % 3 for n in range(30, 40))


def test_everyone_with_events_is_a_customer_too(workers, good):
    upload(visit("data"), ("good.csv", good), ("orders.csv", text(ORDERS)))
    customers, _ = reading_of("good.csv")
    at = settle(visit("data", r=customers))
    click(at, "attach/")
    next(toggle for toggle in at.toggle if (toggle.key or "").startswith("everyone/")).set_value(True).run()
    settle(at)
    dataset = used(at)
    assert (dataset.rows_used, dataset.everyone) == (40, True)


def test_a_dataset_with_events_comes_back_as_it_was(workers, good):
    from seg.tasks import imports
    from tests.small_shop import silent

    upload(visit("data"), ("good.csv", good), ("orders.csv", text(ORDERS)))
    customers, _ = reading_of("good.csv")
    at = settle(visit("data", r=customers))
    click(at, "attach/")
    dataset = used(at)
    (reading,) = imports.reopen({"dataset": dataset.id}, silent)["readings"]
    state = workspace().reading(reading)
    assert [each.name for each in state.attached] == ["orders"]
    again = imports.build({"reading": reading, "name": "Again"}, silent)
    assert again == {"dataset": dataset.id, "known": True}


def test_two_tables_of_events_without_a_list(workers):
    upload(visit("data"), ("orders.csv", text(ORDERS)), ("visits.csv", text(VISITS)))
    orders, _ = reading_of("orders.csv")
    at = settle(visit("data", r=orders))
    click(at, "attach/")
    dataset = used(at)
    assert [table.name for table in dataset.tables] == ["orders", "visits"]
    assert replace(dataset, tables=()).dimensions == ()
