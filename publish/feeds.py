"""Atom feeds of what happened: one entry an event, whose id never changes (RFC 4287, tag URIs of RFC 4151)."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from core.telling import Notice
from publish.messages.items import Item, item
from publish.messages.phrases import AT_WORDS, PRODUCT, QUOTE_FROM, SUBJECT_ONE
from publish.messages.templates import render
from words.speech import chosen, say

_ATOM = "{http://www.w3.org/2005/Atom}"
TITLE, TITLE_OF = say("Ereje: changes of rules"), say("Ereje: {what}")
RIGHTS = say("Quotes belong to their publishers. Not legal advice: read the act itself.")
ENTRIES = 50
_SINCE = datetime(2026, 1, 1, tzinfo=UTC)  # when an empty feed was last changed: never
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(notices: Sequence[Notice], *, public_url: str, address: str, title: str, more: str | None = None) -> bytes:
    """The feed of the notices (the newest first) at `address` (its path and question), in the chosen language.

    `more` is the address of older entries.
    """
    host = urlsplit(public_url).hostname or "localhost"
    made = FeedGenerator()
    made.id(f"tag:{host},2026:feed:{address}")
    made.title(title)
    made.author(name=PRODUCT)
    made.generator(PRODUCT)
    made.rights(str(RIGHTS))
    made.language(chosen().language)
    made.link(href=f"{public_url}{address}", rel="self", type="application/atom+xml")
    made.link(href=f"{public_url}/", rel="alternate", type="text/html")
    if more:
        made.link(href=f"{public_url}{more}", rel="next", type="application/atom+xml")
    made.updated(changed(notices))
    for notice in notices:
        _enter(made.add_entry(order="append"), notice, public_url, host)
    return _with_whole_links(made)


def _with_whole_links(made: FeedGenerator) -> bytes:
    """The document; the library writes of an entry's links the address alone, and each would be an alternate."""
    root = etree.fromstring(made.atom_str())
    for shown, entry in zip(root.iter(f"{_ATOM}entry"), made.entry(), strict=True):
        for link, told in zip(shown.iter(f"{_ATOM}link"), entry.link(), strict=True):
            link.attrib.update(told)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def changed(notices: Sequence[Notice]) -> datetime:
    """When a feed of these was last changed (UTC)."""
    return max((notice.event.at for notice in notices), default=_SINCE)


def _enter(entry: FeedEntry, notice: Notice, public_url: str, host: str) -> None:
    told = item(notice, public_url=public_url, today=notice.event.at.date())
    entry.id(f"tag:{host},2026:event:{notice.event.event_id}")
    entry.title(_xml(SUBJECT_ONE.fill(kind=told.kind, title=told.title)))
    entry.published(notice.event.at)
    entry.updated(notice.event.at)
    entry.link(href=told.address, rel="alternate", type="text/html")
    if subject := _subject_path(notice):
        entry.link(href=f"{public_url}{subject}", rel="related", type="text/html")
    for url in dict.fromkeys(report.article.url for report in notice.evidence):
        if url.startswith(("http://", "https://")):
            entry.link(href=_xml(url), rel="via")
    for scheme, term in _categories(notice):
        entry.category(term=_xml(term), scheme=f"tag:{host},2026:{scheme}")
    entry.content(_xml(_content(told)), type="html")


def _subject_path(notice: Notice) -> str | None:
    if notice.change:
        return f"/c/{notice.change.change_id}"
    return f"/x/{notice.conflict.conflict_id}" if notice.conflict else None


def _categories(notice: Notice) -> list[tuple[str, str]]:
    change = notice.change
    told: list[tuple[str, str]] = [("kind", notice.event.kind)]
    if change:
        told += [
            (name, value)
            for name, value in (("topic", change.topic), ("who", change.audience), ("country", change.jurisdiction))
            if value
        ]
    return told


def _content(told: Item) -> str:
    return render("item.html", {"item": told, "QUOTE_FROM": QUOTE_FROM, "AT_WORDS": AT_WORDS})


def _xml(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)
