"""The profile table with its controls, and the ways to take it away."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import partial

import streamlit as st

from seg.core.fingerprint import fingerprint
from seg.decide.file_names import file_name
from seg.ui import cache
from seg.ui.png_file import png_button
from seg.ui.profile.cells import statistics_mean
from seg.ui.profile.chosen import chosen, table_key
from seg.ui.profile.found import Found
from seg.ui.profile.sheet import Options, Sheet, hides_any, sheet
from seg.ui.profile.table import profile_table
from seg.ui.profile.taken import DARK, LIGHT, excel, picture
from seg.ui.recipe_lines import dated, recipe_lines
from seg.ui.segment_table import hidden_means
from seg.ui.session import t, today, words

SVG = "image/svg+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_view(found: Found) -> None:
    """Dimensions by segments."""
    options = chosen(found.now)
    shown = replace(cache.made(_key(found, options), lambda: _sheet(found, options)), options=options)
    if not any(row.marker for row in shown.rows) and options.markers:
        st.caption(t("No dimension is a marker of a segment: turn “Only markers” off to see them all."))
    profile_table(shown, table_key(found.now))
    notes = _notes(shown)
    for note in notes:
        st.caption(note)
    _take_away(found, shown, notes)


def _key(found: Found, options: Options) -> str:
    """Of everything that the sheet says; a search only chooses among its rows."""
    asked = asdict(replace(options, search="", markers=False))
    columns = [[heading.name, heading.colour] for heading in found.headings]
    told = [words().language, found.now.recipe.profiles_key(), found.seen.solution.k, found.lying is not None]
    return fingerprint("profile_sheet", told, columns, asked)


def _sheet(found: Found, options: Options) -> Sheet:
    spreads = found.lying.spreads if found.lying else {}
    every = found.lines(options.every_level)
    return sheet(every, spreads, found.headings, found.everyone, options, words(), found.seen.as_of)


def _notes(shown: Sheet) -> list[str]:
    """What the figures mean, as far as they are on the screen."""
    means = statistics_mean(words())
    told = [" ".join(means[statistic] for statistic in shown.options.statistics)]
    told.append(
        t("Blue: more than all customers, orange: less; deeper means further away. Bold: a marker. Sorted by how "
          "clearly a dimension sets the segments apart.")
    )  # fmt: skip
    if hides_any(shown, words().text("hidden")):
        told.append(hidden_means())
    return told


def _take_away(found: Found, shown: Sheet, notes: list[str]) -> None:
    """As Excel, and as a picture with what it takes to make it again."""
    name, language = found.now.saved.name, words()
    paper = DARK if found.dark else LIGHT
    seed = t("seed {seed}", seed=str(found.now.recipe.seed), markdown=False)
    lines = [*notes, *recipe_lines(found.now, found.seen), dated(found.now, seed)]
    called = partial(file_name, name, t("Profile"), day=today())
    draw = partial(picture, shown, name, lines, language, paper)
    with st.container(horizontal=True, key="profile-take-away"):
        st.download_button(
            t("Excel"), lambda: excel(shown, name, notes, language), called(file_format="xlsx"), EXCEL,
            key="profile-excel", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        png_button(t("Picture (PNG)"), draw, called(file_format="png"), "profile-png")
        st.download_button(
            t("Picture (SVG)"), draw, called(file_format="svg"), SVG,
            key="profile-picture", icon=":material/image:", on_click="ignore",
        )  # fmt: skip
