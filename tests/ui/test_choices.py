"""Every control keeps exactly what it says, and nothing else changes."""

from dataclasses import replace
from datetime import date

import pytest

from seg.core.columns import Basis, Column, Kind
from seg.core.recipe import Filter, Forming
from seg.tasks import segments
from seg.tasks.desk import workspace
from seg.ui.choices import by_basis, is_active
from tests import small_shop as world
from tests.ui.visit import toasts, visit


@pytest.fixture
def at(saved):
    return visit("segments", s=saved.id)


def kept(saved):
    """The recipe as it is in the store."""
    return workspace().segmentation(saved.id).recipe


def test_the_controls_show_what_is_kept(at, saved):
    key = f"{saved.id}/{{}}".format
    assert at.slider(key=key("k")).value == 3
    assert at.pills(key=key("forming/behavioural")).value == ["visits", "spend"]
    assert at.pills(key=key("forming/geographic")).value == ["country"]
    assert at.pills(key=key("forming/demographic")).value == []
    assert at.multiselect(key=key("describing")).value == ["age"]
    assert at.radio(key=key("method")).value == "kmeans"
    assert list(at.slider(key=key("k")).proto.default) == [3], "also where the browser is not told to set it"


def test_a_control_that_the_browser_was_not_told_to_set_starts_from_what_is_kept(saved):
    own = replace(saved.recipe, method="column", segments_from="country")
    workspace().save_recipe(saved.id, saved.version, own, {})
    at, key = visit("segments", s=saved.id), f"{saved.id}/{{}}".format
    method, source, describing = (
        at.radio(key=key("method")), at.selectbox(key=key("segments-from")), at.multiselect(key=key("describing"))
    )  # fmt: skip
    assert method.options[method.proto.default] == "A column of your own"
    assert source.options[source.proto.default] == "country"
    assert [describing.options[at] for at in describing.proto.default] == ["age"]
    assert list(at.pills(key=key("forming/behavioural")).proto.default) == [0, 1]


def test_opening_a_page_changes_nothing(at, saved):
    assert kept(saved) == saved.recipe


def test_k(at, saved):
    at.slider(key=f"{saved.id}/k").set_value(5).run()
    assert kept(saved) == replace(saved.recipe, k=5)
    assert len(at.dataframe[0].value) == 5


def test_a_dimension_more(at, saved):
    at.pills(key=f"{saved.id}/forming/demographic").set_value(["age"]).run()
    assert [part.dimension for part in kept(saved).forming] == ["age", "country", "spend", "visits"]
    assert kept(saved).describing == (), "what forms no longer only describes"


def test_a_dimension_that_is_let_go_leaves_the_others_as_they_were(at, saved):
    at.pills(key=f"{saved.id}/forming/behavioural").set_value(["spend"]).run()
    assert {part.dimension for part in kept(saved).forming} == {"country", "spend"}
    assert replace(kept(saved), forming=saved.recipe.forming) == saved.recipe


def test_a_dimension_that_was_moved_to_form_describes_again_when_it_is_let_go(at, saved):
    at.pills(key=f"{saved.id}/forming/demographic").set_value(["age"]).run()
    at.slider(key=f"{saved.id}/k").set_value(5).run()
    at.pills(key=f"{saved.id}/forming/demographic").set_value([]).run()
    assert kept(saved) == replace(saved.recipe, k=5)
    assert at.multiselect(key=f"{saved.id}/describing").value == ["age"]


def test_a_dimension_that_described_nothing_describes_nothing_when_it_is_let_go(at, saved):
    at.pills(key=f"{saved.id}/forming/behavioural").set_value(["spend"]).run()
    assert kept(saved).describing == ("age",)
    at.multiselect(key=f"{saved.id}/describing").set_value([]).run()
    at.pills(key=f"{saved.id}/forming/demographic").set_value(["age"]).run()
    at.pills(key=f"{saved.id}/forming/demographic").set_value([]).run()
    assert kept(saved).describing == ()


def test_weights_of_a_dimension_and_of_a_basis(at, saved):
    at.slider(key=f"{saved.id}/weight/visits").set_value(2.5).run()
    at.slider(key=f"{saved.id}/basis-weight/geographic").set_value(0.5).run()
    now = kept(saved)
    assert {part.dimension: part.weight for part in now.forming} == {"visits": 2.5, "spend": 1.0, "country": 1.0}
    assert now.basis_weights == (("geographic", 0.5),)


def test_one_change_after_the_other_is_kept(at, saved):
    for k in (5, 2, 7):
        at.slider(key=f"{saved.id}/k").set_value(k).run()
        assert kept(saved).k == k
    assert toasts(at) == []


