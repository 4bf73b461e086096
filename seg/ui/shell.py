"""The frame around every page: navigation, language, notices, and what happens when something goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.ui.session import say, session, t
from seg.ui.words.languages import LANGUAGES

PAGES = Path(__file__).resolve().parents[2] / "pages"
START, DATA = PAGES / "prepare" / "start.py", PAGES / "prepare" / "data.py"
DIMENSIONS = PAGES / "prepare" / "dimensions.py"
SEGMENTS, LISTS = PAGES / "find" / "segments.py", PAGES / "act" / "lists.py"
HOW_MANY = PAGES / "find" / "how_many.py"
CUSTOMER, TWO_MAPS = PAGES / "understand" / "customer.py", PAGES / "understand" / "two_maps.py"
PROFILE, EXPLAIN = PAGES / "understand" / "profile.py", PAGES / "understand" / "explain.py"
COMPARE = PAGES / "understand" / "compare.py"


def run() -> None:
    """Draw the frame and run the page that the address names."""
    st.set_page_config(page_title="Seg", page_icon=str(Path(__file__).with_name("icon.png")), layout="wide")
    session().awaited.clear()
    page = st.navigation(_menu(), position="top")
    for notice in _notices():
        st.toast(say(notice))
    body = st.container()
    _language()  # before the page: nothing is drawn any more after one that stops
    try:
        with body, errors_here():
            page.run()
    finally:
        session().address = st.query_params.to_dict()


@contextmanager
def errors_here() -> Iterator[None]:
    """What cannot be done is said in this place of the page, and the rest of the page stays."""
    try:
        yield
    except SegError as problem:
        st.error(say(problem.fact), icon=":material/error:")


def _menu() -> dict[str, list[st.Page]]:
    """Titles follow the language; addresses never do, so that links keep working. What explains segments has a menu of
    its own: eleven pages side by side fit on no laptop."""
    work = [
        st.Page(START, title=t("Start"), icon=":material/home:", default=True),
        st.Page(DATA, title=t("Data"), icon=":material/table:", url_path="data"),
        st.Page(DIMENSIONS, title=t("Dimensions"), icon=":material/checklist:", url_path="dimensions"),
        st.Page(SEGMENTS, title=t("Segments"), icon=":material/bubble_chart:", url_path="segments"),
        st.Page(HOW_MANY, title=t("How many"), icon=":material/numbers:", url_path="how-many"),
        st.Page(LISTS, title=t("Lists"), icon=":material/download:", url_path="lists"),
    ]
    understand = [
        st.Page(PROFILE, title=t("Profile"), icon=":material/table_chart:", url_path="profile"),
        st.Page(COMPARE, title=t("Compare"), icon=":material/balance:", url_path="compare"),
        st.Page(EXPLAIN, title=t("Explain"), icon=":material/lightbulb:", url_path="explain"),
        st.Page(TWO_MAPS, title=t("Two maps"), icon=":material/compare:", url_path="two-maps"),
        st.Page(CUSTOMER, title=t("One customer"), icon=":material/person_search:", url_path="customer"),
    ]
    return {"": work, t("Understand"): understand}


def _language() -> None:
    """The language switch; the choice is in the address, so that a shared link opens in it."""

    def change() -> None:
        session().language = st.query_params["lang"] = st.session_state["language"]

    st.space(48)
    st.segmented_control(
        t("Language"),
        list(LANGUAGES),
        default=session().language,
        format_func=LANGUAGES.get,
        key="language",
        on_change=change,
        required=True,
        label_visibility="collapsed",
    )


def _notices() -> list[Fact]:
    told, session().notices = session().notices, []
    return told


def go(page: Path, **parameters: str) -> None:
    """Open another page with these parameters in its address."""
    st.switch_page(page, query_params={**parameters, **_language_parameter()})


def _language_parameter() -> dict[str, str]:
    return {"lang": st.query_params["lang"]} if "lang" in st.query_params else {}
