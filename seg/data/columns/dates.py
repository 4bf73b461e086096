"""Which patterns read a column of dates, decided from all its values."""

from __future__ import annotations

from dataclasses import dataclass, replace

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc
from ibis.backends.duckdb import Backend

from seg.data.columns.values import Values
from seg.data.days import moment
from seg.data.engine import one_row
from seg.data.text import cleaned

ENOUGH = 0.9
"""The share of values that must look alike to be called dates."""
READ = 0.8
"""The share of values that must be days that exist."""
MOST_WAYS = 4
"""Ways of writing dates in one column; with more it is text."""
MOST_UNREAD = 1_000
"""Different values looked at among those that the ways found in the sample do not read."""
PROBE = 200
"""Different values that tell how most are written."""
HALF_A_MONTH = 15
"""Days of a month spread over more than that; the years of a column seldom do."""
YEAR_FIRST = 2
"""Where `%y-%m-%d` stands among the patterns of days whose years have two digits."""

LETTER = r"[^\x00-@\[-`{-\x7f]"
"""A letter of any alphabet: all signs but those of ASCII that are none, which is much quicker than a Unicode class."""
GAP, LINK, WORD = r"[ .,/_-]+", r"(?:(?:de|del|di|of|ta|tal)['’]? ?)?", rf"{LETTER}{{3,10}}"
WEEKDAY, SHORT = rf"(?:{LETTER}+\.?,? +)?", rf"{LETTER}{{0,2}}"
LIKE_A_DATE = (
    r"^(?:\d{1,4}[-./]\d{1,2}[-./]\d{2,4}|\d{8}(?:\d{6})?$|\d{4}-\d{2}$|\d{2}[/.]\d{4}$"
    rf"|(?:{LETTER}+\.?,? +)?\d{{1,2}}{SHORT}{GAP}{LETTER}|{LETTER}+{GAP}{LETTER}*['’]? ?\d|\d{{4}}{GAP}{LETTER})"
)
DAYS = [  # how days are written, and the patterns that may read them, the likelier first
    (r"\d{4}-\d{1,2}-\d{1,2}", ("%Y-%m-%d",)),
    (r"\d{4}/\d{1,2}/\d{1,2}", ("%Y/%m/%d",)),
    (r"\d{4}\.\d{1,2}\.\d{1,2}", ("%Y.%m.%d",)),
    (r"(?:19|20)\d{2}[01]\d[0-3]\d", ("%Y%m%d",)),
    (r"(?:19|20)\d{2}[01]\d[0-3]\d[0-2]\d[0-5]\d[0-5]\d", ("%Y%m%d%H%M%S",)),
    *[
        (rf"\d{{1,2}}{sign}\d{{1,2}}{sign}{digits}", tuple(order.replace(" ", mark) for order in orders))
        for sign, mark in ((r"\.", "."), ("/", "/"), ("-", "-"))
        for digits, orders in ((r"\d{4}", ("%d %m %Y", "%m %d %Y")), (r"\d{2}", ("%d %m %y", "%m %d %y", "%y %m %d")))
    ],
    (r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])", ("%Y-%m",)),
    (r"(?:0[1-9]|1[0-2])/(?:19|20)\d{2}", ("%m/%Y",)),
    (r"(?:0[1-9]|1[0-2])\.(?:19|20)\d{2}", ("%m.%Y",)),
]
DAYS_IN_WORDS = [
    (rf"{WEEKDAY}\d{{1,2}}{SHORT}{GAP}{LINK}{WORD}{GAP}{LINK}\d{{4}}(?: ?{LETTER}\.?)?", ("%d %b %Y",)),
    (rf"{WEEKDAY}\d{{1,2}}{SHORT}{GAP}{LINK}{WORD}{GAP}{LINK}\d{{2}}", ("%d %b %y",)),
    (rf"{WEEKDAY}{WORD}{GAP}\d{{1,2}}{SHORT}{GAP}\d{{4}}", ("%b %d %Y",)),
    (rf"\d{{4}}{GAP}{WORD}{GAP}\d{{1,2}}", ("%Y %b %d",)),
    (rf"{WORD}{GAP}{LINK}\d{{4}}", ("%b %Y",)),
]
CLOCKS = [
    (r"\d{1,2}:\d{2}", "%H:%M"),
    (r"\d{1,2}:\d{2}:\d{2}", "%H:%M:%S"),
    (r"\d{1,2}:\d{2} [AaPp][Mm]", "%I:%M %p"),
    (r"\d{1,2}:\d{2}:\d{2} [AaPp][Mm]", "%I:%M:%S %p"),
    (r"\d{1,2}:\d{2}[AaPp][Mm]", "%I:%M%p"),
]
FINER = [
    (r"\d{1,2}:\d{2}:\d{2}\.\d{1,6}", "%H:%M:%S.%f"),
    (r"\d{1,2}:\d{2}:\d{2}\.\d{7,9}", "%H:%M:%S.%n"),
    (r"\d{1,2}:\d{2}:\d{2}Z", "%H:%M:%SZ"),
    (r"\d{1,2}:\d{2}:\d{2}\.\d{1,6}Z", "%H:%M:%S.%fZ"),
]
OFFSET = r" ?(?:UTC|GMT|[+-]\d{2}(?::?\d{2})?)"
ZONED = [(clock + OFFSET, pattern + "%z") for clock, pattern in (*CLOCKS[:2], FINER[0])]
TIMES = [("", "")] + [
    (mark + clock, mark + pattern) for mark in (" ", "T", ", ") for clock, pattern in (*CLOCKS, *FINER, *ZONED)
]
TIMES_IN_WORDS = [("", "")] + [("[ ,]+" + clock, " " + pattern) for clock, pattern in CLOCKS]


