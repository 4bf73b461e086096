"""A group by a rule: begun with nothing or with the rule of a segment, counted, named, kept and compared at once."""

from datetime import date

from seg.core.columns import Kind
from seg.core.condition import Condition
from seg.tasks.desk import workspace
from tests.ui.visit import said, settled, visit


def box(at, label):
    return next(
        each for each in (*at.selectbox, *at.multiselect, *at.number_input, *at.date_input) if each.label == label
    )


def opened(saved, **address):
    at = settled(visit("compare", s=saved.id, **address))
    at.button(key="compare-rule").click().run()
    assert not at.exception
    return at


def kept(saved):
    (made,) = workspace().own_segments(saved.id)
    return made


def test_a_group_by_two_conditions(saved, workers):
    """Ages are 20 and more by row, every third customer lives in Malta, in Poland, in the Netherlands. Who is 30 and
    more and lives in one of the first two is refused: fewer than ten live there and are younger."""
    at = opened(saved)
    box(at, "Dimension").set_value("age").run()
    box(at, "At least (years)").set_value(30).run()
    assert "**20 customers** fulfil it" in said(at)
    at.button(key="compare-rule-more").click().run()
    [each for each in at.selectbox if each.label == "Dimension"][1].set_value("country").run()
    box(at, "Values").set_value(["Poland", "Malta"]).run()
    assert "Poland or Malta" in said(at)
    assert box(at, "Dimension").value == "age"
    at.button(key="compare-rule-keep").click().run()
    assert "theirs could be worked out" in "".join(error.value for error in at.error)
    assert not workspace().own_segments(saved.id)
    box(at, "At least (years)").set_value(20).run()
    at.button(key="compare-rule-keep").click().run()
    at = settled(at)
    assert not at.exception
    assert not at.error
    made = kept(saved)
    assert made.selection.conditions == (
        Condition("age", Kind.NUMBER, above=19.0, whole=True),
        Condition("country", Kind.NOMINAL, among=("Poland", "Malta")),
    )
    rows = workspace().own_members(made.id).tolist()
    assert rows == [row for row in range(30) if row % 3 != 2]
    assert made.name.replace("\xa0", " ") == "age 20 years or more and country: Poland or Malta"
    assert at.query_params["groups"] == f"o.{made.id}~rest"
    assert not [each for each in at.selectbox if each.label == "Dimension"], "the dialog is closed"


def test_too_few_are_not_kept(saved, workers):
    at = opened(saved)
    box(at, "Dimension").set_value("age").run()
    box(at, "At least (years)").set_value(41).run()
    assert "Fewer than 10 customers fulfil it" in "".join(each.value for each in at.warning)
    assert at.button(key="compare-rule-keep").disabled
    box(at, "At least (years)").set_value(21).run()
    assert at.button(key="compare-rule-keep").disabled, "everybody else would be one"


def test_the_rule_of_a_segment_beside_the_segment(saved, workers):
    at = settled(opened(saved, look="overlap"))
    start = box(at, "Begin with the rule of a segment")
    start.set_value(0).run()
    dimension = box(at, "Dimension").value
    assert dimension in ("visits", "spend", "country")
    at.text_input(key=f"{saved.id}/rule-name").set_value("By rule").run()
    at.button(key="compare-rule-keep").click().run()
    at = settled(at)
    assert not at.exception
    assert kept(saved).name == "By rule"
    assert f"o.{kept(saved).id}" in at.query_params["sets"]
    assert "in more than one of these groups" in said(at)


def test_days_and_amounts(saved, workers):
    """From a day and to a day, both of them too; over an amount, and at most another. A row can be taken out again."""
    at = opened(saved)
    box(at, "Dimension").set_value("joined").run()
    first, last = (next(each for each in at.date_input if each.label == label) for label in ("First day", "Last day"))
    first.set_value(date(2025, 3, 1)).run()
    last.set_value(date(2025, 8, 31)).run()
    at.button(key="compare-rule-more").click().run()
    [each for each in at.selectbox if each.label == "Dimension"][1].set_value("spend").run()
    next(each for each in at.number_input if each.label.startswith("Over")).set_value(60.5).run()
    next(each for each in at.number_input if each.label.startswith("At most")).set_value(500.0).run()
    days = [float((day - date(1970, 1, 1)).days) for day in (date(2025, 2, 28), date(2025, 8, 31))]
    joined = Condition("joined", Kind.DATE, above=days[0], most=days[1])
    rows = at.session_state[f"{saved.id}/rule-rows"]
    assert rows == {0: joined, 1: Condition("spend", Kind.MONEY, above=60.5, most=500.0)}
    at.button(key=f"{saved.id}/rule/1/drop").click().run()
    assert at.session_state[f"{saved.id}/rule-rows"] == {0: joined}
    proposed = at.text_input(key=f"{saved.id}/rule-name").placeholder
    assert proposed.replace("\xa0", " ") == "joined 1 Mar 2025 to 31 Aug 2025"


def test_what_events_tell_beyond_the_segmentation(tea_shop, workers):
    """Regulars spend 20 and more in each order, but for one whose pot came back, the 15 others 5, 6, 7 and so on, but
    for the last, of 19 and 5. Nothing of that is derived yet."""
    at = opened(tea_shop)
    label = "orders:average_order_value"
    assert label not in tea_shop.recipe.dimensions
    at = settled(box(at, "Dimension").set_value(label).run())
    assert not at.error
    next(each for each in at.number_input if each.label.startswith("At most")).set_value(19.5).run()
    assert "**16 customers** fulfil it" in said(at)
    next(each for each in at.number_input if each.label.startswith("At most")).set_value(14.5).run()
    assert "**11 customers** fulfil it" in said(at)
    at = settled(at)
    assert box(at, "Dimension").value == label


def test_whether_it_is_known(saved, workers):
    at = opened(saved)
    box(at, "Dimension").set_value("joined").run()
    for way, told in (("known", "All customers fulfil it"), ("unknown", "Fewer than 10 customers fulfil it")):
        box(at, "How").set_value(way).run()
        assert told in "".join(each.value for each in at.warning)
