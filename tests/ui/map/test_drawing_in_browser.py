"""Drawing on the map and what lies over it: lasso, box, clicks, names, outlines, colours, pictures to take away."""

import io
import json
from itertools import combinations
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from seg.ui.charts.palette import DARK, LIGHT
from seg.ui.map.wire import LEAST_BYTES
from tests.ui.map.map_page import MAP, colours_at, near
from tests.ui.map.world import LONG, NAMES, SURE, even_odd, world

pytestmark = pytest.mark.browser
SVG = "{http://www.w3.org/2000/svg}"
PATH = [(300, 100), (500, 120), (620, 250), (500, 350), (420, 240), (280, 300)]
MEMBERS = """([polygon, key]) => {
    const { xy, half, centre } = segMap.coordinates.get(key), path = new Path2D();
    polygon.forEach(([x, y], i) => (i ? path.lineTo(x * 1000, y * 1000) : path.moveTo(x * 1000, y * 1000)));
    const brush = document.createElement("canvas").getContext("2d"), found = [];
    for (let i = 0; i < xy.length / 2; i++) {
        const [x, y] = [xy[2 * i] * half + centre[0], xy[2 * i + 1] * half + centre[1]];
        if (brush.isPointInPath(path, x * 1000, y * 1000, "evenodd")) found.push(i);
    }
    return found }"""


def stage(page):
    return page.page.locator(".seg-map-stage")


def draw(page, path, shift=False):
    box, mouse = stage(page).bounding_box(), page.page.mouse
    corners = [(box["x"] + x, box["y"] + y) for x, y in path]
    mouse.move(*corners[0])
    mouse.down()
    for corner in corners[1:]:
        mouse.move(*corner, steps=8)
    if shift:
        page.page.keyboard.down("Shift")
    mouse.up()
    if shift:
        page.page.keyboard.up("Shift")


def choose(page, tool):
    page.page.get_by_role("radio", name=tool).click()


def asked(page, number) -> dict:
    """What the page was asked as the `number`th, and how many customers it `found` inside of what was drawn."""
    said = page.page.get_by_test_id("stCode").filter(has_text=f'"question": {number},')
    said.wait_for()
    return json.loads(said.inner_text())


def on_stage(page, xy) -> np.ndarray:
    """Pixels of the stage for coordinates of the customers, by the camera that is set."""
    view, box = page.camera(), stage(page).bounding_box()
    low, high = xy.min(axis=0).astype(float), xy.max(axis=0).astype(float)
    x, y = ((xy - (low + high) / 2) / ((high - low).max() / 2)).T
    half = box["height"] / 2
    return np.stack(
        [box["width"] / 2 + half * (view[0] * x + view[12]), half - half * (view[5] * y + view[13])], axis=1
    )


def names_at(page) -> dict[str, dict]:
    """Where the names on the map stand."""
    labels = page.page.locator(".seg-map-label:not([display=none])")
    return {label.get_attribute("data-key"): label.bounding_box() for label in labels.all()}


def clear_of(one, two) -> bool:
    across = one["x"] + one["width"] <= two["x"] or two["x"] + two["width"] <= one["x"]
    return across or one["y"] + one["height"] <= two["y"] or two["y"] + two["height"] <= one["y"]


def lonely(spots, i) -> bool:
    """No other customer is so near that a click could mean them."""
    return bool(np.sort(np.hypot(*(spots - spots[i]).T))[1] > 14)


def under(inside, spot, name) -> bool:
    x, y = inside["x"] + spot[0], inside["y"] + spot[1]
    return name["x"] - 9 < x < name["x"] + name["width"] + 9 and name["y"] - 9 < y < name["y"] + name["height"] + 9


