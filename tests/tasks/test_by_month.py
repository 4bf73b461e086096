"""Groups month by month as a worker counts them, with members fixed before the months: by hand, and of a shop where
nothing happens though the members of today say so."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from seg.core.errors import SegError
from seg.core.recipe import Forming, Recipe
from seg.core.selection import Selection
from seg.core.settings import SETTINGS
from seg.segments.over_time import OverTime
from seg.segments.over_time_sentences import Setting, who
from seg.tasks import kept, segments
from seg.tasks.by_month import kept_months, months, months_key
from seg.tasks.desk import workspace
from seg.tasks.outcomes import Asked
from tests import small_shop as world
from tests import tea_shop as shop


def segments_of(recipe):
    ids = kept.kept_solutions(workspace(), recipe).solutions.by_k[2].ids
    return Asked(recipe, 2, tuple(ids), tuple(Selection("segments", segments=(segment,)) for segment in ids))


def found(asked, measure="orders", day="") -> OverTime:
    months(asked.as_json() | {"table": "orders", "measure": measure, "day": day}, world.silent)
    return kept_months(workspace(), months_key(asked, "orders", measure, day))


@pytest.fixture
def keep(tea_shop):
    """Keeps customers by row, A000 to A014 and then B000 to B014, as a group of the team's own."""
    area = Selection("area", "a map of last year", ((0, 0), (1, 0), (1, 1)))
    return lambda rows: Selection("own", own=workspace().add_own_segment(tea_shop.id, area, np.asarray(rows)).id)


@pytest.fixture
def everybody_told(monkeypatch):
    """Numbers of few are shown too, and groups may be near to each other."""
    monkeypatch.setitem(SETTINGS, "min_cell_customers", replace(SETTINGS["min_cell_customers"], value=1))


def test_groups_that_nearly_are_segments_are_not_told(tea_shop, keep):
    asked = replace(segments_of(tea_shop.recipe), groups=(keep(range(15)), keep(range(15, 30))))
    with pytest.raises(SegError, match="groups_too_near"):
        found(asked)


def test_month_by_month(tea_shop, keep, everybody_told):
    """Fifteen regulars order each month, one of them twice in March; the others came once, and one of them again."""
    asked = replace(segments_of(tea_shop.recipe), groups=(keep(range(15)), keep(range(15, 30))))
    of = found(asked)
    assert (of.months, of.before, [group.n for group in of.groups]) == (6, 0, [15, 15])
    assert of.groups[0].values == pytest.approx((1, 1, 16 / 15, 1, 1, 1))
    assert of.groups[1].values == pytest.approx((1, 0, 0, 0, 0, 1 / 15))
    regulars, once = found(asked, "order_value").groups
    assert regulars.values[0] == pytest.approx(20 + 7)
    assert regulars.values[2] == pytest.approx((15 * 27 + 60 - 60) / 16), "what went back is taken off"
    assert once.values == (12.0, None, None, None, None, 5.0)
    assert found(asked, "per_active").groups[0].values == pytest.approx((1, 1, 16 / 15, 1, 1, 1))


def test_members_of_an_earlier_day(tea_shop):
    """In the middle of January, five of the regulars and all others had ordered once, and nobody else was there."""
    asked = segments_of(tea_shop.recipe)
    of = found(asked, day="2024-01-15")
    assert (of.before, of.after) == (1, 5)
    assert (of.members.day, of.members.newcomers, of.members.late) == ("2024-01-15", 9, 0)
    assert sum(group.n for group in of.groups) == 6 + 15
    assert any(group.values[1:] == (None,) * 5 for group in of.groups), "of six who came again nothing is told"


def test_own_groups_stay_and_everybody_else_was_there(tea_shop, keep, everybody_told):
    """On January 15 the regulars A006 to A014 had not come yet: those of them in the own group stay in it."""
    asked = replace(segments_of(tea_shop.recipe), groups=(keep(range(10)),), rest=True)
    of = found(asked, day="2024-01-15")
    assert [group.n for group in of.groups] == [10, 15]
    assert (of.members.newcomers, of.members.late) == (9, 4)
    assert [group.n for group in found(asked).groups] == [10, 20]


def test_who_is_in_two_groups_is_left_out_and_counted(tea_shop, keep, everybody_told):
    asked = replace(segments_of(tea_shop.recipe), groups=(keep(range(18)), keep(range(15, 30))))
    for day in ("", "2024-01-31"):
        of = found(asked, day=day)
        assert (of.members.shared, [group.n for group in of.groups]) == (3, [15, 12])


def test_too_few_by_then(tea_shop):
    asked = segments_of(tea_shop.recipe)
    of, today = found(asked, day="2024-01-02"), found(asked)
    assert of.members.refused.key == "error.too_few_yet"
    assert (of.members.day, of.before, of.groups) == ("", 0, today.groups)
    assert who(of, Setting(("A", "B"), shop.AS_OF))[0].key == "months.refused"


def steady_lines(customers=150, months=18):
    """Everybody orders once a month on average, in every month: nobody rises or falls."""
    random, number = np.random.default_rng(5), 0
    yield "C000", 0, "2024-06-30 10:00:00", "Tea", 10, "paid"
    for who_ in range(customers):
        for month in range(months):
            first = date(2023 + month // 12, month % 12 + 1, 1)
            for _ in range(max(random.poisson(1), month == 0)):
                number += 1
                day = first + timedelta(days=int(random.integers(28)))
                yield f"C{who_:03d}", number, f"{day} 10:00:00", "Tea", 10, "paid"


@pytest.fixture
def steady(home, tmp_path):
    """Segments of how often customers ordered in the last half year."""
    recipe = Recipe(shop.built(tmp_path, steady_lines()), (Forming("orders:frequency(days=180)"),), (), k=2)
    segments.solve({"recipe": recipe.as_json()}, world.silent)
    return recipe


def test_members_of_today_move_where_nothing_happens_and_those_of_the_start_do_not(steady):
    asked = segments_of(steady)
    today, start = found(asked), found(asked, day="2023-12-31")
    assert any(group.trend.chance < 0.05 and abs(group.trend.slope) > 0.025 for group in today.groups)
    assert (start.before, start.after, start.members.newcomers) == (12, 6, 0)
    apart = lambda of, part: abs(np.subtract(*(np.mean(group.values[part]) for group in of.groups)))  # noqa: E731
    assert apart(start, slice(7, 12)) > 0.5, "the half year before is what the segments are made of"
    assert apart(start, slice(12, 18)) < 0.15 < 0.5 < apart(today, slice(12, 18))
    assert min(group.trend.chance for group in start.groups) > 0.1
