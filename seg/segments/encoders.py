"""How the values of one kind become centred numbers, with parameters stored as data.

An encoder has two functions over one dimension: `fit(values, column) -> parameters` (JSON) and
`block(values, parameters) -> (n, width) float64`, centred on the customers that were fitted, NaN where the
value is missing. Values are a pyarrow array: double for numbers, date32 for dates, text for the rest.
Which transform suits which kind, and why: methods reference, section 1.1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from seg.core.columns import NUMERIC_KINDS, Column, Kind
from seg.core.registry import Registry
from seg.core.settings import setting

Parameters = Mapping[str, Any]
OTHER = ""
"""The level that stands for all lumped ones; no real level is empty."""


@dataclass(frozen=True)
class Encoder:
    """The pair of functions for one kind; `variance_floor` keeps rare binaries from being blown up."""

    fit: Callable[[pa.Array, Column, str], dict]
    block: Callable[[pa.Array, Parameters], np.ndarray]
    variance_floor: float = 0.0


ENCODERS: Registry[Encoder] = Registry()


def column_values(customers: pa.Table, label: str, kind: Kind) -> pa.Array:
    """One dimension in one piece, as double, date32 or string whatever Arrow type the table keeps it in."""
    wanted = pa.float64() if kind in NUMERIC_KINDS else pa.date32() if kind is Kind.DATE else pa.string()
    return customers[label].cast(wanted).combine_chunks()


def numbers(values: pa.Array) -> np.ndarray:
    """Float64 with NaN where missing; an infinity says nothing and counts as that."""
    x = values.to_numpy(zero_copy_only=False).astype(np.float64, copy=True)
    x[np.isinf(x)] = np.nan
    return x


def _moments(x: np.ndarray) -> dict:
    """Mean and population standard deviation of what is observed; 0 and 0 of nothing."""
    seen = x[~np.isnan(x)]
    if not seen.size:
        return {"mean": 0.0, "sd": 0.0}
    scale = _scale(seen)
    return {"mean": float((seen / scale).mean() * scale), "sd": float((seen / scale).std() * scale)}


def _scale(seen: np.ndarray) -> float:
    """1, or what keeps squares of numbers near the end of the scale finite."""
    largest = float(np.abs(seen).max())
    return largest if largest > 1e100 else 1.0


def _fit_numeric(x: np.ndarray) -> dict:
    """asinh(x / median of positive x) for skewed amounts (free of the unit, takes 0 and refunds), else linear."""
    seen = x[~np.isnan(x)]
    if seen.size == 0:
        return {"transform": "linear", "low": 0.0, "high": 0.0} | _moments(x)
    low, high = float(seen.min()), float(seen.max())
    scaled = seen / _scale(seen)
    spread = scaled.std()
    centred = (scaled - scaled.mean()) / spread if spread > 0 else scaled * 0
    skewed = low >= 0 and float((centred**3).mean()) > 1
    if not skewed and float((centred**4).mean()) > 10:
        low, high = (float(q) for q in np.quantile(seen, [0.001, 0.999]))
    parameters = {"transform": "asinh" if skewed else "linear", "low": low, "high": high}
    if skewed:
        parameters["unit_value"] = float(np.median(seen[seen > 0]))
    return parameters | _moments(_transformed(x, parameters))


def _fit_amount(values: pa.Array, column: Column, as_of: str) -> dict:
    """Money and counts: always asinh when anything is positive (refunds included), else as any number."""
    x = numbers(values)
    positive = x[x > 0]
    if positive.size == 0:
        return _fit_numeric(x)
    parameters = {"transform": "asinh", "unit_value": float(np.median(positive))}
    return parameters | _moments(_transformed(x, parameters))


def _transformed(x: np.ndarray, parameters: Parameters) -> np.ndarray:
    if parameters["transform"] == "asinh":
        return np.arcsinh(x / parameters["unit_value"])
    return np.clip(x, parameters["low"], parameters["high"])


def _numeric_block(x: np.ndarray, parameters: Parameters) -> np.ndarray:
    scale = parameters["sd"] or 1.0
    return ((_transformed(x, parameters) - parameters["mean"]) / scale)[:, None]


AMOUNT = Encoder(_fit_amount, lambda values, parameters: _numeric_block(numbers(values), parameters))
ENCODERS.add(Kind.MONEY)(AMOUNT)
ENCODERS.add(Kind.COUNT)(AMOUNT)
ENCODERS.add(Kind.NUMBER)(
    Encoder(
        lambda values, column, as_of: _fit_numeric(numbers(values)),
        lambda values, parameters: _numeric_block(numbers(values), parameters),
    )
)


def days_before(values: pa.Array, as_of: str) -> np.ndarray:
    """Days from each date to `as_of` (ISO), negative for later dates, NaN where missing.

    `as_of` is "" only where there is no date at all.
    """
    days = numbers(values.cast(pa.int32()))
    return float(np.datetime64(as_of or "1970-01-01", "D").astype(int)) - days


def _fit_date(values: pa.Array, column: Column, as_of: str) -> dict:
    return _fit_numeric(days_before(values, as_of)) | {"as_of": as_of}


ENCODERS.add(Kind.DATE)(
    Encoder(
        _fit_date,
        lambda values, parameters: _numeric_block(days_before(values, parameters["as_of"]), parameters),
    )
)


def level_codes(values: pa.Array, levels: list[str], unknown: int) -> np.ndarray:
    """Position of each value among `levels`; `unknown` for other values, -1 where missing."""
    coded = values.dictionary_encode()
    found = pc.index_in(coded.dictionary, value_set=pa.array(levels, pa.string())).fill_null(unknown)
    return np.append(found.to_numpy(), -1)[coded.indices.fill_null(-1).to_numpy()].astype(np.int64)


def ordered_levels(values: pa.Array, column: Column) -> list[str]:
    """The levels of an ordinal or binary column; in alphabetical order where the column does not tell them."""
    return list(column.levels) or sorted(values.drop_null().unique().to_pylist())


def scores(values: pa.Array, levels: list[str]) -> np.ndarray:
    """Position of each value among `levels` as float64; NaN where missing or not among them."""
    codes = level_codes(values, levels, unknown=-1)
    return np.where(codes < 0, np.nan, codes).astype(np.float64)


def _fit_ordinal(values: pa.Array, column: Column, as_of: str) -> dict:
    levels = ordered_levels(values, column)
    return {"levels": levels} | _moments(scores(values, levels))


ENCODERS.add(Kind.ORDINAL)(
    Encoder(
        _fit_ordinal,
        lambda values, p: ((scores(values, p["levels"]) - p["mean"]) / (p["sd"] or 1.0))[:, None],
    )
)


def _fit_binary(values: pa.Array, column: Column, as_of: str) -> dict:
    levels = ordered_levels(values, column)[:2]
    return {"levels": levels, "mean": _moments(scores(values, levels))["mean"]}


ENCODERS.add(Kind.BINARY)(
    Encoder(
        _fit_binary,
        lambda values, p: (scores(values, p["levels"]) - p["mean"])[:, None],
        variance_floor=setting("binary_variance_floor"),
    )
)


def _fit_nominal(values: pa.Array, column: Column, as_of: str) -> dict:
    """Levels by frequency; rarer ones are lumped together, and so is everything past `max_levels`."""
    counts = sorted(value_counts(values).items(), key=lambda item: (-item[1], item[0]))
    n = sum(count for _, count in counts)
    kept = [level for level, count in counts if count >= min_level_count(n)][: setting("max_levels")]
    levels = kept + ([OTHER] if len(kept) < len(counts) else [])
    return {"levels": levels, "means": _one_hot(values, levels).mean(axis=0).tolist() if n else []}


def min_level_count(n: int) -> float:
    """Customers below which a level is lumped: 1 %, and 30 customers, or 5 % where 30 would be most of them."""
    return max(setting("min_level_share") * n, min(setting("min_level_customers"), 0.05 * n))


def value_counts(values: pa.Array) -> dict[str, int]:
    """How often each value occurs, missing ones apart."""
    pairs = zip(*(part.to_pylist() for part in values.drop_null().value_counts().flatten()), strict=True)
    return dict(pairs)


def _one_hot(values: pa.Array, levels: list[str]) -> np.ndarray:
    """(n observed, levels) 0/1 of the observed values alone."""
    codes = level_codes(values, levels, unknown=len(levels) - 1 if OTHER in levels else -1)
    return np.eye(len(levels))[codes[codes >= 0]]


def _nominal_block(values: pa.Array, parameters: Parameters) -> np.ndarray:
    levels = parameters["levels"]
    codes = level_codes(values, levels, unknown=len(levels) - 1 if OTHER in levels else -1)
    block = np.full((len(values), len(levels)), np.nan)
    block[codes >= 0] = np.eye(len(levels))[codes[codes >= 0]]
    return block - np.array(parameters["means"])


ENCODERS.add(Kind.NOMINAL)(Encoder(_fit_nominal, _nominal_block))


def tag_lists(values: pa.Array, separator: str) -> pa.Array:
    """Multi-value cells as lists of trimmed tags, null where missing."""
    bare = pc.utf8_trim(values, characters="[](){} ")
    return pc.split_pattern(bare, separator or ";")


def multi_hot(values: pa.Array, tags: list[str], separator: str) -> np.ndarray:
    """(n, tags) 0/1, NaN rows where the cell is missing."""
    lists = tag_lists(values, separator)
    hot = np.zeros((len(values), len(tags)))
    rows = pc.list_parent_indices(lists).to_numpy(zero_copy_only=False)
    codes = level_codes(pc.utf8_trim_whitespace(pc.list_flatten(lists)), tags, unknown=-1)
    hot[rows[codes >= 0], codes[codes >= 0]] = 1.0
    hot[values.is_null().to_numpy(zero_copy_only=False)] = np.nan
    return hot


def _fit_multi_value(values: pa.Array, column: Column, as_of: str) -> dict:
    """Tags that 1-99 % of customers have, the 40 most frequent at most; one budget for the whole block."""
    flat = pc.utf8_trim_whitespace(pc.list_flatten(tag_lists(values.drop_null(), column.separator)))
    n = len(values) - values.null_count
    counts = sorted(value_counts(flat).items(), key=lambda item: (-item[1], item[0]))
    tags = [tag for tag, count in counts if tag and min_level_count(n) <= count <= 0.99 * n][:40]
    means = np.nanmean(multi_hot(values, tags, column.separator), axis=0).tolist() if tags else []
    return {"levels": tags, "separator": column.separator, "means": means}


ENCODERS.add(Kind.MULTI_VALUE)(
    Encoder(
        _fit_multi_value,
        lambda values, p: multi_hot(values, p["levels"], p["separator"]) - np.array(p["means"]),
    )
)
