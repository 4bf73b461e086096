"""On real customers our map keeps neighbours as umap-learn does out of the box: `umap.UMAP(random_state=42)` with its
own 15 neighbours, minimal distance .1, spectral start and 500 epochs. It is given exact neighbours, which changes
nothing for the worse and saves it the compiling of its own search."""

import warnings
from functools import cache

import numpy as np
import pytest
from sklearn.manifold import trustworthiness

from seg import pipeline
from seg.core.recipe import Forming, Recipe
from seg.data.events.choices import Choices
from seg.data.events.suggest import suggested
from seg.headless.tables import Sources, built
from seg.segments.customer_map import umap_map
from seg.segments.placing import filled, neighbours, self_first
from tests.data.tables import DATA

FILES = (
    "telco/Telco-Customer-Churn.csv",
    "marketing_campaign/marketing_campaign_tab.csv",
    "mcdonalds/mcdonalds.csv",
    "wholesale/wholesale_customers.csv",
)
MOST = 1_000


@pytest.fixture(scope="module")
def sample_of(tmp_path_factory):
    """Customers of a file, encoded with what Seg suggests: (up to `MOST`, width)."""

    @cache
    def sample_of(name):
        if not (DATA / name).exists():
            pytest.skip(f"needs ../shared/data/{name}, which is not here")
        made = built(Sources(DATA / name), tmp_path_factory.mktemp("sample"))
        forming, _ = suggested(made.dataset, Choices())
        recipe = Recipe(made.dataset.id, tuple(map(Forming, forming)))
        x = filled(pipeline.population(made.dataset, made.frame(recipe.named, "", Choices()), recipe).encoded.matrix)
        return x[np.random.default_rng(0).permutation(len(x))[:MOST]]

    return sample_of


@pytest.fixture(scope="module")
def of_umap(compiled_umap, sample_of):
    """How trustworthy umap's own picture of the same customers is."""

    @cache
    def of_umap(name):
        import umap

        x = sample_of(name)
        at, distance = self_first(*neighbours(x, x, 15))
        known = (at.astype(np.int32), distance)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = umap.UMAP(random_state=42, n_epochs=500, precomputed_knn=known).fit_transform(x)
        return trustworthiness(x, theirs, n_neighbors=10)

    return of_umap


@pytest.mark.parametrize("detail", ["balanced", "detail"])
@pytest.mark.parametrize("name", FILES)
def test_as_trustworthy_as_umap_out_of_the_box(name, detail, sample_of, of_umap):
    x = sample_of(name)
    drawn = umap_map(x, seed=0, detail=detail)
    assert drawn.method == "umap"
    assert trustworthiness(x, drawn.xy, n_neighbors=10) > of_umap(name) - 0.02
