"""Filters as options, the same for every command that has them and the same as on the dashboard."""

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from core.errors import Misuse
from core.queries import Filters, end_of, start_of
from core.settings import TIMEZONE

Several = list[str] | None
Topics = Annotated[Several, typer.Option("--topic", help="A topic's slug, such as stay; may be repeated.")]
Audiences = Annotated[Several, typer.Option("--audience", help="To whom, such as employers; may be repeated.")]
Countries = Annotated[Several, typer.Option("--country", help="The code of a country whose rules; may be repeated.")]
Sources = Annotated[Several, typer.Option("--source", help="A source's name; may be repeated.")]
Languages = Annotated[Several, typer.Option("--language", help="en, ru or kk; may be repeated.")]
Kinds = Annotated[Several, typer.Option("--kind", help="rule, figure, event or statement; may be repeated.")]
Statuses = Annotated[Several, typer.Option("--status", help="Such as in-force; may be repeated.")]
Words = Annotated[str, typer.Option("--words", help="Words in quotes or titles.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Published on this day or after it.")]
LastDay = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Published on this day or before it.")]


def filters(
    *,
    topics: Several = None,
    audiences: Several = None,
    countries: Several = None,
    sources: Several = None,
    languages: Several = None,
    words: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    zone: str = TIMEZONE,
) -> Filters:
    """What these options leave; days begin and end by the zone's clocks.

    Raises Misuse for days of which the last comes before the first.
    """
    if since and until and since > until:
        raise Misuse(f"--since {since.date()} is after --until {until.date()}")
    return Filters(
        topics=tuple(topics or ()),
        audiences=tuple(audiences or ()),
        jurisdictions=tuple(countries or ()),
        sources=tuple(sources or ()),
        languages=tuple(languages or ()),
        words=words,
        since=start_of(since.date(), ZoneInfo(zone)) if since else None,
        until=end_of(until.date(), ZoneInfo(zone)) if until else None,
    )
