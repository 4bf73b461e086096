"""Dimensions that a team built are there for everybody, in the order in which they came."""

import pytest

from seg.core.errors import SegError
from seg.store.workspace import Workspace

WINE, MAILS = "orders:category_share(category=Wine)", "emails:at_least(days=180;times=5;type=opened)"


def test_none_were_built_for_a_new_dataset(workspace, dataset):
    assert workspace.dimensions(dataset.id) == ()


def test_oldest_first_and_a_known_one_stays_where_it_is(workspace, dataset):
    for label in (WINE, MAILS, WINE):
        workspace.add_dimension(dataset.id, label)
    assert workspace.dimensions(dataset.id) == (WINE, MAILS)


def test_one_that_was_deleted_comes_back_as_the_newest(workspace, dataset):
    for label in (WINE, MAILS):
        workspace.add_dimension(dataset.id, label)
    workspace.delete_dimension(dataset.id, WINE)
    workspace.delete_dimension(dataset.id, WINE)
    assert workspace.dimensions(dataset.id) == (MAILS,)
    workspace.add_dimension(dataset.id, WINE)
    assert workspace.dimensions(dataset.id) == (MAILS, WINE)


def test_each_dataset_has_its_own_and_takes_them_along(workspace, dataset, another_dataset, environment):
    autumn = another_dataset("Autumn")
    for each in (dataset, autumn):
        workspace.add_dimension(each.id, WINE)
    workspace.add_dimension(autumn.id, MAILS)
    workspace.delete_dimension(autumn.id, WINE)
    assert (workspace.dimensions(dataset.id), workspace.dimensions(autumn.id)) == ((WINE,), (MAILS,))
    workspace.delete_dataset(dataset.id)
    other = Workspace.open(environment)
    assert other.dimensions(autumn.id) == (MAILS,)
    other.close()
    another_dataset()
    assert workspace.dimensions(dataset.id) == (), "the same file imported again begins anew"


@pytest.mark.parametrize(
    "value", ["Müller 🌷", "a\0b", "half \ud800", "'); DROP TABLE dimensions; --", "%3D", "ab" * 16_000, "A", "\\u0041"]
)
def test_a_definition_is_kept_to_the_letter(workspace, dataset, value):
    labels = (f"orders:did(type={value})", f"orders:did(type={value} )", f"orders:did(type={value.swapcase()}.)")
    for label in (*labels, *labels):
        workspace.add_dimension(dataset.id, label)
    assert workspace.dimensions(dataset.id) == labels
    workspace.delete_dimension(dataset.id, labels[0])
    assert workspace.dimensions(dataset.id) == labels[1:]


def test_unknown_datasets(workspace):
    for ask in (
        workspace.dimensions,
        lambda unknown: workspace.add_dimension(unknown, WINE),
        lambda unknown: workspace.delete_dimension(unknown, WINE),
    ):
        with pytest.raises(SegError, match="dataset_unknown"):
            ask("0" * 64)
