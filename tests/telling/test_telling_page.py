"""The page of alerts: what it promises is true, what it keeps it shows again, and keys are not shown."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from store_records import at, change, conflict
from told import fares, happens, installed, subscribed, subscriber

from core.queries import Filters
from core.telling import Subscription
from dashboard.address import Query
from dashboard.elements import Element
from dashboard.screen import Asked
from dashboard.views.subscriptions import view
from db.engine import reading

SECRET = "whsec_c2VjcmV0"


def shown(store: Engine, home: Path, **query: str | tuple[str, ...]) -> Element:
    values = {name: (value,) if isinstance(value, str) else value for name, value in query.items()}
    with reading(store) as session:
        asked = Asked(session=session, query=Query(values), now=at(28), settings=installed(home, store))
        return view(asked).body


def walked(element: Element) -> list[Element]:
    return [element, *(each for child in element.children if isinstance(child, Element) for each in walked(child))]


def values(element: Element, name: str, *, marked: str) -> set[str]:
    told = [dict(each.attributes) for each in walked(element)]
    return {one["value"] for one in told if one.get("name") == name and marked in one}


def test_the_preview_counts_what_would_have_been_told(embedded: Engine, tmp_path: Path) -> None:
    fares(embedded)
    old = at(28) - timedelta(days=31)
    one = change("c0", topic="trade", evidence=("e0",), before=(), after=())
    happens(embedded, when=old, changes=[one])
    happens(embedded, changes=[one, change(), change("c2", topic="tax", evidence=("e2",), before=(), after=())])
    happens(embedded, when=at(13), changes=[one, change()], conflicts=[conflict()])
    everything = shown(embedded, tmp_path, preview="yes").words()
    assert "In the last 30 days: 3 events." in everything
    assert "Reports differ" in everything
    assert "In the last 30 days: 1 event." in shown(embedded, tmp_path, preview="yes", topic="tax").words()
    newest = shown(embedded, tmp_path, preview="yes", kind="rule-changed")
    assert "The tram fare rises to 120 tenge" in newest.words()
    assert "Nothing of this kind" in shown(embedded, tmp_path, preview="yes", topic="trade").words()


def test_what_was_refused_stands_beside_its_field_and_the_rest_is_kept(embedded: Engine, tmp_path: Path) -> None:
    page = shown(embedded, tmp_path, wrong="target", why="Call this number", target="nobody", q="tram", hour="7")
    (reason,) = [each for each in walked(page) if dict(each.attributes).get("id") == "wrong-target"]
    assert "Name an e-mail address" in reason.words()
    assert "Call this number" not in page.words()  # what an address says is anybody's
    fields = {one["name"]: one for one in (dict(each.attributes) for each in walked(page)) if "name" in one}
    assert fields["target"]["value"] == "nobody"
    assert fields["target"]["aria-invalid"] == "true"
    assert "wrong-target" in fields["target"]["aria-describedby"]
    assert fields["q"]["value"] == "tram"


def test_an_address_that_no_mail_server_can_write_to_is_told_so_beside_its_field(
    embedded: Engine, tmp_path: Path
) -> None:
    page = shown(embedded, tmp_path, wrong="target", target="dana@reader.example")
    (reason,) = [each for each in walked(page) if dict(each.attributes).get("id") == "wrong-target"]
    assert "no mail server" in reason.words()
    assert "An e-mail address" not in page.words()


@pytest.mark.parametrize("state", ["unconfirmed", "active"])
def test_a_webhooks_key_is_shown_until_it_is_confirmed(embedded: Engine, tmp_path: Path, state: str) -> None:
    one: Subscription = subscriber("https://hooks.example/secret", channel="webhook", secret=SECRET, state=state)
    subscribed(embedded, one)
    told = shown(embedded, tmp_path, token=one.token).words()
    assert (SECRET in told) == (state == "unconfirmed")
    assert "https://hooks.example/…" in told
    assert "hooks.example/secret" not in told


def test_saving_what_was_not_touched_changes_nothing(embedded: Engine, tmp_path: Path) -> None:
    """Several topics, one of which no article has yet, stay chosen when only the hour is changed."""
    filters = Filters(topics=("tax", "not-yet"), audiences=("foreigners",), jurisdictions=("KZ", "UZ"), words="tram")
    one = subscriber(filters=filters, kinds=("date-moved", "conflict-opened"), frequency="weekly")
    subscribed(embedded, one)
    page = shown(embedded, tmp_path, token=one.token)
    assert values(page, "topic", marked="checked") == {"tax", "not-yet"}
    assert values(page, "who", marked="checked") == {"foreigners"}
    assert values(page, "country", marked="checked") == {"KZ", "UZ"}
    assert values(page, "kind", marked="checked") == {"date-moved", "conflict-opened"}


def test_a_link_that_leads_nowhere_says_so(embedded: Engine, tmp_path: Path) -> None:
    assert "This link leads to no alerts" in shown(embedded, tmp_path, token="x" * 32).words()
