"""How fresh and how complete the first screen is, in one line."""

from collections.abc import Sequence

from core.queries import Overview
from dashboard.address import path
from dashboard.elements import Element, el, link
from dashboard.pieces import clocks
from dashboard.screen import Asked
from db import reads
from words import amounts, days
from words.speech import Phrase, say

FETCHED, ASIDE = say("Pages last fetched {when}"), say("{pages} set aside")
ALL_ANSWER, SOME_FAIL = say("all answered when last asked"), say("{number} did not answer when last asked: {names}")
SOME_QUIET = say("{number} quiet for longer than usual: {names}")
WHICH_SOURCES = say("Which sources")
_NAMED = 3


def line(asked: Asked, overview: Overview) -> Element:
    """When pages were last fetched, how much was read, which sources do not answer or are quiet."""
    today = clocks.told_by(asked) is None
    parts = [
        *([FETCHED.fill(when=days.instant(overview.last_retrieved))] if today else []),
        amounts.plural(overview.sources, "source", "sources"),
        *(_health(asked) if today else []),
        amounts.plural(overview.articles, "article", "articles"),
        *([amounts.plural(overview.facts, "fact", "facts")] if overview.facts is not None else []),
    ]
    aside = ASIDE.fill(pages=amounts.plural(overview.skipped, "page", "pages"))
    parts += [aside] if overview.skipped and today else []
    return el("p", " · ".join(parts), ". ", link(path("/sources"), WHICH_SOURCES), class_="freshness")


def _health(asked: Asked) -> list[str]:
    """Whether the sources answered, and which have had nothing new for longer than usual; nothing where none was ever
    asked."""
    from crawler import health

    kept = health.kept(asked.settings.home, reads.days_with_news(asked.session), asked.now)
    if not kept:
        return []
    failing = [one.name for one in kept if one.state not in ("working", "quiet")]
    quiet = [one.name for one in kept if one.state == "quiet"]
    answered = _some(SOME_FAIL, failing) if failing else str(ALL_ANSWER)
    return [answered, _some(SOME_QUIET, quiet)] if quiet else [answered]


def _some(words: Phrase, names: Sequence[str]) -> str:
    more = " …" if names[_NAMED:] else ""
    return words.fill(number=len(names), names=f"{', '.join(names[:_NAMED])}{more}")
