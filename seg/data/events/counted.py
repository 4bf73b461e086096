"""The events that count up to a day, in the forms that measures take.

timed    all events, those that name a zone at the moment by which they count: that of their own clock, or in UTC
lines    one row for each event that counts. `returned`: it went back and is no order; its `value` is what is taken off,
         none where its own row is the sale (a status says that it was refunded), `back` the amount that went back
orders   lines of one order of one customer together; without ids of orders, every line is one. Lines whose own id is
         missing are one order where they happened at the same second
days     the days on which a customer ordered, each with the days since the one before (`gap`, null for the first)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import ibis
import ibis.expr.types as ir

from seg.core.events import EventTable, Part
from seg.data.events import rules
from seg.data.events.canonical import SECONDS_A_DAY
from seg.data.events.choices import Choices
from seg.data.events.zones import in_utc

SECONDS_AN_HOUR = 3_600


@dataclass(frozen=True, eq=False)
class Counted:
    """The counted events of one table. `events` has the canonical columns and `customer`, the row of a customer."""

    events: ir.Table
    table: EventTable
    as_of_day: int
    choices: Choices

    def switch(self, rule: str) -> str:
        """How the rows that meet a rule are treated."""
        return rules.treatment(rule, self.choices.text(f"{self.table.name}/{rule}"))

    @property
    def currency(self) -> str:
        """The currency that is counted, "" where there is only one, or none was chosen."""
        return self.table.currency_named(self.choices.text(f"{self.table.name}/currency"))

    @cached_property
    def timed(self) -> ir.Table:
        return in_utc(self.events) if self.switch("zoned") == "utc" else self.events

    def only(self, narrowed: tuple[tuple[str, str], ...]) -> Counted:
        """The same of the events with these values of their parts alone."""
        kept = self.events
        for part, value in narrowed:
            kept = kept.filter(kept[part] == value)
        return replace(self, events=kept) if narrowed else self

    @cached_property
    def lines(self) -> ir.Table:
        events = self.timed
        switches = {name: self.switch(name) for name in rules.RULES}
        dated = events.day.isnull() | (events.day <= self.as_of_day)
        counts = events.customer.notnull() & dated & rules.counts(events, switches)
        net = rules.met(events, "returned") if switches["returned"] == "net" else ibis.literal(False)
        money = self._money(events)
        return events.filter(counts).mutate(
            returned=net,
            value=net.ifelse(ibis.least(money, 0.0), money),
            back=net.ifelse(money.abs(), 0.0),
        )

    def _money(self, events: ir.Table) -> ir.FloatingValue:
        """The money of one currency: never added up blindly."""
        chosen = self.currency and self.table.has(Part.CURRENCY)
        if len(self.table.currencies) < 2 and not chosen:
            return events.value
        same = events.currency == self.currency
        return same.ifelse(events.value, ibis.null("float64"))

    @cached_property
    def orders(self) -> ir.Table:
        """customer, order, returned, day, month, second, hour, value, quantity, lines, discounted."""
        discounted = (self.lines.discount != 0).fill_null(False)
        if not self.table.has(Part.ORDER):
            return self.lines.mutate(lines=ibis.literal(1, "int64"), discounted=discounted)
        lines = self.lines.mutate(discounted=discounted)
        alone = lines.order.isnull().ifelse(lines.second, ibis.null("int64"))
        first = lines.second.min()
        hour = ((first % SECONDS_A_DAY) + SECONDS_A_DAY) % SECONDS_A_DAY // SECONDS_AN_HOUR
        return lines.group_by("customer", "order", "returned", alone=alone).aggregate(
            second=first,
            day=lines.day.min(),
            month=lines.month.min(),
            hour=lines.hour.max().notnull().ifelse(hour, ibis.null("int64")),
            value=lines.value.sum(),
            quantity=lines.quantity.sum(),
            lines=lines.count(),
            discounted=lines.discounted.any(),
        )

    @cached_property
    def days(self) -> ir.Table:
        """customer, day, gap; without what went back."""
        orders = self.orders
        days = orders.filter(~orders.returned & orders.day.notnull()).select("customer", "day")
        before = days.day.lag().over(group_by=days.customer, order_by=days.day)
        gaps = days.mutate(gap=days.day - before)
        return gaps.filter(gaps.gap.isnull() | (gaps.gap != 0))  # cheaper than to look for different days first
