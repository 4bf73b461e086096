"""What the values of a column look like: counted over all rows, matched against patterns on a sample."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc
from ibis.backends.duckdb import Backend

from seg.core.settings import setting
from seg.data.columns.lexicon import plain_words, words_for, yes_and_no
from seg.data.engine import ROW, one_row
from seg.data.text import OUTER_BLANKS, cleaned

MOST_CELLS = 4_000_000
"""Cells looked at closely; wider files get fewer rows each."""

COLUMNS_AT_ONCE = 20
"""Columns in one query: enough to be quick, few enough for the memory of exact counts."""

PROBE = 200
"""Different values that tell whether it is worth to look at all of them."""

PATTERNS = {
    "email": r"^[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}$",
    "iban": r"^[A-Za-z]{2}\d{2} ?(?:[A-Za-z0-9]{4} ?){2,7}[A-Za-z0-9]{0,4}$",
    "ip": r"^(?:\d{1,3}\.){3}\d{1,3}$",
    "phone": r"^(?:\+\d{1,3}[\s().\-/]*(?:\d[\s().\-/]*){7,12}|\(\d{2,4}\) ?\d{3}[-. ]?\d{3,4}|\d{3}-\d{3}-\d{4})$",
    "card": r"^(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|3[47]\d{2}|6(?:011|5\d{2}))[ -]?\d{4}[ -]?\d{4}[ -]?\d{1,7}$"
    r"|^3[47]\d{2}[ -]?\d{6}[ -]?\d{5}$",
    "masked card": r"^(?:[*xX•]{4}[ -]?){3}\d{4}$|^\d{4,6}[*xX•]{5,9}\d{4}$",
    "handle": r"(?i)^@[a-z0-9_.]{2,30}$"
    r"|^(?:https?://)?(?:www\.)?(?:facebook|instagram|linkedin|twitter|x|tiktok|t|vk)\.(?:com|me)/[^\s/]+",
    "digits of a phone": r"^\+?[\s().\-/]*(?:\d[\s().\-/]*){7,15}$",
    "whole": r"^[-+]?\d+(?:\.0+)?$",
    "leading zero": r"^0\d+$",
    "long digits": r"^\d{16,}$",
    "uuid": r"^[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}$",
    "code": r"^[A-Za-z]{0,5}[-_/ ]?\d[A-Za-z0-9\-_/]*$",
    "street": r"(?i)^(?:ul\.|ул\.|rue |calle |via |rua "
    r"|\d+[a-z]? .*\b(?:st|street|rd|road|ave|avenue|ln|lane|dr|drive|ct|blvd|way|place)\b)",
}


@dataclass(frozen=True, eq=False)
class Values:
    """The values of one column. `present` and `distinct` hold for all rows, blanks counted as missing.

    `texts` (u,) are the different values among the rows looked at, `counts` (u,) how often each, without those
    that only say that nothing is known (`n/a`, `unknown`); `placeholders` are those, by frequency, and
    `known_share` is the share of present values that are none of them.
    """

    rows: int
    present: int
    distinct: int
    texts: pa.Array
    counts: pa.Array
    placeholders: tuple[str, ...] = ()
    known_share: float = 1.0
    shares: dict[str, float] = field(default_factory=dict)

    @property
    def looked_at(self) -> int:
        return pc.sum(self.counts).as_py() or 0

    @property
    def missing_share(self) -> float:
        return 1 - self.present / self.rows if self.rows else 1.0

    @property
    def unique_share(self) -> float:
        """How far each value is there only once, 0..1."""
        return self.distinct / self.present if self.present else 0.0

    @cached_property
    def few(self) -> tuple[str, ...]:
        """All different values seen, in order of appearance, when they are few enough to be levels; else none."""
        return tuple(self.texts.to_pylist()) if self.distinct <= setting("max_levels") + len(self.placeholders) else ()

    def share(self, pattern: str) -> float:
        """The share of values that match one of `PATTERNS`, or an RE2 pattern."""
        if pattern not in self.shares:
            matches = pc.match_substring_regex(self.texts, PATTERNS.get(pattern, pattern))
            hits = pc.sum(pc.if_else(matches, self.counts, 0)).as_py() or 0
            self.shares[pattern] = hits / self.looked_at if self.looked_at else 0.0
        return self.shares[pattern]

    def share_if_most(self, pattern: str) -> float:
        """As `share`, but 0 where not even a third of a few hundred values matches: a quick no to what must be most."""
        if len(self.texts) > 2 * PROBE and pattern not in self.shares and self._probe.share(pattern) < 1 / 3:
            return 0.0
        return self.share(pattern)

    @cached_property
    def _probe(self) -> Values:
        """Different values from all over, each as if it were there once."""
        texts = self.texts.take(pa.array(range(0, len(self.texts), len(self.texts) // PROBE)))
        return Values(self.rows, self.present, self.distinct, texts, pa.array([1] * len(texts)))

    def weighted(self, wanted) -> float:
        """The share of values for which a Python test holds; for a few different values only."""
        pairs = zip(self.texts.to_pylist(), self.counts.to_pylist(), strict=True)
        return sum(n for text, n in pairs if wanted(text)) / max(1, self.looked_at)


def all_values(backend: Backend, table: ir.Table, names: tuple[str, ...]) -> dict[str, Values]:
    """The values of each of the columns `names` of a text table that was opened with row numbers.

    The rows looked at are spread evenly over the file: the first ones of a sorted file are not like the rest.
    """
    rows = one_row(backend, table.aggregate(n=table.count()))["n"]
    looked_at = min(setting("guess_rows"), max(1_000, MOST_CELLS // max(1, len(names))))
    some = table.filter(ibis._[ROW] % max(1, -(-rows // looked_at)) == 0)
    found = {}
    for start in range(0, len(names), COLUMNS_AT_ONCE):
        part = names[start : start + COLUMNS_AT_ONCE]
        totals = _totals(backend, table, part)
        seen = backend.to_pyarrow(some.select(*part))
        for name in part:
            values = _values(_counted(seen[name]), rows, *totals[name])
            if values.few and len(values.few) + len(values.placeholders) < values.distinct:
                values = _values(_counted_in_all(backend, table[name]), rows, *totals[name])  # a rare level
            found[name] = values
    return found


def _counted(column: pa.ChunkedArray) -> tuple[pa.Array, pa.Array]:
    trimmed = pc.utf8_trim(column.cast(pa.string()), OUTER_BLANKS)
    counted = pc.value_counts(trimmed.filter(pc.not_equal(trimmed, "")).combine_chunks())
    return counted.field(0), counted.field(1)


def _counted_in_all(backend: Backend, column: ir.StringColumn) -> tuple[pa.Array, pa.Array]:
    texts = cleaned(column).name("text").as_table().filter(ibis._.text.notnull())
    counted = backend.to_pyarrow(texts.group_by("text").aggregate(n=ibis._.count()).order_by("text"))
    return counted["text"].combine_chunks().cast(pa.string()), counted["n"].combine_chunks()


def _totals(backend: Backend, table: ir.Table, names: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    """Present and distinct values of each column over all rows, blanks counted as missing."""
    texts = table.select(**{name: cleaned(table[name]) for name in names})
    counted = {f"present_{name}": texts[name].count() for name in names}
    counted |= {f"distinct_{name}": texts[name].nunique() for name in names}
    row = one_row(backend, texts.aggregate(**counted))
    return {name: (row[f"present_{name}"], row[f"distinct_{name}"]) for name in names}


def _values(counted: tuple[pa.Array, pa.Array], rows: int, present: int, distinct: int) -> Values:
    texts, counts = counted
    says_nothing = _says_nothing(texts, counts)
    pairs = zip(counts.filter(says_nothing).to_pylist(), texts.filter(says_nothing).to_pylist(), strict=True)
    placeholders = tuple(text for _, text in sorted(pairs, reverse=True))
    known = pc.invert(says_nothing)
    known_share = (pc.sum(counts.filter(known)).as_py() or 0) / max(1, pc.sum(counts).as_py() or 0)
    return Values(rows, present, distinct, texts.filter(known), counts.filter(known), placeholders, known_share)


def _says_nothing(texts: pa.Array, counts: pa.Array) -> pa.BooleanArray:
    """Which values only say that nothing is known. Not so where they answer each other (`var`, `yok`), and among codes
    of two letters such ones are codes too (ND is North Dakota)."""
    said = pc.is_in(pc.utf8_lower(texts), value_set=_words_for_missing())
    if len(texts) == 2 and yes_and_no(tuple(texts.to_pylist())):
        return pc.and_(said, False)
    codes = pc.match_substring_regex(texts, "^[A-Za-z]{2}$")
    if not pc.any(pc.and_(said, codes)).as_py():
        return said
    others = pc.and_(codes, pc.invert(said))
    many = (pc.sum(counts.filter(others)).as_py() or 0) >= 0.5 * (pc.sum(counts.filter(pc.invert(said))).as_py() or 0)
    return pc.and_(said, pc.invert(codes)) if many else said


@cache
def _words_for_missing() -> pa.Array:
    """The words as they are written, and the longer ones without accents."""
    unaccented = {word for word in plain_words("missing") if len(word) >= 5}
    return pa.array(sorted(words_for("missing") | unaccented), pa.string())
