"""A small world: some 130 customers and all that they did, the usual and the odd, as plain Python values.

Most customers come from a seeded generator and are called `r000`, `r001`, ...; those made by hand are called by what
is odd about them. Money is in quarters, so that every engine adds it up to the same bits in any order of rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone

import numpy as np
import pyarrow as pa

from seg.core.events import About, Part

AS_OF = date(2024, 3, 15)
"""The day that the customers made by hand are odd on: a Friday."""

Row = dict[Part, object]

MOMENT, DAY, TEXT, NUMBER = pa.timestamp("us"), pa.date32(), pa.string(), pa.float64()
NUMBERS = (Part.VALUE, Part.PRICE, Part.QUANTITY, Part.DISCOUNT, Part.DURATION, Part.SCORE)
TYPES = {Part.TIME: MOMENT} | dict.fromkeys(NUMBERS, NUMBER)


@dataclass(frozen=True)
class Told:
    """The rows of one table as they lie in a file or database, by part; `days_only` where its times have no hour."""

    name: str
    about: About
    parts: tuple[Part, ...]
    rows: tuple[Row, ...]
    days_only: bool = False

    def arrow(self) -> pa.Table:
        """With types, and with column names that no part has."""
        columns = {part: map(_without_zone, self.column(part)) for part in self.parts}
        return pa.table({column_of(part): pa.array(cells, self._type(part)) for part, cells in columns.items()})

    def column(self, part: Part) -> list:
        return [row.get(part) for row in self.rows]

    @property
    def zoned(self) -> bool:
        """Whether any time says how far its clock is from UTC."""
        return any(getattr(when, "tzinfo", None) for when in self.column(Part.TIME))

    def _type(self, part: Part) -> pa.DataType:
        return DAY if part is Part.TIME and self.days_only else TYPES.get(part, TEXT)


@dataclass(frozen=True)
class Sample:
    customers: tuple[str, ...]
    tables: tuple[Told, ...]

    def table(self, name: str) -> Told:
        return next(table for table in self.tables if table.name == name)

    def with_rows(self, name: str, rows: tuple[Row, ...]) -> Sample:
        """The same world, with other rows in one table."""
        return replace(
            self, tables=tuple(replace(told, rows=rows) if told.name == name else told for told in self.tables)
        )

    def without_rows(self) -> Sample:
        return replace(self, tables=tuple(replace(told, rows=()) for told in self.tables))

    def shuffled(self, seed: int) -> Sample:
        """The same rows in another order."""
        mixed = np.random.default_rng(seed)
        tables = tuple(replace(t, rows=tuple(t.rows[at] for at in mixed.permutation(len(t.rows)))) for t in self.tables)
        return replace(self, tables=tables)


def _without_zone(found: object) -> object:
    """A moment by its own clock: what a column of a database without zones holds."""
    return found.replace(tzinfo=None) if isinstance(found, datetime) else found


def column_of(part: Part) -> str:
    return f"the {part.value}"


def at(day: date | int, clock: str = "12:00:00") -> datetime:
    """A moment; a whole number is days before the as-of day."""
    day = AS_OF - timedelta(days=day) if isinstance(day, int) else day
    return datetime.combine(day, time.fromisoformat(clock))


def line(who: str | None, when: datetime | date | None, value: float | None = None, **parts: object) -> Row:
    """A row by its parts' names: `line("tied", at(3), 10, channel="web")`."""
    given = {Part(name): found for name, found in (parts | {"value": value}).items() if found is not None}
    plain = {part: float(found) if part in NUMBERS else str(found) for part, found in given.items()}
    return {Part.CUSTOMER: who, Part.TIME: when} | plain


# --- orders ----------------------------------------------------------------------------------------------------------

ORDER_PARTS = (
    Part.CUSTOMER,
    Part.TIME,
    Part.VALUE,
    Part.QUANTITY,
    Part.DISCOUNT,
    Part.ORDER,
    Part.PRODUCT,
    Part.CATEGORY,
    Part.CHANNEL,
    Part.TYPE,
    Part.CAMPAIGN,
    Part.STATUS,
    Part.CURRENCY,
    Part.PLACE,
)
WINE, CHEESE, BREAD, ODD = "Wine", "Cheese", "bread", "Oil; (cold) = 50%"


class Numbering:
    """Order numbers that nobody else has."""

    def __init__(self, first: int) -> None:
        self.next = first

    def __call__(self) -> str:
        self.next += 1
        return str(self.next)


