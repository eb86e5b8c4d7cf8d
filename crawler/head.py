"""What a page's head and headers say of itself: its address, and whether to keep it and to follow its links."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from scrapy.http import Response

from crawler.dates import as_iso

_LONGEST = 300_000
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BODY = re.compile(r"<body\b|</head\s*>", re.IGNORECASE)
_TAG = re.compile(r"<(?:link|meta)\b[^<>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_FOR_US = {"robots", "ereje"}
_NOT_KEPT = {"noindex", "none"}
_NOT_FOLLOWED = {"nofollow", "none"}
_UNTIL = "unavailable_after"
_WITH_VALUE = {"max-snippet", "max-image-preview", "max-video-preview", _UNTIL}
_WEEKDAY = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,\s*")  # the comma of a day is not one between rules


@dataclass(frozen=True, slots=True)
class Head:
    """`canonical` and `og_url` are as written; `robots` the rules for crawlers, in small letters."""

    canonical: str | None
    og_url: str | None
    robots: frozenset[str]


def head_of(page: bytes) -> Head:
    """What stands before the body: a comment or an article's words cannot pose as it."""
    text = _COMMENT.sub("", page[:_LONGEST].decode("utf-8", "replace"))
    end = _BODY.search(text)
    canonical = og_url = None
    robots: set[str] = set()
    for tag in _TAG.findall(text[: end.start()] if end else text):
        told = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(tag)}
        if told.get("rel", "").lower() == "canonical":
            canonical = canonical or told.get("href")
        elif told.get("property", told.get("name", "")).lower() == "og:url":
            og_url = og_url or told.get("content")
        elif told.get("name", "").lower() in _FOR_US:
            robots |= _words(told.get("content", ""))
    return Head(canonical, og_url, frozenset(robots))


def not_to_be_kept(head: Head, response: Response) -> bool:
    """Whether the page or its X-Robots-Tag asks not to be indexed, now or any more, all crawlers or this one."""
    rules = _rules_of(head, response)
    return bool(rules & _NOT_KEPT) or any(_is_past(rule) for rule in rules)


def not_to_be_followed(head: Head, response: Response) -> bool:
    """Whether the page or its X-Robots-Tag asks that none of its links be followed."""
    return bool(_rules_of(head, response) & _NOT_FOLLOWED)


def _rules_of(head: Head, response: Response) -> set[str]:
    rules = set(head.robots)
    for value in response.headers.getlist("X-Robots-Tag"):
        rules |= _rules_for_us(value.decode("latin-1"))
    return rules


def _is_past(rule: str) -> bool:
    name, _, moment = rule.partition(":")
    told = as_iso(moment, "UTC") if name.strip() == _UNTIL else None
    return told is not None and told[:10] < datetime.now(UTC).date().isoformat()


def _rules_for_us(header: str) -> set[str]:
    """The rules of an X-Robots-Tag that are for all or for us: an agent's name holds for what follows it."""
    agent, rules = "*", set()
    for part in _WEEKDAY.sub("", header.lower()).split(","):
        name, colon, rule = part.partition(":")
        if colon and name.strip() not in _WITH_VALUE:
            agent, part = name.strip(), rule
        if agent in {"*", *_FOR_US}:
            rules.add(part.strip())
    return rules


def _words(rules: str) -> set[str]:
    return {rule.strip() for rule in _WEEKDAY.sub("", rules.lower()).split(",")}
