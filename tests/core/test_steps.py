"""A step says what it offers and what it did, and lasts as JSON."""

import pytest

from seg.core.columns import Column, Sensitivity
from seg.core.steps import Step


@pytest.mark.parametrize("step", [Step("identical_rows"), Step("same_spelling", "city", ("NL", "Holland", "nl"))])
def test_steps_survive_as_json(step):
    assert Step.from_json(step.as_json()) == step


def test_facts_part_the_values():
    fact = Step("implausible_years", "born", ("1914", "2024")).offer
    assert (fact.key, fact["column"], fact["first"], fact["last"]) == (
        "repair.implausible_years.offer",
        "born",
        "1914",
        "2024",
    )
    assert Step("same_spelling", "city", ("NL", "Holland", "nl")).done["others"] == ("Holland", "nl")
    assert Step("ignore", "city").done["first"] == ""


def test_a_step_that_sets_something_names_it():
    assert Step("kind", "city", ("nominal",)).done["kind"] == "nominal"


def test_sensitivity_of_a_column():
    of = [Column("c0", "x"), Column("c0", "x", sensitive=True), Column("c0", "x", sensitive=True, held=True)]
    assert [column.sensitivity for column in of] == list(Sensitivity)
