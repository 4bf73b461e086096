"""Files become readings, readings become datasets."""

import pyarrow.parquet as pq
import pytest

from seg.core.columns import Role
from seg.core.errors import SegError
from seg.tasks import imports
from seg.tasks.desk import workspace
from tests import small_shop as world


def test_the_laid_file_is_removed_whatever_comes_of_it(home, tmp_path):
    laid = tmp_path / "laid"
    laid.write_bytes(b"")
    with pytest.raises(SegError, match="file_empty"):
        imports.read({"path": str(laid), "file_name": "list.csv"}, world.silent)
    assert not laid.exists()
    world.write_customers(laid)
    imports.read({"path": str(laid), "file_name": "list.csv"}, world.silent)
    assert not laid.exists()


def test_the_sample_is_read_like_any_other_file(home):
    told = imports.read_sample({"file_name": "sample_shop.csv"}, world.silent)
    reading, columns, _ = workspace().reading(told["readings"][0])
    assert (reading.rows_in, reading.rows_kept) == (3_000, 3_000)
    assert [column.label for column in columns if column.role is Role.ID] == ["customer_id"]
    assert {"email", "first_name", "last_name"} <= {column.label for column in columns if column.role is Role.CONTACT}


def test_contact_columns_are_not_in_the_table_that_is_analysed(shop):
    dataset = workspace().dataset(shop)
    email = dataset.column("email").name
    assert email not in pq.read_schema(workspace().blobs.path(dataset.customers)).names
    assert email in pq.read_schema(workspace().blobs.path(dataset.contacts)).names


def test_the_same_file_is_the_same_dataset(shop, tmp_path):
    again = world.dataset_of(world.read(world.write_customers(tmp_path / "again.csv"), tmp_path), "Other name")
    assert again == shop
    assert len(workspace().datasets()) == 1
