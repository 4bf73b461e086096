"""The dimensions that the events of a dataset can give, as columns: ready to tick, before anything is computed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from seg.core.columns import Column, Role
from seg.core.dataset import Dataset
from seg.core.derived import Derivation
from seg.core.errors import SegError
from seg.core.events import About, EventTable, Part
from seg.core.facts import Fact
from seg.core.recipe import Recipe
from seg.data.events.calendar import FAITH_OCCASIONS, OPEN_OCCASIONS
from seg.data.events.choices import BOUNDARIES, Choices
from seg.data.events.derive import measure_of, parts_needed
from seg.data.events.measures import MEASURES, Measure
from seg.data.events.measures.occasions import DAYPARTS
from seg.data.events.measures.registry import CUSTOMERS, DAYS, MONEY_UNIT
from seg.data.events.rules import RULES

FILES = ("value", "rhythm", "rfm", "journey", "channels", "engagement", "satisfaction", "occasions")
"""The files of measures in the order in which people look for them."""
UNLESS: dict[str, Callable[[EventTable], bool]] = {
    "daypart_share": lambda table: not table.timed,
    "latest_score": lambda table: _several_questions(table),
    "mean_score": lambda table: _several_questions(table),
    "nps_group": lambda table: table.about is not About.ANSWERS or _several_questions(table),
    "did_any": lambda table: not table.has(Part.TIME),
}
"""Measures that say nothing of such a table, though it has their parts."""
MOST_VALUES = 8
"""Values of one part that each get a dimension of their own; more are built by whoever wants them."""
WINDOWS = {About.VISITS: (30, 90), About.EMAILS: (90,), About.SUPPORT: (365,)}
"""Windows, in days, that the counts of a table are offered for beside all time."""
WINDOWED = frozenset({"frequency", "event_count"})
OPTIONS = {"rfm/scoring": ("default", "classic"), "rfm/fm": ("both", "frequency")}
"""Choices of measures that are neither a number nor about a table; what is not chosen is the first."""
NOT_YET_DISTINCT = 2
"""Until a dimension is computed it is taken for one that tells customers apart."""
FORMERLY = {"count": "frequency", "orders": "frequency", "recency_days": "recency_days", "amount": "monetary"}
"""How measures were called in recipes of release 0.2."""
FIXED_VALUES = {
    ("occasion_share", "occasion"): tuple(OPEN_OCCASIONS),
    ("faith_occasion_share", "occasion"): tuple(FAITH_OCCASIONS),
    ("daypart_share", "daypart"): tuple(DAYPARTS),
}


def offered(tables: Iterable[EventTable], choices: Choices) -> tuple[Column, ...]:
    """A column for every dimension that the tables can give, table by table, in the order of `FILES`."""
    return tuple(
        column_of(table, derivation, choices)
        for table in tables
        for measure in sorted(MEASURES.values(), key=_place)
        if measure.offered and _fits(measure, table, choices)
        for derivation in _derivations(measure, table)
    )


def derived_column(dataset: Dataset, label: str, choices: Choices) -> Column | None:
    """The column that a label defines, None for the label of a column of a file.

    Raises `SegError` for a definition that this dataset cannot give.
    """
    derivation = Derivation.parse(label)
    if derivation is None or label in {column.label for column in dataset.columns}:
        return None
    table = next((table for table in dataset.tables if table.name == derivation.table), None)
    if table is None:
        return None
    measure = measure_of(derivation)
    if missing := tuple(sorted(part.value for part in parts_needed(derivation) if not table.has(part))):
        raise SegError("measure_needs_parts", dimension=label, table=table.name, parts=missing)
    if Part.VALUE in measure.needs and currency_unclear(table, choices):
        raise SegError("currency_not_chosen", table=table.name, currencies=table.currencies)
    return column_of(table, derivation, choices)


def columns_for(dataset: Dataset, recipe: Recipe, also: Iterable[str] = ()) -> dict[str, Column]:
    """The columns of a dataset that can be dimensions, and those that the recipe derives from events, or that are
    asked for `also`, by label. Raises `SegError` as `derived_column` does."""
    columns = {column.label: column for column in dataset.dimensions}
    choices = Choices.of(recipe.events)
    for label in (*recipe.named, *also):
        if label not in columns and (column := derived_column(dataset, label, choices)):
            columns[label] = column
    return columns


def column_of(table: EventTable, derivation: Derivation, choices: Choices) -> Column:
    """The column of a definition, as far as the definition tells: nothing of how its values lie."""
    measure = measure_of(derivation)
    unit = currency_of(table, choices) if measure.unit == MONEY_UNIT else measure.unit
    return Column(
        derivation.label,
        derivation.label,
        Role.TRAIT,
        measure.kind,
        measure.basis,
        sensitive=measure.held,
        held=measure.held,
        unit=unit,
        levels=measure.levels,
        distinct=NOT_YET_DISTINCT,
        evidence=(Fact.of("column.from_events", table=table.name),),
    )


def check_choices(tables: Iterable[EventTable], choices: Choices) -> None:
    """Raises `SegError` for a choice that there is not, or a position that its switch does not have."""
    tables = tuple(tables)
    switches = {f"{table.name}/{name}": rule.treatments for table in tables for name, rule in RULES.items()}
    switches |= {f"{table.name}/currency": table.currencies for table in tables if len(table.currencies) > 1}
    switches |= OPTIONS
    named = {f"{table.name}/currency": table.currency_named for table in tables}
    for name, given in choices.given:
        value = named[name](given) if name in named else given
        if name in switches and value not in switches[name]:
            raise SegError("choice_value", choice=name, given=value, known=switches[name])
        if name in BOUNDARIES:
            choices.number(name)
        if name.startswith("cuts/"):
            choices.numbers(name)
        elif name not in switches and name not in BOUNDARIES:
            raise SegError("choice_unknown", given=name, known=(*switches, *BOUNDARIES))


def as_labelled_now(label: str, dataset: Dataset) -> str:
    """A label from before dimensions of events had definitions (`orders_recency_days`) as the definition it was."""
    if label in {column.label for column in dataset.columns}:
        return label
    was = {
        f"{table.name}_{name}": Derivation(table.name, now)
        for table in dataset.tables
        for name, now in FORMERLY.items()
    }
    return was[label].label if label in was else label


def currency_of(table: EventTable, choices: Choices) -> str:
    """The currency that the money of a table is counted in, "" where it is not known."""
    return table.currency_named(choices.text(f"{table.name}/currency")) if len(table.currencies) > 1 else table.unit


def currency_unclear(table: EventTable, choices: Choices) -> bool:
    """Whether there are several currencies and none was chosen: money is not added up then."""
    return len(table.currencies) > 1 and currency_of(table, choices) not in table.currencies


def _several_questions(table: EventTable) -> bool:
    """Whether the scores of a table answer different questions, so that each has dimensions of its own."""
    return table.about is About.ANSWERS and table.has(Part.TYPE)


def _place(measure: Measure) -> int:
    """Where the file of a measure stands in `FILES`; within a file they keep their order."""
    return FILES.index(measure.file)


def _fits(measure: Measure, table: EventTable, choices: Choices) -> bool:
    if measure.about and table.about not in measure.about:
        return False
    if measure.name in UNLESS and UNLESS[measure.name](table):
        return False
    money = Part.VALUE in measure.needs and currency_unclear(table, choices)
    return not money and all(table.has(part) for part in measure.needs)


def _derivations(measure: Measure, table: EventTable) -> Iterator[Derivation]:
    """The definitions of one measure: for each value of its parameter, and for the windows of such tables."""
    made = [Derivation(table.name, measure.name)]
    for parameter in measure.parameters:
        values = _values(measure, parameter, table)
        made = [replace(d, parameters=(*d.parameters, (parameter, value))) for d in made for value in values]
    yield from made
    if measure.name in WINDOWED and measure.grain not in (DAYS, CUSTOMERS) and table.has(Part.TIME):
        for days in WINDOWS.get(table.about, ()):
            yield from (replace(d, parameters=(*d.parameters, ("days", str(days)))) for d in made)


def _values(measure: Measure, parameter: str, table: EventTable) -> tuple[str, ...]:
    """The values of a parameter that are offered; none where only people can say (a number, a country)."""
    fixed = FIXED_VALUES.get((measure.name, parameter))
    if fixed:
        return fixed
    return table.values_of(Part(parameter))[:MOST_VALUES] if parameter in list(Part) else ()
