"""What holds for every measure, whatever it measures."""

from dataclasses import replace
from datetime import timedelta

import pytest

from seg.core.columns import Kind
from seg.core.derived import Derivation
from seg.core.events import Part
from seg.data.events.choices import Choices
from seg.data.events.measures import CUSTOMERS, MEASURES
from seg.data.events.offered import offered
from seg.data.events.rules import RULES
from seg.ui.words.english import sentences
from tests.data.events.engines import asked_briefly, event_table, values_of
from tests.data.events.oracle import Past
from tests.data.events.world import AS_OF, NO_EVENTS, at

CHOICES = {"till/currency": "EUR"}
MAY_EXCEED_ONE = {"returns_share"}
"""More can come back than was bought: the sale itself may be older than the table."""
LEVELS_OF = {
    "preferred_channel": Part.CHANNEL,
    "first_channel": Part.CHANNEL,
    "last_channel": Part.CHANNEL,
    "last_campaign": Part.CAMPAIGN,
    "usual_place": Part.PLACE,
    "preferred_category": Part.CATEGORY,
}


@pytest.fixture(scope="module")
def wanted(world):
    return asked_briefly(world, tables=1)


@pytest.fixture(scope="module")
def answers(duckdb_world, wanted):
    return duckdb_world.answers(AS_OF, wanted, CHOICES)


def of(measure, answers):
    """What is said of one measure: label -> customer -> value."""
    return {each.label: found for each, found in answers.items() if each.measure == measure}


def values(measure, answers):
    return [value for found in of(measure, answers).values() for value in found.values() if value is not None]


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", [name for name, found in MEASURES.items() if found.offered])
def test_has_words(measure):
    words, found = sentences(), MEASURES[measure]
    own = [] if found.kind is Kind.BINARY else [f"level.{measure}.{level}" for level in found.levels]
    missing = [key for key in (f"dimension.{measure}", f"dimension.{measure}.means", *own) if not words.get(key)]
    assert not missing, f"no English words for {missing}"


@pytest.mark.parametrize("measure", MEASURES)
def test_words_name_every_parameter(measure):
    name = sentences().get(f"dimension.{measure}", "")
    missing = [parameter for parameter in MEASURES[measure].parameters if name and f"{{{parameter}}}" not in name]
    assert not missing, f"two dimensions would be called {name!r}: it has no blank for {missing}"


# --- values ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", [name for name, found in MEASURES.items() if found.kind is Kind.COUNT])
def test_a_count_is_whole_and_not_negative(measure, answers):
    assert all(value >= 0 and value == int(value) for value in values(measure, answers))


@pytest.mark.parametrize("measure", [name for name, found in MEASURES.items() if found.unit == "share"])
def test_a_share_is_between_nothing_and_all(measure, answers):
    assert all(value >= 0 and (value <= 1 or measure in MAY_EXCEED_ONE) for value in values(measure, answers))


@pytest.mark.parametrize("measure", [name for name, found in MEASURES.items() if found.unit == "days"])
def test_days_are_not_negative(measure, answers):
    assert all(value >= 0 for value in values(measure, answers))


@pytest.mark.parametrize("measure", [name for name, found in MEASURES.items() if found.levels])
def test_a_category_has_its_own_levels_only(measure, answers):
    assert set(values(measure, answers)) <= set(MEASURES[measure].levels)


@pytest.mark.parametrize("measure", [name for name, found in MEASURES.items() if found.kind is Kind.BINARY])
def test_a_binary_is_no_or_yes(measure, answers):
    assert MEASURES[measure].levels == ("no", "yes")
    assert set(values(measure, answers)) == {"no", "yes"}


def test_every_category_without_levels_is_known_here():
    categories = {Kind.NOMINAL, Kind.BINARY, Kind.ORDINAL}
    without = {name for name, found in MEASURES.items() if found.kind in categories and not found.levels}
    assert without == LEVELS_OF.keys()


@pytest.mark.parametrize("measure", LEVELS_OF)
def test_a_category_of_the_events_has_their_values(measure, answers, world):
    for label, found in of(measure, answers).items():
        table = world.table(Derivation.parse(label).table)
        assert set(found.values()) - {None} <= set(values_of(table, LEVELS_OF[measure]))


@pytest.mark.parametrize("measure", MEASURES)
def test_tells_customers_apart_somewhere(measure, answers):
    assert any(len(set(found.values())) > 1 for found in of(measure, answers).values())


