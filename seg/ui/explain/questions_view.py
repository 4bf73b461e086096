"""The questionnaire: its questions with their points, how well it places customers, a try, and the sheet to print."""

from __future__ import annotations

from datetime import date

import numpy as np
import streamlit as st

from seg.core.unique import unique
from seg.decide.file_names import file_name
from seg.segments.explaining.question_choice import ENOUGH
from seg.segments.explaining.questions import Question
from seg.segments.explaining.typing_tool import Questionnaire
from seg.tasks.explaining import questions_key
from seg.ui import cache
from seg.ui.explain.names import Group, groups_of
from seg.ui.explain.said import Columns, answer_text
from seg.ui.explain.sheet import letter, question_text, sheet
from seg.ui.opened import Opened, key
from seg.ui.session import t, tn, words
from seg.ui.solution_shown import Shown
from seg.ui.words.escape import md_escape
from seg.ui.work import answer

NOT_KNOWN = -1


def questions_view(now: Opened, seen: Shown) -> None:
    """How well the questions do, what they are, and a customer to try them on."""
    recipe, k = now.recipe, now.k
    arguments = {"recipe": recipe.as_json(), "k": k}
    tool = answer(
        questions_key(recipe, k), lambda: cache.questionnaire(recipe, k), "seg.tasks.explaining:questions", arguments,
        at_once=True,
    )  # fmt: skip
    if tool is None:
        st.skeleton(height=420)
        return
    groups, columns = groups_of(seen, every=True), {column.label: column for column in now.dimensions}
    _summary(tool)
    _try(now, tool, groups, columns)
    _points(tool, groups, columns)
    _download(now, tool, groups, columns)


def _summary(tool: Questionnaire) -> None:
    placed = tn(
        "{count} question places {accuracy_share} of customers in their segment.",
        "{count} questions place {accuracy_share} of customers in their segment.",
        len(tool.questions),
        accuracy_share=tool.accuracy,
    )
    beside = t(
        "All {asked} questions would place {all_share}; always saying the largest segment is right for "
        "{largest_share}. Tried on {customers} customers who had no say in choosing the questions.",
        asked=tool.asked,
        all_share=tool.all_inputs,
        largest_share=tool.largest,
        customers=tool.customers,
    )
    st.markdown(f"**{placed}** {beside}")
    if not tool.reached:
        st.warning(
            t(
                "That is less than {enough_share} of what all questions reach: too much of the segments cannot be "
                "asked in so few questions. Take the list of members instead where you can.",
                enough_share=ENOUGH,
            ),
            icon=":material/warning:",
        )


def _points(tool: Questionnaire, groups: tuple[Group, ...], columns: Columns) -> None:
    """Every answer with its points for each segment, which has a letter as on the sheet to print."""
    table: dict[str, list] = {"question": [], "answer": []}
    headings = [letter(at) for at in range(len(groups))]
    table |= {heading: [] for heading in headings}
    for question, points, unanswered in zip(tool.questions, tool.points, tool.unanswered, strict=True):
        answers = [answer_text(each, columns, words()) for each in question.answers]
        rows = zip([*answers, t("no answer")], np.vstack([points, unanswered]).tolist(), strict=True)
        for at, (said, row) in enumerate(rows):
            table["question"].append("" if at else question_text(question, words()))
            table["answer"].append(said)
            for heading, value in zip(headings, row, strict=True):
                table[heading].append(value)
    st.markdown("  \n".join(f"{heading} {group.titled}" for heading, group in zip(headings, groups, strict=True)),
                unsafe_allow_html=True)  # fmt: skip
    st.dataframe(
        table, hide_index=True, height="content", key="questions-points",
        column_config={
            "question": st.column_config.TextColumn(t("Question"), width=170, pinned=True),
            "answer": st.column_config.TextColumn(t("Answer"), width=220, pinned=True),
            **{heading: st.column_config.NumberColumn(heading, help=md_escape(group.name), width=80,
                                                       alignment="center")
               for heading, group in zip(headings, groups, strict=True)},
        },
    )  # fmt: skip
    st.caption(t("Add up the points of the answers for each segment. The highest sum is the segment."))


def _try(now: Opened, tool: Questionnaire, groups: tuple[Group, ...], columns: Columns) -> None:
    """One customer's answers, and the segment that they give."""
    with st.container(border=True, key="questions-try"):
        st.markdown(f"**{t('Try it')}**")
        with st.container(horizontal=True, gap="medium"):
            given = [_asked(now, at, question, columns) for at, question in enumerate(tool.questions)]
        sums = sum(
            np.vstack([points, unanswered])[answer_]
            for answer_, points, unanswered in zip(given, tool.points, tool.unanswered, strict=True)
        )
        best = int(np.argmax(sums))
        if all(each == NOT_KNOWN for each in given):
            st.caption(t("Choose what a customer says, and see where that puts them."))
            return
        st.markdown(groups[best].titled, unsafe_allow_html=True)
        told = [f"{md_escape(group.name)} {words().number(int(points))}"
                for group, points in zip(groups, sums, strict=True)]  # fmt: skip
        st.caption(" · ".join(told))


def _asked(now: Opened, at: int, question: Question, columns: Columns) -> int:
    no_answer, *answers = unique([t("no answer"), *(answer_text(each, columns, words()) for each in question.answers)])
    return st.selectbox(
        md_escape(question_text(question, words())), [NOT_KNOWN, *range(len(answers))],
        format_func=lambda each: no_answer if each == NOT_KNOWN else answers[each],
        key=key(now, f"try/{now.recipe.solutions_key()[:8]}/{now.k}/{at}"), width=190, persist_state="session",
    )  # fmt: skip


def _download(now: Opened, tool: Questionnaire, groups: tuple[Group, ...], columns: Columns) -> None:
    page = sheet(now.saved.name, tool, tuple(group.name for group in groups), columns, words())
    st.download_button(
        t("Download the sheet to print"), data=page.encode(), mime="text/html", on_click="ignore",
        file_name=file_name(now.saved.name, t("Questionnaire"), day=date.today().isoformat(), file_format="html"),
        icon=":material/print:", key="questions-download",
    )  # fmt: skip
