"""Which article a page is: where it was asked, where it was found and what it says of itself, settled as one."""

import re
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, unquote, urlsplit

from scrapy.http import Response

from archive.addresses import form
from crawler.addresses import canonical

_NUMBER = re.compile(r"\d{3,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
# A last part that many pages of a site share says nothing.
_COMMON = {
    "index",
    "default",
    "article",
    "articles",
    "news",
    "story",
    "view",
    "page",
    "post",
    "item",
    "detail",
    "details",
}
_ID = re.compile(
    r"(?:\w*[_-])?(?:id|p|n|no|num|nid|aid|doc|news|story|article|item|post|material)(?:[_-]?id)?", re.IGNORECASE
)
# Where those are sent who have not yet agreed, paid or said who they are.
_DOOR = re.compile(
    r"(?:^|/)(?:log-?in|sign-?in|consent|cookies?|cookie-?wall|captcha|challenge|paywall|subscribe|unsupported|"
    r"access-?denied)(?:\.\w{1,5})?(?:/|$)",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^-_]+(?:[-_][^-_]+){2,}")  # of a headline
_SECTION = re.compile(r"(?:/[a-z]{2})?(?:/[^/]+)?")  # perhaps below a language
_PERMANENT = {301, 308}


def named_by_itself(told: str | None, url: str) -> str | None:
    """The address that a page at `url` gives as its own, if it is believable; the caller checks whose site it is.

    Some sites name one address for all their pages, their front page say; so the two must share a part of their own:
    the last part of the path, or the article's number; and an id in the query of `url` must not be lost.
    """
    own = canonical(told, url) if told else None
    if own is None or form(own) == form(url) or urlsplit(own).path in {"", "/"}:
        return None
    return own if _ids(url) <= _marks(own) and _marks(own) & _marks(url) else None


def _marks(url: str) -> set[str]:
    """What tells an article from its neighbours in its address: numbers that are no years, ids, and the slug."""
    slug = PurePosixPath(unquote(urlsplit(url).path).rstrip("/") or "/").stem.lower()
    numbers = {number for number in _NUMBER.findall(slug) if not _YEAR.fullmatch(number)}
    return numbers | _ids(url) | ({slug} - _COMMON - {""})


def _ids(url: str) -> set[str]:
    """The ids that the query gives: numbers under a name that says so."""
    return {value for name, value in parse_qsl(urlsplit(url).query) if _ID.fullmatch(name) and value.isdigit()}


def may_be_one(url: str, other: str) -> bool:
    """Whether two addresses with one body may be one page's: they differ in their query alone, and in no id there."""
    one, two = urlsplit(form(url)), urlsplit(form(other))
    return one.path == two.path and one.fragment == two.fragment and _ids(url) == _ids(other)


def leads_nowhere(target: str, asked: str, *, known: bool = True) -> bool:
    """Whether a redirect from an article leads to a front or section page: the polite way to say that it is gone.

    Of a page that is not known, what stands deeper than a section may be the article itself ("/a/tax/print").
    """
    if form(target) == form(asked):
        return False
    to, of = urlsplit(target).path.rstrip("/"), urlsplit(asked).path
    own = to.rpartition("/")[2]
    if urlsplit(target).query or _NUMBER.search(own) or _WORDS.search(own) or not (known or _SECTION.fullmatch(to)):
        return False
    return to == "" or of.startswith(to + "/")


def leads_to_a_door(target: str, asked: str) -> bool:
    """Whether a redirect from an article leads to a page that asks for consent, money or a name first."""
    if form(target) == form(asked) or _DOOR.search(urlsplit(asked).path):
        return False
    return bool(_DOOR.search(urlsplit(target).path)) and not _marks(target) & _marks(asked)


def for_good(response: Response) -> bool:
    """Whether the page was reached by permanent redirects, one at least."""
    reasons = set(response.meta.get("redirect_reasons", ()))
    return bool(reasons) and reasons <= _PERMANENT


def first_status(response: Response) -> int:
    """The status with which the first of a page's redirects was told."""
    return next((reason for reason in response.meta.get("redirect_reasons", ()) if isinstance(reason, int)), 302)
