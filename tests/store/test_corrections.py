"""What was corrected in one file is known for the next one like it."""

from seg.core.steps import Step

LABELS = ("id", "spend", "town", "joined", "visits")
TOWN, SPEND = Step("basis", "town", ("geographic",)), Step("missing_values", "spend", ("-1", "?"))


def test_nothing_is_remembered_of_files_never_seen(workspace):
    assert workspace.remembered(LABELS) is None


def test_the_same_columns_in_any_order_and_case(workspace):
    workspace.remember(LABELS, (TOWN, SPEND))
    found = workspace.remembered(("VISITS", "joined", "Town", "spend", "id"))
    assert found.steps == (TOWN, SPEND)
    assert found.updated


def test_the_last_word_counts(workspace):
    workspace.remember(LABELS, (TOWN,))
    workspace.remember(LABELS[::-1], (SPEND,))
    assert workspace.remembered(LABELS).steps == (SPEND,)
    workspace.remember(LABELS, ())
    assert workspace.remembered(LABELS).steps == ()


def test_a_column_more_or_less_is_the_same_export(workspace):
    workspace.remember(LABELS, (TOWN,))
    assert workspace.remembered((*LABELS, "new")).steps == (TOWN,), "5 of 6"
    assert workspace.remembered(LABELS[:4]).steps == (TOWN,), "4 of 5"
    assert workspace.remembered(LABELS[:3]) is None, "3 of 5"


def test_the_likest_file_counts_and_the_later_one_of_two_alike(workspace):
    workspace.remember((*LABELS, "a"), (TOWN,))
    workspace.remember((*LABELS, "b"), (SPEND,))
    assert workspace.remembered(LABELS).steps == (SPEND,)
    assert workspace.remembered((*LABELS, "a")).steps == (TOWN,)