def test_describing(at, saved):
    at.multiselect(key=f"{saved.id}/describing").set_value(["age", "member"]).run()
    assert kept(saved) == replace(saved.recipe, describing=("age", "member"))


def test_the_number_that_was_chosen_holds_again_behind_a_method_that_finds_it(saved):
    own = replace(saved.recipe, method="column", segments_from="country")
    segments.solve({"recipe": own.as_json()}, world.silent)
    workspace().save_recipe(saved.id, saved.version, replace(saved.recipe, k=7, segments_from="country"), {})
    at, method = visit("segments", s=saved.id), f"{saved.id}/method"
    at.radio(key=method).set_value("column").run()
    assert kept(saved).k == 4, "three countries, and nobody without one"
    again = visit("segments", s=saved.id)
    again.radio(key=method).set_value("kmeans").run()
    assert kept(saved) == replace(saved.recipe, k=7, segments_from="country")
    assert again.slider(key=f"{saved.id}/k").value == 7


def test_method(at, saved):
    at.radio(key=f"{saved.id}/method").set_value("ward").run()
    assert kept(saved).method == "ward"


def test_a_filter_that_leaves_nobody_out_is_not_kept(at, saved):
    at.multiselect(key=f"{saved.id}/filters").set_value(["country"]).run()
    assert kept(saved).filters == ()
    assert sorted(at.multiselect(key=f"{saved.id}/filter/country/among").options) == ["Malta", "Netherlands", "Poland"]


def test_filters_by_value_by_range_and_by_day(at, saved):
    at.multiselect(key=f"{saved.id}/filters").set_value(["country", "age", "joined"]).run()
    at.multiselect(key=f"{saved.id}/filter/country/among").set_value(["Malta", "Poland"]).run()
    at.number_input(key=f"{saved.id}/filter/age/low").set_value(25.0).run()
    at.date_input(key=f"{saved.id}/filter/joined/high").set_value(date(2025, 11, 30)).run()
    assert kept(saved).filters == (
        Filter("age", (), 25.0, None),
        Filter("country", ("Malta", "Poland")),
        Filter("joined", (), None, "2025-11-30"),
    )
    again = visit("segments", s=saved.id)
    assert again.multiselect(key=f"{saved.id}/filter/country/among").value == ["Malta", "Poland"]
    assert again.number_input(key=f"{saved.id}/filter/age/low").value == 25
    assert again.date_input(key=f"{saved.id}/filter/joined/high").value == date(2025, 11, 30)


def test_what_somebody_else_saved_stays_and_is_said(at, saved):
    before = workspace().segmentation(saved.id)
    workspace().save_recipe(saved.id, before.version, replace(before.recipe, k=6), before.identity)
    at.slider(key=f"{saved.id}/k").set_value(4).run()
    assert kept(saved).k == 6
    assert at.slider(key=f"{saved.id}/k").value == 6
    assert any(saved.name in toast for toast in toasts(at))


def test_more_segments_than_the_customers_can_form_become_fewer(home, no_workers, tmp_path):
    rows = [(str(n), "", 30, (1, 9, 50)[n % 3], 5, "Malta", "yes", "2025-01-01") for n in range(30)]
    dataset = world.dataset_of(world.read(world.write_customers(tmp_path / "three.csv", rows), tmp_path))
    recipe = replace(world.recipe_of(dataset), forming=(Forming("visits"),), describing=())
    world.compute(replace(recipe, k=9))
    saved = world.segmentation(replace(recipe, k=9))
    at = visit("segments", s=saved.id)
    assert not at.exception
    assert not at.error
    assert kept(saved).k == 3
    at.run()
    assert any("9" in toast and "3" in toast for toast in toasts(at))
    assert at.slider(key=f"{saved.id}/k").value == 3


def test_by_basis_keeps_the_order_of_bases_and_of_columns():
    columns = [Column(f"c{n}", name, kind=Kind.COUNT, basis=basis) for n, (name, basis) in enumerate(BASES)]
    found = {basis: [column.label for column in part] for basis, part in by_basis(columns).items()}
    assert found == {Basis.DEMOGRAPHIC: ["age"], Basis.BEHAVIOURAL: ["visits", "spend"]}
    assert list(found) == [Basis.DEMOGRAPHIC, Basis.BEHAVIOURAL]


BASES = [("visits", Basis.BEHAVIOURAL), ("age", Basis.DEMOGRAPHIC), ("spend", Basis.BEHAVIOURAL)]


@pytest.mark.parametrize(
    ("part", "active"),
    [
        (Filter("a"), False),
        (Filter("a", ("x",)), True),
        (Filter("a", low=0.0), True),
        (Filter("a", high="2025-01-01"), True),
    ],
)
def test_a_filter_is_active_when_it_can_leave_somebody_out(part, active):
    assert is_active(part) is active
