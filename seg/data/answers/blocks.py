"""Blocks of items: columns side by side that are answered on one scale, as the questions of a survey are.

What a column holds decides, not how it is called: among answers from 1 to 5, `price` is one more answer. What says who
or where somebody is (education from 1 to 5) is never one, and a block is only believed when most of its columns are
attitudes or needs, or are called alike but for a number (and do not count what is rare).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import groupby, takewhile

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from seg.core.columns import NUMERIC_KINDS, Basis, Column, Kind, Role
from seg.core.errors import SegError
from seg.core.settings import setting
from seg.data.columns.levels import MOST_ANSWERS
from seg.data.columns.names import name_parts

LEAST_ITEMS = 4
"""Fewer columns on one scale are side by side by chance."""
ATTITUDES = frozenset({Basis.NEEDS, Basis.PSYCHOGRAPHIC})
WHO_AND_WHERE = frozenset({Basis.DEMOGRAPHIC, Basis.GEOGRAPHIC})
WHOLE = re.compile(r"\s*([-+]?\d{1,3})(?:\.0+)?\s*")
UNUSED_ENDS = 1
"""Answers at either end of a scale that perhaps nobody gave to one of the questions."""
LEAST_SCALE = 3
"""Answers of a scale, for another with more of them to be the same."""


@dataclass(frozen=True)
class Block:
    """Questions answered on one scale. `levels` are the answers from the lowest to the highest, as text; `low` and
    `high` what they count from and to: the numbers themselves, or places from 1 where answers are words.

    `basis` is needs where most of the items are needs, else psychographic; `sensitive` if any of them is.
    """

    name: str
    labels: tuple[str, ...]
    levels: tuple[str, ...]
    low: int
    high: int
    basis: Basis = Basis.PSYCHOGRAPHIC
    sensitive: bool = False

    def as_json(self) -> dict:
        return {**vars(self), "labels": list(self.labels), "levels": list(self.levels), "basis": self.basis.value}

    @classmethod
    def from_json(cls, raw: Mapping) -> Block:
        tuples = {"labels": tuple(raw["labels"]), "levels": tuple(raw["levels"])}
        return cls(**{**raw, **tuples, "basis": Basis(raw["basis"])})


@dataclass(frozen=True)
class _Item:
    """A column that may be answers. `piled`: more than half of its numbers are the lowest, as when rare things are
    counted."""

    column: Column
    scale: tuple[str, ...]
    piled: bool

    @property
    def certain(self) -> bool:
        """Whether the column by itself is an answer: an attitude, a need, or an order whose name says nothing else."""
        ordered = self.column.kind is Kind.ORDINAL and not _named(self.column)
        return self.column.basis in ATTITUDES or ordered


def find_blocks(columns: Iterable[Column], customers: pa.Table) -> tuple[Block, ...]:
    """The blocks among columns in file order. `customers` holds them by label, as `customer_frame` gives them.

    Columns that are held back take no part, so that no dimension carries them under another name; neither do questions
    that most were not asked. Both may stand within a block.
    """
    found: list[Block] = []
    for stretch in _stretches(columns, customers):
        for items in _on_one_scale(stretch):
            items = _trimmed(items)
            if len(items) >= LEAST_ITEMS and _believed(items):
                found.append(_block(items, {block.name for block in found}))
    return tuple(found)


def answers_to(block: Block, customers: pa.Table) -> np.ndarray:
    """(customers, items) float64: places on the scale from 0, NaN where there is no answer or none of the scale.

    Raises `SegError` naming the items that the table does not have.
    """
    missing = tuple(label for label in block.labels if label not in customers.column_names)
    if missing:
        raise SegError("dimensions_missing", dimensions=missing, count=len(missing))
    place = {level: float(at) for at, level in enumerate(block.levels)}
    return np.column_stack([_places(customers[label], place) for label in block.labels])


def as_answer(value: object) -> str:
    """An answer as text: whole numbers alike however they are written (`1`, `1.0`, 1.0)."""
    text = str(value)
    found = WHOLE.fullmatch(text)
    return str(int(found[1])) if found else text


def shared_name(labels: tuple[str, ...]) -> str:
    """The words that all labels begin with, or else end with, as in the first of them; "" for none.

    `A1`, `A2` share `A`; `Q10`, `Q11` share `Q`, as a number is one word.
    """
    starts = range(_alike(labels), 0, -1)
    sizes = range(_alike([label[::-1] for label in labels]), 0, -1)
    start = next((at for at in starts if all(_parts_words(label, at) for label in labels)), 0)
    size = next((size for size in sizes if all(_parts_words(label, len(label) - size) for label in labels)), 0)
    return _bare(labels[0][:start]) or _bare(labels[0][len(labels[0]) - size :])


def _stretches(columns: Iterable[Column], customers: pa.Table) -> list[list[_Item]]:
    """Items that nothing else stands between."""
    stretches: list[list[_Item]] = [[]]
    for column in columns:
        if column.held or column.role is Role.IGNORED or _rarely_answered(column, customers):
            continue
        item = _item(column, customers)
        if item:
            stretches[-1].append(item)
        else:
            stretches.append([])
    return stretches


def _rarely_answered(column: Column, customers: pa.Table) -> bool:
    if column.label not in customers.column_names or not len(customers):
        return False
    return customers[column.label].null_count / len(customers) > setting("max_missing_share")


def _item(column: Column, customers: pa.Table) -> _Item | None:
    """The column as a possible answer to a question; None where it cannot be one."""
    if not column.forms or column.basis in WHO_AND_WHERE or column.label not in customers.column_names:
        return None
    values = customers[column.label]
    scale = _scale(column, values)
    return _Item(column, scale, _piled(column, values)) if scale else None


def _scale(column: Column, values: pa.ChunkedArray) -> tuple[str, ...]:
    """The answers that the column can hold, in order; () where it is on no scale."""
    if column.kind in {Kind.ORDINAL, Kind.BINARY} and column.levels:
        levels = tuple(map(as_answer, column.levels))
        return _whole_scale(levels) or levels
    if column.kind in NUMERIC_KINDS | {Kind.NOMINAL} and column.distinct <= 2 * MOST_ANSWERS:  # `1` and `1.0` are two
        return _whole_scale(tuple(map(as_answer, pc.unique(values).drop_null().to_pylist())))
    return ()


def _piled(column: Column, values: pa.ChunkedArray) -> bool:
    if column.kind not in NUMERIC_KINDS:
        return False
    known = values.drop_null()
    lowest = pc.sum(pc.equal(known, pc.min(known))).as_py() or 0
    return lowest * 2 > len(known)


def _whole_scale(answers: tuple[str, ...]) -> tuple[str, ...]:
    """All whole numbers from the lowest to the highest answer; () where an answer is none, or they are many."""
    if len(answers) < 2 or not all(WHOLE.fullmatch(answer) for answer in answers):
        return ()
    low, high = min(map(int, answers)), max(map(int, answers))
    return tuple(map(str, range(low, high + 1))) if high - low < MOST_ANSWERS else ()


def _on_one_scale(items: list[_Item]) -> list[list[_Item]]:
    """Runs of items on the same scale. One with an end that nobody used goes along with its neighbours, but two runs
    that could each be a block stay apart."""
    runs: list[list[_Item]] = []
    for scale, same in groupby(items, key=lambda item: item.scale):
        run = list(same)
        blocks = runs and min(len(runs[-1]), len(run)) >= LEAST_ITEMS
        if runs and not blocks and _one_scale(_scale_of(runs[-1]), scale):
            runs[-1] += run
        else:
            runs.append(run)
    return runs


def _scale_of(items: list[_Item]) -> tuple[str, ...]:
    return reduce(_one_scale, (item.scale for item in items))


def _one_scale(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The scale that both are, where an end of it may not have been used; () if they are not of one scale."""
    shorter, longer = sorted((one, other), key=len)
    if shorter == longer or len(shorter) < LEAST_SCALE:
        return longer if shorter == longer else ()
    if _whole_scale(one) and _whole_scale(other):
        lows, highs = sorted((int(one[0]), int(other[0]))), sorted((int(one[-1]), int(other[-1])))
        near = lows[1] - lows[0] <= UNUSED_ENDS and highs[1] - highs[0] <= UNUSED_ENDS
        return tuple(map(str, range(lows[0], highs[1] + 1))) if near else ()
    unused = len(longer) - len(shorter)
    starts = range(max(0, unused - UNUSED_ENDS), min(unused, UNUSED_ENDS) + 1)
    return longer if any(longer[at : at + len(shorter)] == shorter for at in starts) else ()