def test_a_lasso_asks_for_exactly_those_inside_and_stays_until_it_is_cleared(open_map):
    page = open_map(5_000)
    page.drawn_after(page.segment("Lapsed since spring").click)
    choose(page, "Lasso")
    camera = page.camera()
    draw(page, PATH)
    first = asked(page, 1)
    assert page.camera() == camera  # the map stays under the pen
    assert (first["kind"], first["map_id"], first["hidden"], first["add"]) == ("area", "umap-5000", ["s1"], False)
    assert len(first["points"]) <= 12  # straight strokes need few corners
    xy = world(5_000)[1]
    members = np.flatnonzero(even_odd(first["points"], xy))
    assert page.page.evaluate(MEMBERS, [first["points"], "umap-5000"]) == members.tolist()
    assert first["found"] == len(members) > 1_000
    assert abs(int(even_odd(PATH, on_stage(page, xy)).sum()) - len(members)) <= 10  # as the hand drew it
    page.wait("drawn > 2")
    assert "outline 0" in names_at(page)
    assert near("#d47801", colours_at(page)) is False  # hidden before
    seen = colours_at(page)
    assert not near(LIGHT[4], seen)  # "New this quarter" lies outside: pale, but there
    assert any(min(colour) > 190 and max(colour) < 250 for colour in seen)

    draw(page, [(350, 380), (450, 380), (450, 460), (350, 460)], shift=True)
    second = asked(page, 2)
    assert second["add"] is True
    page.page.locator('[data-key="outline 1"]').wait_for()
    stage(page).focus()
    page.page.keyboard.press("Escape")
    assert page.page.get_by_role("radio", name="Move").get_attribute("aria-checked") == "true"
    page.page.keyboard.press("Escape")
    assert asked(page, 3)["kind"] == "clear"
    page.page.locator('[data-key="outline 0"]').wait_for(state="detached")
    page.page.keyboard.press("Escape")  # nothing is selected now: nothing to clear
    page.page.keyboard.press("b")
    draw(page, [(300, 100), (500, 300)])
    box = asked(page, 4)
    assert len(box["points"]) == 4
    assert box["found"] == int(even_odd(box["points"], xy).sum()) > 0
    assert page.problems == []


def test_a_long_wobbly_lasso_leaves_with_few_corners_and_nearly_the_same_customers(open_map):
    page = open_map(5_000)
    choose(page, "Lasso")
    turn = np.linspace(0, 2 * np.pi, 3_000)
    reach = (
        170 + 60 * np.sin(9 * turn) + np.random.default_rng(0).normal(0, 1, 3_000)
    )  # a flower, by a hand that shakes
    path = np.stack([440 + reach * np.cos(turn), 280 + reach * np.sin(turn)], axis=1).tolist()
    given = page.page.evaluate(
        """(path) => { const stage = document.querySelector(".seg-map-stage"), box = stage.getBoundingClientRect();
        const canvas = stage.querySelector("canvas");
        canvas.setPointerCapture = () => {};  // no real pointer is down
        const send = (type, [x, y]) => canvas.dispatchEvent(new PointerEvent(type, {
            bubbles: true, button: 0, buttons: 1, clientX: box.left + x, clientY: box.top + y }));
        send("pointerdown", path[0]);
        path.forEach((place) => send("pointermove", place));
        send("pointerup", path[0]) }""",
        path,
    )
    assert given is None
    question = asked(page, 1)
    assert 50 < len(question["points"]) <= 400
    drawn = even_odd(path, on_stage(page, world(5_000)[1]))
    kept = even_odd(question["points"], world(5_000)[1])
    assert (drawn != kept).mean() < 0.01


def test_clicks_ask_for_a_customer_or_a_segment_and_drags_ask_nothing(open_map):
    page = open_map(200)
    box, mouse = stage(page).bounding_box(), page.page.mouse
    names = names_at(page)
    spots = on_stage(page, world(200)[1])
    alone = next(i for i in range(200) if lonely(spots, i) and not any(under(box, spots[i], b) for b in names.values()))
    mouse.move(box["x"] + spots[alone][0] - 1, box["y"] + spots[alone][1])
    mouse.move(box["x"] + spots[alone][0], box["y"] + spots[alone][1])
    mouse.down()
    mouse.up()
    question = asked(page, 1)
    assert (question["kind"], question["row"]) == ("customer", alone)
    card = page.page.locator(".seg-map-card").inner_text().split("\n")
    assert card[-2:] == ["Confidence", SURE[world(200)[2][alone] % 3]]

    name = names_at(page)["segment s2"]
    mouse.click(name["x"] + name["width"] / 2, name["y"] + name["height"] / 2)
    assert (asked(page, 2)["kind"], asked(page, 2)["segment"]) == ("segment", "s2")

    spots = on_stage(page, world(200)[1])
    mouse.move(box["x"] + spots[alone][0], box["y"] + spots[alone][1])
    mouse.down()
    mouse.move(box["x"] + spots[alone][0] + 60, box["y"] + spots[alone][1] + 20, steps=4)
    mouse.up()
    first = page.segment("Big weekly baskets")
    first.focus()
    for _ in range(2):
        page.page.keyboard.press("Tab")
    assert page.page.evaluate("document.activeElement.textContent") == "Who?"
    page.page.keyboard.press("Shift+Enter")
    who = asked(page, 3)  # the drag before asked nothing
    assert (who["kind"], who["segment"], who["add"]) == ("segment", "s0", True)
    assert page.problems == []


