"""How fresh and how complete the first screen is, in one line."""

from core.queries import Overview
from dashboard.address import path
from dashboard.elements import Element, el, link
from dashboard.pieces import clocks
from dashboard.screen import Asked
from words import days, wording
from words.speech import say

FETCHED, ASIDE = say("Pages last fetched {when}"), say("{pages} set aside")
ALL_ANSWER, SOME_FAIL = say("all answered when last asked"), say("{number} did not answer when last asked: {names}")
WHICH_SOURCES = say("Which sources")
_NAMED = 3


def line(asked: Asked, overview: Overview) -> Element:
    """When pages were last fetched, how much was read, which sources do not answer."""
    today = clocks.told_by(asked) is None
    parts = [
        *([FETCHED.fill(when=days.instant(overview.last_retrieved))] if today else []),
        wording.plural(overview.sources, "source", "sources"),
        *(_health(asked) if today else []),
        wording.plural(overview.articles, "article", "articles"),
        *([wording.plural(overview.facts, "fact", "facts")] if overview.facts is not None else []),
    ]
    aside = ASIDE.fill(pages=wording.plural(overview.skipped, "page", "pages"))
    parts += [aside] if overview.skipped and today else []
    return el("p", " · ".join(parts), ". ", link(path("/sources"), WHICH_SOURCES), class_="freshness")


def _health(asked: Asked) -> list[str]:
    """Whether the sources answered; nothing where none was ever asked."""
    from crawler import health

    kept = health.kept(asked.settings.home, {}, asked.now)
    failing = [one.name for one in kept if one.state not in ("working", "quiet")]
    if not kept:
        return []
    if not failing:
        return [str(ALL_ANSWER)]
    more = " …" if failing[_NAMED:] else ""
    return [SOME_FAIL.fill(number=len(failing), names=f"{', '.join(failing[:_NAMED])}{more}")]
