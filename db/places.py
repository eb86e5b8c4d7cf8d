"""What comparing one more article needs: the fields and countries that articles belong to, and which ones moved."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Select, delete, select
from sqlmodel import Session

from db.bulk import portions, upsert
from db.tables.bookkeeping import ARTICLE_PLACES, META, STALE

_COMPARED, _ARTICLES, _REREADING = "compared", "articles compared", "reading again"


def compared_by(session: Session) -> str | None:
    """Which comparer made what is stored; None if nothing was compared."""
    return session.execute(select(META.c.value).where(META.c.name == _COMPARED)).scalar()


def stale_articles(session: Session) -> frozenset[str]:
    """The articles that came, changed or went since the last comparison."""
    return frozenset(session.execute(select(STALE.c.article_id)).scalars())


def articles_compared(session: Session) -> int:
    """How many articles the last comparison of everything set beside each other."""
    number = session.execute(select(META.c.value).where(META.c.name == _ARTICLES)).scalar()
    return int(number or 0)


def is_rereading(session: Session) -> bool:
    """Whether what another reader had read is being read again, or was when a run was killed."""
    return session.execute(select(META.c.value).where(META.c.name == _REREADING)).scalar() == "yes"


def mark_rereading(session: Session, on: bool) -> None:
    """Says that it is, or that it was compared."""
    upsert(session, META, [{"name": _REREADING, "value": "yes" if on else "no"}], ("name",))


def keep_places(
    session: Session,
    *,
    articles: Collection[str] | None,
    places: Mapping[str, Iterable[tuple[str, str]]],
    comparer: str,
    settled: Collection[str],
) -> None:
    """Keeps the fields and countries of the articles (None: of all), as this comparer sees them.

    The articles `settled` are no longer stale; what became stale meanwhile stays so.
    """
    if articles is None:
        session.execute(delete(ARTICLE_PLACES))
        upsert(session, META, [{"name": _ARTICLES, "value": str(len(places))}], ("name",))
    for some in portions(articles or ()):
        session.execute(delete(ARTICLE_PLACES).where(ARTICLE_PLACES.c.article_id.in_(some)))
    for some in portions(settled):
        session.execute(delete(STALE).where(STALE.c.article_id.in_(some)))
    rows = [
        {"article_id": article, "field": field, "place": place}
        for article, told in sorted(places.items())
        for field, place in sorted(told)
    ]
    if rows:
        session.execute(ARTICLE_PLACES.insert(), rows)
    upsert(session, META, [{"name": _COMPARED, "value": comparer}], ("name",))


def places_of(session: Session, *, articles: Collection[str]) -> frozenset[tuple[str, str]]:
    """The fields and countries that these articles were last seen to belong to."""
    one, found = ARTICLE_PLACES.c, set[tuple[str, str]]()
    for some in portions(articles):
        found |= {(field, place) for field, place in session.execute(_places().where(one.article_id.in_(some)))}
    return frozenset(found)


def countries_of(session: Session, *, fields: Collection[str]) -> dict[str, set[str]]:
    """All countries that any article tells of, in those of these fields in which some article names none ("")."""
    one, found = ARTICLE_PLACES.c, defaultdict[str, set[str]](set)
    for some in portions(fields):
        open_fields = set(session.execute(select(one.field).where(one.field.in_(some), one.place == "")).scalars())
        if open_fields:
            for field, place in session.execute(_places().where(one.field.in_(open_fields)).distinct()):
                found[field].add(place)
    return found


def articles_in(session: Session, *, blocks: Collection[str]) -> frozenset[str]:
    """The articles with a fact in one of these blocks: "field/country", or "field" for the whole of it."""
    one, found = ARTICLE_PLACES.c, set[str]()
    whole = {name for name in blocks if "/" not in name}
    for some in portions(whole):
        found |= set(session.execute(select(one.article_id).where(one.field.in_(some))).scalars())
    for name in blocks - whole if isinstance(blocks, set | frozenset) else set(blocks) - whole:
        field, _, place = name.rpartition("/")
        if field not in whole:
            found |= set(
                session.execute(select(one.article_id).where(one.field == field, one.place == place)).scalars()
            )
    return frozenset(found)


def _places() -> Select[Any]:
    return select(ARTICLE_PLACES.c.field, ARTICLE_PLACES.c.place)
