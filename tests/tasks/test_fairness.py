"""The guard as a worker finds it: attributes that stand in no recipe are audited, and form nothing."""

from dataclasses import replace

import pytest

from seg.core.columns import Sensitivity
from seg.core.errors import SegError
from seg.segments.fairness.drop_one import without
from seg.tasks import fairness, kept, segments
from seg.tasks.desk import workspace
from tests import guarded_shop
from tests import small_shop as world
from tests.guarded_shop import K


@pytest.fixture(scope="module")
def computed(tmp_path_factory):
    """240 customers of two kinds by visits; religion goes with the kind, gender with nothing. Both are in no recipe."""
    from tests.workspaces import forget_what_is_open

    folder = tmp_path_factory.mktemp("guarded")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEG_HOME", str(folder / "home"))
        forget_what_is_open()
        recipe = guarded_shop.computed(folder)
        fairness.guard({"recipe": recipe.as_json(), "k": K}, world.silent)
        fairness.drop_one({"recipe": recipe.as_json(), "k": K}, world.silent)
        yield recipe
        forget_what_is_open()


def test_columns_in_no_recipe_are_audited(computed):
    columns = {column.label: column for column in workspace().dataset(computed.dataset).columns}
    assert columns["religion"].sensitivity is Sensitivity.HELD
    assert not {"religion", "gender"} & set(computed.named)
    guard = fairness.kept_guard(workspace(), computed, K)
    assert [(each.dimension, each.grade, each.held) for each in guard.attributes] == [
        ("religion", "red", True), ("gender", "", False),
    ]  # fmt: skip
    religion = guard.attributes[0]
    assert religion.association.v > 0.5
    assert religion.proxy.segment > 0.75
    assert not religion.forming


def test_and_form_nothing(computed):
    encoding = kept.kept_solutions(workspace(), computed).encoding
    assert encoding.labels == ("basket", "visits")


def test_headlines_have_counter_statements(computed):
    guard = fairness.kept_guard(workspace(), computed, K)
    assert {each.dimension for each in guard.counters} <= {"visits", "basket"}
    assert {each.label for each in guard.counters} == {0, 1}


def test_what_brings_it_in(computed):
    dropped = fairness.kept_dropped(workspace(), computed, K)
    guard = fairness.kept_guard(workspace(), computed, K)
    by_name = {part.dimension: part for part in dropped.without}
    religion = guard.attributes[0]
    assert dropped.v(by_name["visits"], religion) < 0.2 < dropped.v(by_name["basket"], religion)
    assert by_name["visits"].agreement < 0.2
    assert dropped.v(by_name["visits"], replace(religion, dimension="other")) is None


def test_a_rerun_without_it(computed):
    again = without(computed, ("visits",))
    segments.solve({"recipe": again.as_json()}, world.silent)
    fairness.guard({"recipe": again.as_json(), "k": K}, world.silent)
    religion = next(
        each for each in fairness.kept_guard(workspace(), again, K).attributes if each.dimension == "religion"
    )
    assert religion.association.v < 0.3


def test_what_is_not_computed_is_said(computed):
    arguments = {"recipe": replace(computed, seed=1).as_json(), "k": K}
    for task in (fairness.guard, fairness.drop_one):
        with pytest.raises(SegError, match="not_computed"):
            task(arguments, world.silent)
