"""Which side can be looked at closely."""

from types import SimpleNamespace

from seg.ui.two_maps.picked import opens
from seg.ui.two_maps.sides import Side


def side(saved_id, day):
    now, seen = SimpleNamespace(saved=SimpleNamespace(id=saved_id)), SimpleNamespace(as_of=day)
    return Side("right", now, seen, None, "")


def test_another_segmentation_opens_whatever_its_day_and_another_day_of_the_same_does_not():
    left = side("ours", "2026-01-31")
    assert opens(left, left)
    assert opens(side("theirs", "2026-01-31"), left)
    assert opens(side("theirs", "2025-06-30"), left), "other data end on another day"
    assert not opens(side("ours", "2025-06-30"), left)
