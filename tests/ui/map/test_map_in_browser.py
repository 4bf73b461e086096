"""The map as a person meets it: what is drawn, what travels, what stays."""

import json
from urllib.parse import urlsplit

import numpy as np
import pytest

from tests.ui.browser import ARTEFACTS, launch
from tests.ui.map.map_page import MAP, colours_at, near
from tests.ui.map.world import even_odd, world

pytestmark = pytest.mark.browser
CUSTOMERS = 100_000


def test_a_hundred_thousand_points_and_what_a_change_of_k_costs(open_map, record_property):
    page = open_map(CUSTOMERS)
    assert page.told()["points"] == CUSTOMERS
    first = page.received
    assert 8 * CUSTOMERS < first < 8 * CUSTOMERS + 2 * CUSTOMERS + CUSTOMERS + 600_000  # xy, bands, labels, our code

    unrelated = page.bytes_of(page.again)
    page.zoom_in()
    camera, seconds = page.camera(), []
    change = page.bytes_of(lambda: seconds.append(page.drawn_after(page.more_segments)))

    assert CUSTOMERS < change <= 120_000
    assert unrelated <= 2_000
    assert page.camera() == camera
    record_property("change_of_k_seconds", seconds[0])
    print(f"\nfirst {first:,} B, change of k {seconds[0]:.2f} s and {change:,} B, unrelated rerun {unrelated:,} B")


def test_an_unrelated_rerun_touches_nothing(open_map):
    page = open_map(20_000)
    drawn = page.told()["drawn"]
    page.page.evaluate(
        """window.touched = 0;
        new MutationObserver(() => window.touched++).observe(
            document.querySelector(".seg-map"), { childList: true, subtree: true, attributes: true })"""
    )
    assert max(page.bytes_of(page.again) for _ in range(3)) <= 2_000
    assert page.told()["drawn"] == drawn
    assert page.page.evaluate("window.touched") == 0


def test_segments_hide_isolate_and_come_back(open_map):
    page = open_map(5_000)
    assert near("#0b76cb", colours_at(page))

    page.drawn_after(page.segment("Big weekly baskets").click)
    assert page.told()["hidden"] == [0]
    assert page.segment("Big weekly baskets").get_attribute("aria-pressed") == "false"
    assert not near("#0b76cb", colours_at(page))

    page.drawn_after(lambda: page.only("Families online"))
    assert page.told()["hidden"] == [0, 1, 3, 4, 5]
    assert near("#12847d", colours_at(page))
    assert not near("#d47801", colours_at(page))

    page.drawn_after(page.more_segments)  # hidden segments stay hidden by identity, the new one is shown
    assert page.told()["hidden"] == [0, 1, 3, 4, 5]

    page.drawn_after(page.page.get_by_role("button", name="Show all").click)
    assert page.told()["hidden"] == []
    page.segment("Families online").dblclick()
    page.wait("hidden.join() === '0,1,3,4,5,6'")
    assert page.problems == []


def test_the_legend_works_from_the_keyboard(open_map):
    page = open_map(200)
    first = page.segment("Big weekly baskets")
    first.focus()
    page.drawn_after(lambda: page.page.keyboard.press("Space"))
    assert page.told()["hidden"] == [0]
    page.page.keyboard.press("Tab")
    page.drawn_after(lambda: page.page.keyboard.press("Enter"))
    assert page.told()["hidden"] == [1, 2, 3, 4, 5]
    page.page.locator(".seg-map-stage").focus()
    camera = page.camera()
    page.page.keyboard.press("+")
    page.page.keyboard.press("ArrowRight")
    assert page.camera() != camera
    page.page.keyboard.press("0")
    page.page.wait_for_function(f"{MAP}.camera().every((v, i) => Math.abs(v - {json.dumps(camera)}[i]) < 1e-5)")


def test_everything_hidden_is_said(open_map):
    page = open_map(200, k=2)
    for name in ("Big weekly baskets", "Lapsed since spring"):
        page.drawn_after(page.segment(name).click)
    assert page.told()["hidden"] == [0, 1]
    assert colours_at(page) == set()
    assert page.page.get_by_text("All segments are hidden.").is_visible()


