"""The script Streamlit runs for each visit: its pages, and what is shown when one fails.

It stands in a folder of its own because Streamlit puts a script's folder before all others on the import path.
"""

import logging
import os
from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from core import settings
from core.errors import ErejeError
from dashboard.address import Query
from dashboard.elements import el, link
from dashboard.pieces import marks
from dashboard.screen import Asked, Screen, View
from dashboard.showing import ICON, show
from dashboard.store import opened
from dashboard.views import about, article, change, conflict, conflicts, facts, rules, sources, timeline
from db.engine import reading

PRODUCT = "Ereje"
FAILED = "This page could not be shown"
FAILED_ADVICE = "What was stored is not affected. "
AGAIN = "Try again"
LOADING = "Loading what is known"
SHOWN = (
    ("", "Timeline", timeline.view),
    ("conflicts", "Conflicts", conflicts.view),
    ("rules", "Rules in force", rules.view),
    ("facts", "Facts", facts.view),
    ("sources", "Sources", sources.view),
    ("about", "About", about.view),
)
LINKED = (
    ("change", "Change", change.view),
    ("conflict", "Conflict", conflict.view),
    ("article", "Article", article.view),
)


def page(view: View) -> Callable[[], None]:
    """A page function for Streamlit out of a view."""

    def run() -> None:
        with st.spinner(LOADING):  # shown only where it takes longer than half a second
            screen = _answer(view)
        st.set_page_config(page_title=f"{screen.title} - {PRODUCT}", page_icon=ICON, layout="wide")
        show(screen)

    return run


def _answer(view: View) -> Screen:
    query = Query.of((name, value) for name in st.query_params for value in st.query_params.get_all(name))
    try:
        engine = opened(settings.load(os.environ).database_url)
        with reading(engine) as session:
            return view(Asked(session=session, query=query, now=datetime.now(UTC)))
    except ErejeError as error:
        return _failure(str(error))
    except Exception:
        logging.getLogger(__name__).exception("a page failed")
        return _failure("The reason stands in the log of this program.")


def _failure(why: str) -> Screen:
    body = el("div", el("h1", FAILED), marks.empty(why, FAILED_ADVICE, link("/", AGAIN)))
    return Screen(title=FAILED, body=body, announcement=FAILED)


def main() -> None:
    """Runs the page that the address names."""
    listed = [st.Page(page(view), title=title, url_path=name, default=not name) for name, title, view in SHOWN]
    hidden = [st.Page(page(view), title=title, url_path=name, visibility="hidden") for name, title, view in LINKED]
    st.navigation([*listed, *hidden], position="top").run()


main()