def _random_orders(random: np.random.Generator, customers: tuple[str, ...], number: Numbering) -> Iterator[Row]:
    for who in customers:
        for _ in range(random.integers(0, 12)):
            yield from _random_order(random, who, number())


def _random_order(random: np.random.Generator, who: str, number: str) -> Iterator[Row]:
    moment = datetime(2022, 3, 1) + timedelta(seconds=int(random.integers(0, 1150 * 86_400)))
    channel, campaign = random.choice(["web", "Shop", "app", None]), random.choice(["spring", "Autumn", None, None])
    status = random.choice(["paid", "Delivered", None, "Cancelled", "returned"], p=[0.5, 0.25, 0.17, 0.04, 0.04])
    for _ in range(random.integers(1, 4)):
        quantity = float(random.integers(1, 5))
        bought = line(
            who,
            moment,
            quantity * random.integers(0, 200) / 4,  # now and then a free one
            quantity=quantity,
            discount=random.choice([None, 0.0, 0.1, 5.0]),
            order=number,
            product=random.choice(["p1", "p2", "p3", "P4", None]),
            category=random.choice([WINE, CHEESE, BREAD, ODD, None]),
            channel=channel,
            type=random.choice(["sale", "subscription", None]),
            campaign=campaign,
            status=status,
            currency="EUR",
            place=random.choice(["Gent", "Ávila", "aalst", None]),
        )
        if status == "returned":
            bought[Part.VALUE] *= -1
        yield bought
        if random.random() < 0.05:  # some of it comes back, in the manner of shops
            back = {Part.QUANTITY: -1.0, Part.VALUE: -0.25 * random.integers(1, 80), Part.ORDER: f"C{number}"}
            yield bought | back | {Part.TIME: moment + timedelta(days=int(random.integers(1, 20)))}
        if random.random() < 0.02:
            yield dict(bought)


def _odd_orders(number: Numbering) -> Iterator[Row]:
    """By customer: what is odd stands in the name."""

    def order(who: str, when: datetime | None, value: float | None = None, **parts: object) -> Row:
        return line(who, when, value, **({"order": number()} | parts))

    yield from _orders_on_edges(order)
    yield from _orders_that_went_wrong(order)
    yield from _orders_of_several_lines(order)
    yield from _orders_with_channels(order)
    yield from _orders_of_stages(order)
    yield from _orders_of_seasons(order)


def _orders_on_edges(order) -> Iterator[Row]:
    edges = (-1, 0, 1, 6, 7, 29, 30, 31, 89, 90, 181, 182, 183, 363, 364, 365, 366)
    yield from (order("on_all_edges", at(day, "23:59:59"), 2**at_) for at_, day in enumerate(edges))
    yield order("on_the_first_second", at(29, "00:00:00"), 8)
    yield order("before_the_first_second", at(30, "23:59:59"), 8)
    yield order("on_the_last_second", at(0, "23:59:59"), 8)
    yield order("after_the_last_second", at(-1, "00:00:00"), 8)
    yield order("far_ahead", at(date(2031, 1, 1)), 8, category=WINE)
    yield from (order("trend_up", at(10), 30), order("trend_up", at(200), 10))
    yield from (order("trend_of_nothing", at(10), 30), order("trend_of_nothing", at(11), -30, quantity=-1.0))
    yield from (order("trend_below_zero", at(10), -30, quantity=-1.0), order("trend_below_zero", at(200), 10))


