"""Which article a page is: where it was asked, where it was found and what it says of itself, settled as one."""

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from archive.addresses import form
from crawler.addresses import canonical

_LONGEST_ID = re.compile(r"\d{3,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORTEST_SLUG = 8
PERMANENT = {301, 308}


def named_by_itself(told: str | None, url: str) -> str | None:
    """The address that a page at `url` gives as its own, if it is believable; the caller checks whose site it is.

    Some sites name one address for all their pages, their front page say; so the two must share a part of their own:
    the last part of the path, or the article's number.
    """
    own = canonical(told, url) if told else None
    if own is None or form(own) == form(url) or urlsplit(own).path in {"", "/"}:
        return None
    return own if _marks(own) & _marks(url) else None


def _marks(url: str) -> set[str]:
    """What tells an article from its neighbours in its address: numbers that are no years, and the slug."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    slug = PurePosixPath(path.rstrip("/") or "/").stem.lower()
    numbers = {number for number in _LONGEST_ID.findall(f"{slug}?{parts.query}") if not _YEAR.fullmatch(number)}
    return numbers | ({slug} if len(slug) >= _SHORTEST_SLUG else set())


def leads_nowhere(target: str, asked: str) -> bool:
    """Whether a redirect from an article leads to a front or section page: the polite way to say that it is gone."""
    if form(target) == form(asked):
        return False
    to, of = urlsplit(target).path.rstrip("/"), urlsplit(asked).path
    numbered = bool(_LONGEST_ID.search(to.rpartition("/")[2]))
    return not urlsplit(target).query and not numbered and (to == "" or of.startswith(to + "/"))
