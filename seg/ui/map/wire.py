"""What travels to the browser: messages of a JSON header and raw bytes. Read again by `wire.js`.

    [u32 little-endian: length of the header][header, padded with blanks to 4 bytes][raw bytes]

Coordinates, hover bands, labels, tints and lit customers each travel once, under an id, and the browser keeps them
by it; the message of the map itself names the ids. So a change of k sends one byte per customer, and what a lasso
lights up one bit.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from seg.ui.map.legend import HoverTable, LegendEntry
from seg.ui.map.marks import Bands, Marks, Picture, Tint

MOST_POINTS = 1_000_000  # beyond, browsers run out of memory before the picture gains anything
BAND_BITS = 5
"""A label below 2**5 leaves the high three bits of its byte to the band of confidence."""
LEAST_BYTES = 10_240
"""Streamlit sends messages below 10 kB with every run, larger ones as a reference: shorter ones are filled up."""
MAP_WORDS = (
    "map.label",
    "map.legend",
    "map.only",
    "map.who",
    "map.show_all",
    "map.reset",
    "map.zoom_in",
    "map.zoom_out",
    "map.hint",
    "map.hint_drawing",
    "map.drawing",
    "map.all_hidden",
    "map.no_webgl",
    "map.tools",
    "map.move",
    "map.lasso",
    "map.box",
    "map.names",
    "map.outlines",
    "map.confidence",
    "map.download",
    "map.png",
    "map.svg",
)


@dataclass(frozen=True)
class Frame:
    """How coordinates were brought to -1..1: less `centre`, over `half`; they `reach` so far in x and in y."""

    centre: tuple[float, float]
    half: float
    reach: tuple[float, float]


def pack(header: Mapping, payload: np.ndarray, least: int = 0) -> bytes:
    """One message of header and bytes, of at least so many; the payload starts at a multiple of 4."""
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    head = head.ljust(least - 4 - payload.nbytes)
    head += b" " * (-len(head) % 4)
    return struct.pack("<I", len(head)) + head + payload.tobytes()


def centred(xy: np.ndarray) -> tuple[np.ndarray, Frame]:
    """Coordinates as the browser draws them, and how they came there.

    One scale for both axes, so that distances keep their proportions; the wider axis spans -1..1. A map
    without extent becomes points at the centre.
    """
    if not len(xy):
        return np.zeros((0, 2), "<f4"), Frame((0.0, 0.0), 1.0, (1.0, 1.0))
    low, high = xy.min(axis=0).astype(float), xy.max(axis=0).astype(float)
    half = float((high - low).max()) / 2 or 1.0
    reach, centre = (high - low) / 2 / half, (low + high) / 2
    frame = Frame((float(centre[0]), float(centre[1])), half, (float(reach[0]), float(reach[1])))
    return ((xy - centre) / half).astype("<f4"), frame


def coordinates_message(map_id: str, xy: np.ndarray, reach: tuple[float, float] | None = None) -> bytes:
    """8 bytes per customer. With `reach` they are drawn as they are, else brought to -1..1.

    Raises `ValueError` for what is not (n, 2) finite numbers.
    """
    if xy.ndim != 2 or xy.shape[1] != 2 or len(xy) > MOST_POINTS or not np.isfinite(xy).all():
        raise ValueError(f"coordinates must be (up to {MOST_POINTS}, 2) and finite, not {xy.shape}")
    points, frame = centred(xy) if reach is None else (xy.astype("<f4", copy=False), Frame((0.0, 0.0), 1.0, reach))
    header = {"shelf": "coordinates", "id": map_id, "reach": frame.reach, "centre": frame.centre, "half": frame.half}
    return pack(header, points, LEAST_BYTES)


def _by_content(shelf: str, header: Mapping, payload: np.ndarray) -> tuple[str, bytes]:
    """The id of what is kept, by its content, and its message."""
    digest = hashlib.blake2b(json.dumps(header).encode() + payload.tobytes(), digest_size=12).hexdigest()
    return digest, pack({"shelf": shelf, "id": digest, **header}, payload, LEAST_BYTES)


def hover_message(hover: HoverTable) -> tuple[str, bytes]:
    """The id of the bands and up to 3 bytes per customer, one column after the other."""
    columns = np.asfortranarray(hover.bands).ravel(order="F")
    return _by_content("hover", {"names": hover.names, "bands": hover.band_names}, columns)


def labels_message(labels: np.ndarray, confidence: Bands | None = None) -> tuple[str, bytes]:
    """The id of the labels and 1 byte per customer: the label, and above it the band of confidence if it fits.

    `bands` in the header names the bands; it is empty where none are sent. Raises `ValueError` for other types.
    """
    if labels.dtype != np.uint8 or labels.ndim != 1:
        raise ValueError(f"labels must be (n,) uint8, not {labels.shape} {labels.dtype}")
    if confidence is None or (len(labels) and labels.max() >= 1 << BAND_BITS):
        return _by_content("labels", {"bands": ()}, labels)
    return _by_content("labels", {"bands": confidence.names}, labels | confidence.codes << BAND_BITS)


def tint_message(tint: Tint) -> tuple[str, bytes]:
    """The id of the colours and 1 byte per customer."""
    return _by_content("tint", tint.key(), tint.codes)


def lit_message(lit: np.ndarray) -> tuple[str, bytes]:
    """The id of who stands out and 1 bit per customer, the first in the highest bit."""
    if lit.dtype != np.bool_ or lit.ndim != 1:
        raise ValueError(f"lit must be (n,) bool, not {lit.shape} {lit.dtype}")
    return _by_content("lit", {"count": int(lit.sum())}, np.packbits(lit))


def map_message(
    map_id: str,
    legend: Sequence[LegendEntry],
    words: Mapping[str, str],
    kept: Mapping[str, str],
    *,
    key: str,
    height: int,
    customers: str = "",
    marks: Marks = Marks(),  # noqa: B008
    picture: Picture | None = None,
    drawing: bool = True,
) -> bytes:
    """The map without its customers: `kept` names what is on the shelves. Raises `KeyError` for missing words.

    `state` names everything in the message, so that the browser does nothing when nothing changed.
    """
    header = {
        "id": map_id,
        "key": key,
        "customers": customers,
        "kept": {"coordinates": map_id, **kept},
        "height": height,
        "legend": [entry.as_json() for entry in legend],
        "marks": marks.as_json(),
        "picture": picture and picture.as_json(),
        "drawing": drawing,
        "words": {name.removeprefix("map."): words[name] for name in MAP_WORDS},
    }
    state = hashlib.blake2b(json.dumps(header).encode(), digest_size=12).hexdigest()
    return pack(header | {"state": state}, np.zeros(0, "u1"), LEAST_BYTES)