def _orders_that_went_wrong(order) -> Iterator[Row]:
    yield from (order("only_returned", at(40), -20, quantity=-1.0, channel="web", category=WINE, type="sale"),)
    yield from (order("only_cancelled", at(40), 20, status=status) for status in ("Cancelled", "Storniert", "Отменён"))
    yield order("only_cancelled", at(30), 20, order="C77001")
    yield order("only_cancelled", at(30), 20, order="c77002")
    yield order("no_c_number", at(30), 20, order="C77x")
    yield from (order("only_tests", at(40), 20, product=product) for product in ("TEST", "test12", "Test Order"))
    yield order("only_tests", at(41), 20, campaign="testing")
    yield order("tasteful", at(41), 20, product="testosterone", campaign="latest")
    yield order("Test", at(40), 20)
    yield order("only_free", at(40), 0)
    yield from (order("free_too", at(40), 0, category=CHEESE), order("free_too", at(50), 4, category=WINE))
    yield from (order("only_untimed", None, 16, category=WINE, channel="web"),)
    yield from (order("untimed_too", None, 16, channel="app"), order("untimed_too", at(60), 4, channel="web"))
    yield from (order("without_value", at(20), None, category=WINE), order("without_value", at(90), None))
    yield from (order("returned_more", at(9), -40, quantity=-2.0), order("returned_more", at(20), 8, quantity=1.0))
    yield order("returned_by_status", at(20), 16, status="bought", quantity=1.0)
    yield order("returned_by_status", at(19), -16, status="Refunded", quantity=1.0)
    yield order("sale_returned", at(20), 16, quantity=1.0, type="sale")
    yield order("sale_returned", at(30), 64, status="Refunded", quantity=1.0, type="sale")
    yield order("returned_by_status", at(18), None, status="Возврат", quantity=1.0)
    yield order("returned_and_cancelled", at(18), -8, status="cancelled", quantity=-1.0, order="C77003")
    yield order("returned_and_cancelled", at(19), 24, quantity=3.0)
    yield order("returned_for_nothing", at(19), 0, quantity=-3.0)
    twice = order("told_twice", at(20), 8, quantity=1.0, order="77004")
    yield from (twice, dict(twice), dict(twice), twice | {Part.QUANTITY: 2.0})
    yield from (order(None, at(5), 8), order("nobody_known", at(5), 8))


def _orders_of_several_lines(order) -> Iterator[Row]:
    bag = {"order": "78001", "channel": "web"}
    yield order("one_of_two_discounted", at(20), 8, discount=0.0, quantity=1.0, category=WINE, **bag)
    yield order("one_of_two_discounted", at(20), 8, discount=2.0, quantity=2.0, category=CHEESE, **bag)
    yield order("one_of_two_discounted", at(70), 8, discount=None, quantity=None, category=WINE)
    yield order("around_midnight", at(8, "23:50:00"), 4, order="78002", quantity=1.0)
    yield order("around_midnight", at(7, "00:10:00"), 8, order="78002", quantity=1.0)
    yield order("around_the_edge", at(30, "23:50:00"), 4, order="78003", quantity=1.0, category=WINE)
    yield order("around_the_edge", at(29, "00:10:00"), 8, order="78003", quantity=1.0, category=CHEESE)
    yield order("around_the_as_of_day", at(0, "23:59:59"), 4, order="78004", quantity=1.0)
    yield order("around_the_as_of_day", at(-1, "00:00:00"), 8, order="78004", quantity=1.0)
    yield order("one_order_number_of_two", at(3), 4, order="78005")
    yield order("one_order_number_of_too", at(3), 4, order="78005")
    yield order("half_returned", at(3), 4, order="78006", quantity=1.0)
    yield order("half_returned", at(3), -2, order="78006", quantity=-1.0)
    yield from (order("without_numbers", at(day), 4, order=None, quantity=2.0) for day in (3, 3, 10))
    yield order("without_numbers", at(12), 4, quantity=4.0)
    yield from (order("twice_a_day", at(3, clock), 4) for clock in ("09:00:00", "18:00:00"))


def _orders_with_channels(order) -> Iterator[Row]:
    yield from (order("tied", at(9 - day), 4, channel=way) for day, way in enumerate(("web", "Shop", "Shop", "web")))
    places = ("aalst", "Zele", "Ávila", "Ávila", "Zele", "aalst")
    yield from (order("tied_places", at(9), 4, place=place, category=place) for place in places)
    together = {"order": "79001"}
    for channel, campaign in (("web", "spring"), ("Shop", "Autumn"), (None, None)):
        yield order("at_one_second", at(9), 4, channel=channel, campaign=campaign, **together)
    yield order("at_one_second", at(2), 4, channel="app", campaign=None)
    yield order("no_channel_at_the_ends", at(2), 4)
    yield order("no_channel_at_the_ends", at(4), 4, channel="web", campaign="spring")
    yield order("no_channel_at_the_ends", at(6), 4)
    yield from (order("never_a_channel", at(day), 4) for day in (1, 2))
    yield order("returned_last", at(4), 4, channel="web", campaign="spring", category=WINE, product="p1")
    yield order("returned_last", at(2), -4, channel="app", campaign="Autumn", category=CHEESE, product="p2")


