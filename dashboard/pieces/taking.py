"""Ways to take along what a page lists: the feed, the calendar, the facts, alerts, each with the page's filters."""

from dashboard.address import MATTER, Query, path
from dashboard.elements import Element, el, link
from words.speech import say

TAKE, FEED, CALENDAR = say("Take these along:"), say("Atom feed"), say("Calendar of days in force")
FACTS, ALERT = say("the facts as a table"), say("alerts by mail")


def row(query: Query) -> Element:
    """All of them in a line."""
    facts = link(path("/facts", query.filtering()), FACTS)
    matter = {name: values for name, values in query.filtering().items() if name in MATTER}
    alerts = link(path("/subscriptions", matter), ALERT)
    return el("p", TAKE, " ", feed(query), " · ", calendar(query), " · ", facts, " · ", alerts, class_="small taking")


def feed(query: Query) -> Element:
    """The Atom feed of what the page's filters leave."""
    return link(path("/feed.atom", query.filtering(), clocks=False), FEED)


def calendar(query: Query) -> Element:
    """The calendar of what the page's filters leave."""
    return link(path("/calendar.ics", query.filtering(), clocks=False), CALENDAR)
