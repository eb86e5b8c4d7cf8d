"""The commands of telling, as a user runs them: subscribe, subscriptions, notify, rebuild."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from letterbox import Letterbox
from store_commands import archived, ereje, one_line
from told import again, kept, plain_store, something, subscribed, subscriber

from core.telling import Subscription
from db import subscriptions
from db.engine import open_store, writing
from db.tables.articles import READINGS
from db.tables.findings import CHANGE_FACTS, CHANGES
from db.tables.telling import DELIVERIES, EVENTS
from publish.subscribing import confirmed

ARTICLE = """New rules of stay

The government of Kazakhstan decided on {announced} to change the rules of stay. From {start} citizens of Russia may
stay in Kazakhstan without a visa for no more than 30 days, the Interior Ministry of Kazakhstan said. Until then
citizens of Russia may stay in Kazakhstan for up to 90 days. The ministry published the text on its own site.
"""


def configured(home: Path, box: Letterbox) -> None:
    (home / "settings.toml").write_text(
        f'public_url = "https://rules.example"\n[mail]\nhost = "127.0.0.1"\nport = {box.port}\n'
        'security = "none"\nsender = "alerts@ereje.example"\ncontact = "us@ereje.example"\n'
    )


def active(home: Path, target: str = "dana@reader.example", **fields: str) -> Subscription:
    one = subscriber(target, **fields)
    engine = open_store(plain_store(home))
    subscribed(engine, one)
    engine.dispose()
    return one


def test_from_subscribe_to_delete(tmp_path: Path, letterbox: Letterbox) -> None:
    configured(tmp_path, letterbox)
    options = ["--topic", "transport", "--topic", "tax", "--every", "weekly", "--timezone", "Asia/Almaty"]
    done = ereje(tmp_path, "subscribe", "dana@reader.example", *options, "--language", "kk", "--json")
    told = json.loads(done.stdout)
    ident = told["subscription_id"]
    assert (told["state"], told["filters"]["topics"], told["language"]) == ("unconfirmed", ["transport", "tax"], "kk")
    assert "token" not in told
    second = ereje(tmp_path, "subscribe", "Dana@reader.example", "--topic", "visa", "--json")
    amended = json.loads(second.stdout)
    assert (amended["subscription_id"], amended["filters"]["topics"]) == (ident, ["visa"])
    assert json.loads(ereje(tmp_path, "notify", "--json").stdout)["sent"] == 1
    assert letterbox.letters[0].read["Reply-To"] == "us@ereje.example"
    assert (
        "not confirmed" in ereje(tmp_path, "subscriptions").stdout or ident in ereje(tmp_path, "subscriptions").stdout
    )
    own = json.loads(ereje(tmp_path, "subscriptions", "export", ident).stdout)
    assert own["messages"][0]["purpose"] == "confirm"
    assert letterbox.letters[0].part("plain").split("token=")[1][:32] not in json.dumps(own)
    assert ereje(tmp_path, "subscriptions", "delete", ident).returncode == 0
    assert ereje(tmp_path, "subscriptions", "delete", ident).returncode == 2
    assert json.loads(ereje(tmp_path, "subscriptions", "--json").stdout)["subscriptions"] == []


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["nobody"], "target"),
        (["https://127.0.0.1/hook"], "target"),
        (["a@b.example", "--every", "hourly"], "frequency"),
        (["a@b.example", "--timezone", "Mars/Olympus"], "timezone"),
        (["a@b.example", "--hour", "24"], "hour"),
        (["a@b.example", "--weekday", "-1"], "weekday"),
        (["a@b.example", "--language", "de"], "language"),
        (["a@b.example", "--event", "rain"], "kinds"),
        (["a@b.example", "--words", "x" * 201], "filters"),
        (["a@b.example", "--topic", "vsia"], "--topic vsia"),
        (["a@b.example", *(part for number in range(201) for part in ("--topic", str(number)))], "filters"),
    ],
)
def test_what_cannot_be_met_is_wrong_usage(
    tmp_path: Path, letterbox: Letterbox, arguments: list[str], named: str
) -> None:
    configured(tmp_path, letterbox)
    done = ereje(tmp_path, "subscribe", *arguments)
    assert done.returncode == 2
    assert one_line(done.stderr).startswith(f"ereje: {named}: ")


def test_a_mailbox_is_refused_where_no_mail_server_is(tmp_path: Path) -> None:
    done = ereje(tmp_path, "subscribe", "dana@reader.example")
    assert (done.returncode, done.stdout) == (2, "")
    assert "target: This installation has no mail server" in one_line(done.stderr)
    assert json.loads(ereje(tmp_path, "subscriptions", "--json").stdout)["subscriptions"] == []


def test_who_has_confirmed_today_is_not_asked_again(tmp_path: Path, letterbox: Letterbox) -> None:
    configured(tmp_path, letterbox)
    ident = json.loads(ereje(tmp_path, "subscribe", "dana@reader.example", "--json").stdout)["subscription_id"]
    store = open_store(plain_store(tmp_path))
    with writing(store) as session:
        one = subscriptions.subscription(session, subscription_id=ident)
        assert one is not None
        subscriptions.alter(session, subscription=confirmed(one, datetime.now(UTC)))
    store.dispose()
    refused = ereje(tmp_path, "subscribe", "dana@reader.example", "--topic", "visa")
    assert (refused.returncode, "nothing is kept" in one_line(refused.stderr)) == (1, True)


def test_a_webhooks_key_is_shown_once_and_its_address_is_masked(tmp_path: Path) -> None:
    done = ereje(tmp_path, "subscribe", "https://hooks.example/very-secret-path", EREJE_ALLOW_PRIVATE="1")
    assert "whsec_" in done.stdout
    for arguments in (["subscriptions"], ["subscriptions", "--json"]):
        listed = ereje(tmp_path, *arguments).stdout
        assert "https://hooks.example/…" in listed
        assert "very-secret-path" not in listed
        assert "whsec_" not in listed


def test_a_dead_letter_is_seen_and_tried_again(tmp_path: Path, letterbox: Letterbox) -> None:
    configured(tmp_path, letterbox)
    one = active(tmp_path)
    store = open_store(plain_store(tmp_path))
    for number in range(3):
        something(store, f"c{number}", before=(), after=(), evidence=(f"g{number}",))
        letterbox.for_recipient[one.target] = ["550 5.1.1 no such user"]
        done = ereje(tmp_path, "notify")
        assert done.returncode == 1
        assert "550 5.1.1 no such user" in one_line(done.stderr)
        assert "1 given up" in done.stdout
    listed = ereje(tmp_path, "subscriptions")
    assert listed.stdout.count("given up: msg_") == 3
    assert "paused" in listed.stdout
    assert len(json.loads(ereje(tmp_path, "subscriptions", "--json").stdout)["given_up"]) == 3
    assert "3 messages will be tried again" in ereje(tmp_path, "subscriptions", "retry").stdout
    assert json.loads(ereje(tmp_path, "notify", "--json").stdout)["sent"] == 3
    assert {each.state for each in kept(store, one)} == {"sent"}
    store.dispose()


def test_pause_and_resume(tmp_path: Path) -> None:
    one = active(tmp_path)
    ereje(tmp_path, "subscriptions", "pause", one.subscription_id, "--days", "3")
    assert "paused until" in ereje(tmp_path, "subscriptions").stdout
    assert ereje(tmp_path, "subscriptions", "resume", one.subscription_id).stdout.endswith("is active\n")
    assert ereje(tmp_path, "subscriptions", "pause", "sub_nobody").returncode == 2


def test_what_was_never_confirmed_is_forgotten_after_a_week(tmp_path: Path) -> None:
    store = open_store(plain_store(tmp_path))
    for days in (6, 8):
        asked = datetime.now(UTC) - timedelta(days=days)
        one = subscriber(f"{days}@reader.example", state="unconfirmed", created=asked, confirmed=None)
        with writing(store) as session:
            subscriptions.request(session, subscription=one, at=asked)
    ereje(tmp_path, "notify")
    assert "6@reader.example" in (listed := ereje(tmp_path, "subscriptions").stdout)
    assert "8@reader.example" not in listed
    store.dispose()


def test_a_mail_section_that_has_no_meaning_is_named(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[mail]\nhost = "mail.example"\nsender = "Ereje <a@b.example>"\n')
    done = ereje(tmp_path, "notify")
    assert done.returncode == 1
    assert "mail.sender" in one_line(done.stderr)


def test_reading_tells_and_reading_anew_does_not(tmp_path: Path, letterbox: Letterbox) -> None:
    configured(tmp_path, letterbox)
    one = active(tmp_path)
    today = datetime.now(UTC).date()
    days = {"announced": today - timedelta(days=2), "start": today + timedelta(days=4)}
    told = ARTICLE.format(**{name: f"{day.day} {day:%B %Y}" for name, day in days.items()})
    archived(tmp_path, told, published=days["announced"].isoformat())
    assert ereje(tmp_path, "read").returncode == 0
    first = json.loads(ereje(tmp_path, "notify", "--json").stdout)
    assert first["sent"] == 1
    for _ in range(2):
        assert ereje(tmp_path, "rebuild").returncode == 0
        assert json.loads(ereje(tmp_path, "notify", "--json").stdout)["sent"] == 0
    assert ereje(tmp_path, "read").returncode == 0
    assert json.loads(ereje(tmp_path, "notify", "--json").stdout)["sent"] == 0
    _read_by_an_older_program(tmp_path)
    assert ereje(tmp_path, "read").returncode == 0  # what a timer does after an upgrade
    assert json.loads(ereje(tmp_path, "notify", "--json").stdout)["sent"] == 0
    store = open_store(plain_store(tmp_path))
    assert len(kept(store, one)) == len(letterbox.letters) == 1
    assert again(store, one) == one
    store.dispose()


def _read_by_an_older_program(home: Path) -> None:
    """The store as a former reader left it: its facts, and nothing compared that this one would find."""
    store = open_store(plain_store(home))
    with writing(store) as session:
        session.execute(READINGS.update().values(reader="0"))
        for table in (DELIVERIES, CHANGE_FACTS, CHANGES):
            session.execute(table.delete())
        session.execute(EVENTS.delete().where(EVENTS.c.kind != "in-force-soon"))
    store.dispose()
