"""What a page function returns and what it is asked: no framework is known here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TypeAlias
from zoneinfo import ZoneInfo

from sqlmodel import Session

from core.settings import Settings
from dashboard.accounts import Reviewer
from dashboard.address import Query
from dashboard.elements import Element


@dataclass(frozen=True, slots=True)
class Span:
    """One line of the chart; a day that is not known to the day is None. `start` tells the first day in words."""

    label: str
    announced: date | None
    effective: date | None
    start: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture of what the page also tells in words; `alt` says what it shows, `mark` names the line at `today`."""

    alt: str
    spans: tuple[Span, ...]
    today: date | None
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One page. `title` is the window's; `announcement` is read out; `focus` is the id of the element to go to.

    A chart stands below the body.
    """

    title: str
    body: Element
    announcement: str = ""
    focus: str | None = None
    chart: Chart | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request for a page: the store, the address's parameters, the instant (by the installation's time zone, so that
    its date is the reader's day), the installation's settings, and who is signed in."""

    session: Session
    query: Query
    now: datetime
    settings: Settings
    reviewer: Reviewer | None = None

    @property
    def zone(self) -> tzinfo:
        """By whose clocks the reader's days begin and end."""
        return ZoneInfo(self.settings.timezone)


View: TypeAlias = Callable[[Asked], Screen]
