"""The typing tool: few questions, points that a person can add up, and the accuracy that it says."""

from datetime import timedelta

import numpy as np
import pyarrow as pa
import pytest
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression

from seg.core.columns import Kind
from seg.core.errors import SegError
from seg.segments.explaining.question_choice import Answers, _discriminants, _sums
from seg.segments.explaining.questions import Question, answered, questions
from seg.segments.explaining.round_numbers import FIRST_DAY
from seg.segments.explaining.split import fit_and_held
from seg.segments.explaining.typing_tool import Questionnaire, _tables, scored, typing_tool
from tests.samples import SHOP_COLUMNS, column, shop
from tests.segments.explaining import worlds

COLUMNS = {each.label: each for each in SHOP_COLUMNS}


@pytest.fixture(scope="module")
def asked():
    _, customers, truth = shop()
    return customers, truth, typing_tool(customers, COLUMNS, truth, 3, seed=0)


def by_hand(tool, customer, k):
    """The segment that a person finds who reads the answers and adds up the points."""
    sums = [0] * k
    for question, points, unanswered in zip(tool.questions, tool.points, tool.unanswered, strict=True):
        value, row = customer[question.dimension], unanswered
        for answer, given in zip(question.answers, points, strict=True):
            if value is not None and says(answer, value):
                row = given
        sums = [total + int(point) for total, point in zip(sums, row, strict=True)]
    return sums.index(max(sums))


def says(answer, value):
    if answer.kind == Kind.MULTI_VALUE:
        tags = value.split(answer.separator)
        return all(tag in tags for tag in answer.among) and not any(tag in tags for tag in answer.without)
    if answer.among or answer.without:
        return value in answer.among if answer.among else value not in answer.without
    if answer.kind == Kind.DATE:
        value = (value - FIRST_DAY) // timedelta(days=1)
    return (answer.above is None or value > answer.above) and (answer.most is None or value <= answer.most)


def test_paper_gives_the_segment_of_the_model(asked):
    customers, _, tool = asked
    assert by_hand_of_all(tool, customers, 3) == scored(tool, customers).tolist()


def by_hand_of_all(tool, customers, k):
    return [by_hand(tool, customer, k) for customer in customers.to_pylist()]


def test_paper_with_every_kind_of_question_on_it():
    """Segments that no three questions tell apart."""
    _, customers, truth = shop()
    older = np.array([age is not None and age > 40 for age in customers["age"].to_pylist()])
    member = np.array([each == "yes" for each in customers["member"].to_pylist()])
    labels = truth + 3 * older + 6 * member
    tool = typing_tool(customers, COLUMNS, labels, 12, seed=0)
    assert by_hand_of_all(tool, customers, 12) == scored(tool, customers).tolist()
    assert len({part.kind for question in tool.questions for part in question.answers}) >= 3


def test_few_questions_come_near_to_all(asked):
    customers, truth, tool = asked
    assert len(tool.questions) <= 3
    assert tool.reached
    assert tool.accuracy >= 0.9 * tool.all_inputs > 0.85
    _, held = fit_and_held(truth, 3, 0)
    others = customers.take(pa.array(held))
    assert tool.accuracy == pytest.approx((scored(tool, others) == truth[held]).mean())
    assert tool.largest == pytest.approx((truth[held] == np.bincount(truth).argmax()).mean())
    assert all((points >= 0).all() for points in (*tool.points, *tool.unanswered))
    assert all(points.max() <= 60 for points in tool.points)


def test_points_are_those_of_the_logit_up_to_rounding(asked):
    customers, truth, tool = asked
    fit, _ = fit_and_held(truth, 3, 0)
    table = customers.take(pa.array(fit))
    hot = np.hstack([np.eye(len(q.answers))[answered(q, table)] * (answered(q, table) >= 0)[:, None]
                     for q in tool.questions])  # fmt: skip
    theirs = LogisticRegression(max_iter=1_000).fit(hot, truth[fit]).predict(hot)
    assert (scored(tool, table) == theirs).mean() > 0.97


def test_points_before_rounding_add_up_to_the_logit_exactly():
    """Also of questions where most give one answer, and where some give none."""
    random = np.random.default_rng(0)
    codes = [random.choice(3, 500, p=(0.8, 0.15, 0.05)), random.choice(2, 500, p=(0.9, 0.1))]
    labels = (codes[0] + codes[1] + (random.random(500) < 0.2)) % 3
    codes[1][:50] = -1
    asked = [Question("a", (None,) * 3), Question("b", (None,) * 2)]
    answers = Answers.of(asked, codes, labels, 3)
    weights, constants = answers.logit((0, 1))
    tables = _tables(answers, (0, 1), weights, constants)
    added = sum(table[given] for table, given in zip(tables, codes, strict=True))
    assert added == pytest.approx(answers.matrix @ weights + constants)
    assert tables[1][-1] == pytest.approx(0)


def test_two_segments_have_points_too():
    table, labels = worlds.ruled(1_000)
    tool = typing_tool(table, worlds.COLUMNS, (labels == 1).astype(int), 2, 0)
    assert [question.dimension for question in tool.questions] == ["channel"]
    assert tool.accuracy > 0.9
    assert tool.points[0].shape == (3, 2)


def test_discriminants_are_those_of_scikit_learn():
    random = np.random.default_rng(0)
    labels = random.integers(3, size=600)
    x = random.normal(size=(600, 4)) + np.eye(3, 4)[labels]
    weights, constants = _discriminants(*_sums(x, labels, 3), np.arange(4))
    theirs = LinearDiscriminantAnalysis(solver="lsqr").fit(x, labels).predict(x)
    assert ((x @ weights + constants).argmax(axis=1) == theirs).mean() > 0.995


def test_what_is_held_back_is_not_asked():
    table, labels = worlds.ruled(600)
    held = worlds.COLUMNS | {"channel": column("channel", Kind.NOMINAL, held=True)}
    tool = typing_tool(table, held, labels, 3, 0)
    assert "channel" not in {question.dimension for question in tool.questions}


def test_bands_that_a_person_can_answer():
    table, _ = worlds.ruled()
    by_name = {question.dimension: question for question in questions(table, worlds.COLUMNS.values())}
    assert [part.most for part in by_name["spend"].answers] == [200, 400, 600, 800, None]
    assert [part.above for part in by_name["spend"].answers] == [None, 200, 400, 600, 800]
    assert sorted(part.among[0] for part in by_name["channel"].answers) == ["app", "shop", "web"]
    for question in by_name.values():
        assert (answered(question, table) >= 0).all()
    few = questions(pa.table({"visits": [0.0, 1, 2, 2, 0, 5]}), [column("visits", Kind.COUNT)])
    assert [part.most for part in few[0].answers] == [0, 1, 2, None]


def test_it_survives_being_kept(asked):
    customers, _, tool = asked
    again = Questionnaire.from_json(tool.as_json())
    assert again.questions == tool.questions
    assert (scored(again, customers) == scored(tool, customers)).all()


def test_nothing_to_ask_is_said():
    with pytest.raises(SegError, match="nothing_to_explain"):
        typing_tool(pa.table({"x": [1.0] * 40}), {"x": column("x", Kind.NUMBER)}, np.arange(40) % 2, 2, 0)
