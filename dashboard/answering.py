"""The page that an address asks for, whole: its menu, its strip of days and its view, or why it cannot be shown."""

import logging
import os
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from core import settings
from core.errors import ErejeError, StoreError
from dashboard.accounts import reviewer
from dashboard.address import Query, path, standing
from dashboard.elements import el, link
from dashboard.pieces import clocks, lists, marks, navigation
from dashboard.screen import Asked, Screen, View
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
from words.speech import chosen, say

PRODUCT = "Ereje"
SKIP = say("Skip to the content")
FAILED = say("This page could not be shown")
FAILED_ADVICE = say("What was stored is not affected. ")
IN_THE_LOG = say("The reason stands in the log of this program.")
NUMBER = say("In the log this failure has the number {number}.")
AGAIN = say("Try again")
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


def answer(name: str, query: Query, cookies: Mapping[str, str]) -> Screen:
    """The page of this name (the first screen's is empty) in the chosen language."""
    with standing(query):
        screen = _viewed(VIEWS[name], query, cookies)
        bar = navigation.bar(name, query)
        strip = clocks.strip(name, query, days.local(datetime.now(UTC)).date())
    return replace(screen, body=el("div", bar, strip, lists.ignored(query), screen.body))


def title(screen: Screen) -> str:
    """What the browser calls the page."""
    return f"{screen.title} - {PRODUCT}"


def as_data(screen: Screen) -> dict[str, Any]:
    """What the browser's side puts into the page; `drawn` where a chart stands below, which is not among it."""
    return {
        "page": screen.body.as_data(),
        "title": title(screen),
        "announcement": str(screen.announcement),
        "focus": screen.focus,
        "language": chosen().language,
        "skip": str(SKIP),
        "drawn": screen.chart is not None,
    }


def _viewed(view: View, query: Query, cookies: Mapping[str, str]) -> Screen:
    try:
        found = settings.load(os.environ)
        days.keep_time_of(found.timezone)
        now = days.local(datetime.now(UTC))
        with reading(opened(found.database_url)) as session:
            who = reviewer(session, cookies, now)
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
