"""The small world with events, with every dimension that is offered derived; each test works on a copy."""

import shutil

import pytest

from seg.data.events.choices import Choices
from seg.data.events.offered import offered
from seg.tasks.desk import workspace
from tests import small_shop
from tests.ui.dimensions import world
from tests.workspaces import forget_what_is_open


@pytest.fixture(scope="session")
def computed(tmp_path_factory):
    """The folder of the workspace and the id of the dataset, for `events_home`; never worked on."""
    folder = tmp_path_factory.mktemp("events")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEG_HOME", str(folder / "home"))
        forget_what_is_open()
        dataset = world.dataset(folder)
        labels = tuple(column.label for column in offered(workspace().dataset(dataset).tables, Choices()))
        world.derived(world.recipe(dataset), labels)
        forget_what_is_open()
    return folder / "home", dataset


@pytest.fixture
def events(home, computed):
    """The id of the dataset, in a workspace of the test's own."""
    folder, dataset = computed
    shutil.copytree(folder, home, dirs_exist_ok=True)
    return dataset


@pytest.fixture
def saved(events, no_workers):
    """A segmentation that recency and frequency form, and age describes."""
    return small_shop.segmentation(world.recipe(events, world.RECENCY, world.FREQUENCY, describing=("age",)))
