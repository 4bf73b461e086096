"""How a file was read, and the ways to have it read otherwise: letters, separator, names of columns, sheet."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from seg.core.dataset import TableReading
from seg.data.reading.encoding import CHOICES
from seg.store.readings import ReadingState
from seg.ui.readings.changes import read_again
from seg.ui.session import say, t

TEXT = {"reading.encoding", "reading.encoding_guessed"}
NAMES = {"reading.header_line", "reading.header_lines", "reading.no_header"}


def doubtful_letters(reading_id: str, state: ReadingState, busy: bool) -> None:
    """Where the letters of a text file had to be guessed: the words that tell, to confirm or to read otherwise."""
    guess = next((fact for fact in state.reading.how if fact.key == "reading.encoding_guessed"), None)
    if guess is None or not state.reading.source:
        return
    with st.container(border=True, key="doubtful-letters"):
        st.markdown(f":orange[:material/translate:] {say(guess)}")
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(
                t("They look right"),
                key=f"letters-right/{reading_id}",
                icon=":material/check:",
                disabled=busy,
                on_click=read_again,
                args=(reading_id, _options(state, encoding=guess["encoding"])),
            )
            st.selectbox(
                t("Read the letters as"),
                [codec for codec in CHOICES if codec != guess["encoding"]],
                index=None,
                placeholder=t("Another encoding"),
                key=f"letters/{reading_id}",
                disabled=busy,
                label_visibility="collapsed",
                width=260,
                on_change=_read_letters,
                args=(reading_id, state),
            )


def _read_letters(reading_id: str, state: ReadingState) -> None:
    if chosen := st.session_state[f"letters/{reading_id}"]:
        read_again(reading_id, _options(state, encoding=chosen))


def _options(state: ReadingState, **chosen) -> dict:
    """What was asked for when the table was read, and what is asked for now; of a workbook this sheet alone."""
    sheet = next((str(fact["sheet"]) for fact in state.reading.how if fact.key == "reading.sheet"), "")
    return {"sheet": sheet, **state.options, **chosen}


def how_read(reading_id: str, state: ReadingState, busy: bool) -> None:
    """What was found, as a list; below it the choices, where the file is still there to be read again."""
    reading = state.reading
    counts = {"rows": reading.rows_in, "kept": reading.rows_kept, "aside": reading.rows_aside}
    told = [say(fact) for fact in (*reading.how, *reading.notes)]
    told.append(t("Rows in the file: {rows}; kept: {kept}; set aside: {aside}.", **counts))
    st.markdown("\n".join(f"- {sentence}" for sentence in told))
    found = {fact.key for fact in reading.how}
    if reading.source and found & (TEXT | NAMES):
        with st.form(f"again/{reading_id}"):
            st.markdown(f"**{t('Read it otherwise')}**")
            chosen = _letters(reading_id, state, found) | _names(reading_id, state, found) | _sheet(reading_id, reading)
            if st.form_submit_button(t("Read again"), icon=":material/refresh:", disabled=busy):
                read_again(reading_id, _options(state, **chosen))
                st.rerun()


def _letters(reading_id: str, state: ReadingState, found: set[str]) -> dict:
    """Encoding and separator of a text file."""
    if not found & TEXT:
        return {}
    separators = {
        "": t("Find out"),
        ",": t("Comma"),
        ";": t("Semicolon"),
        "\t": t("Tab"),
        "|": t("Vertical bar"),
        " ": t("Blanks"),
    }
    encodings = {"": t("Find out")} | {codec: codec for codec in CHOICES}
    left, right = st.columns(2)
    with left:
        encoding = _choice(t("Letters"), encodings, state.options.get("encoding", ""), f"again-encoding/{reading_id}")
    with right:
        label, asked = t("Cells are separated by"), state.options.get("delimiter", "")
        delimiter = _choice(label, separators, asked, f"again-delimiter/{reading_id}")
    return {"encoding": encoding, "delimiter": delimiter}


def _choice(label: str, named: Mapping[str, str], asked: str, key: str) -> str:
    options = list(named)
    index = options.index(asked) if asked in options else 0
    return st.selectbox(label, options, index=index, format_func=named.get, key=key)


def _names(reading_id: str, state: ReadingState, found: set[str]) -> dict:
    """Where the names of the columns are."""
    if not found & NAMES:
        return {}
    left, right = st.columns(2)
    line = left.number_input(
        t("Line with the column names"),
        0,
        10_000,
        value=state.options.get("header_line"),
        placeholder=t("Find out"),
        help=t("0 when there is none."),
        key=f"again-header/{reading_id}",
    )
    lines = right.segmented_control(
        t("Lines that the names take"),
        [1, 2],
        default=state.options.get("header_lines", 1),
        required=True,
        key=f"again-lines/{reading_id}",
    )
    return {"header_line": None if line is None else int(line), "header_lines": lines}


def _sheet(reading_id: str, reading: TableReading) -> dict:
    """A hidden sheet in place of this one."""
    hidden = [sheet for fact in reading.notes if fact.key == "reading.hidden_sheets" for sheet in fact["sheets"]]
    if not hidden:
        return {}
    label, key = t("Sheet"), f"again-sheet/{reading_id}"
    chosen = st.selectbox(label, hidden, index=None, placeholder=t("This one"), key=key)
    return {"sheet": chosen} if chosen else {}
