"""Rows of events that count in their own way or not at all: each a rule with a sentence, a count and a switch.

A row may meet several rules; `met` holds one bit for each. The first rule of this file that a row meets and that is
switched to "out" is why it does not count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from seg.core.registry import Registry
from seg.data.text import any_of

CANCELLED = (
    "cancel*|canceled|refused|failed|void|voided|geannuleerd|annul*|storniert|storno|anulowan*|отмен*|dibatal*|batal|"
    "ikkanċellat*|ikkancellat*|rechazad*|abgebrochen"
)
RETURNED = "return*|refund*|retour*|zwr*|возвра*|pulang*|dikembali*|rimborż*|rimborz*|ritorn*|erstatt*|rembours*"
TEST = "test|test[0-9]+|test order|testing|testbestelling|testbestellung|zamówienie testowe|тест|ujian"


@dataclass(frozen=True)
class Rule:
    """`met` says of canonical columns whether a row meets the rule; `treatments` are the positions of its switch, the
    default first: "out" (does not count), "in" (counts like any other), "net" (its money is taken off, and it is no
    order); of times "written" (by the clock of the row) and "utc". None for `met` where only the reading of a table can
    tell.
    """

    name: str
    treatments: tuple[str, ...]
    met: Callable[[ir.Table], ir.BooleanValue] | None


RULES: Registry[Rule] = Registry()


def rule(*treatments: str) -> Callable[[Callable], Callable]:
    """Register a rule under the name of its function."""

    def register(met: Callable[[ir.Table], ir.BooleanValue]) -> Callable:
        RULES.add(met.__name__)(Rule(met.__name__, treatments, met))
        return met

    return register


@rule("out")
def no_customer(events: ir.Table) -> ir.BooleanValue:
    """Nobody's: there is no customer id."""
    return events.key.isnull()


@rule("out", "in")
def no_time(events: ir.Table) -> ir.BooleanValue:
    """The table has times, and this row none that can be read."""
    return events.untimed


RULES.add("duplicate")(Rule("duplicate", ("out", "in"), None))


@rule("out", "in")
def test(events: ir.Table) -> ir.BooleanValue:
    """Somebody tried the shop: the customer, product, order, type or campaign is called test."""
    named = (events.key, events.product, events.order, events.type, events.campaign)
    return any_of(_says(text, TEST) for text in named)


@rule("net", "out", "in")
def returned(events: ir.Table) -> ir.BooleanValue:
    """Goods or money went back: a negative quantity or amount, or a status that says so."""
    negative = [(number < 0).fill_null(False) for number in (events.quantity, events.value)]
    return any_of([*negative, _says(events.status, RETURNED)])


@rule("out", "in")
def cancelled(events: ir.Table) -> ir.BooleanValue:
    """The order was called off: its status says so, or its number has a C in front where most have none."""
    return _says(events.status, CANCELLED) | events.called_off


@rule("out", "in")
def zero(events: ir.Table) -> ir.BooleanValue:
    """The row has an amount, and it is 0."""
    return (events.value == 0).fill_null(False)


@rule("written", "utc")
def zoned(events: ir.Table) -> ir.BooleanValue:
    """The time names a zone, or how far its clock is ahead of UTC."""
    return events.offset.notnull()


def bit(name: str) -> int:
    return 1 << list(RULES).index(name)


def marks(events: ir.Table) -> ir.IntegerValue:
    """The bits of the rules that each row meets, from canonical columns and `duplicated`."""
    found = {name: known.met(events) if known.met else events.duplicated for name, known in RULES.items()}
    total: ir.IntegerValue = ibis.literal(0, "int32")
    for name, met in found.items():
        total = total + met.ifelse(bit(name), 0)
    return total.cast("int32")


def met(marked: ir.Table, name: str) -> ir.BooleanValue:
    """Whether a row of a table with `met` meets a rule."""
    return (marked.met & bit(name)) != 0


def tallies(marked: ir.Table) -> dict[str, ir.IntegerScalar]:
    """How many rows of a table with `met` each rule speaks of: aggregates, to be read by `tallied`."""
    return {f"met_{name}": met(marked, name).sum() for name in RULES}


def tallied(row: Mapping) -> tuple[tuple[str, int], ...]:
    """Rule -> rows, from the row that `tallies` gave; none in a table without any."""
    return tuple((name, int(row[f"met_{name}"] or 0)) for name in RULES)


def counts(marked: ir.Table, switches: Mapping[str, str] | None = None) -> ir.BooleanValue:
    """Whether a row of a table with `met` counts, by the positions of the switches; by default, those of the rules.

    What went back is treated as that, whatever else is said of it.
    """
    chosen = {name: treatment(name, (switches or {}).get(name, "")) for name in RULES}
    returned = met(marked, "returned")
    counted: ir.BooleanValue = ibis.literal(True)
    for name in (name for name, position in chosen.items() if position == "out"):
        out = met(marked, name)
        counted &= ~(out & ~returned) if name in {"cancelled", "zero"} else ~out
    return counted


def treatment(name: str, chosen: str) -> str:
    """The position of a switch: as chosen, else the default."""
    treatments = RULES[name].treatments
    return chosen if chosen in treatments else treatments[0]


def _says(text: ir.StringValue, words: str) -> ir.BooleanValue:
    """Whether a text is one of the words. Most begin otherwise, and need no pattern: that is four times as fast."""
    pattern = "^(" + words.replace("*", ".*") + ")$"
    firsts = {ord(sign) for word in words.split("|") for sign in (word[0], word[0].upper())}
    begins = text.ascii_str().isin(sorted(firsts))
    return begins.ifelse(text.lower().re_search(pattern), ibis.literal(False)).fill_null(False)
