"""The streams as data: everybody has room in every column, streams fit their segments, and few cross."""

import pytest

from seg.ui.charts.flow import GAP, Block, Column, Stream, flow_figure, placed, written


def column(k, sizes, shown=False, origins=()):
    blocks = tuple(
        Block(f"<{k}.{at}>", "#0b76cb", (f"<{k}.{at}>", f"{size}"), at in origins) for at, size in enumerate(sizes)
    )
    return Column(k, f"{k} segments", blocks, sizes, shown)


TWO, THREE = column(2, (60, 40)), column(3, (50, 40, 10), shown=True, origins=(1,))
STREAMS = (Stream(1, 0, 0, 20, "a"), Stream(1, 0, 1, 40, "b"), Stream(1, 1, 0, 30, "c"), Stream(1, 1, 2, 10, "d & e"))


def areas(figure, told):
    return [trace for trace in figure.data if trace.text == told]


def test_segments_of_a_column_are_as_high_as_they_have_customers_and_do_not_touch():
    first, second = placed((TWO, THREE), STREAMS)
    assert first == pytest.approx([GAP / 2, GAP / 2 + 0.6 + GAP])
    assert sorted(second) == pytest.approx([0, 0.4 + GAP, 0.9 + 2 * GAP])


def test_segments_stand_where_their_customers_come_from():
    """The second of three comes from the top alone, the first from both, the third from below."""
    _, (mixed, top, below) = placed((TWO, THREE), STREAMS)
    assert top < mixed < below


def test_streams_lie_side_by_side_on_both_segments():
    found = flow_figure((TWO, THREE), STREAMS)
    left, right = {}, {}
    for told in ("a", "b", "c", "d &amp; e"):
        (band,) = areas(found, told)
        half = len(band.x) // 2
        left[told] = (band.y[0], band.y[-1])
        right[told] = (band.y[half - 1], band.y[half])
    assert left["b"][1] == pytest.approx(left["a"][0]), "to the upper segment first"
    assert left["a"][1] == pytest.approx(GAP / 2 + 0.6), "together they fill the segment"
    assert right["c"][0] == pytest.approx(right["a"][1])
    assert all(ends[1] - ends[0] == pytest.approx(share) for ends, share in zip(
        left.values(), (0.2, 0.4, 0.3, 0.1), strict=True))  # fmt: skip


def test_only_the_shown_column_carries_names_and_nothing_is_markup():
    found = flow_figure((TWO, THREE), STREAMS)
    assert [note.text for note in found.layout.annotations] == [f"&lt;3.{at}&gt;" for at in range(3)]
    assert list(found.layout.xaxis.ticktext) == ["2 segments", "<b>3 segments</b>"]
    assert areas(found, "&lt;2.1&gt;<br>40")


def test_a_segment_of_one_origin_is_outlined():
    found = flow_figure((TWO, THREE), STREAMS)
    widths = [areas(found, f"&lt;3.{at}&gt;<br>{size}")[0].line.width for at, size in enumerate((50, 40, 10))]
    assert [width > 0 for width in widths] == [False, True, False]


def test_a_name_has_as_many_lines_as_there_is_room():
    name = "high average order value, low days since the last visit"
    assert written(name, 0.5).count("<br>") == 2
    assert written(name, 0.01) == "high average order value,…"
    assert written("Loyal", 0.01) == "Loyal"


def test_a_segment_of_streams_too_small_to_show_is_still_there():
    found = flow_figure((TWO, column(3, (60, 38, 2))), (Stream(1, 0, 0, 60, "a"), Stream(1, 1, 1, 38, "b")))
    assert len(found.data) == 2 + 5
