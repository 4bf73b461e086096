"""Table, cards and comparison of real files as a browser shows them, held against pandas and SciPy."""

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import expect
from scipy import stats

from seg.core.recipe import Forming, Recipe
from seg.data.events.choices import Choices
from seg.data.events.suggest import suggested
from seg.headless.tables import Sources, built
from seg.tasks import kept, segments
from seg.tasks.desk import workspace
from tests import small_shop as world
from tests.serving import visiting
from tests.ui.browser import ROOT
from tests.workspaces import forget_what_is_open

DATA = ROOT.parent / "shared" / "data"
K, SIDE_BY_SIDE = 4, 3
"""Segments, and of how many of them the cards are shown first."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not DATA.exists(), reason="the real files are not beside the repository"),
]


@dataclass(frozen=True)
class Real:
    """A file, how pandas reads it, the number whose medians are looked up, and the outcome that is compared."""

    path: str
    separator: str
    number: str
    outcome: str
    events: tuple[str, ...] = ()

    @property
    def table(self) -> pd.DataFrame:
        return pd.read_csv(DATA / self.path, sep=self.separator)


REAL = {
    "marketing": Real("marketing_campaign/marketing_campaign_semicolon_bom.csv", ";", "MntWines", "Year_Birth"),
    "telco": Real("telco/Telco-Customer-Churn.csv", ",", "MonthlyCharges", "Dependents"),
    "grocer": Real("grocer/demographics.csv", ",", "household_size", "age",
                   (f"orders={DATA / 'grocer/transactions_sample.csv'}",)),
}  # fmt: skip


@dataclass(frozen=True)
class Segmented:
    """A saved segmentation, and the segment of each customer of the file: -1 of who is set aside."""

    id: str
    labels: np.ndarray


def _segmented(name: str, real: Real) -> Segmented:
    store = workspace()
    with tempfile.TemporaryDirectory() as scratch:
        made = built(Sources(DATA / real.path, real.events), Path(scratch))
        for path in (made.path, *made.events.values(), *Path(scratch).rglob("*.parquet")):
            store.blobs.add_file(path)
    store.add_dataset(made.dataset)
    forming, describing = suggested(made.dataset, Choices())
    recipe = Recipe(made.dataset.id, tuple(map(Forming, forming)), describing, k=K)
    segments.solve({"recipe": recipe.as_json()}, world.silent)
    found = kept.kept_solutions(store, recipe)
    labels = np.full(len(real.table), -1)
    labels[found.rows] = found.solutions.by_k[K].labels
    return Segmented(world.segmentation(recipe, name).id, labels)


@pytest.fixture(scope="module")
def visit(tmp_path_factory):
    """A browser before a workspace with all of them: (visit, {name: Segmented})."""
    home = tmp_path_factory.mktemp("real") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEG_HOME", str(home))
        forget_what_is_open()
        known = {name: _segmented(name, real) for name, real in REAL.items()}
        forget_what_is_open()
        with visiting(home) as visit:
            yield visit, known


def numbers_in(text: str) -> list[float]:
    return [float(found.replace(",", "")) for found in re.findall(r"-?\d[\d,]*\.?\d*", text)]


@pytest.mark.parametrize("name", REAL)
def test_the_table_shows_the_medians_of_the_file(visit, name):
    visit, known = visit
    page, real = visit.open(f"profile?s={known[name].id}"), REAL[name]
    page.get_by_role("searchbox").fill(real.number)
    row = page.locator(".profile tbody tr:visible")
    expect(row).to_have_count(1)
    sizes = [int(numbers_in(text)[0]) for text in page.locator(".profile thead .size").all_inner_texts()]
    shown = [numbers_in(text)[0] for text in row.locator("td").all_inner_texts()]
    values = real.table[real.number].astype(str).str.extract(r"(\d+\.?\d*)")[0].astype(float)
    groups = [values[known[name].labels == label] for label in range(K)]
    everybody = values[known[name].labels >= 0]
    assert sizes == [len(everybody), *sorted(map(len, groups), reverse=True)]
    by_size = sorted(groups, key=len, reverse=True)
    assert shown == pytest.approx([everybody.median(), *(group.median() for group in by_size)], abs=0.5)


@pytest.mark.parametrize("name", REAL)
def test_cards_tell_sizes_traits_and_a_rule(visit, name):
    visit, known = visit
    page = visit.open(f"profile?s={known[name].id}")
    page.get_by_role("radio", name="Cards").or_(page.get_by_role("button", name="Cards")).first.click()
    cards = page.locator(".card")
    expect(cards).to_have_count(SIDE_BY_SIDE)
    expect(page.locator(".card .short")).to_have_count(SIDE_BY_SIDE)
    counts = sorted(np.bincount(known[name].labels[known[name].labels >= 0]).tolist(), reverse=True)
    for card, count in zip(cards.all(), counts[:SIDE_BY_SIDE], strict=True):
        expect(card).to_contain_text(f"{count:,}")
        assert card.locator(".trait").count() >= 2
        box = card.bounding_box()
        inside = card.evaluate("card => card.scrollWidth <= card.clientWidth")
        assert inside
        assert box["width"] > 250
    visit.snapshot(f"real_{name}_cards")


def _difference(real: Real, own: np.ndarray, rest: np.ndarray) -> tuple[float, ...]:
    """What the sentence says of one segment against all others, worked out from the file."""
    values = real.table[real.outcome]
    if real.outcome == "Dependents":  # shares, their difference in points, and Newcombe's interval of it
        (p, low, high), (q, low_q, high_q) = (_wilson(values[who] == "Yes") for who in (own, rest))
        gap = q - p
        below, above = gap - np.hypot(q - low_q, high - p), gap + np.hypot(high_q - q, p - low)
        return tuple(100 * share for share in (p, q, gap, below, above))
    if real.outcome == "age":  # of one of each, how often theirs is the higher one
        places = values.map({level: at for at, level in enumerate(sorted(values.dropna().unique()))}).to_numpy()
        one, other = places[own], places[rest]
        return (100 * stats.mannwhitneyu(one, other).statistic / len(one) / len(other),)
    test = stats.ttest_ind(values[own], values[rest], equal_var=False)
    interval = test.confidence_interval()
    gap = values[own].mean() - values[rest].mean()
    return values[own].mean(), values[rest].mean(), gap, interval.low, interval.high


def _wilson(has: pd.Series) -> tuple[float, float, float]:
    found = stats.binomtest(int(has.sum()), len(has)).proportion_ci(method="wilson")
    return has.mean(), found.low, found.high


@pytest.mark.parametrize("name", REAL)
def test_a_comparison_says_what_the_file_says(visit, name):
    visit, known = visit
    real, labels = REAL[name], known[name].labels
    page = visit.open(f"compare?s={known[name].id}&outcome={real.outcome}")
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    sentence = page.locator("p", has_text=re.compile("all others")).first.inner_text()
    said = [abs(number) for number in numbers_in(re.sub("“.*?”", "", sentence))]
    wanted = [_difference(real, labels == label, (labels >= 0) & (labels != label)) for label in range(K)]
    within = {"marketing": 0.06, "telco": 0.51, "grocer": 0.51}[name]
    assert any(np.allclose(said[: len(each)], np.abs(each), atol=within) for each in wanted), (sentence, wanted)
    visit.snapshot(f"real_{name}_compare")
    assert visit.complaints == []