def test_another_map_of_the_same_customers_keeps_the_view(open_map):
    page = open_map(5_000)
    page.zoom_in()
    page.drawn_after(page.segment("Families online").click)
    camera = page.camera()
    page.drawn_after(lambda: page.page.get_by_text("pca", exact=True).click())
    told = page.told()
    assert (told["id"], told["hidden"]) == ("pca-5000", [2])
    assert page.page.locator(".seg-map-overlay.seg-map-away").count() == 0  # names are back when the points stand
    assert page.page.locator(".seg-map-label:visible").count() >= 3
    assert page.camera() == camera
    page.drawn_after(lambda: page.page.get_by_text("umap", exact=True).click())
    assert page.told()["id"] == "umap-5000"
    assert page.problems == []


def test_a_map_that_left_the_page_comes_back_as_it_was(open_map):
    page = open_map(5_000)
    page.zoom_in()
    page.drawn_after(page.segment("Families online").click)
    page.page.get_by_role("radio", name="Lasso").click()
    camera = page.camera()
    page.page.get_by_text("none", exact=True).click()
    page.page.locator(".seg-map").wait_for(state="detached")
    assert page.page.evaluate("Object.keys(segMap.maps)") == []
    page.page.get_by_text("umap", exact=True).click()
    page.wait("drawn > 0")
    assert page.told()["hidden"] == [2]
    assert page.camera() == camera
    assert page.page.get_by_role("radio", name="Lasso").get_attribute("aria-checked") == "true"
    assert page.problems == []


def test_the_browser_forgets_old_maps(open_map):
    page = open_map(200, reduced_motion="reduce")
    for name in ("pca", "turned", "mirrored", "umap"):
        page.drawn_after(page.page.get_by_text(name, exact=True).click)
    assert page.told()["id"] == "umap-200"
    assert page.page.evaluate("[...segMap.coordinates.keys()]") == ["turned-200", "mirrored-200", "umap-200"]


def test_a_lost_graphics_context_is_replaced(open_map):
    page = open_map(
        200,
        script="""const get = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
            const made = get.call(this, kind, ...rest);
            if (kind === "webgl" && made) window.lastWebgl = made;
            return made };""",
    )
    page.zoom_in()
    camera = page.camera()
    page.drawn_after(lambda: page.page.evaluate("lastWebgl.getExtension('WEBGL_lose_context').loseContext()"))
    assert page.camera() == camera
    assert near("#0b76cb", colours_at(page))
    page.drawn_after(page.segment("Families online").click)
    assert page.problems == []


def test_the_card_names_segment_and_bands(open_map):
    page = open_map(200)
    box = page.page.locator(".seg-map canvas").bounding_box()
    card = page.page.locator(".seg-map-card")
    spot = page.page.evaluate(
        """() => { const c = document.querySelector(".seg-map canvas"), w = c.width;
        const d = c.getContext("2d").getImageData(0, 0, w, c.height).data;
        for (let i = 3; i < d.length; i += 4) if (d[i] > 250) 
          return [((i - 3) / 4) % w, Math.floor((i - 3) / 4 / w) + 2];
        }"""
    )

    def point():
        page.page.mouse.move(box["x"] + spot[0] - 30, box["y"] + spot[1])
        page.page.mouse.move(box["x"] + spot[0], box["y"] + spot[1])
        card.wait_for(state="visible")

    point()
    lines = card.inner_text().split("\n")
    assert lines[1:4:2] == ["Age", "Spend"]
    assert lines[2] in ("18-29", "30-44", "45-64", "65+")
    page.page.mouse.move(5, 5)
    card.wait_for(state="hidden")
    field = page.page.get_by_label("with")
    field.fill("sure,picture,pointed")
    page.drawn_after(lambda: field.press("Enter"))  # only what lies over the points is drawn anew
    point()
    assert page.problems == []


