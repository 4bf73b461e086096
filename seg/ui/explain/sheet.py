"""The questionnaire as a page to print: boxes to tick, points beside them, and a line to add them up. No Streamlit."""

from __future__ import annotations

from html import escape

import numpy as np

from seg.segments.explaining.questions import Question
from seg.segments.explaining.typing_tool import Questionnaire
from seg.ui.explain.said import Columns, answer_text
from seg.ui.words.words import Words

STYLE = """
body { font: 14px/1.4 system-ui, sans-serif; color: #1b1f24; max-width: 48rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 20px; margin: 0 0 .3rem } h2 { font-size: 15px; margin: 1.1rem 0 .2rem }
p { margin: .2rem 0 .6rem; color: #4a5058 }
table { width: 100%; border-collapse: collapse; page-break-inside: avoid }
th, td { padding: .22rem .4rem; border-bottom: 1px solid #d4d8dd; text-align: right; vertical-align: bottom }
th { font-weight: 600; color: #4a5058 }
ol { list-style: upper-alpha; padding-left: 1.6rem; margin: .4rem 0 } li::marker { font-weight: 600 }
th:first-child, td:first-child { text-align: left; width: 40% }
td:first-child::before { content: "\\2610"; margin-right: .5rem }
tr.sum td { border: 0; padding-top: .9rem; font-weight: 600 } tr.sum td:first-child::before { content: none }
tr.sum td + td { border-bottom: 2px solid #1b1f24 }
"""


def sheet(title: str, tool: Questionnaire, segments: tuple[str, ...], columns: Columns, words: Words) -> str:
    """A page of HTML that stands alone. Names and values are escaped: they come from files and people."""
    head = "".join(f"<th>{letter(at)}</th>" for at in range(len(segments)))
    named = "".join(f"<li>{escape(name)}</li>" for name in segments)
    parts = [
        f"<h1>{escape(title)}</h1>",
        _paragraph(_how(words)),
        f"<ol>{named}</ol>",
        *(_question(at, tool, head, columns, words) for at in range(len(tool.questions))),
        f"<table><tr><th></th>{head}</tr><tr class='sum'><td>{escape(_sum(words))}</td>"
        f"{'<td></td>' * len(segments)}</tr></table>",
        _paragraph(_accuracy(tool, words)),
    ]
    style = f"<style>{STYLE}</style>"
    return (
        f"<!doctype html><html lang='{words.language}'><head><meta charset='utf-8'><title>{escape(title)}</title>"
        f"{style}</head><body>{''.join(parts)}</body></html>"
    )


def letter(at: int) -> str:
    """What a list in letters calls its items, from 0: A to Z, AA, AB, ..."""
    return (letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def question_text(question: Question, words: Words) -> str:
    """What is asked: the dimension, or one of its values."""
    name = words.dimension(question.dimension)
    tag = words.level(question.dimension, question.tag) if question.tag else ""
    return f"{name}: {tag}" if tag else name


def _question(at: int, tool: Questionnaire, head: str, columns: Columns, words: Words) -> str:
    question, points, unanswered = tool.questions[at], tool.points[at], tool.unanswered[at]
    said = [answer_text(each, columns, words) for each in question.answers]
    rows = zip([*said, words.text("no answer", markdown=False)], np.vstack([points, unanswered]), strict=True)
    cells = "".join(
        f"<tr><td>{escape(name)}</td>{''.join(f'<td>{value}</td>' for value in row)}</tr>" for name, row in rows
    )
    heading = f"{at + 1}. {escape(question_text(question, words))}"
    return f"<h2>{heading}</h2><table><tr><th></th>{head}</tr>{cells}</table>"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _how(words: Words) -> str:
    return words.text(
        "Tick one answer to each question. Add up the points of the ticked answers for each segment: the highest sum "
        "is the segment. Where two are the same, it is the first of them.",
        markdown=False,
    )


def _sum(words: Words) -> str:
    return words.text("Sum", markdown=False)


def _accuracy(tool: Questionnaire, words: Words) -> str:
    return words.text(
        "Tried on {customers} customers, these questions place {accuracy_share} in their segment.",
        customers=tool.customers,
        accuracy_share=tool.accuracy,
        markdown=False,
    )
