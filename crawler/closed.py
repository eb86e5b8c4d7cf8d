"""Tells from pages what only looks like one: challenges, shells that only scripts fill, refusals, pages of errors."""

import re

_LONGEST = 60_000
_MOST_WORDS = 600  # characters of visible text: a longer page that tells of a challenge is an article
_EMPTY = 80
_UNSEEN = re.compile(
    r"<(script|style|noscript|template|title|svg)\b.*?(?:</\1\s*>|\Z)|<!--.*?-->", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>")
_CHALLENGE = re.compile(
    r"just a moment|cf-challenge|cf_chl_|challenge-platform|checking your browser|attention required|"
    r"ddos-guard|__qrator|datadome|_incapsula_|g-recaptcha|h-captcha|hcaptcha|smartcaptcha|"
    r"verify (?:that )?you are (?:a )?human|"
    r"enable javascript and cookies|подождите|проверка браузера|проверяем ваш браузер|вы не робот|браузерді тексеру",
    re.IGNORECASE,
)
_SHELL = re.compile(
    r"<(?:app-root|div[^<>]{0,300}\bid=[\"']?(?:root|app|__next|__nuxt)[\"']?)[^<>]{0,300}>\s{0,1000}</|"
    r"you need to enable javascript",
    re.IGNORECASE,
)
_HEADING = re.compile(r"<(title|h1)\b[^<>]{0,500}>(.{0,300}?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_LOST = (
    r"(?:page |article |material )?not found|(?:страница|материал|новость|запись) не найдена?|"
    r"бет табылмады|sahifa topilmadi"
)
# "404" alone, or with such words; what follows a bar or dash is the site's name. "404 migrants were counted" is news.
_ERROR_PAGE = re.compile(
    rf"\W*(?:(?:(?:error|ошибка)\W*)?404(?:\W*(?:error|ошибка|қате|{_LOST}))?|(?:{_LOST}))\W*(?:\s[-–—|:·»]\s.*)?",
    re.DOTALL | re.IGNORECASE,
)


def is_missing(body: bytes, charset: str | None = None) -> bool:
    """Whether a page that was answered as one says in its title or headline that there is none."""
    try:
        page = body[:_LONGEST].decode(charset or "utf-8", "replace")
    except LookupError:  # a charset that nobody knows
        return False
    return any(_ERROR_PAGE.fullmatch(" ".join(_TAG.sub(" ", told[2]).split())) for told in _HEADING.finditer(page))


def is_closed(body: bytes) -> bool:
    """Whether an answer is a challenge page, an empty shell for scripts, or says that plain clients are not allowed."""
    if len(body) > _LONGEST:
        return False
    page = body.decode("utf-8", "replace")
    if page.lstrip().startswith("{"):
        return "notAllowed" in page
    words = len(_visible(page))
    if words < _MOST_WORDS and _CHALLENGE.search(page):
        return True
    return words < _EMPTY and "<script" in page and bool(_SHELL.search(page))


def visible(body: bytes) -> str:
    """What a reader sees of the beginning of a page, roughly: tags, scripts and styles are out."""
    return _visible(body[:_LONGEST].decode("utf-8", "replace"))


def _visible(page: str) -> str:
    return " ".join(_TAG.sub(" ", _UNSEEN.sub(" ", page)).split())