@dataclass(frozen=True)
class Way:
    """One way of writing dates: the RE2 pattern of its days and of whole cells, and the patterns that may read it."""

    day: str
    cell: str
    patterns: tuple[str, ...]


@dataclass(frozen=True)
class Read:
    """How many values of the whole column a pattern reads, and the first and the last year it finds in them."""

    count: int = 0
    first: int | None = None
    last: int | None = None

    def __add__(self, more: Read) -> Read:
        years = [year for year in (self.first, self.last, more.first, more.last) if year is not None]
        return Read(self.count + more.count, min(years, default=None), max(years, default=None))

    @property
    def span(self) -> int:
        return self.last - self.first if self.count else 0


@dataclass(frozen=True)
class DateReading:
    """The format that reads the values. `other` is the format with day, month or year the other way round, where it
    reads as many ("" where the values decide); `unsure` is a value that both read.

    `examples` are a value as most are written and one that is written in another way, with the `count` of the latter;
    none when all days are written alike.
    """

    date_format: str
    other: str = ""
    unsure: str = ""
    examples: tuple[str, ...] = ()
    count: int = 0


def date_reading(values: Values, backend: Backend, table: ir.Table, name: str) -> DateReading | None:
    """How the column `name` of a text table is read as dates; None when its values are no dates."""
    if values.share_if_most(LIKE_A_DATE) < ENOUGH:
        return None
    ways, rest = _ways(values)
    if not ways or rest.looked_at > (1 - ENOUGH) * values.looked_at:
        return None
    read = _read(ways, backend, table, name)
    if values.looked_at < values.rows and _most(read) < values.present:
        more, _ = _ways(_unread(values, backend, table.select(text=table[name]), ways))
        ways = (*ways, *more)[:MOST_WAYS]
        read = _read(ways, backend, table, name)
    if _most(read) < READ * values.present * values.known_share:
        return None
    return _decided(values, ways, read)


def _most(read: list[tuple[Read, ...]]) -> int:
    """How many values the best pattern of each way reads, added up."""
    return sum(max(pattern.count for pattern in patterns) for patterns in read)


def _ways(values: Values) -> tuple[tuple[Way, ...], Values]:
    """The ways that read the values, the most frequent first, and the values that none reads."""
    ways: list[Way] = []
    while len(ways) < MOST_WAYS and values.looked_at and (way := _way(values)):
        ways.append(way)
        kept = pc.invert(pc.match_substring_regex(values.texts, way.cell))
        values = replace(values, texts=values.texts.filter(kept), counts=values.counts.filter(kept), shares={})
    return tuple(ways), values


def _way(values: Values) -> Way | None:
    """The way that most of the first values are written in."""
    values = replace(values, texts=values.texts.slice(0, PROBE), counts=values.counts.slice(0, PROBE), shares={})
    kinds = [(*day, TIMES) for day in DAYS] + [(*day, TIMES_IN_WORDS) for day in DAYS_IN_WORDS]
    day, patterns, times = max(kinds, key=lambda kind: values.share(f"^{kind[0]}(?:[ T,]|$)"))
    clock, clock_pattern = max(times, key=lambda time: values.share(f"^{day}{time[0]}$"))
    cell = f"^{day}{clock}$"
    return Way(day, cell, tuple(p + clock_pattern for p in patterns)) if values.share(cell) else None


