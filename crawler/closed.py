"""Tells answers that keep plain clients out from pages: challenges, shells that only scripts fill, open refusals."""

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
