"""A workspace of its own for every test that asks for one, also for what is opened once per process."""

import shutil
from functools import cache
from pathlib import Path

import pytest

from seg.core.settings import setting
from seg.tasks import desk, segments
from tests import small_shop as world


def forget_what_is_open() -> None:
    """Tasks keep the workspace of their process, and the population they worked on last."""
    if desk.workspace.cache_info().currsize:
        desk.workspace().close()
    desk.workspace.cache_clear()
    segments._population.cache_clear()


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The folder of an empty workspace, the one that tasks called in this process work on."""
    monkeypatch.setenv("SEG_HOME", str(tmp_path / "home"))
    forget_what_is_open()
    yield tmp_path / "home"
    forget_what_is_open()
    shutil.rmtree(tmp_path / "home", ignore_errors=True)


@pytest.fixture(scope="session")
def small_shop(tmp_path_factory):
    """A workspace with the small world read, built and computed; copied by `shop`, never worked on."""
    folder = tmp_path_factory.mktemp("small-shop")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEG_HOME", str(folder / "home"))
        forget_what_is_open()
        dataset = world.dataset_of(world.read(world.write_customers(folder / "small_shop.csv"), folder))
        world.compute(world.recipe_of(dataset))
        forget_what_is_open()
    return folder / "home", dataset


@pytest.fixture
def shop(home, small_shop):
    """The id of the dataset of the small world, in a workspace of the test's own."""
    computed, dataset = small_shop
    shutil.copytree(computed, home, dirs_exist_ok=True)
    return dataset


def hollow_ballast(home: Path) -> None:
    """A ballast of the right size with nothing in it: to write 50 MB for each test would take longer than the test."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home / "ballast").open("wb") as file:
        file.truncate(int(setting("ballast_bytes")))


def _light_pool(workers):
    """The pool of the app, of `workers` processes that compile nothing ahead: one pool for all that the app asks for,
    as each process takes a second to begin."""
    from seg.jobs.pool import Pool

    @cache
    def pool(home):
        return Pool(home, workers, "seg.jobs.warm:nothing", 0, preload=("seg.tasks.segments", "seg.tasks.imports"))

    return lambda home, *of, **how: pool(home)


def _services(home, monkeypatch, workers):
    import streamlit as st

    from seg.ui import services

    hollow_ballast(home)
    monkeypatch.setattr(services, "Pool", _light_pool(workers))
    services.services.cache_clear()
    for kept in (st.cache_data, st.cache_resource):
        kept.clear()
    yield services.services
    if services.services.cache_info().currsize:
        services.services().close()
    services.services.cache_clear()


@pytest.fixture
def no_workers(home, monkeypatch):
    """Services that compute nothing: what is kept is shown, what is not is awaited."""
    yield from _services(home, monkeypatch, 0)


@pytest.fixture
def workers(home, monkeypatch):
    """Services with a real worker."""
    yield from _services(home, monkeypatch, 1)


@pytest.fixture
def saved(shop, no_workers):
    """A segmentation of the small world in three segments, all of it computed."""
    return world.segmentation(world.recipe_of(shop))
