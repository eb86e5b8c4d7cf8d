"""Showing a screen: the one component through which all words of pages, feeds and people reach the browser."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.answering import as_data
from dashboard.screen import Chart, Screen
from words import days
from words.speech import say

AXIS = say("○ announced   ◆ in force")
# Vega writes months in English only.
_DAY = "replace(replace({patterns}[month(datum.value)], 'DD', date(datum.value)), 'YYYY', year(datum.value))"
_LOOK = Path(__file__).parent / "look"
_SCRIPTS = ("tree", "reader", "news", "place", "answers", "page")
ICON = str(_LOOK / "icon.svg")  # a named icon would be fetched from a server elsewhere


def show(screen: Screen) -> None:
    """Puts the screen's elements into the page; text goes as data and is never read as Markdown or HTML."""
    component = st.components.v2.component("ereje", css=_file("page.css"), js=_script(), isolate_styles=False)
    component(data=as_data(screen), key="page")
    if screen.chart:
        _draw(screen.chart)


def _draw(chart: Chart) -> None:
    """Hollow dot: announced; diamond: first day; a line between them, a dashed one at today, a faint one a row.

    What the marks mean stands below, where no name crosses it. Nothing to zoom, so nothing eats the wheel.
    """
    import altair as alt

    ink = "#b9c3cd" if st.context.theme.type == "dark" else "#4d5863"
    rows = [
        {"change": span.label, "announced": _iso(span.announced), "effective": _iso(span.effective)}
        for span in chart.spans
    ]
    base = alt.Chart({"values": rows}).encode(y=alt.Y("change:N", sort=None, axis=None))
    axis = alt.Axis(
        labelExpr=_DAY.format(patterns=json.dumps(days.patterns("DD", "YYYY"))),
        labelColor=ink,
        titleColor=ink,
        titleAnchor="start",
        tickCount=5,
        labelOverlap=True,
    )
    meaning = [str(AXIS), *([f"┆ {chart.mark}"] if chart.today else [])]
    announced = alt.X("announced:T", title=meaning, axis=axis)
    today = alt.Chart({"values": [{"today": _iso(chart.today)}] if chart.today else []}).encode(x="today:T")
    layers = alt.layer(
        base.mark_rule(color=ink, opacity=0.25, yOffset=14).encode(x=alt.value(0), x2=alt.value("width")),
        today.mark_rule(strokeDash=[4, 4], color=ink),
        # The names stand above their lines, where they have the whole width on a phone too.
        base.mark_text(align="left", dy=-15, color=ink, limit=alt.ExprRef("width")).encode(
            x=alt.value(0), text="change:N"
        ),
        _told(base, "announced", "effective").mark_rule(strokeWidth=2, color=ink).encode(x=announced, x2="effective:T"),
        _told(base, "announced").mark_point(size=90, strokeWidth=2).encode(x=announced),
        _told(base, "effective").mark_point(shape="diamond", filled=True, size=130, opacity=1).encode(x="effective:T"),
    )
    drawn = layers.properties(height=alt.Step(46))
    st.altair_chart(drawn, alt=chart.alt, width="stretch")


def _told(base: Any, *names: str) -> Any:
    return base.transform_filter(" && ".join(f"datum.{name}" for name in names))


def _iso(day: date | None) -> str | None:
    # Vega takes a bare day for midnight UTC and shows it in the reader's zone, which may be the day before.
    return f"{day.isoformat()}T00:00:00" if day else None


@cache
def _script() -> Any:
    """One script for one component: a browser that imported its parts would ask for each of them."""
    return "\n".join(_file(f"{name}.js") for name in _SCRIPTS)


@cache
def _file(name: str) -> Any:
    return (_LOOK / name).read_text(encoding="utf-8")
