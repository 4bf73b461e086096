"""How large the segments are."""

from __future__ import annotations

import plotly.graph_objects as go

from seg.ui.words.words import Words


def sizes_chart(names: tuple[str, ...], counts: tuple[int, ...], colours: tuple[str, ...], words: Words) -> go.Figure:
    """One bar per segment in label order, with count and share in the reader's numbers."""
    total = sum(counts) or 1
    labels = [f"{words.number(count)} · {words.percent(count / total)}" for count in counts]
    plain = [name.replace("<", "&lt;").replace("$", "&#36;") for name in names]
    bars = go.Bar(
        x=list(counts),
        y=list(range(len(names))),
        orientation="h",
        marker={"color": list(colours)},
        text=labels,
        textposition="auto",
        customdata=plain,
        hovertemplate="%{customdata}<br>%{text}<extra></extra>",
        cliponaxis=False,
    )
    figure = go.Figure(bars)
    figure.update_layout(
        height=36 * len(names) + 24,
        margin={"l": 0, "r": 8, "t": 4, "b": 4},
        bargap=0.25,
        xaxis={"visible": False, "fixedrange": True},
        yaxis={
            "autorange": "reversed",
            "fixedrange": True,
            "tickvals": list(range(len(names))),
            "ticktext": [name if len(name) < 32 else f"{name[:31]}…" for name in plain],
        },
        dragmode=False,
    )
    return figure
