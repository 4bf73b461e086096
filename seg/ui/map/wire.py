"""What travels to the browser: three messages, each a JSON header and raw bytes. Read again by `wire.js`.

    [u32 little-endian: length of the header][header, padded with blanks to 4 bytes][raw bytes]

The coordinates and the hover bands go once per map; a change of k sends labels, one byte per customer.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Mapping, Sequence

import numpy as np

from seg.ui.map.legend import HoverTable, LegendEntry

MOST_POINTS = 1_000_000  # beyond, browsers run out of memory before the picture gains anything
MAP_WORDS = (
    "map.label",
    "map.legend",
    "map.only",
    "map.show_all",
    "map.reset",
    "map.zoom_in",
    "map.zoom_out",
    "map.hint",
    "map.drawing",
    "map.all_hidden",
    "map.no_webgl",
)


def pack(header: Mapping, payload: np.ndarray) -> bytes:
    """One message of header and bytes; the payload starts at a multiple of 4."""
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    head += b" " * (-len(head) % 4)
    return struct.pack("<I", len(head)) + head + payload.tobytes()


def centred(xy: np.ndarray) -> tuple[np.ndarray, tuple[float, float]]:
    """Coordinates as the browser draws them, and how far they reach from the centre in x and in y.

    One scale for both axes, so that distances keep their proportions; the wider axis spans -1..1. A map
    without extent becomes points at the centre.
    """
    if not len(xy):
        return np.zeros((0, 2), "<f4"), (1.0, 1.0)
    low, high = xy.min(axis=0).astype(float), xy.max(axis=0).astype(float)
    half = float((high - low).max()) / 2 or 1.0
    reach = (high - low) / 2 / half
    return ((xy - (low + high) / 2) / half).astype("<f4"), (float(reach[0]), float(reach[1]))


def coordinates_message(map_id: str, xy: np.ndarray) -> bytes:
    """8 bytes per customer. Raises `ValueError` for what is not (n, 2) finite numbers."""
    if xy.ndim != 2 or xy.shape[1] != 2 or len(xy) > MOST_POINTS or not np.isfinite(xy).all():
        raise ValueError(f"coordinates must be (up to {MOST_POINTS}, 2) and finite, not {xy.shape}")
    points, reach = centred(xy)
    return pack({"id": map_id, "reach": reach}, points)


def hover_message(hover: HoverTable) -> tuple[str, bytes]:
    """The id of the bands, by content, and up to 3 bytes per customer, one column after the other."""
    columns = np.asfortranarray(hover.bands).ravel(order="F")
    words = {"names": hover.names, "bands": hover.band_names}
    digest = hashlib.blake2b(columns.tobytes() + json.dumps(words).encode(), digest_size=12).hexdigest()
    return digest, pack({"id": digest, **words}, columns)


def labels_message(
    map_id: str,
    labels: np.ndarray,
    legend: Sequence[LegendEntry],
    words: Mapping[str, str],
    *,
    key: str,
    height: int,
    customers: str = "",
    hover: str = "",
) -> bytes:
    """1 byte per customer, and the legend. Raises `ValueError` for labels without an entry, `KeyError` for words.

    `state` names everything in the message, so that the browser does nothing when nothing changed.
    """
    if labels.dtype != np.uint8 or labels.ndim != 1:
        raise ValueError(f"labels must be (n,) uint8, not {labels.shape} {labels.dtype}")
    if unnamed := set(np.unique(labels).tolist()) - {entry.label for entry in legend}:
        raise ValueError(f"labels without a legend entry: {sorted(unnamed)}")
    header = {
        "id": map_id,
        "key": key,
        "customers": customers,
        "hover": hover,
        "height": height,
        "legend": [entry.as_json() for entry in legend],
        "words": {name.removeprefix("map."): words[name] for name in MAP_WORDS},
    }
    state = hashlib.blake2b(json.dumps(header).encode() + labels.tobytes(), digest_size=12).hexdigest()
    return pack(header | {"state": state}, labels)