def _trimmed(items: list[_Item]) -> list[_Item]:
    """Without columns at either end that may be something else, where they are not called like the rest."""
    if shared_name(_labels(items)):
        return items
    certain = [at for at, item in enumerate(items) if item.certain]
    return items[certain[0] : certain[-1] + 1] if certain else items


def _believed(items: list[_Item]) -> bool:
    """Whether these are answers: most by themselves, or names that say nothing else and differ in numbers only."""
    if sum(item.certain for item in items) * 2 > len(items):
        return True
    other = sum(_named(item.column) or item.piled for item in items)
    return other * 2 < len(items) and len({re.sub(r"\d+", "", label) for label in _labels(items)}) == 1


def _named(column: Column) -> bool:
    """Whether the name of the column was understood."""
    return any(fact.key.startswith("concept.") for fact in column.evidence)


def _block(items: list[_Item], taken: set[str]) -> Block:
    labels, levels = _labels(items), _scale_of(items)
    name = shared_name(labels)
    needs = sum(item.column.basis is Basis.NEEDS for item in items) * 2 > len(items)
    numbers = WHOLE.fullmatch(levels[0]) and WHOLE.fullmatch(levels[-1])
    low = int(levels[0]) if numbers else 1
    return Block(
        name=name if name and name not in taken else f"{labels[0]}-{labels[-1]}",
        labels=labels,
        levels=levels,
        low=low,
        high=low + len(levels) - 1,
        basis=Basis.NEEDS if needs else Basis.PSYCHOGRAPHIC,
        sensitive=any(item.column.sensitive for item in items),
    )


def _labels(items: list[_Item]) -> tuple[str, ...]:
    return tuple(item.column.label for item in items)


def _alike(labels: Iterable[str]) -> int:
    """How many first signs all labels have in common."""
    same = (len(set(signs)) == 1 for signs in zip(*labels, strict=False))
    return sum(1 for _ in takewhile(bool, same))


def _parts_words(label: str, at: int) -> bool:
    """Whether a word ends at that place of a label."""
    return name_parts(label[:at]) + name_parts(label[at:]) == name_parts(label)


def _bare(name: str) -> str:
    """A part of a label without signs at its ends; "" where it has no letter."""
    bare = re.sub(r"^[\W_]+|[\W_]+$", "", name)
    return bare if any(char.isalpha() for char in bare) else ""


def _places(values: pa.ChunkedArray, place: Mapping[str, float]) -> np.ndarray:
    """The place of each value, looked up once for each that is different."""
    encoded = values.combine_chunks().dictionary_encode()
    places = np.array([*(place.get(as_answer(value), np.nan) for value in encoded.dictionary.to_pylist()), np.nan])
    return places[encoded.indices.fill_null(len(encoded.dictionary)).to_numpy(zero_copy_only=False)]
