"""What travels: it can be read again as it was, and a change of k stays small."""

import json
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seg.ui.charts.palette import segment_colour
from seg.ui.map.legend import HoverTable, LegendEntry
from seg.ui.map.marks import Arrow, Bands, Marks, Outline, Picture, Pointed, Tint
from seg.ui.map.wire import (
    LEAST_BYTES,
    MAP_WORDS,
    centred,
    coordinates_message,
    hover_message,
    labels_message,
    lit_message,
    map_message,
    pack,
    tint_message,
)
from seg.ui.words.english.map import SENTENCES

WORDS = {key: s if isinstance(s, str) else s[1] for key, s in SENTENCES.items()}
TEXT = st.text(max_size=30)


def unpack(message: bytes) -> tuple[dict, bytes]:
    """The reader of wire.js, in Python."""
    (length,) = struct.unpack_from("<I", message)
    return json.loads(message[4 : 4 + length].decode()), message[4 + length :]


def legend(k: int) -> tuple[LegendEntry, ...]:
    return tuple(LegendEntry(i, f"Segment {i}", segment_colour(i), 10, segment_colour(i, dark=True)) for i in range(k))


def asdict_of(frame) -> dict:
    return {"reach": list(frame.reach), "centre": list(frame.centre), "half": frame.half}


def map_only(**changes) -> bytes:
    given = {"map_id": "m", "legend": legend(12), "words": WORDS, "kept": {"labels": "l"}, "key": "map", "height": 560}
    return map_message(**given | changes)


@given(st.dictionaries(TEXT, st.one_of(TEXT, st.integers(), st.lists(TEXT))), st.binary(max_size=99))
def test_what_is_packed_is_read_again(header, raw):
    message = pack(header, np.frombuffer(raw, "u1"))
    assert unpack(message) == (header, raw)
    assert (len(message) - len(raw)) % 4 == 0  # the browser can lay numbers over the bytes


def test_coordinates_keep_their_proportions_and_fill_the_wider_axis():
    points, frame = centred(np.array([[10, 5], [14, 5], [12, 6], [12, 4]], "f4"))
    assert points.tolist() == [[-1, 0], [1, 0], [0, 0.5], [0, -0.5]]
    assert (frame.centre, frame.half, frame.reach) == ((12.0, 5.0), 2.0, (1.0, 0.5))
    assert (points * frame.half + frame.centre).tolist() == [[10, 5], [14, 5], [12, 6], [12, 4]]


@pytest.mark.parametrize("xy", [np.zeros((0, 2), "f4"), np.full((3, 2), 7, "f4")])
def test_a_map_without_extent_lies_at_the_centre(xy):
    points, _ = centred(xy)
    assert points.shape == xy.shape
    assert not points.any()


def test_coordinates_are_eight_bytes_per_customer_in_row_order():
    xy = np.random.default_rng(0).normal(size=(1000, 2)).astype("f4")
    head, raw = unpack(coordinates_message("umap-1", xy))
    assert head == {"shelf": "coordinates", "id": "umap-1"} | asdict_of(centred(xy)[1])
    assert len(raw) == 8 * 1000
    np.testing.assert_array_equal(np.frombuffer(raw, "<f4").reshape(-1, 2), centred(xy)[0])


@pytest.mark.parametrize("xy", [np.zeros((3, 3)), np.array([[0, np.nan]]), np.array([[np.inf, 1]]), np.zeros(4)])
def test_coordinates_that_cannot_be_drawn_are_refused(xy):
    with pytest.raises(ValueError, match="coordinates"):
        coordinates_message("m", xy)


def test_short_messages_are_filled_up_until_streamlit_keeps_them():
    assert len(pack({"a": 1}, np.arange(5, dtype="u1"), 100)) in range(100, 104)
    assert unpack(pack({"a": 1}, np.arange(5, dtype="u1"), 100)) == ({"a": 1}, bytes(range(5)))
    lit = lit_message(np.ones(9, bool))[1]
    for message in (map_only(), lit, coordinates_message("m", np.zeros((1, 2), "f4"))):
        assert LEAST_BYTES <= len(message) <= LEAST_BYTES + 3


def test_labels_are_one_byte_per_customer_under_an_id_of_their_content():
    labels = np.random.default_rng(0).integers(0, 12, 100_000).astype("u1")
    digest, message = labels_message(labels)
    assert 100_000 < len(message) <= 100_200
    assert unpack(message) == ({"shelf": "labels", "id": digest, "bands": []}, labels.tobytes())
    assert labels_message(labels.copy())[0] == digest
    assert labels_message(labels[::-1].copy())[0] != digest
    with pytest.raises(ValueError, match="uint8"):
        labels_message(np.array([0, 1]))