AT_ONCE = """() => new Promise((done) => {
    const canvas = document.querySelector(".seg-map-stage > canvas"), box = canvas.getBoundingClientRect();
    const hand = (kind, x, buttons) => canvas.dispatchEvent(new MouseEvent(kind, {
        bubbles: true, clientX: box.left + x, clientY: box.top + 200, buttons,
    }));
    const frames = (count, then) => (count ? requestAnimationFrame(() => frames(count - 1, then)) : then());
    hand("mousemove", 200, 0);
    frames(3, () => {
        hand("mousemove", 400, 0), hand("mousedown", 400, 1);
        frames(3, () => {
            const pressed = window.segMap.maps.map.camera();
            hand("mousemove", 430, 1);
            frames(3, () => (hand("mouseup", 430, 0), done([pressed, window.segMap.maps.map.camera()])));
        });
    });
})"""


def test_a_press_in_the_same_frame_as_the_way_to_it_does_not_drag_the_map(open_map):
    page = open_map(5_000)
    camera = page.camera()
    pressed, dragged = page.page.evaluate(AT_ONCE)
    assert pressed == camera
    half = stage(page).bounding_box()["height"] / 2
    assert dragged[12] - camera[12] == pytest.approx(30 / half, rel=0.02)  # from the press on, it follows the hand


def test_names_keep_clear_of_each_other_and_follow_the_legend(open_map):
    page = open_map(5_000, k=12, shown="arrows,pointed")
    names = names_at(page)
    assert sum(key.startswith("segment") for key in names) >= 9
    assert {f"arrow {i}" for i in range(5)} | {"pointed"} <= set(names)
    bars = [bar.bounding_box() for bar in page.page.locator(".seg-map-bar").all()]
    boxes = names | {f"bar {i}": bar for i, bar in enumerate(bars)}
    assert [pair for pair in combinations(boxes, 2) if not clear_of(*(boxes[key] for key in pair))] == []
    inside = stage(page).bounding_box()
    assert all(b["x"] >= inside["x"] and b["x"] + b["width"] <= inside["x"] + inside["width"] for b in names.values())

    dots = page.page.locator("[data-key='segment s2'] tspan[fill]")
    assert (dots.text_content().strip(), dots.get_attribute("fill")) == ("●", LIGHT[2])  # whose name it is

    page.drawn_after(page.segment("Families online").click)
    assert "segment s2" not in names_at(page)
    page.page.get_by_role("button", name="Names").click()
    assert {key.split()[0] for key in names_at(page)} == {"arrow", "pointed"}


def test_names_that_begin_alike_stay_apart_on_the_map_in_the_legend_and_in_a_picture(open_map):
    page = open_map(200, k=12, shown="picture,long")
    full = {LONG + name for name in NAMES}
    legend = page.page.locator(".seg-map-name")
    cut = legend.evaluate_all("(names) => names.filter((name) => name.scrollHeight > name.clientHeight).length")
    assert (set(legend.all_inner_texts()), cut) == (full, 0)
    on_map = page.page.locator(".seg-map-label:not([display=none]) text:last-child").all_text_contents()
    assert len(set(on_map)) == len(on_map) > 6
    root = ElementTree.fromstring(downloaded(page, "SVG"))
    in_picture = " ".join(part.text for part in root.iterfind(f"{SVG}text"))
    assert [name for name in full if name not in in_picture] == []
    assert page.problems == []


def test_outlines_hold_nine_in_ten_customers_of_their_segment(open_map):
    page = open_map(5_000)
    outlines = page.page.locator(".seg-map-around [data-segment]")
    page.segment("Families online").hover()
    assert [one.get_attribute("data-segment") for one in outlines.all()] == ["s2"]
    page.page.mouse.move(5, 5)
    assert outlines.count() == 0
    page.page.get_by_role("button", name="Outlines").click()
    assert outlines.count() == 6
    spots, cloud = on_stage(page, world(5_000)[1]), world(5_000)[2] % 6
    for i in range(6):
        within = page.page.evaluate(
            """([segment, spots]) => { const path = document.querySelector(`[data-segment="${segment}"] path`);
            const around = new Path2D(path.getAttribute("d"));
            const brush = document.createElement("canvas").getContext("2d");
            return spots.filter(([x, y]) => brush.isPointInPath(around, x, y, "evenodd")).length }""",
            [f"s{i}", spots[cloud == i].tolist()],
        )
        assert 0.84 < within / (cloud == i).sum() < 0.96


