"""What travels: it can be read again as it was, and a change of k stays small."""

import json
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seg.ui.charts.palette import segment_colour
from seg.ui.map.legend import HoverTable, LegendEntry
from seg.ui.map.wire import MAP_WORDS, centred, coordinates_message, hover_message, labels_message, pack
from seg.ui.words.english.map import SENTENCES

WORDS = {key: s if isinstance(s, str) else s[1] for key, s in SENTENCES.items()}
TEXT = st.text(max_size=30)


def unpack(message: bytes) -> tuple[dict, bytes]:
    """The reader of wire.js, in Python."""
    (length,) = struct.unpack_from("<I", message)
    return json.loads(message[4 : 4 + length].decode()), message[4 + length :]


def legend(k: int) -> tuple[LegendEntry, ...]:
    return tuple(LegendEntry(i, f"Segment {i}", segment_colour(i), 10, segment_colour(i, dark=True)) for i in range(k))


def labels_only(labels: np.ndarray, **changes) -> bytes:
    given = {"map_id": "m", "legend": legend(12), "words": WORDS, "key": "map", "height": 560} | changes
    return labels_message(given.pop("map_id"), labels, given.pop("legend"), given.pop("words"), **given)


@given(st.dictionaries(TEXT, st.one_of(TEXT, st.integers(), st.lists(TEXT))), st.binary(max_size=99))
def test_what_is_packed_is_read_again(header, raw):
    message = pack(header, np.frombuffer(raw, "u1"))
    assert unpack(message) == (header, raw)
    assert (len(message) - len(raw)) % 4 == 0  # the browser can lay numbers over the bytes


def test_coordinates_keep_their_proportions_and_fill_the_wider_axis():
    points, reach = centred(np.array([[10, 5], [14, 5], [12, 6], [12, 4]], "f4"))
    assert points.tolist() == [[-1, 0], [1, 0], [0, 0.5], [0, -0.5]]
    assert reach == (1.0, 0.5)


@pytest.mark.parametrize("xy", [np.zeros((0, 2), "f4"), np.full((3, 2), 7, "f4")])
def test_a_map_without_extent_lies_at_the_centre(xy):
    points, _ = centred(xy)
    assert points.shape == xy.shape
    assert not points.any()


def test_coordinates_are_eight_bytes_per_customer_in_row_order():
    xy = np.random.default_rng(0).normal(size=(1000, 2)).astype("f4")
    head, raw = unpack(coordinates_message("umap-1", xy))
    assert head["id"] == "umap-1"
    assert len(raw) == 8 * 1000
    np.testing.assert_array_equal(np.frombuffer(raw, "<f4").reshape(-1, 2), centred(xy)[0])


@pytest.mark.parametrize("xy", [np.zeros((3, 3)), np.array([[0, np.nan]]), np.array([[np.inf, 1]]), np.zeros(4)])
def test_coordinates_that_cannot_be_drawn_are_refused(xy):
    with pytest.raises(ValueError, match="coordinates"):
        coordinates_message("m", xy)


def test_a_change_of_k_is_one_byte_per_customer_and_a_legend():
    labels = np.random.default_rng(0).integers(0, 12, 100_000).astype("u1")
    message = labels_only(labels)
    assert 100_000 < len(message) <= 104_000
    head, raw = unpack(message)
    assert raw == labels.tobytes()
    assert head["legend"][3] == {
        "label": 3, "name": "Segment 3", "colour": "#a33b60", "dark": "#d14e7b", "size": "10", "segment": "label 3",
    }  # fmt: skip


def test_state_changes_with_anything_that_is_seen():
    labels = np.array([0, 1, 1], "u1")
    changes = ({}, {"map_id": "n"}, {"legend": legend(2)}, {"words": WORDS | {"map.reset": "Alles"}}, {"hover": "h"})
    states = [unpack(labels_only(labels, **change))[0]["state"] for change in changes]
    states.append(unpack(labels_only(labels[::-1].copy()))[0]["state"])
    assert len(set(states)) == len(states)
    assert unpack(labels_only(labels))[0]["state"] == states[0]


def test_labels_need_an_entry_one_byte_and_words():
    with pytest.raises(ValueError, match=r"without a legend entry: \[2\]"):
        labels_only(np.array([0, 2], "u1"), legend=legend(2))
    with pytest.raises(ValueError, match="uint8"):
        labels_only(np.array([0, 1]))
    with pytest.raises(KeyError, match=r"map\.only"):
        labels_only(np.array([0], "u1"), words={k: v for k, v in WORDS.items() if k != "map.only"})
    assert set(MAP_WORDS) == set(SENTENCES)


def test_hover_bands_go_column_by_column_under_an_id_of_their_content():
    bands = np.array([[0, 1], [1, 0], [1, 1]], "u1")
    table = HoverTable(bands, ("Age", "Spend"), (("young", "old"), ("low", "high")))
    digest, message = hover_message(table)
    head, raw = unpack(message)
    assert list(raw) == [0, 1, 1, 1, 0, 1]
    assert head == {"id": digest, "names": ["Age", "Spend"], "bands": [["young", "old"], ["low", "high"]]}
    assert hover_message(HoverTable(bands, ("Age", "Spent"), table.band_names))[0] != digest


@pytest.mark.parametrize(
    ("bands", "names"),
    [
        (np.zeros((2, 4), "u1"), ("a", "b", "c", "d")),  # more than three facts
        (np.zeros((2, 1)), ("a",)),  # raw values
        (np.full((2, 1), 2, "u1"), ("a",)),  # a band without a name
        (np.zeros((2, 1), "u1"), ("a", "b")),  # a name without a column
    ],
)
def test_hover_takes_only_named_bands(bands, names):
    with pytest.raises(ValueError, match="band"):
        HoverTable(bands, names, tuple(("low", "high") for _ in names))
