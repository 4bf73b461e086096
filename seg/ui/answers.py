"""What a recipe gives, as the page shows it: the statement, the map, the segments and their profile."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import streamlit as st

from seg.core.facts import Fact
from seg.core.recipe import Recipe
from seg.core.results import CustomerMap, Solution
from seg.core.settings import setting
from seg.pipeline import Checked, statement
from seg.segments.continuity import Continuity, continued
from seg.segments.profiles import DimensionProfile
from seg.store.segmentations import SegmentWords
from seg.tasks import kept
from seg.ui import cache
from seg.ui.charts.map_picture import fallback_figure
from seg.ui.charts.palette import segment_colour
from seg.ui.hover import hover_table
from seg.ui.map.component import customer_map
from seg.ui.map.legend import HoverTable, LegendEntry
from seg.ui.map.wire import MAP_WORDS
from seg.ui.naming import segment_names
from seg.ui.opened import Opened, first_seen, identified, save
from seg.ui.services import services
from seg.ui.session import say, session, t, tn, words
from seg.ui.tables.profile import profile_table
from seg.ui.words.escape import md_escape
from seg.ui.work import answer


@dataclass(frozen=True, eq=False)
class Shown:
    """One solution as it is on the screen: segment ids, names and colours in label order."""

    solution: Solution
    rows: np.ndarray
    as_of: str
    names: tuple[str, ...]
    colours: tuple[int, ...]
    given: dict[str, SegmentWords]
    profile: tuple[DimensionProfile, ...] | None
    settled: bool  # False for the first answer, before every k is computed

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        sizes = self.solution.sizes
        return tuple(
            LegendEntry(label, self.names[label], segment_colour(number), int(sizes[label]),
                        segment_colour(number, dark=True), words().number(int(sizes[label])), segment)
            for label, (number, segment) in enumerate(zip(self.colours, self.solution.ids, strict=True))
        )  # fmt: skip


def everything(now: Opened, seen: Shown) -> None:
    """All that is known so far, in the order a room looks at it."""
    if not seen.settled:
        map_view(now, seen)
        return
    counted(now, seen)
    checked = quality_statement(now, seen)
    map_view(now, seen)
    segments_editor(now, seen, checked)
    st.subheader(t("Profile"), anchor=False)
    profile_view(seen)
    notes(now)


def shown(now: Opened) -> tuple[Shown | None, Opened]:
    """The solution to show: the whole answer, or the first look while it is computed, or nothing yet."""
    recipe, arguments = now.recipe, {"recipe": now.recipe.as_json()}
    found = answer(recipe.solutions_key(), lambda: cache.solutions(recipe), "seg.tasks.segments:solve", arguments, 1)
    if found is None:
        return _first_look(now), now
    if now.k not in found.solutions.by_k:
        now = _nearest_k(now, tuple(found.solutions.by_k))
    continuity, now = identified(now, found)
    profiles = answer(
        recipe.profiles_key(), lambda: cache.profiles(recipe), "seg.tasks.segments:describe", arguments, 1
    )
    solution = found.solutions.by_k[now.k]
    ids = continuity.shown_ids(recipe.solutions_key(), solution)
    given = services().workspace.segment_words(now.saved.id)
    profile = profiles[now.k] if profiles else None
    names = segment_names(profile, ids, given, words())
    colours = tuple(continuity.colours[segment] for segment in ids)
    return Shown(replace(solution, ids=ids), found.rows, found.as_of, names, colours, given, profile, True), now


def _first_look(now: Opened) -> Shown | None:
    recipe, k = now.recipe, now.k
    arguments = {"recipe": recipe.as_json(), "k": k}
    look = answer(kept.look_key(recipe, k), lambda: cache.look(recipe, k), "seg.tasks.segments:look", arguments)
    if look is None:
        return None
    known, before = first_seen(Continuity.from_json(now.saved.identity), now)
    key = kept.look_key(recipe, k)
    if before is not None:
        old = (before.rows, before.labels, before.ids)
        known = continued(known, old, key, (look.rows, look.solution), look.solution.ids)
    ids = known.shown_ids(key, look.solution)
    given = services().workspace.segment_words(now.saved.id)
    names = segment_names(None, ids, given, words())
    colours = tuple(known.colours[segment] for segment in ids)
    return Shown(replace(look.solution, ids=ids), look.rows, "", names, colours, given, None, False)


def _nearest_k(now: Opened, ks: tuple[int, ...]) -> Opened:
    """The largest number of segments that these customers can form, said once."""
    k = max((possible for possible in ks if possible <= now.k), default=min(ks))
    session().notices.append(Fact.of("notice.fewer_segments", asked=now.k, k=k))
    recipe = replace(now.recipe, k=k)
    save(now, recipe)
    session().shown = ("", 0)  # the controls still hold the number that was asked for
    return replace(now, saved=services().workspace.segmentation(now.saved.id))


def quality_statement(now: Opened, seen: Shown) -> Checked | None:
    """How good the solution is, with its numbers; then the suggested number of segments."""
    checked = answer(
        kept.check_key(now.recipe), lambda: cache.checked(now.recipe), "seg.tasks.segments:check",
        {"recipe": now.recipe.as_json()}, 3,
    )  # fmt: skip
    grade, facts = statement(seen.solution, checked.by_k.get(now.k) if checked else None)
    headline, icon, colour = {
        "reproducible": (t("Holds: another sample gives the same segments"), ":material/verified:", "green"),
        "uncertain": (t("Partly holds: another sample moves some borders"), ":material/rule:", "orange"),
        "constructed": (t("Does not hold: another sample gives other segments"), ":material/warning:", "red"),
        "unknown": (t("Being checked on other samples"), ":material/hourglass_top:", "gray"),
    }[grade]
    with st.container(border=True, key="statement", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.badge(headline, icon=icon, color=colour)
            if checked:
                _suggestion(now, checked)
        st.markdown(" ".join(say(fact) for fact in (*facts, *_driver(now, seen))))
    return checked


def _driver(now: Opened, seen: Shown) -> tuple[Fact, ...]:
    """The sentence when one dimension decides everything."""
    found = cache.solutions(now.recipe)
    drivers = found.solutions.drivers[seen.solution.k] if found else {}
    if len(drivers) < 2:
        return ()
    name, most = max(drivers.items(), key=lambda item: item[1]["achieved"])
    if most["achieved"] < 0.6:
        return ()
    return (Fact.of("quality.one_driver", dimension=name, achieved_share=most["achieved"]),)


def _suggestion(now: Opened, checked: Checked) -> None:
    k = checked.suggested_k
    if k == now.k:
        return
    reason = t("The largest number of segments that holds on other samples.")
    if not checked.holds:
        reason = t("No number of segments holds on other samples; this one comes closest.")
    label = t("Suggested: {k} segments", k=k)
    if st.button(label, key="take-suggested", icon=":material/lightbulb:", help=reason):
        save(now, replace(now.recipe, k=k))
        session().shown = ("", 0)
        st.rerun()


def map_view(now: Opened, seen: Shown) -> None:
    """The map: PCA at once, UMAP when it is ready, with how far to trust it."""
    recipe = now.recipe
    arguments = {"recipe": recipe.as_json()}
    drawn = answer(kept.map_key(recipe), lambda: cache.customer_map(recipe), "seg.tasks.segments:draw", arguments, 2)
    if drawn is None:
        look = answer(
            kept.look_key(recipe, now.k), lambda: _any_look(recipe, now.k), "seg.tasks.segments:look",
            {**arguments, "k": now.k},
        )  # fmt: skip
        if look is None:
            st.skeleton(height=560)
            return
        drawn = look.map
    _draw(now, seen, drawn)
    st.caption(
        _map_caption(drawn, len(seen.rows)),
        help=t("Near means similar. Far apart, empty space and the size of a cloud mean nothing."),
    )


def _any_look(recipe: Recipe, k: int) -> kept.Look | None:
    """A first look for any k has the same PCA map."""
    return next((found for other in (k, *range(2, 13)) if (found := cache.look(recipe, other))), None)


def _draw(now: Opened, seen: Shown, drawn: CustomerMap) -> None:
    picked = displayed(len(drawn.xy))
    xy, labels = drawn.xy[picked], seen.solution.labels[picked]
    words_of_map = {key: say(Fact.of(key, count=len(seen.rows))) for key in MAP_WORDS}
    told = customer_map(
        map_id=f"{now.recipe.encoding_key()[:24]}-{drawn.method}",
        xy=xy,
        labels=labels,
        legend=seen.legend,
        hover=_hover(now, seen, picked),
        key="customer-map",
        words=words_of_map,
        customers=f"{now.recipe.dataset[:24]}-{len(seen.rows)}",
    )
    if not told.webgl:
        st.plotly_chart(fallback_figure(xy, labels, seen.legend, 20_000), key="map-picture")


def displayed(n: int) -> np.ndarray | slice:
    """Which customers the map shows: all, or an even sample of `map_points`."""
    most = setting("map_points")
    return slice(None) if n <= most else np.sort(np.random.default_rng(0).choice(n, most, replace=False))


def _hover(now: Opened, seen: Shown, picked: np.ndarray | slice) -> HoverTable | None:
    """Bands of the two dimensions that set segments apart most, the same for every number of segments."""
    profiles = cache.profiles(now.recipe) if seen.settled else None
    if not profiles:
        return None

    def make() -> HoverTable | None:
        widest = profiles[max(profiles)]
        best = [part.dimension for part in widest if part.forming and not part.sensitive][:2]
        columns = tuple(now.dataset.column(label) for label in best)
        path = services().workspace.blobs.path(now.dataset.customers)
        table = pq.read_table(path, columns=[column.name for column in columns])
        return hover_table(table.take(pa.array(seen.rows[picked])), columns, words())

    return cache.made(f"hover/{now.recipe.profiles_key()}/{words().language}", make)


def _map_caption(drawn: CustomerMap, n: int) -> str:
    if drawn.method == "pca":
        first = t("First picture (PCA), holding {variance_share} of the variation.", **drawn.trust)
    else:
        numbers = {"trust": round(drawn.trust["trustworthiness"], 2), "recall_share": drawn.trust["recall_share"]}
        first = t(
            "UMAP. Trustworthiness {trust} of 1; {recall_share} of true nearest neighbours are near here too.",
            **numbers,
        )
        if drawn.trust["trustworthiness"] < 0.85 or drawn.trust["recall_share"] < 0.05:
            first += " " + t("This map is a rough sketch.")
    most = setting("map_points")
    return first if n <= most else f"{first} {t('{shown} of {count} customers are drawn.', shown=most, count=n)}"


def segments_editor(now: Opened, seen: Shown, checked: Checked | None) -> None:
    """Names and notes, edited in place and saved as they are entered."""
    stability = checked.by_k.get(now.k) if checked else None
    table = {
        "colour": [_swatch(segment_colour(number, dark=st.context.theme.type == "dark")) for number in seen.colours],
        "name": list(seen.names),
        "customers": [words().number(int(size)) for size in seen.solution.sizes],
        "share": [words().percent(size / max(len(seen.rows), 1)) for size in seen.solution.sizes],
        "bar": [float(size / max(seen.solution.sizes.max(), 1)) for size in seen.solution.sizes],
        "holds": [words().percent(value) for value in stability.segments] if stability else ["…"] * now.k,
        "note": [seen.given[s].note if s in seen.given else "" for s in seen.solution.ids],
    }
    st.data_editor(
        table,
        key=f"segments/{now.saved.id}/{now.recipe.solutions_key()[:8]}/{now.k}",
        on_change=_renamed,
        args=(now, seen.solution.ids, f"segments/{now.saved.id}/{now.recipe.solutions_key()[:8]}/{now.k}"),
        hide_index=True,
        num_rows="fixed",
        column_order=list(table),
        disabled=["colour", "customers", "share", "bar", "holds"],
        column_config={
            "colour": st.column_config.ImageColumn(" ", width=40),
            "name": st.column_config.TextColumn(t("Name (click to change)"), width=340, max_chars=80),
            "customers": st.column_config.TextColumn(t("Customers"), width="small"),
            "share": st.column_config.TextColumn(t("Share"), width="small"),
            "bar": st.column_config.ProgressColumn(" ", width=90, format=" ", color="gray"),
            "holds": st.column_config.TextColumn(
                t("Found again"), width=110,
                help=t("How much of the segment another sample of customers finds again; 75 % and more is good."),
            ),
            "note": st.column_config.TextColumn(t("Note"), width="large", max_chars=2000),
        },
    )  # fmt: skip


def _renamed(now: Opened, ids: tuple[str, ...], key: str) -> None:
    """Keep what was edited; an emptied name brings the proposed one back."""
    for row, changes in st.session_state[key]["edited_rows"].items():
        fields = {field: (changes[field] or "").strip() for field in ("name", "note") if field in changes}
        if fields:
            services().workspace.save_segment(now.saved.id, ids[int(row)], **fields)


def _swatch(colour: str) -> str:
    shape = f"<rect width='18' height='18' rx='5' fill='{colour}'/>"
    square = f"<svg xmlns='http://www.w3.org/2000/svg' width='18' height='18'>{shape}</svg>"
    return "data:image/svg+xml;utf8," + square.replace("#", "%23")


def profile_view(seen: Shown) -> None:
    """The profile table."""
    if seen.profile is None:
        st.skeleton(height=300)
        return
    modes = {"typical": t("Typical values"), "index": t("Index (all customers = 100)")}
    show = st.segmented_control(
        t("Show"), list(modes), format_func=modes.get, default="typical", required=True, key="profile-show",
        label_visibility="collapsed",
    )  # fmt: skip
    table = profile_table(seen.profile, seen.names, tuple(seen.solution.sizes.tolist()), show, words(), seen.as_of)
    headings = list(table.text.columns)
    wide = {name: st.column_config.TextColumn(name, help=md_escape(name), width=150) for name in headings[3:]}
    st.dataframe(
        table.styled(),
        hide_index=True,
        height=min(36 * (len(table.text) + 1) + 2, 640),
        key="profile",
        column_config={headings[0]: st.column_config.TextColumn(headings[0], pinned=True), **wide},
    )
    st.caption(
        t(
            "Medians; for categories the share of the value that differs most. "
            "Blue: more than all customers, orange: less, deeper = further; bold = a marker."
        )
    )


def notes(now: Opened) -> None:
    """What the encoding left out, and why."""
    found = cache.solutions(now.recipe)
    for note in found.notes if found else ():
        st.caption(f":material/info: {say(note)}")


def counted(now: Opened, seen: Shown) -> None:
    """How many customers are in the picture, and where the others are: every row is accounted for."""
    dataset, included = now.dataset, len(seen.rows)
    st.caption(
        tn("{used} of {count} customer", "{used} of {count} customers", dataset.rows_used, used=included)
        + (f" · {t('Dates are counted to {as_of_date}', as_of_date=seen.as_of)}" if seen.as_of else "")
    )
    missing = (
        Fact.of("aside.unreadable", count=dataset.reading.rows_aside),
        *dataset.set_aside,
        Fact.of("aside.filtered_out", count=dataset.rows_used - included),
    )
    for fact in missing:
        if fact["count"]:
            st.caption(f":material/info: {say(fact)}")