STAGES = {  # customer -> days before the as-of day on which they ordered
    "stage_once": (20,),
    "stage_second": (20, 50),
    "stage_regular": (20, 50, 80),
    "stage_champion": (20, 50, 80, 110, 140, 170, 200, 230),
    "stage_many_but_small": (21, 51, 81, 111, 141, 171, 201, 231),
    "stage_lapsed": (366, 400),
    "stage_not_lapsed": (365, 400),
    "stage_returned": (10, 376),
    "stage_not_returned": (10, 375),
    "stage_slipping": (61, 91, 121),
    "stage_not_slipping": (60, 90, 120),
    "stage_slipping_twice_only": (61, 91),
    "stage_one_day": (10, 10, 10),
    "stage_unanswered": (20,),
    "stage_unanswered_31": (20,),
    "stage_answered": (20,),
}


def _orders_of_stages(order) -> Iterator[Row]:
    for who, days in STAGES.items():
        yield from (order(who, at(day), 1.25 if who == "stage_many_but_small" else 300) for day in days)


SEASONS = (  # the days around every edge of every season, each with its own share
    date(2022, 4, 1),  # ramadan 2022-04-02 .. 2022-05-01, eid 2022-05-02
    date(2022, 4, 2),
    date(2022, 4, 22),
    date(2022, 4, 23),
    date(2022, 5, 1),
    date(2022, 5, 2),
    date(2022, 5, 3),
    date(2022, 4, 9),  # orthodox easter 2022-04-24
    date(2022, 4, 10),
    date(2022, 4, 24),
    date(2022, 5, 31),
    date(2022, 6, 1),
    date(2022, 8, 31),
    date(2022, 9, 1),
    date(2022, 11, 20),  # black friday 2022-11-25
    date(2022, 11, 21),
    date(2022, 11, 28),
    date(2022, 11, 29),
    date(2022, 11, 30),
    date(2022, 12, 1),
    date(2022, 12, 24),
    date(2022, 12, 25),
    date(2022, 12, 31),
    date(2023, 1, 1),
    date(2023, 1, 31),
    date(2023, 2, 1),
    date(2023, 2, 7),
    date(2023, 2, 8),
    date(2023, 2, 14),
    date(2023, 2, 15),
    date(2023, 3, 26),  # easter 2023-04-09, 14 days before it
    date(2023, 3, 25),
    date(2023, 4, 8),
    date(2023, 4, 9),
    date(2023, 4, 20),  # king's day 2023-04-27, seven days with it
    date(2023, 4, 21),
    date(2023, 4, 27),
    date(2023, 4, 28),
    date(2023, 12, 1),
    date(2024, 3, 10),  # ramadan from 2024-03-11
    date(2024, 3, 11),
)


def _orders_of_seasons(order) -> Iterator[Row]:
    yield from (order("all_seasons", at(day), 0.25 * 2**place) for place, day in enumerate(SEASONS))
    yield order("all_seasons", at(date(2023, 12, 24)), -64, quantity=-1.0)
    clocks = ("00:00:00", "05:59:59", "06:00:00", "11:59:59", "12:00:00", "17:59:59", "18:00:00", "23:59:59")
    yield from (order("all_hours", at(20, clock), 4) for clock in clocks)
    yield from (order("every_weekday", at(30 - day), 4) for day in range(9))


# --- visits, mails, support, answers ---------------------------------------------------------------------------------


def _visits(random: np.random.Generator, customers: tuple[str, ...]) -> Iterator[Row]:
    kinds = ["view", "search", "add_to_cart", "Winkelwagen", "checkout", None]
    for who in customers:
        for _ in range(random.integers(0, 9)):
            yield line(
                who,
                datetime(2022, 6, 1) + timedelta(seconds=int(random.integers(0, 1060 * 86_400))),
                type=random.choice(kinds),
                quantity=random.choice([None, 1.0, 3.0, 12.0]),
                duration=random.choice([None, 0.0, 31.5, 600.0]),
                channel=random.choice(["Search", "social", "mail", None]),
                campaign=random.choice(["spring", "Autumn", None]),
            )
    yield line("visitor_only", at(3), type="view", quantity=2.0, duration=8.0, channel="social")
    yield line("cart_only", at(3), type="ADD_TO_CART", quantity=2.0)
    yield from (line("cart_before_order", at(20), type="cart"), line("stage_once", at(21), type="cart"))
    yield from (line("stage_second", at(19), type="КОРЗИНА"), line("stage_regular", at(20, "23:00:00"), type="cart"))
    yield from (line("cart_after_as_of", at(-1), type="cart"), line("scarf", at(2), type="cartoon"))
    yield from (line("only_returned", at(50), type="cart"), line("only_untimed", at(1), type="basket"))
    yield from (line("stage_lapsed", at(1), type="Koszyk"), line("cart_untimed", None, type="cart"))
    yield line("stage_unanswered", at(1), type="view", quantity=-4.0, duration=8.0)


