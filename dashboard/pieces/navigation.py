"""The top of every page: the pages as plain links, and the same page in the other languages."""

from dashboard.address import LANGUAGE, Query, path
from dashboard.elements import Element, el, link
from words.speech import LANGUAGES, chosen, say

PAGES = {
    "": say("Timeline"),
    "conflicts": say("Conflicts"),
    "rules": say("Rules in force"),
    "facts": say("Facts"),
    "sources": say("Sources"),
    "subscriptions": say("Alerts"),
    "about": say("About"),
}
PAGES_LABEL, LANGUAGES_LABEL = say("Main pages"), say("Language")


def bar(page: str, query: Query) -> Element:
    """The links; `page` is where the reader is, which stays with its filters when the language changes."""
    return el(
        "header",
        el("nav", el("ul", [_page(name, name == page) for name in PAGES]), aria_label=PAGES_LABEL),
        el("nav", el("ul", [_language(code, page, query) for code in LANGUAGES]), aria_label=LANGUAGES_LABEL),
        class_="bar",
    )


def _page(name: str, here: bool) -> Element:
    return el("li", link(path(f"/{name}"), PAGES[name], aria_current="page" if here else None))


def _language(code: str, page: str, query: Query) -> Element:
    kept = {name: values for name, values in query.values.items() if name != LANGUAGE}
    here = "true" if chosen().language == code else None
    return el(
        "li", link(path(f"/{page}", kept, language=code), LANGUAGES[code], lang=code, hreflang=code, aria_current=here)
    )
