"""What Plotly tells of a selection, read as outlines."""

from seg.ui.map.plain import outlines_of


def test_lassos_and_boxes_are_outlines():
    drawn = {
        "points": [{"x": 1, "y": 1}],
        "lasso": [{"xref": "x", "yref": "y", "x": [0, 2, 1], "y": [0, 0, 3]}],
        "box": [{"xref": "x", "yref": "y", "x": [-1, 4], "y": [2, 5]}],
    }
    assert outlines_of(drawn) == [[[0, 0], [2, 0], [1, 3]], [[-1, 2], [4, 2], [4, 5], [-1, 5]]]


def test_nothing_drawn_is_no_outline():
    assert outlines_of({"points": [], "lasso": [], "box": []}) == outlines_of(None) == []