def _emails(random: np.random.Generator, customers: tuple[str, ...]) -> Iterator[Row]:
    for who in customers:
        for sent in range(random.integers(0, 8)):
            day = date(2022, 8, 1) + timedelta(days=int(random.integers(0, 60)) + 120 * sent)
            campaign = random.choice(["spring", "Autumn", "test"], p=[0.48, 0.48, 0.04])
            for hour, kind in enumerate(("sent", "opened", "clicked")[: random.integers(1, 4)]):
                yield line(who, at(day, f"{8 + hour:02}:00:00"), type=kind, campaign=campaign)
    yield from (line("opened_thrice", at(day, clock), type="opened") for day, clock in OPENED)
    yield from (line("opened_once", at(29), type=kind) for kind in ("opened", "Opened", None))


OPENED = ((5, "10:00:00"), (5, "11:00:00"), (29, "10:00:00"), (30, "10:00:00"))


def _support(random: np.random.Generator, customers: tuple[str, ...]) -> Iterator[Row]:
    for who in customers:
        for _ in range(random.integers(0, 4)):
            yield line(
                who,
                datetime(2022, 9, 1) + timedelta(seconds=int(random.integers(0, 960 * 86_400))),
                type=random.choice(["question", "complaint", "Klacht", "reklamacja", None]),
                status=random.choice(["closed", "Open", "pending", "answered", None]),
                score=random.choice([None, 1.0, 4.0, 5.0]),
            )
    for who, day in (("stage_unanswered", 30), ("stage_unanswered_31", 31), ("asked_only", 2)):
        yield line(who, at(day), type="question", status="open")
    yield line("stage_answered", at(9), type="question", status="open")
    yield line("stage_answered", at(5), type="question", status="closed")
    yield line("asked_twice_at_once", at(9), type="question", status="solved", score=3.0)
    yield line("asked_twice_at_once", at(9), type="question", status="unanswered", score=2.0)
    yield line("paid_back", at(9), type="Жалоба", status="refunded", score=1.0)


def _answers(random: np.random.Generator, customers: tuple[str, ...]) -> Iterator[Row]:
    for who in customers:
        for _ in range(random.integers(0, 5)):
            yield line(
                who,
                datetime(2023, 1, 1) + timedelta(days=int(random.integers(0, 830))),  # at midnight, often together
                type=random.choice(["nps", "Why?", "price matters"]),
                score=random.choice([None, 0.0, 6.0, 7.0, 8.0, 9.0, 10.0]),
            )
    marks = {"detractor_6": 6.0, "passive_7": 7.0, "passive_8": 8.0, "promoter_9": 9.0, "between_6_and_7": 6.5}
    yield from (line(who, at(9), type="nps", score=score) for who, score in marks.items())
    yield from (line("answered_at_once", at(9), type="nps", score=score) for score in (9.0, 3.0, None))
    yield from (line("answered_late", at(day), type="nps", score=score) for day, score in ((9, 3.0), (2, None)))


# --- tables with less in them ----------------------------------------------------------------------------------------


def _till(random: np.random.Generator, customers: tuple[str, ...]) -> Iterator[Row]:
    """Purchases by day, without order numbers, in two currencies."""
    for who in customers:
        for _ in range(random.integers(0, 5)):
            yield line(
                who,
                date(2023, 6, 1) + timedelta(days=int(random.integers(0, 640))),
                price=random.integers(1, 60) / 4,
                quantity=random.choice([1.0, 2.0, -1.0, None], p=[0.6, 0.3, 0.05, 0.05]),
                product=random.choice(["soap", "Salt"]),
                currency=random.choice(["EUR", "GBP"], p=[0.7, 0.3]),
            )
    alike = {"price": 2.5, "quantity": 2.0, "product": "soap", "currency": "EUR"}
    yield from (line("alike_on_one_day", at(9).date(), **alike) for _ in range(2))
    yield from (line("pounds_only", at(day).date(), **alike | {"currency": "GBP"}) for day in (9, 400))


def _loyalty(random: np.random.Generator, customers: tuple[str, ...]) -> Iterator[Row]:
    """Points and marks without any time."""
    for who in customers:
        for _ in range(random.integers(0, 3)):
            yield line(
                who,
                None,
                random.integers(-8, 40) / 4,
                category=random.choice([WINE, "tea", None]),
                score=random.choice([None, 2.0, 9.0]),
                channel=random.choice(["app", "Card"]),
                place=random.choice(["Gent", "aalst", None]),
            )


