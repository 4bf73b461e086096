"""A database that the settings name: one click, and its customers are segmented by events that stay there."""

import psycopg

from seg.data.connections import FILE
from seg.tasks.desk import workspace
from tests.ui.readings.test_page import click, settle
from tests.ui.visit import said, visit

SETTINGS = (
    '[shop]\nurl = "{url}"\n[shop.events.orders]\ntable = "lines"\ncustomer = "who"\ntime = "at"\nvalue = "paid"\n'
)


def test_one_click_and_its_customers_are_here(workers, postgresql_url):
    url = postgresql_url.replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(url, autocommit=True) as database:
        database.execute("CREATE TABLE lines (who text, at timestamp, paid float)")
        database.execute(
            "INSERT INTO lines SELECT 'K' || n % 40, timestamp '2026-01-01' + n * interval '1 day', n "
            "FROM generate_series(1, 100) n"
        )
    home = workspace().home
    (home / FILE).write_text(SETTINGS.format(url=url), "utf-8")
    at = visit("data")
    assert "Or take what stays in a database:" in said(at)
    click(at, "connect/shop")
    settle(at, lambda: workspace().segmentations())
    dataset = workspace().dataset(workspace().datasets()[0].id)
    assert (dataset.rows_used, dataset.tables[0].rows, dataset.tables[0].connection) == (40, 100, "shop")
    (saved,) = workspace().segmentations()
    assert {part.dimension for part in saved.recipe.forming} >= {"orders:recency_days", "orders:frequency"}


def test_settings_that_cannot_be_meant_are_said(workers):
    (workspace().home / FILE).write_text("[shop]\nurl = 'mysql://x'\n", "utf-8")
    at = visit("data")
    assert "shop" in at.error[0].value
    assert at.get("file_uploader"), "files can be brought all the same"


def test_without_settings_there_is_nothing(workers):
    assert "database" not in said(visit("data"))
