"""A message as the JSON that a webhook gets: everything a mail says, in fields."""

import json
from datetime import UTC, datetime
from typing import Any

from core.quotes import link_to
from core.records.facts import Report
from core.telling import Message, Notice
from publish.messages.items import address, title
from publish.messages.phrases import manage_address
from publish.messages.reasons import reason
from publish.rows import instant, number
from words.speech import speaking

VERSION = 1  # of this layout: a field that changes its meaning makes another


def payload(message: Message, *, public_url: str, now: datetime) -> bytes:
    """The body, UTF-8; titles and the reason are in the reader's language. `now` is the time of sending."""
    with speaking(message.subscription.language):
        told: dict[str, Any] = {"message_id": message.message_id, "schema_version": VERSION}
        if message.purpose == "confirm":
            told["confirm_url"] = manage_address(message, public_url)
        else:
            told["reason"] = reason(message.subscription)
            told["events"] = [_event(each, public_url) for each in message.notices]
    told["subscription_id"] = message.subscription.subscription_id
    kind = "subscription.confirm" if message.purpose == "confirm" else "events"
    body = {"type": kind, "timestamp": instant(now.astimezone(UTC)), "data": told}
    return json.dumps(body, ensure_ascii=False, allow_nan=False).encode()


def _event(notice: Notice, public_url: str) -> dict[str, Any]:
    event, change, conflict = notice.event, notice.change, notice.conflict
    subject = change or conflict
    return {
        "event_id": event.event_id,
        "kind": event.kind,
        "subject_id": event.subject_id,
        "occurred_at": instant(event.at),
        "title": title(notice),
        "text": event.text,
        "topic": change.topic if change else None,
        "jurisdiction": change.jurisdiction if change else None,
        "audience": change.audience if change else None,
        "status": change.status if change else None,
        "announced_on": change.announced_on if change else None,
        "effective_on": change.effective_on if change else None,
        "disputed": list(change.disputed) if change else [],
        "settled": notice.settled,
        "former": event.former,
        "before": _side(notice.before),
        "after": _side(notice.after),
        "conflict": {"type": conflict.type, "state": conflict.state, "severity": conflict.severity}
        if conflict
        else None,
        "voices": {"independent": subject.independent, "relays": subject.relays} if subject else None,
        "evidence": [_quoted(report) for report in notice.evidence],
        "permalink": address(notice, public_url),
    }


def _side(report: Report | None) -> dict[str, Any] | None:
    if report is None:
        return None
    fact = report.fact
    plain = {name: getattr(fact, name) for name in ("fact_id", "modality", "unit", "qualifier", "per", "subject")}
    return plain | {"value": number(fact.value), "value_high": number(fact.value_high)}


def _quoted(report: Report) -> dict[str, Any]:
    article = report.article
    return {
        "fact_id": report.fact.fact_id,
        "quote": report.fact.quote.text,
        "language": article.language,
        "source": article.source,
        "published": article.published,
        "url": article.url,
        "link": link_to(article.url, report.fact.quote.text),
        "snapshot": article.snapshot,
    }
