"""Which column holds the customer's id, if any."""

from __future__ import annotations

import pyarrow.compute as pc

from seg.data.columns.lexicon import Meaning
from seg.data.columns.shapes import Shape
from seg.data.columns.values import Values

NEARLY_UNIQUE = 0.9
MOST_GROUPS = 100
"""Different codes up to which a column may be a list of groups."""
NO_ID = {"date", "binary", "email", "phone", "card", "iban", "handle"}
"""Shapes of values that are no ids even when each is there once."""


def chosen_id(columns: list[tuple[Values, Shape, tuple[Meaning, ...], bool]]) -> int | None:
    """The place of the likeliest id; None when no column can be one. The last of each says that it has no name.

    A name that says customer comes first even when its values repeat (an order list names its customer on
    every line), then a name that says id, then values that can be nothing else, then, in a file without names,
    numbers that are filled up with zeros to one length, as ids are.
    """
    scores = [(id_score(*column), -at) for at, column in enumerate(columns)]
    best = max(scores, default=(0.0, 0))
    return -best[1] if best[0] > 0 else None


def id_score(values: Values, shape: Shape, meanings: tuple[Meaning, ...], unnamed: bool = False) -> float:
    """0 = no id; the higher the likelier."""
    named = {meaning.concept.name: meaning.words for meaning in meanings}
    if named.get("national_id", 0) > named.get("customer_id", 0):
        return 0.0  # it tells who somebody is to more than this file
    if values.present < 0.5 * values.rows or values.distinct < 2 or shape.name in NO_ID:
        return 0.0
    if shape.name == "number" and not shape.whole:
        return 0.0
    if named.get("customer_id", 0) > 1 or ("customer_id" in named and values.unique_share > NEARLY_UNIQUE):
        return 4 + values.unique_share
    if values.unique_share < NEARLY_UNIQUE:
        return 0.5 if unnamed and _filled_up(values) else 0.0
    if "id" in named:
        return 2 + values.unique_share + (len(meanings) == 1)
    unique = values.unique_share == 1.0 and values.present == values.rows
    return 1.0 if unique and (values.share("uuid") > 0.99 or _mixed_codes(values) or shape.row_numbers) else 0.0


def _mixed_codes(values: Values) -> bool:
    """Letters and digits or leading zeros, as keys are written."""
    return values.share("code") > 0.99 and values.share(r"^0|[A-Za-z]") > 0.99


def _filled_up(values: Values) -> bool:
    """More values than groups have, all of digits and of one length, some with zeros in front."""
    lengths = pc.unique(pc.utf8_length(values.texts))
    return (
        values.distinct > MOST_GROUPS and len(lengths) == 1 and values.share(r"^\d{3,}$") == 1 > values.share("^[1-9]")
    )
