"""Showing a screen: the one component through which all words of pages, feeds and people reach the browser."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.screen import Screen

LANGUAGE = "en"
_LOOK = Path(__file__).parent / "look"


def show(screen: Screen) -> None:
    """Puts the screen's elements into the page; text goes as data and is never read as Markdown or HTML."""
    data = {
        "page": screen.body.as_data(),
        "announcement": screen.announcement,
        "focus": screen.focus,
        "language": LANGUAGE,
    }
    component = st.components.v2.component("ereje", css=_file("page.css"), js=_file("page.js"), isolate_styles=False)
    component(data=data, key="page")


@cache
def _file(name: str) -> Any:
    return (_LOOK / name).read_text(encoding="utf-8")
