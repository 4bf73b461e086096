"""The map as a room uses it: circled, compared, kept, coloured, pointed at and taken away, with real workers.

60 customers of three kinds, enough for a UMAP; who is inside an outline is told by where they are on the screen.
"""

import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from seg.core.fingerprint import fingerprint
from seg.segments.orientation import AS_IT_IS
from seg.tasks import kept
from seg.tasks.desk import workspace
from tests import small_shop as world
from tests.ui.map_page.walk import Walk, expect_lit, snapshot

pytestmark = pytest.mark.browser


@pytest.fixture
def saved(home, tmp_path):
    """Three segments and two of the same customers, nothing of it computed yet."""
    path = world.write_customers(tmp_path / "shop.csv", world.customers(each=20))
    dataset = world.dataset_of(world.read(path, tmp_path))
    return [world.segmentation(world.recipe_of(dataset, k), name) for k, name in ((3, "Small shop"), (2, "In two"))]


def selection_of(page) -> list[str]:
    """The parts of the selection in the address."""
    return re.search(r"[?&]sel=([^&]*)", page.url)[1].replace("%7E", "~").split("~")


def members(page) -> list[int]:
    return workspace().own_members(selection_of(page)[0].removeprefix("o.")).tolist()


def circle(page, walk, saved) -> None:
    """The number is there at once, and right; then what sets them apart."""
    inside = walk.lasso_the_left()
    panel = page.locator(".st-key-selection")
    expect(panel).to_contain_text(f"{inside.sum()} customers · ")
    rows = kept.kept_solutions(workspace(), saved.recipe).rows
    assert members(page) == sorted(rows[inside].tolist())
    assert 0 < inside.sum() < 60
    expect_lit(walk, inside.sum())
    expect(panel.get_by_text("They stand out by")).to_be_visible()
    expect(panel.locator(".js-plotly-plot")).to_be_visible()
    panel.scroll_into_view_if_needed()
    snapshot(page, "selection")


def save(page) -> None:
    page.get_by_role("button", name="Save as a segment").click()
    page.get_by_label("Name", exact=True).fill("Front row")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".st-key-own-segments")).to_contain_text("Front row")
    expect(page.get_by_role("button", name="Save as a segment")).to_have_count(0)
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)  # nor does its neighbour open


def compare(page, walk, saved) -> None:
    """Shift and a name on the map; both are there again after a reload, and after they were cleared."""
    solution = kept.kept_solutions(workspace(), saved.recipe).solutions.by_k[3]
    segment = solution.ids[solution.labels[walk.places()[:, 0].argmax()]]
    walk.click_name(f"segment {segment}", shift=True)
    panel = page.locator(".st-key-selection")
    expect(panel).to_contain_text("A stands out from B")
    both = selection_of(page)
    assert both[1] == f"s.{segment}"
    page.reload()
    walk.wait("true")
    expect(panel).to_contain_text("A stands out from B")
    expect(page.locator(".st-key-own-segments")).to_contain_text("Front row")
    assert selection_of(page) == both
    snapshot(page, "compared")
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(panel).to_have_count(0)
    page.get_by_role("button", name="Bring it back").click()
    expect(panel).to_contain_text("A stands out from B")
    page.get_by_role("button", name="Clear", exact=True).click()
    expect_lit(walk, 0)


def colour(page, walk) -> None:
    key, box = walk.root.locator(".seg-map-key"), page.locator(".st-key-colour input")
    box.scroll_into_view_if_needed()
    expect(box).to_be_in_viewport()  # scrolling would close the list
    for name in ("visits", "Confidence", "Segment"):
        box.click()
        page.get_by_role("option", name=name, exact=True).click()
        expect(key).to_contain_text(re.compile(name, re.I)) if name != "Segment" else expect(key).to_be_hidden()
        snapshot(page, f"by_{name}")


def true_distances(page, walk) -> None:
    near = walk.map_id
    page.get_by_text("True distances", exact=True).click()
    walk.wait(f"map.id !== '{near}'")
    expect(walk.root.locator('[data-key="arrow 0"]')).to_be_visible()
    snapshot(page, "true_distances")
    page.get_by_text("Who is alike", exact=True).click()
    walk.wait(f"map.id === '{near}'")


def point(page, walk, saved) -> None:
    at = walk.click_customer()
    expect(walk.root.locator(".seg-map-over circle")).to_have_count(2)
    expect(page.locator(".st-key-pointed")).to_contain_text("The lines lead to the 10 customers")
    row = int(kept.kept_solutions(workspace(), saved.recipe).rows[at])
    assert f"c={row:04d}" in page.url
    snapshot(page, "pointed")
    page.get_by_role("button", name="Let go").click()
    expect(page.locator(".st-key-pointed")).to_have_count(0)


def more_detail(page, walk) -> None:
    before = walk.map_id
    page.get_by_role("button", name="Set up the map").click()
    page.get_by_text("More detail", exact=True).click()
    walk.wait(f"map.id !== '{before}'")
    snapshot(page, "set_up")
    page.keyboard.press("Escape")


def another_number(page, walk, saved) -> None:
    """The view stays where it is."""
    home = walk.camera()[0]
    walk.root.get_by_role("button", name="Zoom in").click()
    page.wait_for_function("(zoom) => segMap.maps['customer-map'].camera()[0] > 1.2 * zoom", arg=home)
    before = walk.camera()
    slider = page.locator(f".st-key-{saved.id}-k input[type='range']")
    slider.focus()
    slider.press("ArrowRight")
    expect(walk.root.locator(".seg-map-list li")).to_have_count(4)
    assert walk.camera() == before


def take_away(page, walk) -> None:
    with page.expect_download() as waiting:
        walk.root.get_by_role("button", name="Download PNG").click()
    with Image.open(waiting.value.path()) as picture:
        assert picture.width > 1_000


def test_the_map_is_circled_compared_coloured_pointed_at_and_taken_away(saved, browsing):
    one, other = saved
    page = browsing.open(f"segments?s={one.id}")
    walk = Walk(page, "customer-map")
    shown = fingerprint(kept.map_key(one.recipe), AS_IT_IS)[:24]
    walk.wait(f"map.id.startsWith('{shown}')")  # no sketch any more
    expect(page.get_by_text("Near means similar")).to_be_visible()
    snapshot(page, "first")
    circle(page, walk, one)
    save(page)
    compare(page, walk, one)
    colour(page, walk)
    true_distances(page, walk)
    point(page, walk, one)
    more_detail(page, walk)
    another_number(page, walk, one)
    take_away(page, walk)
    browsing.open(f"two-maps?s={one.id}&beside={other.id}")
    left, right = Walk(page, "map-left"), Walk(page, "map-right")
    left.wait("map.points === 60")
    right.wait("map.points === 60")
    count = int(np.count_nonzero(left.lasso_the_left()))
    expect(page.locator(".st-key-picked-on-two")).to_contain_text(f"{count} customers picked on the left")
    expect_lit(left, count)
    expect_lit(right, count)
    expect(left.root.locator(".seg-map-over path")).not_to_have_count(0)
    expect(right.root.locator(".seg-map-over path")).to_have_count(0)
    snapshot(page, "two")
    assert browsing.complaints == []
