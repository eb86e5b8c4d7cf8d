"""Whether anything is lost or told twice where the notifier is killed: `python -m benchmarks.notifying [KILLS]`.

A thousand events, fifty subscribers who ask for different things at different times, a real mail server that now and
then breaks off after it has the mail; the notifier is killed at random points (a fixed seed), a hundred by default.
Who is to be told of what is worked out here, by other means than the program's.
"""

import asyncio
import json
import multiprocessing
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

from cli.notifying import notify, owe
from core.queries import Filters
from core.records.findings import Change, Comparison, Event
from core.settings import Mail, Settings
from core.telling import Subscription
from db import outbox, subscriptions, writes
from db.engine import open_store, reading, writing
from db.tables.telling import MESSAGES

ROUNDS, NEW, MOVED, SUBSCRIBERS = 20, 45, 5, 50
_TOPICS = tuple(f"topic{number}" for number in range(8))
_COUNTRIES = ("KZ", "KG", "UZ", "TJ")
_DROPPED = 0.03  # of the mails the server takes and then breaks off


@dataclass(frozen=True)
class Outcome:
    """Pairs of event and subscriber that were owed and told, and what went wrong."""

    owed: int
    told: int
    lost: int
    uncalled: int
    under_two_ids: int
    repeated_mails: int


def serve(port: Any, log: Path) -> None:
    """A mail server that writes down whom each mail told of which events, before it answers."""
    chance = random.Random(7)

    class Handler:
        async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
            mail = message_from_bytes(envelope.content, policy=default)
            told = re.findall(r"/e/(event_\w+)", mail.get_body(("plain",)).get_content())  # type: ignore[union-attr]
            line = json.dumps([envelope.rcpt_tos[0], mail["Message-ID"], sorted(set(told))])
            with log.open("a") as opened:
                opened.write(line + "\n")
            if chance.random() < _DROPPED:
                server.transport.abort()
            return "250 taken"

    async def forever() -> None:
        server = await asyncio.get_running_loop().create_server(lambda: SMTP(Handler()), "127.0.0.1", 0)
        port.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(forever())


def people(chance: random.Random) -> list[Subscription]:
    long_ago = datetime.now(UTC) - timedelta(days=90)
    found = []
    for number in range(SUBSCRIBERS):
        filters = Filters(
            topics=tuple(chance.sample(_TOPICS, chance.choice((0, 1, 3)))),
            jurisdictions=tuple(chance.sample(_COUNTRIES, chance.choice((0, 0, 1, 2)))),
            words=chance.choice(("", "", "", "odd")),
        )
        found.append(
            Subscription(
                subscription_id=f"sub{number}",
                token=f"token{number}",
                channel="email",
                target=f"r{number}@reader.example",
                frequency=chance.choice(("instant", "daily", "weekly")),
                timezone=chance.choice(("UTC", "Asia/Almaty", "Europe/Berlin")),
                hour=chance.randrange(24),
                weekday=chance.randrange(7),
                language=chance.choice(("en", "ru", "kk")),
                filters=filters,
                kinds=chance.choice(((), (), ("rule-new",), ("date-moved", "rule-changed"))),
                state="active",
                created=long_ago,
                confirmed=long_ago,
            )
        )
    return found


def changes(number: int, chance: random.Random) -> list[Change]:
    """The new changes of one round."""
    return [
        Change(
            change_id=f"c{number}.{place}",
            jurisdiction=chance.choice(_COUNTRIES),
            topic=chance.choice(_TOPICS),
            audience=None,
            summary=f"Rule {number}.{place} is {'odd' if place % 2 else 'even'}",
            announced_on="2024-02-10",
            effective_on="2027-03-01",
            status="announced",
            before=() if place % 3 else (f"b{number}.{place}",),
            after=(),
            evidence=(f"f{number}.{place}",),
            independent=1,
            relays=0,
            known_from=datetime(2024, 2, 10, tzinfo=UTC),
            block=f"round{number}",
        )
        for place in range(NEW if number else NEW + MOVED)
    ]


def concerns(one: Subscription, event: Event, change: Change) -> bool:
    asked = one.filters
    return (
        (not one.kinds or event.kind in one.kinds)
        and (not asked.topics or change.topic in asked.topics)
        and (not asked.jurisdictions or change.jurisdiction in asked.jurisdictions)
        and (not asked.words or asked.words in change.summary.split())
    )


