"""What every measure should say, worked out again in plain Python, one customer at a time.

Written from the definitions alone and for reading, not for speed: no table engine, no expression of the product. Dates
that need an almanac (Easter, Ramadan) stand here as printed ones.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from statistics import fmean, median

from seg.core.derived import Derivation
from seg.core.events import About, Part
from tests.data.events.world import Row, Sample, Told

Value = float | str | None

# --- which rows meet which rule --------------------------------------------------------------------------------------

SAYS_CANCELLED = {"cancelled", "storniert", "отменён"}  # what stands in the world, in small letters
SAYS_RETURNED = {"returned", "refunded", "возврат"}
SAYS_TEST = {"test", "test12", "test order", "testing"}
SAYS_CART = {"add_to_cart", "winkelwagen", "cart", "корзина", "basket", "koszyk"}
SAYS_COMPLAINT = {"complaint", "klacht", "reklamacja", "жалоба"}
SAYS_OPEN = {"open", "pending", "unanswered"}

DEFAULTS = {
    "no_customer": "out",
    "no_time": "out",
    "duplicate": "out",
    "test": "out",
    "returned": "net",
    "cancelled": "out",
    "zero": "out",
    "zoned": "written",
}


@dataclass(frozen=True)
class Line:
    """One row, with the rules that it meets."""

    row: Row
    met: frozenset[str]
    returned: bool = False
    value: float | None = None
    in_utc: bool = False

    def __getitem__(self, part: Part):
        return self.row.get(part)

    @property
    def moment(self) -> datetime | date | None:
        """By the clock of the row, or in UTC where it says how far that is."""
        when = self.row.get(Part.TIME)
        if offset_of(when) is None:
            return when
        return (when.astimezone(UTC) if self.in_utc else when).replace(tzinfo=None)

    @property
    def day(self) -> date | None:
        return day_of(self.moment)

    @property
    def net(self) -> float | None:
        """What is left of the money: a sale that its status calls returned leaves nothing, a negative row takes off."""
        return 0.0 if self.returned and (self.value or 0) > 0 else self.value


def offset_of(when: datetime | date | None) -> int | None:
    """Minutes that its clock is ahead of UTC."""
    ahead = when.utcoffset() if isinstance(when, datetime) else None
    return None if ahead is None else int(ahead.total_seconds() // 60)


def day_of(moment: datetime | date | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def judged(told: Told, from_files: bool = True) -> list[Line]:
    """Every row with the rules that it meets: only of files copies are looked for and zones are known."""
    found, seen = [], set()
    copies = from_files and _tells_copies(told)
    called_off = _numbers_called_off(told)
    for row in told.rows:
        alike = tuple(str(row.get(part)) for part in told.parts)
        met = {name for name, meets in RULES.items() if meets(told, row)}
        met |= {"duplicate"} if copies and alike in seen else set()
        met |= {"cancelled"} if row.get(Part.ORDER) in called_off else set()
        met |= {"zoned"} if from_files and offset_of(row.get(Part.TIME)) is not None else set()
        seen.add(alike)
        found.append(Line(row, frozenset(met)))
    return found


def money_of(told: Told, row: Row) -> float | None:
    """The money of a row: price times quantity where only the price is known."""
    if Part.PRICE not in told.parts or Part.VALUE in told.parts:
        return row.get(Part.VALUE)
    price, quantity = row.get(Part.PRICE), row.get(Part.QUANTITY) if Part.QUANTITY in told.parts else 1.0
    return None if price is None or quantity is None else price * quantity


def _tells_copies(told: Told) -> bool:
    """Whether two rows alike are one event told twice: only with a time of day, or a day and an order."""
    return Part.TIME in told.parts and (not told.days_only or Part.ORDER in told.parts)


def _says(row: Row, part: Part, words: set[str]) -> bool:
    return (row.get(part) or "").lower() in words


def _below_zero(number: float | None) -> bool:
    return number is not None and number < 0


def _numbers_called_off(told: Told) -> set[str]:
    """Order numbers with a C in front, where most have none."""
    numbers = [row[Part.ORDER] for row in told.rows if row.get(Part.ORDER)]
    marked = [number for number in numbers if number[0] in "cC" and number[1:].isdigit()]
    return set(marked) if 2 * len(marked) < len(numbers) else set()


NAMES_OF_TESTS = (Part.CUSTOMER, Part.PRODUCT, Part.ORDER, Part.TYPE, Part.CAMPAIGN)
RULES: dict[str, Callable[[Told, Row], bool]] = {
    "no_customer": lambda told, row: row.get(Part.CUSTOMER) is None,
    "no_time": lambda told, row: Part.TIME in told.parts and row.get(Part.TIME) is None,
    "test": lambda told, row: any(_says(row, part, SAYS_TEST) for part in NAMES_OF_TESTS),
    "returned": lambda told, row: (
        _below_zero(row.get(Part.QUANTITY))
        or _below_zero(money_of(told, row))
        or _says(row, Part.STATUS, SAYS_RETURNED)
    ),
    "cancelled": lambda told, row: _says(row, Part.STATUS, SAYS_CANCELLED),
    "zero": lambda told, row: money_of(told, row) == 0,
}

# --- what counts up to a day -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Order:
    """Lines of one order: its day, month and hour are those of its first line."""

    lines: tuple[Line, ...]

    @property
    def first(self) -> Line:
        return min(self.lines, key=lambda line: line.moment or datetime.max)

    @property
    def day(self) -> date | None:
        return self.first.day

    @property
    def hour(self) -> int | None:
        moment = self.first.moment
        return moment.hour if isinstance(moment, datetime) else None

    @property
    def quantity(self) -> float | None:
        known = _known(line[Part.QUANTITY] for line in self.lines)
        return sum(known) if known else None


@dataclass(frozen=True)
class Events:
    """What one customer did, as far as it counts."""

    lines: tuple[Line, ...] = ()
    orders: tuple[Order, ...] = ()  # without those that went back

    @property
    def kept(self) -> list[Line]:
        return [line for line in self.lines if not line.returned]

    @property
    def days(self) -> list[date]:
        return sorted({order.day for order in self.orders if order.day})

    @property
    def gaps(self) -> list[int]:
        return [(later - sooner).days for sooner, later in zip(self.days, self.days[1:], strict=False)]

    def since(self, day: date) -> Events:
        """Only lines after a day, and only orders that began after it."""
        lines = tuple(line for line in self.lines if line.day and line.day > day)
        return Events(lines, tuple(order for order in self.orders if order.day and order.day > day))

    def only(self, part: Part, value: str) -> Events:
        """Only lines with this value of a part, and orders as far as they are made of these."""
        lines = tuple(line for line in self.lines if line[part] == value)
        orders = [Order(tuple(line for line in order.lines if line[part] == value)) for order in self.orders]
        return Events(lines, tuple(order for order in orders if order.lines))


@dataclass
class Past:
    """A world as it is known on a day, with the choices of a recipe; `from_files` as for `judged`."""

    world: Sample
    as_of: date
    choices: Mapping[str, str] = field(default_factory=dict)
    from_files: bool = True

    def choice(self, name: str, default: str) -> str:
        return self.choices.get(name, default)

    def number(self, name: str, default: float) -> float:
        return float(self.choices.get(name, default))

    @cached_property
    def events(self) -> dict[str, dict[str, Events]]:
        """By table, then by customer."""
        return {told.name: self._counted(told) for told in self.world.tables}

    def first_about(self, about: About) -> Told | None:
        return next((told for told in self.world.tables if told.about is about), None)

    def switch(self, table: str, rule: str) -> str:
        return self.choice(f"{table}/{rule}", DEFAULTS[rule])

    def _counted(self, told: Told) -> dict[str, Events]:
        mine = defaultdict(list)
        in_utc = self.from_files and self.switch(told.name, "zoned") == "utc"
        for line in (replace(line, in_utc=in_utc) for line in judged(told, self.from_files)):
            if self._counts(told, line):
                returned = "returned" in line.met and self.switch(told.name, "returned") == "net"
                money = self._money(told, line.row)
                mine[line[Part.CUSTOMER]].append(replace(line, returned=returned, value=money))
        return {who: Events(tuple(lines), _orders(told, lines)) for who, lines in mine.items()}

    def _counts(self, told: Told, line: Line) -> bool:
        if line[Part.CUSTOMER] not in self.world.customers or (line.day and line.day > self.as_of):
            return False
        excused = {"cancelled", "zero"} if "returned" in line.met else set()
        return not any(self.switch(told.name, rule) == "out" for rule in line.met - excused)

    def _money(self, told: Told, row: Row) -> float | None:
        several = len({other.get(Part.CURRENCY) for other in told.rows} - {None}) > 1
        if several and row.get(Part.CURRENCY) != self.choice(f"{told.name}/currency", ""):
            return None
        return money_of(told, row)

    @cached_property
    def _cuts(self) -> dict[tuple[str, str], list[float]]:
        return {}

    def cuts(self, table: str, measure: str) -> list[float]:
        """Where a measure is cut in five: quintiles of those who ordered, or those that were frozen."""
        if frozen := self.choice(f"cuts/{table}:{measure}", ""):
            return [float(part) for part in frozen.split("/")]
        if (table, measure) not in self._cuts:
            self._cuts[table, measure] = self._fresh_cuts(table, measure)
        return self._cuts[table, measure]

    def _fresh_cuts(self, table: str, measure: str) -> list[float]:
        ordered = [who for who in self.world.customers if self.value(who, Derivation(table, "frequency")) > 0]
        values = _known(self.value(who, Derivation(table, measure)) for who in ordered)
        cuts = quintiles(values)
        return cuts if len(set(cuts)) == len(cuts) else quintiles(sorted(set(values)))

    def value(self, who: str, derivation: Derivation) -> Value:
        parts = NARROWING - OF_ALL.get(derivation.measure, set())
        one = One(self, who, derivation.table, dict(derivation.parameters), parts)
        return ORACLES[derivation.measure](one)

    def answers(self, derivation: Derivation) -> dict[str, Value]:
        return {who: self.value(who, derivation) for who in self.world.customers}


def _orders(told: Told, lines: Iterable[Line]) -> tuple[Order, ...]:
    """Lines with one order number are one order, and those without any at one moment; where none has, each is one."""
    together = defaultdict(list)
    for place, line in enumerate(lines):
        number = line[Part.ORDER]
        same = place if Part.ORDER not in told.parts else number or line.moment
        if not line.returned:
            together[same].append(line)
    return tuple(Order(tuple(found)) for found in together.values())


def quintiles(values: list[float]) -> list[float]:
    """Type 7, worked out in fractions."""
    ordered = sorted(Fraction(value) for value in values)
    return [float(_quantile(ordered, Fraction(share, 5))) for share in range(1, 5)] if ordered else []


def _quantile(ordered: list[Fraction], share: Fraction) -> Fraction:
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _known(values: Iterable) -> list:
    return [value for value in values if value is not None]


def _sum(values: Iterable) -> float:
    return sum(_known(values))


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


# --- the measures ----------------------------------------------------------------------------------------------------


NARROWING = frozenset({"type", "category", "channel", "campaign"})
OF_ALL = {
    "type_share": {"type"},
    "channel_share": {"channel"},
    "campaign_share": {"campaign"},
    "category_share": {"category"},
    "category_lines_share": {"category"},
}
"""What looks at lines of other values too: all else that names a value sees the lines that have it."""


@dataclass(frozen=True)
class One:
    """One customer, one table, one definition; `narrowing` are parameters that say which lines it sees at all."""

    past: Past
    who: str
    table: str
    parameters: Mapping[str, str]
    narrowing: frozenset[str] = NARROWING

    def __getitem__(self, name: str) -> str:
        return self.parameters[name]

    @cached_property
    def told(self) -> Told:
        return self.past.world.table(self.table)

    @cached_property
    def events(self) -> Events:
        events = self.past.events[self.table].get(self.who, Events())
        for name in self.narrowing & self.parameters.keys():
            events = events.only(Part(name), self[name])
        days = self.parameters.get("days")
        return events.since(self.past.as_of - timedelta(days=int(days))) if days else events

    @property
    def kept(self) -> list[Line]:
        return self.events.kept

    def also(self, measure: str, table: str = "") -> Value:
        return self.past.value(self.who, Derivation(table or self.table, measure))

    def also_about(self, about: About, measure: str) -> Value:
        found = self.past.first_about(about)
        return self.also(measure, found.name) if found else None

    def of_type(self, lines: Iterable[Line]) -> list[Line]:
        return [line for line in lines if line[Part.TYPE] == self["type"]]

    def ago(self, day: date) -> int:
        return (self.past.as_of - day).days


ORACLES: dict[str, Callable[[One], Value]] = {}


def oracle(answer: Callable[[One], Value]) -> Callable[[One], Value]:
    ORACLES[answer.__name__] = answer
    return answer


def _yes(found: object) -> str:
    return "yes" if found else "no"


# Value


@oracle
def recency_days(one):
    days = one.events.days
    return one.ago(days[-1]) if days else None


@oracle
def frequency(one):
    return len(one.events.orders)


@oracle
def monetary(one):
    return _sum(line.net for line in one.events.lines)


@oracle
def average_order_value(one):
    orders = one.also("orders_of_known_value")
    return one.also("monetary") / orders if orders else None


@oracle
def orders_of_known_value(one):
    return sum(any(line.net is not None for line in order.lines) for order in one.events.orders)


# Rhythm


@oracle
def tenure_days(one):
    days = one.events.days
    return one.ago(days[0]) if days else None


@oracle
def active_months(one):
    return len({(day.year, day.month) for day in one.events.days})


@oracle
def order_days(one):
    return len(set(one.events.days))


@oracle
def median_gap_days(one):
    return median(one.events.gaps) if one.events.gaps else None


@oracle
def gap_before_last_days(one):
    return one.events.gaps[-1] if one.events.gaps else None


@oracle
def overdue(one):
    gap = one.also("median_gap_days")
    return None if gap is None else one.also("recency_days") / gap


@oracle
def spend_trend(one):
    ages = [(one.ago(line.day), line.net) for line in one.events.lines if line.day]
    now = _sum(value for age, value in ages if age < 182)
    before = _sum(value for age, value in ages if 182 <= age < 364)
    return (now - before) / (abs(now) + abs(before)) if now or before else None


@oracle
def returns_share(one):
    back = _sum(abs(line.value) for line in one.events.lines if line.returned and line.value is not None)
    return _share(back, _sum(line.value for line in one.kept))


@oracle
def discount_share(one):
    return _share(sum(any(line[Part.DISCOUNT] for line in order.lines) for order in one.events.orders), frequency(one))


@oracle
def basket_size(one):
    sizes = _known(order.quantity for order in one.events.orders)
    return fmean(sizes) if sizes else None


@oracle
def categories_bought(one):
    return _different(one, Part.CATEGORY)


@oracle
def products_bought(one):
    return _different(one, Part.PRODUCT)


def _different(one: One, part: Part) -> int:
    return len(set(_known(line[part] for line in one.kept)))


@oracle
def category_share(one):
    mine = _sum(line.value for line in one.kept if line[Part.CATEGORY] == one["category"])
    return _share(mine, _sum(line.value for line in one.kept))


# Channels


@oracle
def channel_share(one):
    known = _known(line[Part.CHANNEL] for line in one.kept)
    return _share(known.count(one["channel"]), len(known))


@oracle
def campaign_share(one):
    known = _known(line[Part.CAMPAIGN] for line in one.kept)
    return _share(known.count(one["campaign"]), len(known))


@oracle
def category_lines_share(one):
    known = _known(line[Part.CATEGORY] for line in one.kept)
    return _share(known.count(one["category"]), len(known))


@oracle
def preferred_channel(one):
    return _most_frequent(one, Part.CHANNEL)


@oracle
def usual_place(one):
    return _most_frequent(one, Part.PLACE)


@oracle
def preferred_category(one):
    return _most_frequent(one, Part.CATEGORY)


def _most_frequent(one: One, part: Part) -> str | None:
    counts = Counter(_known(line[part] for line in one.kept))
    return min(counts, key=lambda name: (-counts[name], name), default=None)


@oracle
def channels_used(one):
    return _different(one, Part.CHANNEL)


@oracle
def campaigns_met(one):
    return _different(one, Part.CAMPAIGN)


@oracle
def first_channel(one):
    return _at_the_end(one, Part.CHANNEL, min)


@oracle
def last_channel(one):
    return _at_the_end(one, Part.CHANNEL, max)


@oracle
def last_campaign(one):
    return _at_the_end(one, Part.CAMPAIGN, max)


def _at_the_end(one: One, part: Part, end: Callable) -> str | None:
    named = [line for line in one.kept if line[part] is not None and line.moment]
    if not named:
        return None
    moment = end(line.moment for line in named)
    return min(line[part] for line in named if line.moment == moment)


# Engagement


@oracle
def event_count(one):
    return len(one.of_type(one.kept))


@oracle
def did(one):
    return _yes(one.of_type(one.kept))


@oracle
def at_least(one):
    return _yes(len(one.of_type(one.kept)) >= int(one["times"]))


@oracle
def type_share(one):
    return _share(len(one.of_type(one.kept)), len(_known(line[Part.TYPE] for line in one.kept)))


@oracle
def value_sum(one):
    return _sum(line.net for line in one.of_type(one.events.lines))


@oracle
def largest_value(one):
    return max(_known(line.value for line in one.kept), default=None)


@oracle
def did_any(one):
    return _yes(one.kept)


@oracle
def did_not(one):
    return _yes(not one.kept)


@oracle
def often(one):
    return _yes(len(one.events.orders) >= int(one["times"]))


@oracle
def pages_seen(one):
    return _sum(line[Part.QUANTITY] for line in one.kept)


@oracle
def time_spent(one):
    return _sum(line[Part.DURATION] for line in one.kept)


@oracle
def cart_recency_days(one):
    days = [line.day for line in one.kept if (line[Part.TYPE] or "").lower() in SAYS_CART and line.day]
    return one.ago(max(days)) if days else None


@oracle
def cart_abandoned(one):
    cart, order = one.also("cart_recency_days"), one.also_about(About.ORDERS, "recency_days")
    return _yes(cart is not None and (order is None or order > cart))


# Satisfaction


@oracle
def latest_score(one):
    return _latest_score(_scored(one))


@oracle
def latest_answer(one):
    return _latest_score(one.of_type(_scored(one)))


@oracle
def mean_score(one):
    return _mean_score(_scored(one))


@oracle
def mean_answer(one):
    return _mean_score(one.of_type(_scored(one)))


def _scored(one: One) -> list[Line]:
    return [line for line in one.events.lines if line[Part.SCORE] is not None]


def _latest_score(lines: list[Line]) -> float | None:
    timed = [line for line in lines if line.moment]
    latest = max((line.moment for line in timed), default=None)
    return min((line[Part.SCORE] for line in timed if line.moment == latest), default=None)


def _mean_score(lines: list[Line]) -> float | None:
    return fmean(line[Part.SCORE] for line in lines) if lines else None


@oracle
def nps_group(one):
    score = one.also("latest_score")
    if score is None:
        return None
    return "promoter" if score >= 9 else "passive" if score >= 7 else "detractor"


@oracle
def complaints(one):
    return sum((line[Part.TYPE] or "").lower() in SAYS_COMPLAINT for line in one.events.lines)


@oracle
def unanswered_days(one):
    timed = [line for line in one.events.lines if line.moment]
    latest = [line for line in timed if line.moment == max(other.moment for other in timed)]
    is_open = any((line[Part.STATUS] or "").lower() in SAYS_OPEN for line in latest)
    return one.ago(latest[0].day) if is_open else None


# Recency, frequency, monetary


def _score(one: One, measure: str) -> int | None:
    value = one.also(measure)
    if not one.also("frequency") or value is None:
        return None
    cuts = one.past.cuts(one.table, measure)
    if one.past.choice("rfm/scoring", "") == "classic":
        return 1 + sum(cut + 1 <= value for cut in cuts)
    return 1 + sum(cut < value for cut in cuts)


def _r(one: One) -> int | None:
    score = _score(one, "recency_days")
    return None if score is None else 6 - score


def _written(score: int | None) -> str | None:
    return None if score is None else str(score)


@oracle
def r_score(one):
    return _written(_r(one))


@oracle
def f_score(one):
    return _written(_score(one, "frequency"))


@oracle
def m_score(one):
    return _written(_score(one, "monetary"))


GRID = {
    5: ("New customers", "Potential loyalists", "Potential loyalists", "Champions", "Champions"),
    4: ("Promising", "Potential loyalists", "Potential loyalists", "Loyal", "Loyal"),
    3: ("About to sleep", "About to sleep", "Need attention", "Loyal", "Loyal"),
    2: ("Hibernating", "Hibernating", "At risk", "At risk", "Can't lose them"),
    1: ("Lost", "Lost", "At risk", "At risk", "Can't lose them"),
}
BOXES = (  # of R, then of F and M alike
    ("Champions", range(4, 6), range(4, 6)),
    ("Loyal", range(2, 6), range(3, 6)),
    ("Potential loyalists", range(3, 6), range(1, 4)),
    ("New customers", range(4, 6), range(1, 2)),
    ("Promising", range(3, 5), range(1, 2)),
    ("Need attention", range(2, 4), range(2, 4)),
    ("About to sleep", range(2, 4), range(1, 3)),
    ("At risk", range(1, 3), range(2, 6)),
    ("Can't lose them", range(1, 2), range(4, 6)),
    ("Lost", range(1, 3), range(1, 3)),
)


@oracle
def rfm_group(one):
    r, f, m = _r(one), _score(one, "frequency"), _score(one, "monetary")
    if r is None or f is None or m is None:
        return None
    if one.past.choice("rfm/scoring", "") == "classic":
        return _slug(next((name for name, rs, fms in BOXES if r in rs and f in fms and m in fms), "Others"))
    fm = f if one.past.choice("rfm/fm", "") == "frequency" else (f + m + 1) // 2
    return _slug(GRID[r][fm - 1])


def _slug(name: str) -> str:
    return name.lower().replace("'", "").replace(" ", "_")


# The journey


@oracle
def stage(one):
    past, orders = one.past, one.also("frequency")
    unanswered = one.also_about(About.SUPPORT, "unanswered_days")
    if unanswered is not None and unanswered <= past.number("stage/unanswered_days", 30):
        return "unanswered"
    if orders == 0:
        return "visitor" if one.also_about(About.VISITS, "frequency") else "prospect"
    recency, gap = one.also("recency_days"), one.also("median_gap_days")
    lapsed, regular = past.number("stage/lapsed_days", 365), past.number("stage/regular_orders", 3)
    if recency is not None and recency > lapsed:
        return "lapsed"
    if (one.also("gap_before_last_days") or 0) > lapsed:
        return "returned_after_lapse"
    if orders >= regular and gap is not None and recency > past.number("stage/slipping_times", 2) * gap:
        return "slipping"
    if orders >= past.number("stage/champion_orders", 8) and _spends_enough(one):
        return "champion"
    return "regular" if orders >= regular else "second" if orders >= 2 else "once"


def _spends_enough(one: One) -> bool:
    if not {Part.VALUE, Part.PRICE} & set(one.told.parts):
        return True
    return one.also("monetary") >= one.past.cuts(one.table, "monetary")[-1]


# Occasions

EASTER = [date(2022, 4, 17), date(2023, 4, 9), date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5)]
ORTHODOX_EASTER = [date(2022, 4, 24), date(2023, 4, 16), date(2024, 5, 5), date(2025, 4, 20), date(2026, 4, 12)]
RAMADAN = [date(2022, 4, 2), date(2023, 3, 23), date(2024, 3, 11), date(2025, 3, 1), date(2026, 2, 18)]
EID = [date(2022, 5, 2), date(2023, 4, 21), date(2024, 4, 10), date(2025, 3, 30), date(2026, 3, 20)]  # al-Fitr
BLACK_FRIDAY = [date(2022, 11, 25), date(2023, 11, 24), date(2024, 11, 29), date(2025, 11, 28)]
YEARS = range(2022, 2027)


def _days(first: date, last: date) -> set[date]:
    return {first + timedelta(days=more) for more in range((last - first).days + 1)}


def _up_to(last: date, days: int) -> set[date]:
    return _days(last - timedelta(days=days - 1), last)


def _every_year(first: tuple[int, int], last: tuple[int, int]) -> set[date]:
    return set().union(*(_days(date(year, *first), date(year, *last)) for year in YEARS))


def _around(days: Iterable[date], before: int, after: int) -> set[date]:
    return set().union(*(_days(day - timedelta(days=before), day + timedelta(days=after)) for day in days))


OCCASIONS = {
    "christmas": _every_year((12, 1), (12, 24)),
    "easter": _around(EASTER, 14, -1),
    "orthodox_easter": _around(ORTHODOX_EASTER, 14, -1),
    "black_friday": _around(BLACK_FRIDAY, 4, 3),
    "valentine": _every_year((2, 8), (2, 14)),
    "summer": _every_year((6, 1), (8, 31)),
    "january": _every_year((1, 1), (1, 31)),
    "ramadan": set().union(*(_days(first, eid - timedelta(days=1)) for first, eid in zip(RAMADAN, EID, strict=True))),
    "eid": _around(EID, 9, 0),
}


def _fixed(*days: str) -> list[date]:
    return [date.fromisoformat(f"{year}-{day}") for year in YEARS for day in days]


def _after_easter(*days: int) -> list[date]:
    return [easter + timedelta(days=more) for easter in EASTER for more in days]


HOLIDAYS = {  # days off by law
    "NL": [
        *_fixed("01-01", "04-27", "12-25", "12-26"),  # King's Day was on no Sunday in these years
        *_after_easter(-2, 0, 1, 39, 49, 50),  # Good Friday by the law on terms, though many work on it
        date(2025, 5, 5),  # Liberation Day, every five years
    ],
    "PL": [
        *_fixed("01-01", "01-06", "05-01", "05-03", "08-15", "11-01", "11-11", "12-25", "12-26"),
        *_after_easter(0, 1, 49, 60),
        date(2025, 12, 24),  # since 2025
        date(2026, 12, 24),
    ],
    "MT": [
        *_fixed("01-01", "02-10", "03-19", "03-31", "05-01", "06-07", "06-29", "08-15", "09-08", "09-21"),
        *_fixed("12-08", "12-13", "12-25"),
        *_after_easter(-2),
    ],
}


@oracle
def occasion_share(one):
    return _share_of_days(one, OCCASIONS[one["occasion"]])


@oracle
def faith_occasion_share(one):
    return _share_of_days(one, OCCASIONS[one["occasion"]])


@oracle
def holiday_share(one):
    return _share_of_days(one, _around(HOLIDAYS[one["country"]], 6, 0))


def _share_of_days(one: One, days: set[date]) -> float | None:
    """By money where the table has any, else by lines."""
    money = bool({Part.VALUE, Part.PRICE} & set(one.told.parts))
    weights = [(line.day, (line.value or 0.0) if money else 1.0) for line in one.kept]
    return _share(sum(weight for day, weight in weights if day in days), sum(weight for _, weight in weights))


@oracle
def weekend_share(one):
    known = _known(order.day for order in one.events.orders)
    return _share(sum(day.weekday() >= 5 for day in known), len(known))


DAYPARTS = {"night": range(6), "morning": range(6, 12), "afternoon": range(12, 18), "evening": range(18, 24)}


@oracle
def daypart_share(one):
    known = _known(order.hour for order in one.events.orders)
    return _share(sum(hour in DAYPARTS[one["daypart"]] for hour in known), len(known))
