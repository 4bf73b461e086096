"""Answers as dimensions: labels, values, and others scored by what was found once."""

import json

import numpy as np
import pyarrow as pa
import pytest

from seg.core.columns import Basis, Column, Kind
from seg.core.derived import Derivation
from seg.core.errors import SegError
from seg.data.answers.dimensions import Fitted, fitted_answers, scored_answers
from seg.ui.words.words import Words
from tests.data.answers.surveys import answer_columns, item, planted, table

TWO_FACTORS = np.kron(np.eye(2), np.array([[0.8], [0.7], [0.7]]))
DURATION = Column("duration", "duration", kind=Kind.COUNT, distinct=9)


@pytest.fixture(scope="module")
def survey():
    customers, columns, factors = planted(TWO_FACTORS, 600)
    durations = [600.0] * 598 + [200.0, None]
    return customers.append_column("duration", pa.array(durations)), (*columns, DURATION), factors


def test_labels_say_what_the_dimensions_are(survey):
    customers, columns, factors = survey
    found = answer_columns(customers, columns)
    assert list(found) == [
        "survey:straight_lining(block=q)",
        "survey:longstring(block=q)",
        "survey:factor(block=q;number=1)",
        "survey:factor(block=q;number=2)",
        "survey:speeding(column=duration)",
    ]
    for label, (column, values) in found.items():
        assert column.label == Derivation.parse(label).label == label
        assert (column.forms, column.basis, len(values)) == (True, Basis.PSYCHOGRAPHIC, 600)
        assert values.type == (pa.string() if column.kind is Kind.BINARY else pa.float64())
    column, values = found["survey:speeding(column=duration)"]
    assert (column.levels, column.distribution) == (("no", "yes"), (598, 1))
    assert values[597:].to_pylist() == ["no", "yes", None]
    scores = [np.array(found[f"survey:factor(block=q;number={number})"][1]) for number in (1, 2)]
    r = np.abs(np.corrcoef([*scores, *factors.T])[:2, 2:])
    assert r.max(axis=1).min() > 0.8


def test_others_are_scored_by_what_was_found_once_also_from_json(survey):
    customers, columns, _ = survey
    fitted = fitted_answers(customers, columns)
    again = Fitted.from_json(json.loads(json.dumps(fitted.as_json())))
    assert again == fitted
    everyone = scored_answers(customers, fitted)
    for rows in ([5], [598, 3, 599, 17]):
        some = scored_answers(customers.take(rows), again)
        assert {label: values.to_pylist() for label, (_, values) in some.items()} == {
            label: values.take(pa.array(rows)).to_pylist() for label, (_, values) in everyone.items()
        }
    assert all(len(values) == 0 for _, values in scored_answers(customers.slice(0, 0), fitted).values())


def test_a_question_that_all_answer_alike_is_in_no_factor(survey):
    customers, columns, _ = survey
    always = customers.add_column(0, "q0", pa.array(["3"] * 600))
    found = answer_columns(always, (item("q0"), *columns))
    expected = answer_columns(customers, columns)
    for label in ("survey:factor(block=q;number=1)", "survey:factor(block=q;number=2)"):
        assert found[label][1].equals(expected[label][1])


def test_many_customers_are_read_in_pieces(survey, monkeypatch):
    customers, columns, _ = survey
    whole = answer_columns(customers, columns)
    monkeypatch.setattr(
        "seg.data.answers.dimensions.setting", lambda name: {"chunk_rows": 97, "min_customers": 20}[name]
    )
    assert {label: values.to_pylist() for label, (_, values) in answer_columns(customers, columns).items()} == {
        label: values.to_pylist() for label, (_, values) in whole.items()
    }


@pytest.mark.parametrize("gone", ["q2", "duration"])
def test_others_without_a_column_are_refused(survey, gone):
    customers, columns, _ = survey
    with pytest.raises(SegError, match=gone):
        scored_answers(customers.drop_columns([gone]), fitted_answers(customers, columns))


def test_without_a_survey_there_is_nothing_and_a_duration_alone_is_none():
    columns = (DURATION, item("q1"))
    assert answer_columns(table(columns), columns) == {}
    assert fitted_answers(table(columns), columns) == Fitted(())


def test_lists_to_tick_and_short_questionnaires_have_no_straight_lines():
    ticked = tuple(item(f"t{at}", ("0", "1")) for at in range(12))
    short = tuple(item(f"s{at}") for at in range(4))
    yes_no = tuple(item(f"y{at}", ("no", "yes")) for at in range(8))
    for columns, labels in (
        (ticked, []),
        (short, []),
        (yes_no[:7], []),
        (yes_no, ["survey:straight_lining(block=y)", "survey:longstring(block=y)"]),
    ):
        assert list(answer_columns(table(columns), columns)) == labels


def test_needs_and_sensitive_items_pass_on_what_they_are():
    columns = tuple(item(f"q{at}", basis=Basis.NEEDS, sensitive=at == 1) for at in range(6))
    found = answer_columns(table(columns), columns)
    assert {(column.basis, column.sensitive) for column, _ in found.values()} == {(Basis.NEEDS, True)}


def test_durations_that_few_have_or_that_are_items_tell_no_speed():
    items = tuple(item(f"q{at}") for at in range(6))
    columns = (*items, DURATION)
    known = table(columns, duration=[100.0] * 20 + [None] * 20)
    unknown = table(columns, duration=[100.0] * 19 + [0.0] * 21)
    assert [list(answer_columns(t, columns))[2:] for t in (known, unknown)] == [
        ["survey:speeding(column=duration)"],
        [],
    ]
    minutes = Column("minutes", "minutes", kind=Kind.COUNT, distinct=5)
    among = (*items[:3], minutes, *items[3:])
    assert not [label for label in answer_columns(table(among), among) if "speeding" in label]
    timed = Column("c", "interviewtime", kind=Kind.COUNT, distinct=9)
    assert "survey:speeding(column=interviewtime)" in answer_columns(table((*items, timed)), (*items, timed))


def test_everything_is_said_in_words(survey):
    customers, columns, _ = survey
    words = Words("en")
    found = answer_columns(customers, columns)
    assert [words.dimension(label) for label in found] == [
        "q: same answer to all",
        "q: longest run of one answer",
        "q: factor 1",
        "q: factor 2",
        "duration: answered too fast",
    ]
    assert all(words.dimension_means(label, "2026-01-31") for label in found)
    assert words.level("survey:speeding(column=duration)", "yes") == "Too fast"
    assert words.level("survey:straight_lining(block=q)", "no") == "Different answers"
    told = [words.say(fact, markdown=False) for column, _ in found.values() for fact in column.evidence]
    assert "Made of the answers to 6 questions of q." in told
    assert "High where the answers to q1, q2 and q3 are high." in told
    assert "The usual time is 600, by duration." in told