@given(st.lists(st.tuples(st.integers(0, 31), st.integers(0, 7)), min_size=1, max_size=50))
def test_confidence_travels_in_the_high_bits_of_the_labels(pairs):
    labels, codes = np.array(pairs, "u1").T.copy()
    bands = Bands(codes, tuple("abcdefgh"))
    head, raw = unpack(labels_message(labels, bands)[1])
    assert head["bands"] == list("abcdefgh")
    assert [(byte % 32, byte // 32) for byte in raw] == pairs


def test_confidence_stays_at_home_where_labels_need_the_whole_byte():
    labels = np.array([0, 32], "u1")
    head, raw = unpack(labels_message(labels, Bands(np.array([1, 0], "u1"), ("sure", "unsure")))[1])
    assert head["bands"] == []
    assert list(raw) == [0, 32]


def test_who_stands_out_is_one_bit_per_customer_the_first_highest():
    lit = np.zeros(10, bool)
    lit[[0, 7, 8]] = True
    head, raw = unpack(lit_message(lit)[1])
    assert head["count"] == 3
    assert list(raw) == [0b10000001, 0b10000000]
    with pytest.raises(ValueError, match="bool"):
        lit_message(lit.astype("u1"))


def test_a_tint_is_one_byte_per_customer_and_its_key():
    tint = Tint(
        "Channel", np.array([1, 0, 1], "u1"), ("Web", "Store"), ("#111111", "#222222"), ("#eeeeee", "#dddddd"), False
    )
    digest, message = tint_message(tint)
    head, raw = unpack(message)
    assert list(raw) == [1, 0, 1]
    assert head == {
        "shelf": "tint", "id": digest, "title": "Channel", "names": ["Web", "Store"], "ordered": False,
        "unknown": False,
        "colours": ["#111111", "#222222"], "dark": ["#eeeeee", "#dddddd"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "make",
    [
        lambda: Bands(np.zeros(2, "u1"), tuple("abcdefghi")),
        lambda: Bands(np.array([2], "u1"), ("sure", "unsure")),
        lambda: Bands(np.zeros(2), ("sure",)),
        lambda: Tint("Age", np.array([1], "u1"), ("old",), ("#000000",), ("#ffffff",), ordered=True),
        lambda: Tint("Age", np.array([0], "u1"), ("old",), ("#000000", "#111111"), ("#ffffff",), ordered=True),
    ],
)
def test_codes_need_a_name_and_a_colour(make):
    with pytest.raises(ValueError, match="code"):
        make()


def test_the_map_names_what_is_kept_and_what_lies_over_it():
    marks = Marks(
        (Outline("A", ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0))),), (Arrow("Age", 1.0, 2.0),), Pointed("7", (1.0, 1.0), ())
    )
    head, raw = unpack(map_only(marks=marks, picture=Picture("Title", ("one",), "file")))
    assert raw == b""
    assert head["kept"] == {"coordinates": "m", "labels": "l"}
    assert head["marks"] == {
        "outlines": [{"name": "A", "points": [[0, 0], [1, 0], [0, 1]]}],
        "arrows": [{"name": "Age", "x": 1, "y": 2}],
        "pointed": {"name": "7", "at": [1, 1], "near": []},
    }
    assert head["picture"] == {"title": "Title", "lines": ["one"], "file_name": "file"}
    assert head["legend"][3] == {
        "label": 3, "name": "Segment 3", "colour": "#a33b60", "dark": "#d14e7b", "size": "10", "segment": "label 3",
    }  # fmt: skip


def test_state_changes_with_anything_that_is_seen():
    arrows = Marks(arrows=(Arrow("Age", 1.0, 2.0),))
    changes = (
        {}, {"map_id": "n"}, {"legend": legend(2)}, {"words": WORDS | {"map.reset": "Alles"}}, {"kept": {"hover": "h"}},
        {"marks": arrows}, {"picture": Picture("Title", (), "file")}, {"drawing": False},
    )  # fmt: skip
    states = [unpack(map_only(**change))[0]["state"] for change in changes]
    assert len(set(states)) == len(states)
    assert unpack(map_only())[0]["state"] == states[0]


def test_every_word_of_the_map_is_needed():
    with pytest.raises(KeyError, match=r"map\.only"):
        map_only(words={k: v for k, v in WORDS.items() if k != "map.only"})
    assert set(MAP_WORDS) == set(SENTENCES)


def test_hover_bands_go_column_by_column_under_an_id_of_their_content():
    bands = np.array([[0, 1], [1, 0], [1, 1]], "u1")
    table = HoverTable(bands, ("Age", "Spend"), (("young", "old"), ("low", "high")))
    digest, message = hover_message(table)
    head, raw = unpack(message)
    assert list(raw) == [0, 1, 1, 1, 0, 1]
    assert head == {
        "shelf": "hover",
        "id": digest,
        "names": ["Age", "Spend"],
        "bands": [["young", "old"], ["low", "high"]],
    }
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
