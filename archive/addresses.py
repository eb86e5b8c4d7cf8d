"""The one form of an address, by which its twins are known: AMP and mobile pages, tracking, sessions, slashes."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

# What a site adds to an address without another page standing there.
_NOISE = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|igshid|igsh|_openstat|mc_cid|mc_eid|_ga|_gl|"
    r"yrwinfo|at_medium|at_campaign|phpsessid|jsessionid|aspsessionid\w*|session_?id",
    re.IGNORECASE,
)
# Names that sites use for sessions and for sections too: a session's value is long and looks drawn by lot.
_MAYBE_SESSION = re.compile(r"s|sid|sess|session|token", re.IGNORECASE)
_DRAWN = re.compile(r"(?=[^-]*\d)(?=.*[A-Za-z])[A-Za-z0-9]{12,}")
# Names under which an address is made to differ each time; also of pages and versions, with short numbers.
_MAYBE_STAMP = re.compile(r"_|r|rnd|rand|random|cb|nocache|cachebuster|ts|t|time|timestamp", re.IGNORECASE)
_STAMP = re.compile(r"\d{10,}|0\.\d{3,}")
_AMP = re.compile(r"amp|amp_\w+", re.IGNORECASE)
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*|/\(S\([a-z0-9]{20,}\)\)(?=/)", re.IGNORECASE)
_TWIN_HOST = re.compile(r"^(?:www|m|amp|mobile)\.(?=[^.]+\.)")
_AMP_IN_PATH = re.compile(r"^/amp(?=/.)|/amp/?$|\.amp(?=\.html?$|$)", re.IGNORECASE)
_DEFAULT_PORTS = {80, 443, None}
# An id that a site's own numbering gives stands at an edge of the last part; round numbers are sums, not ids.
_NUMBERED = re.compile(r"(?P<before>.*/)(?:[^/\d][^/]*[-_:](?P<end>\d{6,})|(?P<start>\d{6,})[-_:][^/]+)(?:\.html?)?")
_ENCODED = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
_NEEDS_NONE = re.compile(r"[A-Za-z0-9._~-]")  # RFC 3986: the same page with and without
_A_DAY = re.compile(r"(?:19|20)\d{6}|\d{4}(?:19|20)\d\d")


def without_noise(query: str) -> str:
    """The query without tracking and session ids; its order and spelling stay the site's own if there are none."""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _is_noise(name, value)]
    return query if len(kept) == len(pairs) else urlencode(kept)


def _is_noise(name: str, value: str) -> bool:
    return bool(
        _NOISE.fullmatch(name)
        or (_MAYBE_SESSION.fullmatch(name) and _DRAWN.fullmatch(value))
        or (_MAYBE_STAMP.fullmatch(name) and _STAMP.fullmatch(value))
    )


def without_session(path: str) -> str:
    """The path without the session id that some servers write into it."""
    return _SESSION_IN_PATH.sub("", path)


@lru_cache(maxsize=8192)
def form(url: str) -> str:
    """The same for all addresses of one page that differ in nothing that matters; not itself an address."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return url
    host = _TWIN_HOST.sub("", parts.hostname.lower()) + ("" if port in _DEFAULT_PORTS else f":{port}")
    path = _AMP_IN_PATH.sub("", re.sub(r"/{2,}", "/", without_session(_spelled(parts.path)))).rstrip("/")
    query = _spelled("&".join(_meaning(without_noise(parts.query))))
    routed = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return host + path + (f"?{query}" if query else "") + routed


def _spelled(part: str) -> str:
    """A part of an address with what is percent-encoded spelled in one way."""
    return _ENCODED.sub(_spelling, part) if "%" in part else part


def _spelling(encoded: "re.Match[str]") -> str:
    letter = unquote(encoded[0], "latin-1")
    return letter if _NEEDS_NONE.fullmatch(letter) else encoded[0].upper()


def _meaning(query: str) -> list[str]:
    return [
        pair
        for pair in query.split("&")
        if pair and not _AMP.fullmatch(pair.partition("=")[0]) and pair.lower() != "output=amp"
    ]


@lru_cache(maxsize=8192)
def numbered(url: str) -> str | None:
    """The same for all addresses of one article whose words follow its headline, by the number beside them; or None."""
    whole = form(url)
    found = _NUMBERED.fullmatch(whole)
    number = found and (found["end"] or found["start"])
    if not found or not number or number.endswith("000") or _A_DAY.fullmatch(number):
        return None
    return f"{found['before']}{number}"
