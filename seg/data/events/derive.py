"""Dimensions of customers from all their events: one expression for any engine, and the cut points it was made with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import ibis
import ibis.expr.types as ir
from ibis.backends import BaseBackend

from seg.core.columns import CATEGORY_KINDS
from seg.core.derived import Derivation
from seg.core.errors import SegError
from seg.core.events import About, EventTable, Part
from seg.data.engine import one_row
from seg.data.events.choices import Choices
from seg.data.events.counted import Counted
from seg.data.events.measures import CUSTOMERS, DAYS, MEASURES, NARROWED_BY, PICKS, Ask, Measure

QUINTILES = (0.2, 0.4, 0.6, 0.8)


@dataclass(frozen=True, eq=False)
class World:
    """Customers and what they did, in one engine.

    `customers` is a table with `customer`, whatever the events call them by too; `events` are canonical tables with
    `customer`, by name; `tables` say what these are. All is counted to `as_of_day`, days since 1970-01-01.
    """

    customers: ir.Table
    events: Mapping[str, ir.Table]
    tables: tuple[EventTable, ...]
    as_of_day: int
    choices: Choices = field(default_factory=Choices)
    cuts: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

    @cached_property
    def counted(self) -> dict[str, Counted]:
        return {t.name: Counted(self.events[t.name], t, self.as_of_day, self.choices) for t in self.tables}

    def first_about(self, about: str) -> str:
        """The name of the first table about something; "" for none."""
        return next((table.name for table in self.tables if table.about == About(about)), "")


def measure_of(derivation: Derivation) -> Measure:
    """The measure of a definition. Raises `SegError` for one that nobody knows, or other parameters than it has."""
    found = MEASURES.get(derivation.measure)
    if found is None:
        raise SegError("measure_unknown", given=derivation.label)
    given = {name for name, _ in derivation.parameters}
    if not _whole_numbers(derivation):
        raise SegError("measure_numbers", given=derivation.label)
    needed = set(found.parameters)
    free = set() if found.grain in (DAYS, CUSTOMERS) else {"days", *NARROWED_BY} - needed
    if given - free != needed:
        raise SegError("measure_parameters", given=derivation.label, needs=found.parameters)
    return found


def narrowed(derivation: Derivation) -> tuple[tuple[str, str], ...]:
    """The parts, each with the value of which alone the measure is asked."""
    own = measure_of(derivation).parameters
    return tuple((name, value) for name, value in derivation.parameters if name in NARROWED_BY and name not in own)


def parts_needed(derivation: Derivation) -> frozenset[Part]:
    """The parts that a table must have for a definition."""
    return measure_of(derivation).needs | {Part(name) for name, _ in narrowed(derivation)}


def _whole_numbers(derivation: Derivation) -> bool:
    numbers = (derivation.get(name, "1") for name in ("days", "times"))
    return all(number.isascii() and number.isdigit() and 0 < int(number) < 100_000 for number in numbers)


def derived(world: World, derivations: Iterable[Derivation]) -> ir.Table:
    """One row for each customer: `customer`, then one column for each definition, named by its label.

    The order of rows is that of the engine. Cut points that measures rank by must be in `world.cuts`, by label.
    """
    wanted = tuple(dict.fromkeys(derivations))
    order = _in_order(world, wanted)
    names = {derivation: f"d{at}" for at, derivation in enumerate(order)}
    table = world.customers.select("customer")
    for at, each in enumerate(_aggregated(world, order, names)):
        key = f"customer_{at}"
        table = table.left_join(each.rename({key: "customer"}), [("customer", key)])
    table = table.select("customer", **{names[d]: _filled(table[names[d]], d) for d in order if not _is_combined(d)})
    for depth in _by_depth(world, order):
        table = table.mutate(**{names[d]: _combined(world, table, d, names) for d in depth})
    return table.select("customer", **{d.label: table[names[d]] for d in wanted})


def _by_depth(world: World, order: tuple[Derivation, ...]) -> list[list[Derivation]]:
    """The combined ones, those that are made of plain ones first, then what is made of these, and so on."""
    depths = {derivation: 0 for derivation in order if not _is_combined(derivation)}
    for derivation in filter(_is_combined, order):  # each stands after what it is made of
        depths[derivation] = 1 + max((depths[part] for part in _made_of(world, derivation) if part), default=0)
    deepest = max(depths.values(), default=0)
    return [[each for each, depth in depths.items() if depth == at] for at in range(1, deepest + 1)]


def cut_points(backend: BaseBackend, world: World, derivations: Iterable[Derivation]) -> dict[str, tuple[float, ...]]:
    """Quintiles of every measure that these rank by, by its label: type 7, over the customers who ordered.

    Where two of them are the same (most customers bought once), they are those of the different values instead, so
    that there are five groups to tell apart. Those that the world or its choices (`cuts/<label>`) freeze stay as they
    are.
    """
    parts = [part for derivation in derivations for part in _in_order(world, (derivation,))]
    ranked = dict.fromkeys(each for part in parts for each in _ranked_by(world, part))
    found = {each: tuple(world.cuts.get(each.label) or world.choices.numbers(f"cuts/{each.label}")) for each in ranked}
    for name in dict.fromkeys(each.table for each, frozen in found.items() if not frozen):
        free = [each for each, frozen in found.items() if each.table == name and not frozen]
        found |= _quintiles(backend, world, name, free)
    return {each.label: cuts for each, cuts in found.items()}


def _quintiles(
    backend: BaseBackend, world: World, name: str, ranked: list[Derivation]
) -> dict[Derivation, tuple[float, ...]]:
    """The quintiles of measures of one table, in one query. () where nobody ordered."""
    ordered = Derivation(name, "frequency")
    values = derived(world, (*ranked, ordered))
    values = values.filter(values[ordered.label] > 0)
    again = {f"again_{at}": ibis.row_number().over(group_by=values[each.label]) for at, each in enumerate(ranked)}
    values = values.mutate(**again)
    cuts = {f"of_all_{at}": values[each.label].quantile(QUINTILES) for at, each in enumerate(ranked)}
    for at, each in enumerate(ranked):
        cuts[f"of_different_{at}"] = values[each.label].quantile(QUINTILES, where=values[f"again_{at}"] == 0)
    row = one_row(backend, values.aggregate(**cuts))
    found = {}
    for at, each in enumerate(ranked):
        of_all, of_different = row[f"of_all_{at}"] or (), row[f"of_different_{at}"] or ()
        found[each] = tuple(map(float, of_all if len(set(of_all)) == len(of_all) else of_different))
    return found


def _ranked_by(world: World, derivation: Derivation) -> list[Derivation]:
    """The measures of its table that a definition ranks by, but those that the table cannot have."""
    ranked = (Derivation(derivation.table, name) for name in measure_of(derivation).ranks)
    return [each for each in ranked if _can_be(world, each)]


def _can_be(world: World, derivation: Derivation) -> bool:
    """Whether the table has the parts that the measure needs."""
    table = world.counted[derivation.table].table
    return all(table.has(part) for part in measure_of(derivation).needs)


def _is_combined(derivation: Derivation) -> bool:
    return measure_of(derivation).grain == CUSTOMERS


def _in_order(world: World, wanted: Iterable[Derivation]) -> tuple[Derivation, ...]:
    """What is wanted, each after what it is made of."""
    found: dict[Derivation, None] = {}
    for derivation in wanted:
        if derivation.table not in world.counted:
            raise SegError("events_unknown", given=derivation.label, known=tuple(world.counted))
        parts = [part for part in _made_of(world, derivation) if part and part not in found]
        found |= dict.fromkeys(_in_order(world, parts))
        found[derivation] = None
    return tuple(found)


def _made_of(world: World, derivation: Derivation) -> list[Derivation | None]:
    """The definitions that a combined measure is made of; None for one of a table that is not there, or lacks what
    the definition needs."""
    found = []
    for name in measure_of(derivation).of:
        about, _, measure = name.rpartition(":")
        part = Derivation(world.first_about(about) if about else derivation.table, measure)
        found.append(part if part.table and _can_be(world, part) else None)
    return found


def _aggregated(world: World, order: tuple[Derivation, ...], names: Mapping[Derivation, str]) -> list[ir.Table]:
    """Tables of customer and measures: one for each table, grain, window and narrowing, and one for each pick."""
    groups: dict[tuple, list[Derivation]] = {}
    for derivation in order:
        grain, days = measure_of(derivation).grain, derivation.get("days")
        if grain != CUSTOMERS:
            alone = (derivation.label,) if grain == PICKS else ()
            groups.setdefault((derivation.table, grain, days, narrowed(derivation), *alone), []).append(derivation)
    return [_aggregate(world, members, names) for members in groups.values()]


def _aggregate(world: World, members: list[Derivation], names: Mapping[Derivation, str]) -> ir.Table:
    """Members are of one table, grain, window and narrowing."""
    one = members[0]
    grain, days = measure_of(one).grain, one.get("days")
    counted = world.counted[one.table].only(narrowed(one))
    rows = counted.lines if grain == PICKS else getattr(counted, grain)
    if days:
        rows = rows.filter(rows.day > world.as_of_day - int(days))
    found = {names[each]: measure_of(each).expression(rows, _ask(world, each)) for each in members}
    if grain == PICKS:
        ((column, picked),) = found.items()
        return picked.select("customer", **{column: picked.value})
    return rows.group_by("customer").aggregate(**found)


def _ask(world: World, derivation: Derivation) -> Ask:
    cuts = {ranked.measure: world.cuts[ranked.label] for ranked in _ranked_by(world, derivation)}
    return Ask(world.counted[derivation.table].table, world.as_of_day, dict(derivation.parameters), world.choices, cuts)


def _filled(value: ir.Value, derivation: Derivation) -> ir.Value:
    """The value, and what holds for customers without events."""
    found = measure_of(derivation)
    value = value if found.kind in CATEGORY_KINDS else value.cast("float64")
    return value if found.empty is None else value.fill_null(found.empty)


def _combined(world: World, table: ir.Table, derivation: Derivation, names: Mapping[Derivation, str]) -> ir.Value:
    parts = [table[names[part]] if part else ibis.null("float64") for part in _made_of(world, derivation)]
    return _filled(measure_of(derivation).expression(_ask(world, derivation), *parts), derivation)
