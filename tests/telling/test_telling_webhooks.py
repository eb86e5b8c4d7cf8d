"""Webhooks against a real server that misbehaves: signed, bounded, never into a private network, never lost."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from misbehaving_site import Site
from sqlalchemy import Engine
from standardwebhooks.webhooks import Webhook, WebhookVerificationError
from store_records import TEXT
from told import PUBLIC, fares, installed, kept, now, something, subscribed, subscriber, time_passes, told_all

from core.settings import Settings
from core.telling import Subscription
from publish.channels import bounds

SECRET = f"whsec_{base64.b64encode(b'k' * 24).decode()}"


@pytest.fixture
def settings(tmp_path: Path, embedded: Engine) -> Settings:
    fares(embedded)
    return installed(tmp_path, embedded, allow_private=True)


def hooked(store: Engine, address: str, **fields: Any) -> Subscription:
    one = subscriber(address, channel="webhook", secret=SECRET, **fields)
    subscribed(store, one)
    return one


def test_a_message_is_signed_and_says_everything(embedded: Engine, settings: Settings) -> None:
    with Site() as site:
        site.status("/hook", 204)
        one = hooked(embedded, f"{site.origin}/hook")
        (event,) = something(embedded)
        assert told_all(settings)[0].sent == 1
    (asked,) = site.asked
    headers = {name.lower(): value for name, value in asked.headers.items()}
    told = Webhook(SECRET).verify(asked.body, headers)
    assert headers["webhook-id"] == told["data"]["message_id"] == kept(embedded, one)[0].message_id
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(asked.body.replace(b"120", b"121"), headers)
    (only,) = told["data"]["events"]
    assert (only["event_id"], only["kind"]) == (event.event_id, "rule-changed")
    assert only["permalink"] == f"{PUBLIC}/e/{event.event_id}"
    assert (only["announced_on"], only["effective_on"]) == ("2024-02-10", "2024-03-01")
    assert only["after"]["value"] == 120
    assert only["voices"] == {"independent": 2, "relays": 1}
    for quoted in only["evidence"]:
        assert quoted["quote"] in TEXT
        assert quoted["link"].startswith(f"{quoted['url']}#:~:text=")
    assert "You asked on 1 February 2024" in told["data"]["reason"]
    assert one.token not in asked.body.decode()


def test_a_request_to_confirm_carries_the_link(embedded: Engine, settings: Settings) -> None:
    from db import subscriptions
    from db.engine import writing

    with Site() as site:
        site.status("/hook", 200)
        fields = {"channel": "webhook", "secret": SECRET, "state": "unconfirmed", "created": now(), "confirmed": None}
        one = subscriber(f"{site.origin}/hook", **fields)
        with writing(embedded) as session:
            assert subscriptions.request(session, subscription=one, at=now())
        assert told_all(settings)[0].sent == 1
    told = json.loads(site.asked[0].body)
    assert told["type"] == "subscription.confirm"
    assert told["data"]["confirm_url"] == f"{PUBLIC}/subscriptions?token={one.token}&lang=en"


def test_five_hundred_times_then_taken_under_one_id(embedded: Engine, settings: Settings) -> None:
    with Site() as site:
        site.status("/hook", 500)
        hooked(embedded, f"{site.origin}/hook")
        something(embedded)
        for _ in range(8):
            assert told_all(settings)[0].failed == 1
            time_passes(embedded, hours=13)
        site.status("/hook", 200)
        assert told_all(settings)[0].sent == 1
        assert told_all(settings)[0].sent == 0
    assert len(site.asked) == 9
    assert len({asked.headers["webhook-id"] for asked in site.asked}) == 1
    assert len({asked.headers["webhook-signature"] for asked in site.asked}) >= 1


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(embedded: Engine, settings: Settings, status: int) -> None:
    with Site() as site, Site() as inner:
        inner.status("/secret", 200)
        site.status("/hook", status, Location=f"{inner.origin}/secret")
        one = hooked(embedded, f"{site.origin}/hook")
        something(embedded)
        assert told_all(settings)[0].given_up == 1
        assert inner.asked == []
    assert kept(embedded, one)[0].why == f"answered {status}"


@pytest.mark.parametrize(("status", "dead"), [(410, 1), (404, 1), (401, 1), (429, 0), (503, 0), (500, 0)])
def test_what_is_gone_is_given_up_and_what_is_busy_is_not(
    embedded: Engine, settings: Settings, status: int, dead: int
) -> None:
    with Site() as site:
        site.status("/hook", status)
        hooked(embedded, f"{site.origin}/hook")
        something(embedded)
        summary, trouble = told_all(settings)
    assert (summary.given_up, summary.failed) == (dead, 1 - dead)
    assert str(trouble[0]) == f"webhook: answered {status}"


def test_of_a_gigabyte_nothing_is_read(embedded: Engine, settings: Settings) -> None:
    with Site() as site:
        site.endless("/hook")
        hooked(embedded, f"{site.origin}/hook")
        something(embedded)
        assert told_all(settings)[0].sent == 1
    assert site.sent < 2**26  # what stood in the sockets' buffers, of 2**30


@pytest.mark.parametrize("manner", ["silent", "dripping", "dropped"])
def test_who_hangs_drips_or_breaks_off_is_left_in_time(
    embedded: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch, manner: str
) -> None:
    monkeypatch.setattr(bounds, "SECONDS", 0.6)
    with Site() as site:
        getattr(site, manner)("/hook")
        one = hooked(embedded, f"{site.origin}/hook")
        other = hooked(embedded, f"{site.origin}/well")
        site.status("/well", 200)
        something(embedded)
        summary, trouble = told_all(settings)
    assert (summary.sent, summary.failed) == (1, 1)
    assert trouble[0].transient
    assert kept(embedded, one)[0].state == "pending"
    assert kept(embedded, other)[0].state == "sent"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_an_address_that_leads_into_a_private_network_is_never_asked(
    embedded: Engine, tmp_path: Path, host: str
) -> None:
    """The guard stands where the connection is made: whatever was let in when it was typed goes no further."""
    fares(embedded)
    with Site() as site:
        site.status("/hook", 200)
        one = hooked(embedded, f"http://{host}:{site.port}/hook")
        something(embedded)
        summary, trouble = told_all(installed(tmp_path, embedded))
    assert summary.given_up == 1
    assert site.asked == []
    assert kept(embedded, one)[0].why == "the address is in a private network"
    assert str(trouble[0]) == "webhook: the address is in a private network"


def test_a_proxy_or_a_netrc_of_ours_is_not_for_strangers(
    embedded: Engine, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login us password word\n")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    with Site() as site, Site() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.origin)
        site.status("/hook", 200)
        hooked(embedded, f"{site.origin}/hook")
        something(embedded)
        assert told_all(settings)[0].sent == 1
        assert proxy.asked == []
    assert "Authorization" not in site.asked[0].headers
