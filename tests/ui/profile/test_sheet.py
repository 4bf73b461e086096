"""What the profile table says, in words and numbers: cells by hand, what is shown, and a wide one."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from seg.core.columns import Kind
from seg.core.results import Model
from seg.segments.lines import STATISTICS
from seg.ui.profile.card import mixes
from seg.ui.profile.cells import all_told, cell_text, known_of
from seg.ui.profile.sheet import Heading, Options, sheet
from seg.ui.profile.taken import picture
from seg.ui.tables.profile import profile_table
from seg.ui.words.words import words
from tests.samples import column
from tests.segments.test_profiles import AS_OF, labelled
from tests.ui.profile.world import by_name, described, shop_lines, wide, written

HALVES = np.repeat([0, 1], 20)


def said(values, kind, language="en", labels=HALVES, level=None, **kinds):
    """The cells of the first segment by statistic, of one line."""
    found, _ = described(pa.table({"x": values}), {"x": column("x", kind, **kinds)}, labels, 2, every_level=True)
    line = found[0] if level is None else by_name(found)["x", level]
    return {name: cell_text(line, 1, name, words(language), AS_OF) for name in STATISTICS}


def test_money_in_every_statistic_and_in_the_readers_format():
    values = [1000.0] * 20 + [3000.0] * 20
    assert said(values, Kind.MONEY, unit="EUR") == {
        "median": "€1,000", "mean": "€1,000", "share": "0%", "total": "€20,000", "total_share": "25%", "index": "50",
        "difference": "-€1,000",
    }  # fmt: skip
    assert said(values, Kind.MONEY, "pl", unit="EUR")["total"] == "20\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}€"


def test_dates_levels_and_questions():
    days = pa.array(np.datetime64("2026-01-01") - np.repeat([10, 40], 20).astype("timedelta64[D]"))
    joined = said(days, Kind.DATE)
    assert (joined["median"], joined["difference"], joined["total"]) == ("22 Dec 2025", "+15", "–")
    size = said(["S"] * 20 + ["M"] * 10 + ["L"] * 10, Kind.ORDINAL, levels=("S", "M", "L"))
    assert (size["median"], size["mean"], size["difference"], size["index"]) == ("S", "1.0", "-0.8", "–")
    member = said(["yes"] * 10 + ["no"] * 30, Kind.BINARY, levels=("no", "yes"))
    assert member == {"median": "50%", "mean": "50%", "share": "50%", "total": "10", "total_share": "100%",
                      "index": "200", "difference": "+25 points"}  # fmt: skip
    assert said([1980.0] * 20 + [2000.0] * 20, Kind.NUMBER, unit="year")["median"] == "1980"
    assert said([0.25] * 20 + [0.75] * 20, Kind.NUMBER, unit="share")["mean"] == "25%"


def test_of_few_only_a_bound_is_told():
    answers = ["yes"] * 3 + ["no"] * 17 + ["yes"] * 20
    member = said(answers, Kind.BINARY, levels=("no", "yes"))
    assert (member["share"], member["total"], member["index"]) == ("under 50%", "hidden", "hidden")
    member = said(["yes"] * 18 + ["no"] * 22, Kind.BINARY, levels=("no", "yes"))
    assert (member["share"], member["total_share"]) == ("over 50%", "hidden")
    assert said([1.0] * 5 + [None] * 15 + [2.0] * 20, Kind.MONEY)["mean"] == "hidden"
    assert said(pa.array([None] * 20 + [2.0] * 20), Kind.MONEY)["mean"] == "–"


def test_what_would_tell_a_small_cell_is_hidden_in_both_tables():
    """Eight of the first segment say yes: all less the others would tell, so the second is told about."""
    sizes = (200, 200, 400)
    yes = np.concatenate([np.arange(size) < has for size, has in zip(sizes, (8, 150, 240), strict=True)])
    table, labels = pa.table({"x": np.where(yes, "yes", "no")}), np.repeat([0, 1, 2], sizes)
    found, spreads = described(table, {"x": column("x", Kind.BINARY, levels=("no", "yes"))}, labels, 3)
    share, total = written(found, spreads, statistics=("share", "total"), markers=False).rows
    assert [cell.text for cell in share.cells] == ["50%", "under 5%", "about 80%", "60%"]
    assert [cell.number for cell in total.cells] == [398, None, None, 240]
    assert [cell.text for cell in total.cells][1:3] == ["hidden", "hidden"]
    short = profile_table((found[0].part,), ("A", "B", "C"), sizes, "typical", words("en"), AS_OF)
    assert short.text.iloc[2, 2:].tolist() == ["50%", "hidden", "hidden", "60%"]
    assert not short.shading.iloc[2, 3:5].any()


def test_a_pointer_brings_up_both_values_with_their_units():
    found, _ = described(pa.table({"x": [10.0] * 20 + [40.0] * 20}), {"x": column("x", Kind.COUNT, unit="days")},
                         HALVES, 2)  # fmt: skip
    assert all_told(found[0], words("en"), AS_OF)[0] == "10 days, all customers 25 days; 1.0 standard deviations less"


def test_only_markers_unless_somebody_searches():
    found, spreads = shop_lines()
    every = {row.dimension for row in written(found, spreads, markers=False).shown}
    markers = {row.dimension for row in written(found, spreads).shown}
    assert markers < every == {"spend", "orders", "age", "satisfaction", "channel", "member", "interests", "joined"}
    (hidden, *_) = sorted(every - markers)
    assert {row.dimension for row in written(found, spreads, search=hidden.upper()).shown} == {hidden}
    assert {row.dimension for row in written(found, spreads, search="demographic").shown} == {"age"}
    assert written(found, spreads, search="nothing like it").shown == ()


def test_sorted_by_how_clearly_they_separate_or_by_basis():
    found, spreads = shop_lines()
    rows = written(found, spreads, markers=False).rows
    assert [row.dimension for row in rows] == [line.part.dimension for line in found]
    separation = [line.part.separation for line in found]
    assert separation == sorted(separation, reverse=True)
    bases = [row.basis for row in written(found, spreads, markers=False, by_basis=True).rows]
    assert bases == sorted(bases, key=["Demographic", "Psychographic", "Behavioural"].index)


def test_several_statistics_are_rows_of_one_line():
    found, spreads = shop_lines()
    rows = written(found, spreads, statistics=("median", "index"), markers=False).rows
    assert [(row.statistic, row.first) for row in rows[:2]] == [("Typical", True), ("Index", False)]
    assert len(rows) == 2 * len(found)


def test_shading_is_by_effect_and_not_by_how_many_there_are():
    few, spreads = shop_lines()
    spend = next(row for row in written(few, spreads, markers=False).rows if row.dimension == "spend")
    assert [cell.step for cell in spend.cells[:2]] == [0, 3]
    again = np.tile(HALVES, 50)
    values = np.where(again == 0, 10.0, 10.2) + np.tile(np.linspace(-2, 2, 40), 50)
    found, _ = described(pa.table({"x": values}), {"x": column("x", Kind.NUMBER)}, np.roll(again, 10), 2)
    assert {cell.step for cell in written(found, {}, markers=False).rows[0].cells} <= {0}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_twelve_segments_by_150_dimensions(language):
    found, spreads = wide()
    shown = written(found, spreads, language, markers=False, bars=True, by_basis=True, statistics=STATISTICS)
    assert len(shown.rows) == 150 * len(STATISTICS)
    assert {len(row.cells) for row in shown.rows} == {13}
    assert all(cell.text for row in shown.rows for cell in row.cells)
    drawn = [cell.bars for row in shown.rows if row.first for cell in row.cells if cell.bars]
    assert len(drawn) == 3 * 30 * 13  # money, counts and ordered groups


def test_of_how_many_something_is_known_stands_at_its_name_and_in_every_export():
    """Tiers that a tenth have: half of these are gold, not half of all."""
    tiers = ["gold"] * 20 + ["silver"] * 20 + [None] * 360
    table = {"tier": tiers, "nearly": [1.0] * 381 + [None] * 19}
    columns = {"tier": column("tier", Kind.NOMINAL), "nearly": column("nearly", Kind.NUMBER)}
    lines, spreads = described(pa.table(table), columns, np.tile([0, 1], 200), 2, True)
    found = written(lines, spreads, customers=400, markers=False)
    assert {row.dimension: row.known for row in found.rows} == {"tier": "known of 10%", "nearly": ""}
    assert [known_of(known, 100, words("en")) for known in (9, 89, 91)] == ["", "known of 89%", ""]  # nine are few
    assert "known of 10%" in picture(found, "Shop", (), words("en"))
    (mix,) = mixes([line.part for line in lines if line.level == 0], 0, 200, words("en"))
    assert mix.title == "tier · known of 10%"


def test_those_in_no_segment_have_a_column_only_where_there_is_somebody():
    """Two values of a column, and nobody without one: who is in no segment would be a column of nothing."""
    labels = np.repeat([0, 1], 20)
    found = replace(labelled(labels, 3), model=Model("column", 3, {}, unassigned=True))
    assert (found.shown, replace(found, labels=np.append(labels, 2)).shown, labelled(labels, 3).shown) == (2, 3, 3)
    lines, spreads = described(pa.table({"x": np.arange(40.0)}), {"x": column("x", Kind.NUMBER)}, labels, 3)
    headings = tuple(Heading(name, "20", "50%", "") for name in ("First", "Second"))
    two = sheet(lines, spreads, headings, Heading("All customers", "40", "", ""), Options(), words("en"), AS_OF)
    assert [len(row.cells) for row in two.rows] == [3]