def killed(settings: Settings, after: float) -> bool:
    """Whether a notifier was still at work when it was killed."""
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        notify(settings, on_trouble=lambda _: None)
        os._exit(0)
    time.sleep(after)
    at_work = os.waitpid(child, os.WNOHANG)[0] == 0
    if at_work:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return at_work


def forget_waits(settings: Settings) -> None:
    """Time passes: what failed may be tried again."""
    engine = open_store(settings.database_url)
    with writing(engine) as session:
        session.execute(MESSAGES.update().values(tried=None))
    engine.dispose()


def judged(log: Path, owed: set[tuple[str, str]]) -> Outcome:
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    mails: dict[tuple[str, str], int] = defaultdict(int)
    for line in log.read_text().splitlines():
        to, message_id, events = json.loads(line)
        mails[to, message_id] += 1
        for event in events:
            told[event, to].add(message_id)
    return Outcome(
        owed=len(owed),
        told=len(owed & told.keys()),
        lost=len(owed - told.keys()),
        uncalled=len(told.keys() - owed),
        under_two_ids=sum(len(ids) > 1 for ids in told.values()),
        repeated_mails=sum(count - 1 for count in mails.values()),
    )


def run(home: Path, *, database_url: str, kills: int, rounds: int = ROUNDS) -> tuple[Outcome, int, int]:
    """The outcome, how many events there were, and how many notifiers died at work."""
    chance, log = random.Random(1), home / "mails.jsonl"
    log.touch()
    receiver, sender = multiprocessing.Pipe(duplex=False)
    server = multiprocessing.Process(target=serve, args=(sender, log), daemon=True)
    server.start()
    mail = Mail(host="127.0.0.1", port=receiver.recv(), security="none", sender="alerts@ereje.example")
    settings = Settings(home=home, database_url=database_url, mail=mail)
    subscribers, owed, events, died = people(chance), set[tuple[str, str]](), 0, 0
    engine = open_store(settings.database_url)
    with writing(engine) as session:
        for each in subscribers:
            subscriptions.add(session, subscription=each)
    former: list[Change] = []
    for number in range(rounds):
        new = changes(number, chance)
        moved = [replace(each, effective_on="2027-05-01") for each in former[:MOVED]]
        compared = {each.change_id: each for each in [*former, *moved, *new]}
        at = datetime.now(UTC) - timedelta(days=40 - number)
        with writing(engine) as session:
            blocks = {each.block for each in compared.values()}
            found = Comparison(versions=(), changes=tuple(compared.values()), conflicts=())
            raised = writes.replace_comparison(session, comparison=found, blocks=blocks, at=at)
            owe(session, raised, at=at)
        events += len(raised)
        owed |= {
            (event.event_id, one.target)
            for event in raised
            for one in subscribers
            if concerns(one, event, compared[event.subject_id])
        }
        former = new
        engine.dispose()  # nothing of it goes into the children
        for _ in range(kills // rounds):
            died += killed(settings, chance.uniform(0.005, 0.6))
            forget_waits(settings)
    while notify(settings, on_trouble=lambda _: None).failed or _pending(settings):
        forget_waits(settings)
    server.terminate()
    return judged(log, owed), events, died


def _pending(settings: Settings) -> int:
    engine = open_store(settings.database_url)
    with reading(engine) as session:
        number = len(outbox.pending(session)) + len(outbox.waiting(session))
    engine.dispose()
    return number


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        found, events, died = run(Path(folder), database_url=f"sqlite:///{folder}/ereje.sqlite", kills=kills)
    print(
        f"{events:,} events, {SUBSCRIBERS} subscribers, {kills} kills, {died} of them at work: "
        f"{found.owed:,} owed, {found.told:,} told, {found.lost} lost, {found.uncalled} not asked for, "
        f"{found.under_two_ids} under two ids, {found.repeated_mails} mails repeated under the same id"
    )
    if found.lost or found.uncalled or found.under_two_ids:
        raise SystemExit("something was lost, told to others or told twice")


if __name__ == "__main__":
    main()
