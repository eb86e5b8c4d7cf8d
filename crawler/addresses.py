"""Addresses of pages: one form for each, and which of them belong to a source."""

from urllib.parse import urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

from archive.addresses import without_noise, without_session
from core.records.sources import Source

_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical(link: str, base: str = "") -> str | None:
    """The address of `link` on the page `base`, without fragment, tracking and session; None if it is no web page's.

    Order and spelling of what remains are the site's own, since some sites tell pages apart by them. A fragment stays
    where it is all that tells pages apart ("#!/doc/7").
    """
    try:
        url = safe_url_string(urljoin(base, link.strip()))
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname or parts.username is not None:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    netloc = host if port in {None, _DEFAULT_PORTS[parts.scheme]} else f"{host}:{port}"
    routed = parts.fragment if parts.fragment.startswith("!") else ""
    path = _resolved(without_session(parts.path)) or "/"
    return urlunsplit((parts.scheme, netloc, path, without_noise(parts.query), routed))


def _resolved(path: str) -> str:
    """The path without "." and ".." (RFC 3986, 5.2.4): browsers never send those, and links are written with them."""
    if "/." not in path:
        return path
    kept: list[str] = []
    for segment in (segments := path.split("/")):
        if segment == "..":
            kept = kept[:-1] or [""]
        elif segment != ".":
            kept.append(segment)
    return "/".join([*kept, ""] if segments[-1] in {".", ".."} else kept)


def asked_of(source: Source) -> list[str]:
    """The addresses at which a source's pages are discovered."""
    listed = [listing.url for listing in source.listings]
    return [*source.feeds, *source.sitemaps, *listed, *([source.api["url"]] if source.api else [])]


class Territory:
    """The hosts of a source: those its catalogue entry names, and their subdomains; "www." makes no difference."""

    def __init__(self, source: Source) -> None:
        places = [*asked_of(source), *(f"https://{host}" for host in source.hosts)]
        self._places = {place for place in map(_place, places) if place}

    def __contains__(self, url: str) -> bool:
        place = _place(url)
        if place is None:
            return False
        host, port = place
        return any(port == own_port and (host == own or host.endswith("." + own)) for own, own_port in self._places)


def _place(url: str) -> tuple[str, int | None] | None:
    """Host without "www." and the port, None for the two usual ones: http and https are one place."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").lower().removeprefix("www.")
    return (host, None if port in {80, 443} else port) if host else None
