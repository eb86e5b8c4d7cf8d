"""Messaging services through Apprise, against a real server that speaks ntfy's protocol, well or badly."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from misbehaving_site import Site
from sqlalchemy import Engine
from store_records import change
from told import PUBLIC, fares, happens, installed, kept, something, subscribed, subscriber, told_all

from core.settings import Settings
from core.telling import Subscription
from publish.channels import bounds

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")  # Apprise asks for it
KEY = "tk_verysecretkey"


@pytest.fixture
def settings(tmp_path: Path, embedded: Engine) -> Settings:
    fares(embedded)
    return installed(tmp_path, embedded, allow_private=True, services=("ntfy",))


def listening(store: Engine, site: Site, topic: str = "fares", **fields: Any) -> Subscription:
    one = subscriber(f"ntfy://{KEY}@127.0.0.1:{site.port}/{topic}", channel="service", **fields)
    subscribed(store, one)
    return one


def test_a_message_says_what_changed_and_where_to_stop_it(embedded: Engine, settings: Settings) -> None:
    with Site() as site:
        site.status("/", 200)
        one = listening(embedded, site)
        (event,) = something(embedded)
        assert told_all(settings)[0].sent == 1
    (asked,) = site.asked
    told = json.loads(asked.body)
    assert told["title"].startswith("(Rule changed, reported) Transport: ")
    assert "Before: " in told["message"]
    assert "In force: 1 March 2024" in told["message"]
    assert f"{PUBLIC}/e/{event.event_id}" in told["message"]
    assert f"{PUBLIC}/subscriptions?token={one.token}" in told["message"]


def test_every_event_of_a_batch_is_named_though_a_chat_takes_only_so_much(embedded: Engine, settings: Settings) -> None:
    many = [change(f"c{number}", evidence=(f"f{number}",)) for number in range(90)]
    with Site() as site:
        site.status("/", 200)
        listening(embedded, site)
        events = happens(embedded, changes=many)
        events += happens(embedded, changes=[change("c0", evidence=("f0",), effective_on="2025-01-01"), *many[1:]])
        assert len(events) == 91
        assert told_all(settings)[0].sent == 1
    bodies = [json.loads(asked.body)["message"] for asked in site.asked]
    assert len(bodies) > 1
    assert all(len(body) <= 7800 for body in bodies)
    whole = "".join("".join(bodies).split())
    assert all(event.event_id in whole for event in events)


def test_a_service_that_refuses_is_asked_again_and_its_key_stands_nowhere(
    embedded: Engine, settings: Settings, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with Site() as site:
        site.status("/", 403)
        one = listening(embedded, site)
        something(embedded)
        summary, trouble = told_all(settings)
        assert summary.failed == 1
        assert str(trouble[0]) == "ntfy: the service did not take it"
    assert told_all(installed(settings.home, embedded, allow_private=True))[0].waiting == 1
    seen = capfd.readouterr()
    assert KEY not in seen.out + seen.err + caplog.text + (kept(embedded, one)[0].why or "")


@pytest.mark.parametrize("manner", ["silent", "dripping", "endless"])
def test_who_hangs_drips_or_sends_a_gigabyte_is_left_in_time(
    embedded: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch, manner: str
) -> None:
    monkeypatch.setattr(bounds, "SECONDS", 0.6 if manner != "endless" else 20)
    with Site() as site:
        getattr(site, manner)("/")
        listening(embedded, site, "one/two/three")
        something(embedded)
        summary, _ = told_all(settings)
    assert summary.sent + summary.failed == 1
    assert site.sent < 2**26


@pytest.mark.parametrize("status", [301, 307])
def test_a_redirect_into_a_private_network_is_not_followed(embedded: Engine, tmp_path: Path, status: int) -> None:
    """The name leads to loopback here, as it would anywhere: the guard stands where connections are made."""
    with Site() as inner, Site() as site, bounds.public_only(allow_private=False):
        import requests

        site.status("/", status, Location=f"http://127.0.0.1:{inner.port}/")
        for address in (f"http://127.0.0.1:{inner.port}/", f"http://localhost:{inner.port}/"):
            with pytest.raises(requests.ConnectionError, match="private network"):
                requests.post(address, timeout=5)
        assert inner.asked == site.asked == []


def test_private_addresses_are_refused_where_the_installation_does_not_allow_them(
    embedded: Engine, tmp_path: Path
) -> None:
    fares(embedded)
    with Site() as site:
        listening(embedded, site)
        something(embedded)
        assert told_all(installed(tmp_path, embedded, services=("ntfy",)))[0].sent == 0
        assert site.asked == []


def test_a_list_of_addresses_is_not_taken_for_one(embedded: Engine, settings: Settings) -> None:
    with Site() as site, Site() as inner:
        site.status("/", 200)
        inner.status("/", 200)
        subscribed(
            embedded,
            subscriber(f"ntfy://127.0.0.1:{site.port}/t,json://127.0.0.1:{inner.port}/", channel="service"),
        )
        something(embedded)
        told_all(settings)
        assert inner.asked == []


def test_markup_that_a_chat_acts_on_is_inert(embedded: Engine, settings: Settings) -> None:
    hostile = "@everyone <!channel> [press](http://evil.example) **now** `rm` <b>bold</b>"
    with Site() as site:
        site.status("/", 200)
        listening(embedded, site)
        something(embedded, audience=hostile)
        assert told_all(settings)[0].sent == 1
    told = json.loads(site.asked[0].body)
    assert "everyone" in told["message"]  # a title of seventy characters has no room for it
    for text in (told["title"], told["message"].split(f"{PUBLIC}/e/")[0]):
        for active in ("@everyone", "<!", "](", "**", "`", "<b>"):
            assert active not in text
