"""Rows of one customer as one: amounts and counts added up and written as the file writes them."""

from __future__ import annotations

import re

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from ibis.backends.duckdb import Backend

from seg.core.columns import NUMERIC_KINDS, Basis, Column, Kind, Role
from seg.data.cast import typed
from seg.data.columns.lexicon import plain_words
from seg.data.columns.names import name_parts
from seg.data.numbers import CODES, NumberStyle, pattern
from seg.data.text import OUTER_BLANKS, cleaned

MOST_DECIMALS = 6
WHO_SOMEBODY_IS = frozenset({Basis.DEMOGRAPHIC, Basis.GEOGRAPHIC, Basis.SOCIOCULTURAL})


def sums_up(column: Column) -> bool:
    """Whether rows of one customer add up in this column: money, counts and quantities of what was done.

    Not days, percentages or years, not averages and prices of one piece, and not what says who somebody is: an income
    in three rows is one income.
    """
    amount = column.kind in {Kind.MONEY, Kind.COUNT} or (column.role is Role.QUANTITY and column.kind in NUMERIC_KINDS)
    left_out = column.role in {Role.ID, Role.CONTACT, Role.IGNORED} or column.basis in WHO_SOMEBODY_IS
    of_each = not plain_words("averages").isdisjoint(name_parts(column.label))
    return amount and not left_out and not of_each and column.unit in {"", *CODES}


def added_up(
    backend: Backend,
    table: ir.Table,
    columns: tuple[Column, ...],
    id_column: Column,
    summed: tuple[Column, ...],
    stay: np.ndarray,
) -> dict[str, pa.Array]:
    """By name of column the new cells of the rows that `stay`: sums, and elsewhere the first value that is there.

    `stay` (rows,) is true for the first row of each id and for rows without one.
    """
    group = (np.cumsum(stay) - 1)[_first_rows(backend, table, id_column)]
    cells = {}
    for column in columns:
        texts = backend.to_pyarrow(table.select(column.name))[column.name].combine_chunks()
        kept = _first_present(texts, group, stay)
        if column in summed:
            numbers = backend.to_pyarrow(typed(table.select(column.name), (column,)).select(column.name))
            kept = _with_sums(kept, texts, numbers[column.name].to_numpy(), group, column)
        if column is not id_column and not kept.equals(texts.filter(pa.array(stay))):
            cells[column.name] = kept
    return cells


def _first_rows(backend: Backend, table: ir.Table, id_column: Column) -> np.ndarray:
    """(rows,) the number of the first row with the same id; of rows without an id their own."""
    ids = backend.to_pyarrow(table.select(id=cleaned(table[id_column.name])))["id"].combine_chunks()
    codes = ids.dictionary_encode().indices
    rows = np.arange(len(ids))
    known = codes.is_valid().to_numpy(zero_copy_only=False)
    of_row = codes.fill_null(0).to_numpy()
    first = np.zeros(len(ids), int)
    first[of_row[known][::-1]] = rows[known][::-1]  # the first row of an id is written last
    return np.where(known, first[of_row], rows)


def _first_present(texts: pa.Array, group: np.ndarray, stay: np.ndarray) -> pa.Array:
    """(groups,) the first value of each group that is there, null where there is none."""
    bare = pc.utf8_trim(texts, OUTER_BLANKS)
    there = np.flatnonzero(pc.fill_null(pc.not_equal(bare, ""), False).to_numpy(zero_copy_only=False))
    at = np.full(int(stay.sum()), -1)
    at[group[there][::-1]] = there[::-1]
    return texts.take(pa.array(at, mask=at < 0))


def _with_sums(kept: pa.Array, texts: pa.Array, numbers: np.ndarray, group: np.ndarray, column: Column) -> pa.Array:
    """The cells with sums in place of the groups that have several numbers."""
    known = ~np.isnan(numbers)
    of_number = group[known]
    several = np.bincount(of_number, minlength=len(kept)) > 1
    if not several.any():
        return kept
    sums = np.bincount(of_number, numbers[known], minlength=len(kept))
    decimals = np.zeros(len(kept), int)
    np.maximum.at(decimals, of_number, _decimals(texts.filter(pa.array(known)), column.decimal))
    firsts = kept.filter(pa.array(several)).to_pylist()
    figures = zip(sums[several].tolist(), decimals[several].tolist(), firsts, strict=True)
    written = pa.array([as_written(*figure, column) for figure in figures], pa.string())
    return pc.replace_with_mask(kept, pa.array(several), written)


def _decimals(texts: pa.Array, decimal: str) -> np.ndarray:
    """How many digits each number is written with behind the decimal sign."""
    found = pc.struct_field(pc.extract_regex(texts, rf"{re.escape(decimal)}(?P<digits>\d+)\D*$"), "digits")
    return np.minimum(pc.fill_null(pc.utf8_length(found), 0).to_numpy(zero_copy_only=False), MOST_DECIMALS)


def as_written(number: float, decimals: int, like: str, column: Column) -> str:
    """A number in the notation of its column, with the currency or percent sign that `like` has around its digits."""
    whole, _, part = f"{abs(number):.{decimals}f}".partition(".")
    if column.thousands:
        whole = f"{int(whole):,}".replace(",", column.thousands)
    sign = "-" if round(number, decimals) < 0 else ""
    digits = f"{sign}{whole}{column.decimal}{part}" if part else f"{sign}{whole}"
    found = re.match(pattern(NumberStyle(column.decimal, column.thousands)), like.strip())
    if found is None:
        return digits
    before, behind = like.strip()[: found.start(2)], like.strip()[max(found.end(2), found.end(3)) :]
    return f"{re.sub('[-+−(]', '', before)}{digits}{re.sub('[-)]', '', behind)}"
