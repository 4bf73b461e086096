"""What a measure is: one function that gives an expression, and what people and engines must know about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import ibis.expr.types as ir

from seg.core.columns import Basis, Kind
from seg.core.events import About, EventTable, Part
from seg.core.registry import Registry
from seg.data.events.choices import Choices

LINES, ORDERS, DAYS, PICKS, CUSTOMERS = "lines", "orders", "days", "picks", "customers"
"""What a measure is made of: see `seg.data.events.counted`; `PICKS` gets the lines too and picks one value of each
customer; `CUSTOMERS` is made of other measures of the same customer."""

LEFT_OUT, TAKEN_OFF, COUNTED, SOUGHT = "left_out", "taken_off", "counted", "sought"
"""What becomes of what went back, while the rule for it takes it off: it does not count, its money is taken off, it
counts too, or it is what the measure is about."""

NARROWED_BY = (Part.TYPE, Part.CATEGORY, Part.CHANNEL, Part.CAMPAIGN)
"""Parts of one value of which alone a measure may be asked."""

MONEY_UNIT = "money"
"""The unit of a measure that is in the currency of its table."""


@dataclass(frozen=True)
class Ask:
    """What a measure may need beside the events: what table they are of, the as-of day (since 1970-01-01), its
    parameters, the choices of the recipe, and the cut points of the measures that it ranks by, by their names."""

    table: EventTable
    as_of_day: int
    parameters: Mapping[str, str] = field(default_factory=dict)
    choices: Choices = field(default_factory=Choices)
    cuts: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.parameters[name]

    def number(self, name: str) -> float:
        """A boundary that people may move."""
        return self.choices.number(name)


@dataclass(frozen=True)
class Measure:
    """One dimension of customers that events give.

    `grain` is what `expression(table, ask)` gets: the lines, orders or days of one table, to be aggregated for each
    customer; with `PICKS` it gets the lines and gives a table of `customer` and `value`, one row for each customer at
    most; with `CUSTOMERS` it gets `expression(ask, *of)`, the columns of the measures that it is made of, in the order
    of `of`: of the same table, or `visits:frequency` for the first table about visits (null without one).
    `about` are the tables it is offered for (any, if empty), `needs` the parts these must have. `parameters` become
    part of the label: the name of a part (`category`, `channel`, ...) stands for one of its values, `times` for a
    number, `occasion` for one of the calendar. Every measure of lines, orders or picks may also be asked for with
    `days`: then it only sees the events of the last so many days, the as-of day included; and with a part of
    `NARROWED_BY` that is no parameter of its own: then it only sees the lines with that value.
    `empty` is the value of customers without any such events: None where it is not known. `levels` are the values of a
    category, in order for an ordinal, (no, yes) for a binary; what they are called is `level.<measure>.<level>` in the
    words, and with `levels` empty the values are those of the events. `ranks` are measures of the same table whose cut
    points it needs (`ask.cuts[name]`). `returned` says what becomes of what went back, "" where other measures decide.
    `held` stands in for a special category of data, `offered` is False for what
    other measures need, or people build, and nobody looks for in a list.
    """

    name: str
    expression: Callable[..., ir.Value]
    grain: str
    basis: Basis
    kind: Kind
    unit: str = ""
    about: frozenset[About] = frozenset()
    needs: frozenset[Part] = frozenset()
    parameters: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    empty: float | str | None = None
    levels: tuple[str, ...] = ()
    returned: str = LEFT_OUT
    held: bool = False
    offered: bool = True

    @property
    def file(self) -> str:
        """The name of the file that it stands in: `rfm`."""
        return self.expression.__module__.rpartition(".")[2]


MEASURES: Registry[Measure] = Registry()


def measure(
    grain: str,
    basis: Basis,
    kind: Kind,
    *,
    about: tuple[About, ...] = (),
    needs: tuple[Part, ...] = (),
    **more,
) -> Callable[[Callable], Callable]:
    """Register a measure under the name of its function; the function stays as it is."""

    def register(expression: Callable[..., ir.Value]) -> Callable[..., ir.Value]:
        name = expression.__name__
        made = Measure(name, expression, grain, basis, kind, about=frozenset(about), needs=frozenset(needs), **more)
        MEASURES.add(name)(made)
        return expression

    return register