def _read(ways: tuple[Way, ...], backend: Backend, table: ir.Table, name: str) -> list[tuple[Read, ...]]:
    """For each way, what each of its patterns reads of the whole column."""
    text = table.select(text=cleaned(table[name])).text
    asked: dict[str, ir.Scalar] = {}
    for i, way in enumerate(ways):
        for j, pattern in enumerate(way.patterns):
            at = moment(text, pattern)
            asked |= {f"n_{i}_{j}": at.count()}
            if len(way.patterns) > YEAR_FIRST:
                asked |= {f"first_{i}_{j}": at.min().year(), f"last_{i}_{j}": at.max().year()}
    found = one_row(backend, text.as_table().aggregate(**asked))
    return [
        tuple(
            Read(found[f"n_{i}_{j}"], found.get(f"first_{i}_{j}"), found.get(f"last_{i}_{j}"))
            for j in range(len(way.patterns))
        )
        for i, way in enumerate(ways)
    ]


def _unread(values: Values, backend: Backend, table: ir.Table, ways: tuple[Way, ...]) -> Values:
    """Values of the whole column that no pattern reads, the most frequent first."""
    text = cleaned(table.text)
    read = moment(text, "|".join(pattern for way in ways for pattern in way.patterns))
    rest = table.select(text=text, read=read).filter(ibis._.text.notnull() & ibis._.read.isnull())
    counted = rest.group_by("text").aggregate(n=ibis._.count()).order_by(ibis.desc("n"), "text").limit(MOST_UNREAD)
    found = backend.to_pyarrow(counted)
    texts, counts = found["text"].combine_chunks().cast(pa.string()), found["n"].combine_chunks()
    return replace(values, texts=texts, counts=counts, shares={})


def _decided(values: Values, ways: tuple[Way, ...], read: list[tuple[Read, ...]]) -> DateReading:
    """The order of day, month and year that reads the most of each way of writing days.

    Ways that differ in the time of day alone have one order, so they are counted together.
    """
    used = [(way, patterns) for way, patterns in zip(ways, read, strict=True) if any(p.count for p in patterns)]
    totals: dict[str, tuple[Read, ...]] = {}
    for way, patterns in used:
        before = totals.get(way.day, (Read(),) * len(patterns))
        totals[way.day] = tuple(a + b for a, b in zip(before, patterns, strict=True))
    orders = {day: _order(patterns) for day, patterns in totals.items()}
    open_days = {day for day, (order, turned) in orders.items() if order != turned}
    main = used[0][0].day
    others = sum(max(p.count for p in patterns) for way, patterns in used if way.day != main)
    aside = next((way for way, _ in used if way.day != main), None)
    return DateReading(
        "|".join(way.patterns[orders[way.day][0]] for way, _ in used),
        "|".join(way.patterns[orders[way.day][1]] for way, _ in used) if open_days else "",
        next((_example(values, way) for way, _ in used if way.day in open_days), ""),
        (_example(values, used[0][0]), _example(values, aside)) if aside else (),
        others,
    )


def _order(patterns: tuple[Read, ...]) -> tuple[int, int]:
    """Which pattern reads the values, and which other one reads as many: the same where the values decide.

    Day first where several do. Almost all days with two digits for the year can be read year first as well, and then
    the years tell: in the wrong order they are days of a month, which spread further.
    """
    most = max(pattern.count for pattern in patterns)
    best = [at for at, pattern in enumerate(patterns) if pattern.count == most]
    if YEAR_FIRST not in best or len(best) == 1:
        return best[0], best[-1]
    usual, year_first = patterns[best[0]].span, patterns[YEAR_FIRST].span
    if usual > HALF_A_MONTH and _spans_clearly_more(usual, year_first):
        return YEAR_FIRST, best[0]
    told = best[1:] if not _spans_clearly_more(year_first, usual) else best[1:-1]
    return best[0], (told or best)[0]


def _spans_clearly_more(years: int, than: int) -> bool:
    return years > 2 * (than + 1)


def _example(values: Values, way: Way) -> str:
    """A value written in this way, or how its pattern says it when the sample has none."""
    found = values.texts.filter(pc.match_substring_regex(values.texts, way.cell))
    return found[0].as_py() if len(found) else way.patterns[0]
