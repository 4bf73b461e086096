"""The choices of a list: how many customers they give, and contact data only with a name on the record."""

from dataclasses import replace

import numpy as np
import pytest

from seg.core.selection import Selection
from seg.store.exports import ExportRecord
from seg.tasks import kept
from seg.tasks.desk import workspace
from tests.ui.visit import last_table, visit


@pytest.fixture
def at(saved):
    return visit("lists", s=saved.id)


def download(at):
    (button,) = at.get("download_button")
    return button.proto


def test_everybody_until_segments_are_chosen(at, saved):
    assert "30" in download(at).label
    options = at.multiselect[0]
    options.set_value(["s1"]).run()
    assert "10" in download(at).label


def test_contact_and_id_columns_are_not_among_the_columns(at, saved):
    offered = at.multiselect(key=f"list-columns/{saved.id}").options
    assert "country" in offered
    assert not {"email", "customer_id"} & set(offered)


def test_contact_data_leaves_only_with_a_name(at):
    assert not download(at).disabled
    at.toggle(key="list-contacts").set_value(True).run()
    assert download(at).disabled
    at.text_input(key="list-who").set_value("  ").run()
    assert download(at).disabled
    at.text_input(key="list-who").set_value("Ada").run()
    assert not download(at).disabled


def test_what_left_before_is_listed(saved, shop):
    record = ExportRecord("Ada", shop, saved.id, ("Best",), ("customer_id",), 1234, "csv", True)
    workspace().record_export(record)
    cells = last_table(visit("lists", s=saved.id)).astype(str).to_numpy().ravel().tolist()
    assert {"Ada", "1,234", "csv", "yes"} <= set(cells)


def test_segments_of_ones_own_are_choices_beside_the_others(saved):
    area = Selection("area", "map", ((0, 0), (1, 0), (0, 1)))
    own = workspace().add_own_segment(saved.id, area, np.arange(7), "Seven")
    other = workspace().add_own_segment(saved.id, area, np.arange(5, 9), "Four")
    workspace().add_own_segment(saved.id, area, np.arange(3))  # only looked at
    at = visit("lists", s=saved.id)
    choice = at.multiselect[0]
    assert choice.options[3:] == ["Seven", "Four"]
    choice.set_value([own.id]).run()
    assert "7" in download(at).label
    choice.set_value([own.id, other.id]).run()
    assert "9" in download(at).label, "each customer once"


def far_away(saved, label):
    """Put customers in doubt: four of the segment with this label are far out."""
    recipe = saved.recipe
    solution = kept.kept_solutions(workspace(), recipe).solutions.by_k[3]
    mask = np.isin(np.arange(30), np.flatnonzero(solution.labels == label)[:4])
    found = kept.kept_doubts(workspace(), recipe)
    kept.keep_doubts(workspace(), recipe, {**found, 3: replace(found[3], far=mask)})
    return solution.ids[label]


def test_only_some_and_nothing_to_download_where_there_is_nobody(saved):
    segment = far_away(saved, 1)
    at = visit("lists", s=saved.id, only="far")
    assert at.radio(key=f"list-only/{saved.id}").value == "far", "as the link says"
    assert "4" in download(at).label
    at.multiselect[0].set_value([segment]).run()
    assert "4" in download(at).label
    at.multiselect[0].set_value(sorted({"s1", "s2", "s3"} - {segment})).run()
    assert download(at).disabled
    at.radio(key=f"list-only/{saved.id}").set_value("").run()
    assert "20" in download(at).label


def test_what_is_chosen_stays_when_somebody_renames_a_segment(saved):
    at = visit("lists", s=saved.id)
    at.multiselect[0].set_value(["s2"]).run()
    workspace().save_segment(saved.id, "s2", name="Ours")
    assert not at.run().exception
    assert at.multiselect[0].value == ["s2"]
    assert "Ours" in at.multiselect[0].options