def test_the_wheel_scrolls_the_page_until_the_map_is_clicked(open_map):
    page = open_map(200)
    camera = page.camera()
    page.page.locator(".seg-map-stage").hover()
    page.page.mouse.wheel(0, -200)
    assert page.camera() == camera
    page.page.locator(".seg-map-stage").click()
    page.page.mouse.wheel(0, -200)
    page.page.wait_for_function(f"{MAP}.camera()[0] > {camera[0]}")


@pytest.mark.parametrize("n", [200, 5_000, CUSTOMERS])
def test_pictures_to_look_at_in_light_and_dark(open_map, n):
    page = open_map(n, k=8, color_scheme="light")
    ARTEFACTS.mkdir(exist_ok=True)
    page.page.screenshot(path=ARTEFACTS / f"map_{n}_light.png")
    assert page.told()["dark"] is False
    assert near("#0b76cb", colours_at(page))

    page.drawn_after(lambda: page.page.emulate_media(color_scheme="dark"))  # the theme changes under the open map
    page.wait("dark === true")
    page.page.screenshot(path=ARTEFACTS / f"map_{n}_dark.png")
    assert near("#329eff", colours_at(page))


def test_sharp_on_a_dense_screen_and_after_a_change_of_size(open_map):
    page = open_map(200, device_scale_factor=2)
    canvas = page.page.locator(".seg-map canvas")
    ratio = "c => [c.width / c.getBoundingClientRect().width, c.clientWidth - c.parentElement.clientWidth]"
    assert canvas.evaluate(ratio) == [2, 0]
    page.page.set_viewport_size({"width": 500, "height": 900})
    page.page.wait_for_function("document.querySelector('.seg-map canvas').clientWidth < 500")
    assert canvas.evaluate(ratio) == [2, 0]
    legend, stage = page.page.locator(".seg-map-side"), page.page.locator(".seg-map-stage")
    assert legend.bounding_box()["y"] >= stage.bounding_box()["y"] + stage.bounding_box()["height"]


def test_what_a_screen_reader_meets(open_map):
    page = open_map(200)
    picture = page.page.get_by_role("img", name="Map of 200 customers")
    assert picture.count() == 1
    assert page.page.get_by_role("list", name="Segments").get_by_role("listitem").count() == 6


def test_nothing_leaves_this_machine(open_map):
    page = open_map(5_000)
    page.drawn_after(page.more_segments)
    hosts = {urlsplit(address).hostname for address in page.requests if not address.startswith(("blob:", "data:"))}
    assert hosts == {"127.0.0.1"}
    assert page.problems == []


def test_without_webgl_the_page_says_so_and_shows_a_picture(url, browser):
    with launch("--disable-gpu", "--disable-3d-apis", beside=browser) as blind:
        page = blind.new_page()
        page.goto(f"{url}/?n=200")
        page.get_by_text("without WebGL").wait_for()
        assert page.get_by_text("This browser cannot draw the interactive map").is_visible()
        page.locator(".js-plotly-plot .scatterlayer .point").first.wait_for()
        assert page.locator(".js-plotly-plot .scatterlayer .point").count() == 200
        circle_the_left(page)
        told = page.locator("code", has_text='"kind": "area"')
        told.wait_for()
        answer = json.loads(told.inner_text())
        assert answer["question"] == 1
        assert 0 < answer["found"] < 200
        points = np.array(answer["points"])
        assert answer["found"] == even_odd(answer["points"], world(200)[1]).sum()
        assert np.ptp(points[:, 1]) > np.ptp(world(200)[1][:, 1]) * 0.9
        page.get_by_role("button", name="Again").click()
        page.get_by_text("run 3 without").wait_for()
        assert json.loads(told.inner_text())["question"] == 1  # what stays drawn is no new question


def circle_the_left(page):
    """A lasso around the left half of a Plotly picture."""
    box = page.locator(".js-plotly-plot .nsewdrag").bounding_box()
    left, top, middle, bottom = box["x"] + 2, box["y"] + 2, box["x"] + box["width"] / 2, box["y"] + box["height"] - 2
    page.mouse.move(left, top)
    page.mouse.down()
    for corner in ((middle, top), (middle, bottom), (left, bottom)):
        page.mouse.move(*corner, steps=5)
    page.mouse.up()