@pytest.mark.parametrize("measure", MEASURES)
def test_customers_without_events(measure, answers, world):
    """They have what the measure says of nobody's events; what is made of other measures follows from those."""
    past = Past(world, AS_OF, CHOICES)
    for label, found in of(measure, answers).items():
        combined = MEASURES[measure].grain == CUSTOMERS
        empty = past.value(NO_EVENTS[0], Derivation.parse(label)) if combined else MEASURES[measure].empty
        assert {found[who] for who in NO_EVENTS} == {empty}, label


@pytest.mark.parametrize("measure", MEASURES)
def test_kind_of_value_is_that_of_the_measure(measure, answers):
    categories = {Kind.NOMINAL, Kind.BINARY, Kind.ORDINAL}
    expected = str if MEASURES[measure].kind in categories else float
    assert {type(value) for value in values(measure, answers)} <= {expected}


# --- what went back, in the three positions of its switch ---


@pytest.fixture(scope="module")
def by_position(duckdb_world, wanted, world):
    """What is asked for, by how returned rows of every table are treated."""

    def answered(position):
        returned = {f"{told.name}/returned": position for told in world.tables}
        return duckdb_world.answers(AS_OF, wanted, CHOICES | returned)

    return {position: answered(position) for position in RULES["returned"].treatments}


@pytest.mark.parametrize("measure", MEASURES)
def test_what_went_back_is_treated_as_the_sentence_says(measure, by_position):
    """Not counting it is leaving it out; counting it too is counting it in; taking it off is not."""
    net, out, counted = (of(measure, by_position[position]) for position in ("net", "out", "in"))
    match MEASURES[measure].returned:
        case "left_out":
            assert net == out
        case "counted":
            assert net == counted
        case "taken_off":
            assert net != out
        case "sought":
            assert net not in (out, counted)
            assert {value for each in (out, counted) for found in each.values() for value in found.values()} == {
                0,
                None,
            }
        case other:
            assert other == "", "said nowhere, as other measures decide"


# --- other worlds ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def answers_without_rows(in_files_for_all, world, wanted):
    return in_files_for_all(world.without_rows()).answers(AS_OF, wanted, CHOICES)


@pytest.mark.parametrize("measure", MEASURES)
def test_works_without_any_rows(measure, answers_without_rows, world):
    for label, found in of(measure, answers_without_rows).items():
        assert len(found) == len(world.customers)
        assert set(found.values()) == {found[NO_EVENTS[0]]}, label


def test_works_without_any_rows_in_a_database(in_database, world, wanted, answers_without_rows):
    assert in_database(world.without_rows()).answers(AS_OF, wanted, CHOICES) == answers_without_rows


def test_works_without_any_customers(in_files_for_all, world, wanted):
    held = in_files_for_all(replace(world, customers=()))
    assert set(map(len, held.answers(AS_OF, wanted, CHOICES).values())) == {0}


@pytest.fixture(scope="module")
def answers_in_another_order(in_files_for_all, world, wanted):
    return in_files_for_all(world.shuffled(7)).answers(AS_OF, wanted, CHOICES)


@pytest.mark.parametrize("measure", MEASURES)
def test_the_order_of_rows_changes_nothing(measure, answers, answers_in_another_order):
    assert of(measure, answers_in_another_order) == of(measure, answers)


@pytest.fixture(scope="module")
def answers_with_the_future(in_files_for_all, world, wanted):
    """Everything that was ever told happens again, the day after the as-of date or later."""
    later = world
    for told in (told for told in world.tables if Part.TIME in told.parts):
        ahead = [row | {Part.TIME: _after(row[Part.TIME], told.days_only)} for row in told.rows if row[Part.TIME]]
        later = later.with_rows(told.name, (*told.rows, *ahead))
    return in_files_for_all(later).answers(AS_OF, wanted, CHOICES)


def _after(moment, days_only):
    first = at(-1, "00:00:00")
    moment = (first.date() if days_only else first) + timedelta(days=moment.day - 1)
    return moment


@pytest.mark.parametrize("measure", MEASURES)
def test_the_future_changes_nothing(measure, answers, answers_with_the_future):
    assert of(measure, answers_with_the_future) == of(measure, answers)


# --- what is offered -------------------------------------------------------------------------------------------------


def test_everything_that_is_offered_can_be_had(duckdb_world, world):
    choices = Choices.of(CHOICES.items())
    columns = offered(tuple(map(event_table, world.tables)), choices)
    wanted = [Derivation.parse(column.label) for column in columns]
    found = duckdb_world.answers(AS_OF, wanted, CHOICES)
    assert {each.label for each in found} == {column.label for column in columns}
    built = {"times", "country"}  # people say these themselves
    known = {name for name, each in MEASURES.items() if each.offered and not built & set(each.parameters)}
    assert {each.measure for each in found} == known
