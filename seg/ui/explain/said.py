"""Conditions, answers and counter-statements in words of the reader's language. No Streamlit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from seg.core.columns import NUMERIC_KINDS, Column, Kind
from seg.core.condition import Condition
from seg.core.facts import Fact
from seg.segments.explaining.conditions import is_known
from seg.segments.explaining.round_numbers import day_at
from seg.segments.fairness.counter import Counter
from seg.segments.profiles import SHARE_KINDS
from seg.ui.one_customer.dimension_rows import value_text
from seg.ui.words.words import Words

SMALL = 20
"""Whole numbers up to which people say "3 or more", and not "over 2"."""
Columns = Mapping[str, Column]


def rule_text(conditions: Iterable[Condition], columns: Columns, words: Words, missing: Collection[str] = ()) -> str:
    """All conditions of a rule: "spend over 500 and visits 2 to 5". Of dimensions that are not known of everybody
    (`missing`) it is said when those who are not known pass."""
    told = [_condition(condition, columns, words, condition.dimension in missing) for condition in conditions]
    return words.listing(told) if told else words.text("everybody", markdown=False)


def _condition(condition: Condition, columns: Columns, words: Words, mind_unknown: bool = False) -> str:
    rule = words.say(condition_fact(condition, columns, words), markdown=False)
    if condition.unknown and condition.known and mind_unknown:
        return words.say(Fact.of("condition.or_unknown", rule=rule), markdown=False)
    return rule


def condition_fact(condition: Condition, columns: Columns, words: Words) -> Fact:
    """One condition as a statement, without who is not known."""
    column, name = columns[condition.dimension], {"dimension": condition.dimension}
    if not condition.known:
        return Fact.of("condition.unknown", **name)
    if replace(condition, unknown=False) == is_known(condition):
        return Fact.of("condition.known", **name)
    if column.kind in NUMERIC_KINDS or column.kind is Kind.DATE:
        return _ranged(condition, column, words, name)
    some, others = (
        [words.level(column.label, level) for level in levels] for levels in (condition.among, condition.without)
    )
    if column.kind is Kind.MULTI_VALUE:
        if some and others:
            return Fact.of("condition.with_without", values=words.listing(some), others=words.either(others), **name)
        if some:
            return Fact.of("condition.with", values=words.listing(some), **name)
        return Fact.of("condition.without", values=words.either(others), **name)
    if some:
        return Fact.of("condition.is", values=words.either(some), **name)
    return Fact.of("condition.is_not", values=words.either(others), **name)


def _ranged(condition: Condition, column: Column, words: Words, name: dict[str, str]) -> Fact:
    low, high, counted = _ends(condition, column, words)
    dated = column.kind is Kind.DATE
    if low is None and dated:
        return Fact.of("condition.until", high=high, **name)
    if low is None:
        return Fact.of("condition.or_less" if counted else "condition.at_most", high=high, **name)
    if high is None and dated:
        return Fact.of("condition.since", low=low, **name)
    if high is None:
        return Fact.of("condition.or_more" if counted else "condition.over", low=low, **name)
    if low == high and counted:
        return Fact.of("condition.exactly", low=low, **name)
    return Fact.of("condition.from_to" if counted else "condition.over_at_most", low=low, high=high, **name)


def answer_text(answer: Condition, columns: Columns, words: Words) -> str:
    """What is ticked: without the name of the dimension, which the question says."""
    column = columns[answer.dimension]
    if column.kind is Kind.MULTI_VALUE:
        return words.text("yes", markdown=False) if answer.among else words.text("no", markdown=False)
    if answer.among:
        return words.either(words.level(column.label, level) for level in answer.among)
    if answer.without:
        return words.say(Fact.of("answer.something_else"), markdown=False)
    return _band(*_ends(answer, column, words), column.kind is Kind.DATE, words)


def _band(low: str | None, high: str | None, counted: bool, dated: bool, words: Words) -> str:
    """An answer of numbers or days; `counted` where both ends are part of it."""
    if low == high:
        return low
    if low is None and dated:
        fact = Fact.of("answer.until", high=high)
    elif low is None:
        fact = Fact.of("answer.or_less" if counted else "answer.up_to", high=high)
    elif high is None and dated:
        fact = Fact.of("answer.since", low=low)
    elif high is None:
        fact = Fact.of("answer.or_more" if counted else "answer.over", low=low)
    else:
        fact = Fact.of("answer.from_to" if counted else "answer.between", low=low, high=high)
    return words.say(fact, markdown=False)


def _ends(condition: Condition, column: Column, words: Words) -> tuple[str | None, str | None, bool]:
    """The smallest and the largest that passes, None where it is open, and whether both pass themselves; of amounts the
    lower one does not."""
    above, most = condition.above, condition.most
    largest = max(abs(end) for end in (above, most, 0) if end is not None)
    small = largest <= SMALL or column.unit == "year" or (above is not None and _rounder(above + 1, above))
    counted = column.kind is Kind.DATE or (condition.whole and small)
    low = None if above is None else above + 1 if counted else above
    if column.kind is Kind.COUNT and above is None and most == 0:  # nobody counts to less
        low = 0
    return number_text(column, low, words), number_text(column, most, words), counted


def _rounder(one: float, other: float) -> bool:
    """Whether people rather say the one of two whole numbers: 30, and not 29."""
    return one % 10 == 0 != other % 10 or (one % 5 == 0 != other % 5)


def number_text(column: Column, value: float | None, words: Words) -> str | None:
    """A number of that dimension as people write it; a date of days since 1970."""
    if value is None:
        return None
    if column.kind is Kind.DATE:
        return words.date(day_at(round(value)))
    return value_text(column, value, words)


def counter_text(found: Counter, columns: Columns, words: Words, markdown: bool = True) -> str:
    """What a headline says and what it leaves out, as one paragraph."""
    facts = (_headline(found, columns, words), _across(found), _elsewhere(found, columns, words))
    return " ".join(words.say(fact, markdown=markdown) for fact in facts)


def _headline(found: Counter, columns: Columns, words: Words) -> Fact:
    column = columns[found.dimension]
    if found.kind in SHARE_KINDS:
        rule = _condition(found.beyond, columns, words)
        return Fact.of("counter.share", rule=rule, here_share=found.here, everybody_share=found.everybody)
    here, everybody = (_middle(column, value, words) for value in (found.here, found.everybody))
    said = {"dimension": found.dimension, "here": here, "everybody": everybody}
    return Fact.of("counter.typical" if found.median else "counter.average", **said)


def _middle(column: Column, value: float, words: Words) -> str:
    if column.kind is Kind.ORDINAL:  # the place among the levels, from 1
        return words.number(value + 1, 1)
    if column.kind is Kind.NUMBER and column.unit != "year":
        value = float(f"{value:.3g}") if abs(value) < 1_000 else round(value)
    return number_text(column, value, words)


def _across(found: Counter) -> Fact:
    if found.across in (0, 1):
        return Fact.of("counter.nearly_all" if found.across else "counter.hardly_any")
    if found.kind in SHARE_KINDS:
        return Fact.of("counter.otherwise", across_share=found.across)
    if found.kind == Kind.DATE:
        return Fact.of("counter.earlier" if found.more else "counter.later", across_share=found.across)
    return Fact.of("counter.less" if found.more else "counter.more", across_share=found.across)


def _elsewhere(found: Counter, columns: Columns, words: Words) -> Fact:
    rule = _condition(found.beyond, columns, words)
    if found.elsewhere in (0, 1):
        return Fact.of("counter.only_elsewhere" if found.elsewhere else "counter.only_here", rule=rule)
    return Fact.of("counter.elsewhere", rule=rule, elsewhere_share=found.elsewhere)
