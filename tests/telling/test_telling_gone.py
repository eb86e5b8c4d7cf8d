"""Pages of what is told no more: where a change goes on, what a withdrawn one said, and which sources fell silent."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine
from store_records import article, at, change, conflict, fact
from told import fares, happens, installed

from crawler import health
from crawler.outcomes import SourceSummary
from dashboard.address import Query
from dashboard.elements import Element
from dashboard.screen import Asked, Screen, View
from dashboard.views import change as change_page
from dashboard.views import conflict as conflict_page
from dashboard.views import timeline
from db import writes
from db.engine import reading, writing


def shown(view: View, store: Engine, home: Path, **query: str) -> Screen:
    values = {name: (value,) for name, value in query.items()}
    with reading(store) as session:
        return view(Asked(session=session, query=Query(values), now=at(28), settings=installed(home, store)))


def links(element: Element) -> set[str]:
    own = {value for name, value in element.attributes if name == "href"}
    return own.union(*(links(child) for child in element.children if isinstance(child, Element)))


def test_a_former_id_leads_to_the_page_under_which_it_goes_on(embedded: Engine, tmp_path: Path) -> None:
    fares(embedded)
    happens(embedded, changes=[change("c1")])
    happens(embedded, when=at(13), changes=[change("c2")])
    page = shown(change_page.view, embedded, tmp_path, id="c1")
    assert "/change?id=c2" in links(page.body)
    assert page.title == "This goes on under another address"


def test_what_was_withdrawn_says_what_it_was(embedded: Engine, tmp_path: Path) -> None:
    fares(embedded)
    happens(embedded, changes=[change("c1")], conflicts=[conflict("x1")])
    happens(embedded, when=at(13))
    for view, ident, said in (
        (change_page.view, "c1", change("c1").summary),
        (conflict_page.view, "x1", conflict("x1").explanation),
    ):
        words = shown(view, embedded, tmp_path, id=ident).body.words()
        assert "No report upholds this any more" in words
        assert said in words
    assert "not known here" in shown(change_page.view, embedded, tmp_path, id="x1").body.words()


def test_the_first_screen_names_sources_that_fell_silent(embedded: Engine, tmp_path: Path) -> None:
    with writing(embedded) as session:
        for day in range(1, 7):
            name = f"a{day}"
            told = article(name, retrieved=at(day), url=f"https://gazette.example/{day}")
            facts = [fact(f"f{day}", of=name)]
            writes.add_reading(session, article=told, facts=facts, record_id=name, reader="1")
    installed(tmp_path, embedded)
    health.note(tmp_path, [SourceSummary(source_id="gazette", name="The Gazette")], at(28) - timedelta(hours=1))
    words = shown(timeline.view, embedded, tmp_path).body.words()
    assert "all answered when last asked · 1 quiet for longer than usual: The Gazette" in words