def test_other_colours_come_with_a_key_and_cost_a_byte_per_customer(open_map):
    page = open_map(20_000, shown="sure")
    root = page.page.locator(".seg-map").element_handle()

    def show(extras):
        field = page.page.get_by_label("with")
        field.fill(extras)
        return page.bytes_of(lambda: page.drawn_after(lambda: field.press("Enter")))

    assert 20_000 < show("sure,tint") < 20_000 + 15_000  # labels and coordinates stay where they are
    assert page.page.evaluate("(root) => root === document.querySelector('.seg-map')", root)  # nothing was built anew
    items = page.page.get_by_role("list", name="Channel").get_by_role("listitem")
    assert items.all_inner_texts() == ["Store", "Web", "App"]
    assert page.page.locator(".seg-map-label tspan[fill]").count() == 0  # the colours are not those of segments
    assert not near(LIGHT[3], colours_at(page))
    assert show("sure,lit") < 2 * LEAST_BYTES + 4_000  # a bit per customer, and the message of the map
    assert page.page.get_by_text("Channel").count() == 0
    assert near(LIGHT[2], colours_at(page))
    assert not any(near(LIGHT[other], colours_at(page)) for other in (0, 1, 3, 4, 5))
    show("sure,scale")
    names = page.page.locator(".seg-map-key-name:visible").all_inner_texts()
    assert names == ["0-10", "over 200", "unknown"]
    lists = page.page.get_by_role("list", name="Spend")
    assert [one.get_by_role("listitem").count() for one in lists.all()] == [4, 1]  # who is unknown is no end of a scale
    assert page.problems == []


def test_who_is_pointed_at_comes_into_view(open_map):
    page = open_map(5_000, reduced_motion="reduce")
    for _ in range(8):
        page.zoom_in()
    stage(page).focus()
    for _ in range(8):
        page.page.keyboard.press("ArrowLeft")
    before = page.camera()
    field = page.page.get_by_label("with")
    field.fill("pointed")
    page.drawn_after(lambda: field.press("Enter"))
    page.page.wait_for_function(f"{MAP}.camera()[12] !== {before[12]}")
    assert page.camera()[0] == pytest.approx(before[0])
    ring, inside = page.page.locator(".seg-map-over circle").last.bounding_box(), stage(page).bounding_box()
    assert clear_of(ring, inside) is False
    assert page.page.locator(".seg-map-over path").first.get_attribute("d").count("M") == 5  # its neighbours


def downloaded(page, kind) -> bytes:
    with page.page.expect_download() as waiting:
        page.page.get_by_role("button", name=f"Download {kind}").click()
    assert waiting.value.suggested_filename == f"map of customers.{kind.lower()}"
    return waiting.value.path().read_bytes()


@pytest.mark.parametrize("n", [2_000, 20_000])
def test_pictures_to_take_away_hold_map_legend_and_lines(open_map, n):
    page = open_map(n, shown="sure,picture,tint,arrows", color_scheme="dark" if n > 5_000 else "light")
    files = {kind: downloaded(page, kind) for kind in ("SVG", "PNG")}
    root = ElementTree.fromstring(files["SVG"])
    texts = {part.text for part in root.iter() if part.tag in (f"{SVG}text", f"{SVG}tspan")}
    lines = {"Who buys <what> & why", "As of 1 May 2026", "12 dimensions, k-means"}
    assert lines | {"Segments", "Channel", "Web", "Families online", "Age"} <= texts
    circles = len(list(root.iter(f"{SVG}circle")))
    assert (circles >= n, len(list(root.iter(f"{SVG}image")))) == ((True, 0) if n == 2_000 else (False, 1))
    with Image.open(io.BytesIO(files["PNG"])) as picture:
        assert picture.size == (2 * int(root.get("width")), 2 * int(root.get("height")))
        seen = set(picture.convert("RGB").get_flattened_data())
    assert near((DARK if n > 5_000 else LIGHT)[1], seen)
    assert page.problems == []


def test_a_picture_has_the_letters_of_the_page(open_map):
    """Else names that keep clear of each other on the page run into each other in the file."""
    page = open_map(200)
    long = page.page.evaluate(
        """() => { const brush = document.createElement("canvas").getContext("2d");
        brush.font = '600 18px "Source Sans"';
        return brush.measureText("Who buys <what> & why").width }"""
    )
    with Image.open(io.BytesIO(downloaded(page, "PNG"))) as picture:
        title = np.asarray(picture.convert("L").crop((0, 40, picture.width, 92))) < 128
    assert np.flatnonzero(title.any(axis=0)).max() / 2 == pytest.approx(24 + long, abs=1.5)


def test_without_drawing_nothing_is_asked(open_map):
    page = open_map(200, shown="fixed")
    assert page.page.get_by_role("radio").and_(page.page.locator(".seg-map-icon")).count() == 0
    assert page.page.get_by_role("button", name="Who?").count() == 0
    assert page.page.get_by_role("button", name="Download SVG").count() == 0
    stage(page).click()
    page.page.keyboard.press("l")
    assert stage(page).get_attribute("data-tool") == "move"
    name = names_at(page)["segment s2"]
    page.page.mouse.click(name["x"] + 9, name["y"] + 9)
    page.bytes_of(page.again)
    assert page.page.get_by_text('"question"').count() == 0
