"""Conditions, answers and counter-statements as people say them, in every kind; and the sheet that is printed."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from seg.core.columns import Kind
from seg.core.condition import Condition
from seg.segments.explaining.conditions import is_known
from seg.segments.explaining.questions import Question
from seg.segments.explaining.typing_tool import Questionnaire
from seg.segments.fairness.counter import Counter
from seg.ui.explain.said import answer_text, counter_text, rule_text
from seg.ui.explain.sheet import sheet
from seg.ui.words.words import words
from tests.samples import column

EN = words("en")
LEVELS = ("low", "middle", "high")
COLUMNS = {
    each.label: each
    for each in (
        column("spend", Kind.MONEY, unit="EUR"), column("visits", Kind.COUNT), column("age", Kind.NUMBER),
        column("born", Kind.NUMBER, unit="year"), column("joined", Kind.DATE), column("channel", Kind.NOMINAL),
        column("happy", Kind.ORDINAL, levels=LEVELS), column("member", Kind.BINARY, levels=("no", "yes")),
        column("likes", Kind.MULTI_VALUE, separator=";"),
    )
}  # fmt: skip
YEAR_END = float((date(2024, 12, 31) - date(1970, 1, 1)).days)


def of(name, **words_):
    return Condition(name, COLUMNS[name].kind, levels=COLUMNS[name].levels, **words_)


SAID = [
    (of("spend", above=500.0), "spend over €500", "over €500"),
    (of("spend", most=99.5), "spend at most €99.50", "up to €99.50"),
    (of("spend", above=100.0, most=500.0), "spend over €100 and at most €500", "over €100, up to €500"),
    (of("visits", above=1.0, most=5.0, whole=True), "visits 2 to 5", "2 to 5"),
    (of("visits", above=1.0, whole=True), "visits 2 or more", "2 or more"),
    (of("visits", most=1.0, whole=True), "visits 1 or less", "1 or less"),
    (of("visits", most=0.0, whole=True), "visits 0", "0"),
    (of("visits", above=2.0, most=3.0, whole=True), "visits 3", "3"),
    (of("visits", above=50.0, whole=True), "visits over 50", "over 50"),
    (of("age", above=29.0, most=45.0, whole=True), "age 30 to 45", "30 to 45"),
    (of("born", above=1959.0, most=1980.0, whole=True), "born 1960 to 1980", "1960 to 1980"),
    (of("joined", above=YEAR_END), "joined since 1 Jan 2025", "1 Jan 2025 or later"),
    (of("joined", most=YEAR_END), "joined until 31 Dec 2024", "31 Dec 2024 or earlier"),
    (of("channel", among=("web",)), "channel: web", "web"),
    (of("channel", without=("web", "app")), "channel: not web or app", "something else"),
    (of("happy", among=("low", "middle")), "happy: low or middle", "low or middle"),
    (of("member", among=("yes",)), "member: yes", "yes"),
    (of("likes", among=("wine", "art")), "likes with wine and art", "yes"),
    (of("likes", without=("wine",)), "likes without wine", "no"),
]


@pytest.mark.parametrize("name", COLUMNS)
def test_whether_it_is_known(name):
    of_it = of(name)
    assert rule_text((is_known(of_it),), COLUMNS, EN) == f"{name} is known"
    unknown = replace(of_it, known=False, unknown=True)
    assert rule_text((unknown,), COLUMNS, EN, missing=(name,)) == f"{name} is not known"


@pytest.mark.parametrize(("condition", "rule", "answer"), SAID, ids=[rule for _, rule, _ in SAID])
def test_a_condition_and_an_answer(condition, rule, answer):
    assert rule_text((condition,), COLUMNS, EN) == rule
    assert answer_text(condition, COLUMNS, EN) == answer


def test_a_whole_rule_with_those_who_are_not_known():
    conditions = of("spend", above=500.0, unknown=True), of("visits", above=1.0, most=5.0, whole=True, unknown=True)
    assert rule_text(conditions, COLUMNS, EN) == "spend over €500 and visits 2 to 5"
    assert rule_text(conditions, COLUMNS, EN, ("visits",)) == "spend over €500 and visits 2 to 5 (or not known)"
    assert rule_text((), COLUMNS, EN) == "everybody"


def test_a_counter_statement():
    older = Counter(
        1, "age", Kind.NUMBER, True, False, 52.04, 44.96, 0.36, of("age", above=50.0, whole=True), 0.764, 0.8, 0.64
    )
    assert counter_text(older, COLUMNS, EN, markdown=False) == (
        "**age** is 52 on average here, 45 among all. But 36% of the segment have less than the average customer, and "
        "76% of all customers with age over 50 are in other segments."
    )
    yes = Counter(0, "member", Kind.BINARY, True, False, 0.6, 0.45, 0.0, of("member", among=("yes",)), 0.0, 0.8, 0.6)
    assert counter_text(yes, COLUMNS, EN, markdown=False) == (
        "**member: yes** holds for 60% here, 45% of all. Hardly anybody of the segment is on the other side, and "
        "nearly all customers with member: yes are in this segment."
    )


def test_the_sheet_has_boxes_points_and_nothing_that_runs():
    tool = Questionnaire(
        (Question("visits", (of("visits", most=1.0, whole=True), of("visits", above=1.0, whole=True))),),
        (np.array([[12, 0], [3, 20]]),), (np.array([5, 6]),), 0.9, 0.95, 0.5, 1, 300,
    )  # fmt: skip
    page = sheet("<b>Shop</b>", tool, ("Often & much", "<script>"), COLUMNS, EN)
    assert "<script>" not in page.split("</style>")[1]
    assert "&lt;b&gt;Shop&lt;/b&gt;" in page
    assert "<tr><td>1 or less</td><td>12</td><td>0</td></tr>" in page
    assert "<tr><td>no answer</td><td>5</td><td>6</td></tr>" in page
    assert "<li>Often &amp; much</li>" in page
    assert "these questions place 90% in their segment" in page


def test_the_sheet_has_a_letter_for_every_segment():
    question = Question("visits", (of("visits", most=1.0, whole=True), of("visits", above=1.0, whole=True)))
    tool = Questionnaire((question,), (np.zeros((2, 28), int),), (np.zeros(28, int),), 0.9, 0.95, 0.5, 1, 300)
    page = sheet("Shop", tool, tuple(f"Segment {at}" for at in range(28)), COLUMNS, EN)
    assert "<th>Z</th><th>AA</th><th>AB</th></tr>" in page
