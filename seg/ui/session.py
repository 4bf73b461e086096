"""What one visitor's session remembers, in one place, and the words of the visitor's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import streamlit as st

from seg.core.facts import Fact, Value
from seg.core.selection import Selection
from seg.ui.words.languages import LANGUAGES, language_of
from seg.ui.words.words import Words
from seg.ui.words.words import words as words_of

KEY = "seg"


@dataclass
class Upload:
    """One uploaded file: where its bytes lie until they are read, then its readings, or why it cannot be read."""

    file_name: str
    path: str = ""
    readings: list[str] = field(default_factory=list)
    problem: Fact | None = None


@dataclass(frozen=True)
class Change:
    """A change to a reading that a worker makes: the key of its job, the task and its arguments."""

    key: str
    task: str
    arguments: dict[str, Any]


@dataclass(frozen=True)
class Picked:
    """Whom the visitor picked on the map of one segmentation: A, or A and B, as the address names them;
    `before` is what "Clear" took away."""

    address: str = ""
    selections: tuple[Selection, ...] = ()
    before: tuple[Selection, ...] = ()


@dataclass
class Session:
    """Inputs only: results live in the store. Lost with the session, so nothing here may be worth keeping.

    `segmentation` is the id last opened, `reading` that of the upload looked at; `shown` the (id, version) whose recipe
    the controls hold; `awaited` the job keys that this run of the page waits for; `address` what the last run of the
    page left in the address; `wanted` the reading whose dataset is to be opened when it is built, `connecting` the
    connection whose is; `uploads` are those that are being read or cannot be, `brought` how often some were, `together`
    the readings of the last time; `change` the one that is being made to a reading; `circled_on` which two maps are
    compared, on which of them somebody picked, and what was asked there; `picked` the customers that are looked at, by
    segmentation; `deleted_own` the id of the own segment that was deleted last; `notices` what to say once on the next
    run.
    """

    language: str
    segmentation: str = ""
    reading: str = ""
    shown: tuple[str, int] = ("", 0)
    awaited: list[str] = field(default_factory=list)
    address: dict[str, str] | None = None
    uploads: list[Upload] = field(default_factory=list)
    brought: int = 0
    together: list[str] = field(default_factory=list)
    change: Change | None = None
    wanted: str = ""
    connecting: str = ""
    sample_reading: str = ""
    circled_on: tuple = ("", "", None)
    picked: dict[str, Picked] = field(default_factory=dict)
    deleted_own: str = ""
    notices: list[Fact] = field(default_factory=list)


def session() -> Session:
    """The session of the visitor whose script runs."""
    if KEY not in st.session_state:
        asked = st.query_params.get("lang", "")
        st.session_state[KEY] = Session(asked if asked in LANGUAGES else language_of(st.context.locale))
    return st.session_state[KEY]


def today() -> str:
    """The ISO day on which somebody looks: the one place where pages ask the clock what lies ahead."""
    return date.today().isoformat()


def words() -> Words:
    """The words in the visitor's language."""
    return words_of(session().language)


def t(message: str, **values: Value) -> str:
    """A sentence in the visitor's language."""
    return words().text(message, **values)


def tn(singular: str, plural: str, count: int, **values: Value) -> str:
    """A sentence with its plural form for `count`."""
    return words().plural(singular, plural, count, **values)


def say(fact: Fact, markdown: bool = True) -> str:
    """The sentence of a fact."""
    return words().say(fact, markdown=markdown)