def _ratings(random: np.random.Generator, customers: tuple[str, ...]) -> Iterator[Row]:
    """Marks that answer one question only."""
    for who in customers:
        for _ in range(random.integers(0, 4)):
            moment = datetime(2023, 1, 1) + timedelta(days=int(random.integers(0, 830)))
            yield line(who, moment, score=random.choice([None, 0.0, 6.0, 7.0, 8.0, 9.0, 10.0]))


def _terminals() -> Iterator[Row]:
    """Purchases at terminals in several zones: around midnight, the ends of months and years, and the as-of day."""
    clocks = (
        ("tokyo", 540, date(2024, 3, 1), "08:30:00"),  # 29 February, 23:30 in UTC
        ("tokyo", 540, date(2024, 3, 1), "09:00:00"),  # the first second of March
        ("tokyo", 540, date(2024, 1, 1), "00:00:00"),  # 2023
        ("new_york", -300, date(2023, 12, 31), "19:00:00"),  # the first second of 2024
        ("new_york", -300, date(2023, 12, 31), "18:59:59"),
        ("new_york", -300, date(2023, 2, 28), "22:15:00"),
        ("new_york", -240, AS_OF, "20:00:00"),  # the day after
        ("new_york", -240, AS_OF, "19:59:59"),
        ("delhi", 330, AS_OF + timedelta(days=1), "05:29:59"),  # still the as-of day
        ("delhi", 330, AS_OF + timedelta(days=1), "05:30:00"),
        ("delhi", 330, date(1970, 1, 1), "05:00:00"),
        ("st_johns", -210, date(1969, 12, 31), "20:30:00"),  # the first second of 1970
        ("greenwich", 0, date(2024, 1, 31), "23:59:59"),
        ("greenwich", None, date(2024, 1, 31), "23:59:59"),
        ("two_zones", 120, date(2024, 2, 10), "12:00:00"),
        ("two_zones", -480, date(2024, 2, 10), "02:30:00"),  # half an hour later
        ("two_zones", None, date(2024, 2, 9), "23:00:00"),
        ("same_moment", 60, date(2024, 2, 10), "12:00:00"),
        ("same_moment", 120, date(2024, 2, 10), "13:00:00"),
    )
    for place, (who, ahead, day, clock) in enumerate(clocks):
        zone = None if ahead is None else timezone(timedelta(minutes=ahead))
        channel = ("web", "Shop", "app")[place % 3]
        yield line(who, at(day, clock).replace(tzinfo=zone), 0.25 * 2**place, channel=channel)
    yield line("greenwich", None, 4, channel="web")


NO_EVENTS = ("no_events", "no_events_either")


def sample() -> Sample:
    """The world: always the same."""
    random = np.random.default_rng(20240315)
    some = tuple(f"r{number:03}" for number in range(60))
    number = Numbering(10_000)
    orders = [*_random_orders(random, some, number), *_odd_orders(number)]
    told = (
        Told("orders", About.ORDERS, ORDER_PARTS, tuple(orders)),
        _table("visits", About.VISITS, _visits(random, some), "type quantity duration channel campaign"),
        _table("emails", About.EMAILS, _emails(random, some), "type campaign"),
        _table("support", About.SUPPORT, _support(random, some), "type status score"),
        _table("answers", About.ANSWERS, _answers(random, some), "type score"),
        _table("terminals", About.ORDERS, _terminals(), "value channel"),
        replace(_table("till", About.ORDERS, _till(random, some), "price quantity product currency"), days_only=True),
        _without_times("loyalty", About.OTHER, _loyalty(random, some), "value category score channel place"),
        _table("ratings", About.ANSWERS, _ratings(random, some), "score"),
    )
    named = {row[Part.CUSTOMER] for table in told for row in table.rows} - {None, "nobody_known"}
    return Sample((*NO_EVENTS, *sorted(named)), told)


def _table(name: str, about: About, rows: Iterator[Row], parts: str) -> Told:
    return Told(name, about, (Part.CUSTOMER, Part.TIME, *map(Part, parts.split())), tuple(rows))


def _without_times(name: str, about: About, rows: Iterator[Row], parts: str) -> Told:
    return Told(name, about, (Part.CUSTOMER, *map(Part, parts.split())), tuple(rows))
