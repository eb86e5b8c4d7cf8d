"""The script Streamlit runs for each visit: its pages, and what is shown when one fails.

It stands in a folder of its own because Streamlit puts a script's folder before all others on the import path.
"""

import logging
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from core import settings
from core.errors import ErejeError, StoreError
from dashboard.accounts import reviewer
from dashboard.address import LANGUAGE, Query, path, standing
from dashboard.elements import el, link
from dashboard.pieces import clocks, lists, marks, navigation
from dashboard.screen import Asked, Screen, View
from dashboard.showing import ICON, show
from dashboard.store import opened
from dashboard.views import (
    about,
    account,
    article,
    change,
    conflict,
    conflicts,
    facts,
    rules,
    sources,
    subscriptions,
    timeline,
)
from db.engine import reading
from words import days
from words.speech import choose, preferred, say

PRODUCT = "Ereje"
FAILED = say("This page could not be shown")
FAILED_ADVICE = say("What was stored is not affected. ")
IN_THE_LOG = say("The reason stands in the log of this program.")
NUMBER = say("In the log this failure has the number {number}.")
AGAIN = say("Try again")
LOADING = say("Loading what is known")
VIEWS: Mapping[str, View] = {
    "": timeline.view,
    "conflicts": conflicts.view,
    "rules": rules.view,
    "facts": facts.view,
    "sources": sources.view,
    "subscriptions": subscriptions.view,
    "about": about.view,
    "account": account.view,
    "change": change.view,
    "conflict": conflict.view,
    "article": article.view,
}


def page(name: str, view: View) -> Callable[[], None]:
    """A page function for Streamlit out of a view."""

    def run() -> None:
        with st.spinner(str(LOADING)):  # shown only where it takes longer than half a second
            query = Query.of((key, value) for key in st.query_params for value in st.query_params.get_all(key))
            with standing(query):
                screen = _answer(view, query)
                bar = navigation.bar(name, query)
                strip = clocks.strip(name, query, days.local(datetime.now(UTC)).date())
        st.set_page_config(page_title=f"{screen.title} - {PRODUCT}", page_icon=ICON, layout="wide")
        body = el("div", bar, strip, lists.ignored(query), screen.body)
        show(replace(screen, body=body))

    return run


def _answer(view: View, query: Query) -> Screen:
    try:
        found = settings.load(os.environ)
        days.keep_time_of(found.timezone)
        now = days.local(datetime.now(UTC))
        with reading(opened(found.database_url)) as session:
            who = reviewer(session, st.context.cookies, now)
            return view(Asked(session=session, query=query, now=now, settings=found, reviewer=who))
    except StoreError as error:
        return _failure(error.why, f"the store cannot be read: {error}", advice="")
    except ErejeError as error:
        return _failure(str(error), str(error))
    except Exception as error:
        return _failure(IN_THE_LOG, "a page failed", error)


def _failure(why: str, logged: str, error: Exception | None = None, *, advice: str = FAILED_ADVICE) -> Screen:
    """The page and a line of the log with one number, by which whoever runs this finds the reason."""
    number = secrets.token_hex(3)
    logging.getLogger(__name__).error("%s (%s)", logged, number, exc_info=error)
    told = el("p", NUMBER.fill(number=number), class_="small")
    body = el("div", el("h1", FAILED), marks.empty(why, advice, link(path("/"), AGAIN)), told)
    return Screen(title=FAILED, body=body, announcement=FAILED)


def main() -> None:
    """Runs the page that the address names, in the reader's language."""
    choice = preferred(st.query_params.get(LANGUAGE), st.context.locale)
    choose(choice.language, named=choice.named)
    pages = [
        st.Page(page(name, view), title=name or "timeline", url_path=name, default=not name)
        for name, view in VIEWS.items()
    ]
    # The menu is our own: Streamlit's speaks English only and drops the language from the address.
    st.navigation(pages, position="hidden").run()


main()
