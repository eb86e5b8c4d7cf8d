"""What this is, how it reads, and what it cannot do."""

from dashboard.elements import Element, el
from dashboard.screen import Asked, Screen

TITLE = "About and method"
SECTIONS = (
    (
        "What this shows",
        "News and announcements about changing rules, taken apart into facts: one thing one article says, "
        "with the exact words that say it. From facts come rule changes (what held before, what holds after, "
        "from when, for whom) and conflicts (reports that do not fit together).",
    ),
    (
        "Quotes",
        "Each quote stands in the article's text character for character; a fact whose words cannot be found "
        "there is refused. “Open the page at these words” uses a text fragment, which current browsers "
        "understand; where the page has changed since, “Our copy” shows what was read.",
    ),
    (
        "Days",
        "A day always says what happened on it: published, announced, in force. A day known only to the month "
        "is shown as that month. A day that no source tells is “date not reported”, never a guess.",
    ),
    (
        "Two clocks",
        "“In force on” is the day in the world. “As known on” is the day we had been told. A later report "
        "that corrects an earlier one overwrites nothing: ask for an earlier day of knowledge and the earlier "
        "state comes back.",
    ),
    (
        "Independent origins and relays",
        "Three papers that repeat one agency's report are one independent origin and two relays. Versions of "
        "one announcement in several languages are one origin.",
    ),
    (
        "Conflicts",
        "A conflict is open until reports or a person explain it. Figures for different periods, rounded and "
        "hedged numbers, a new rule that replaces an old one, or a draft beside the adopted act are no "
        "conflicts. No side is called right here.",
    ),
    (
        "What it misses",
        "Reading is done by program: it overlooks facts, and reads some wrongly. Facts carry no more than "
        "their words tell. What a page hides behind a login, an image or a script is not read.",
    ),
    (
        "Not legal advice",
        "These are reports about rules, not the rules. Read the act itself before you rely on it.",
    ),
    (
        "Use without a mouse, on paper, by script",
        "Everything is reached by keyboard. Addresses hold all that a page shows, so they can be kept and "
        "sent. The menu at the top and its button are English in every browser language. Facts are downloaded "
        "from the Facts page; the same address works in a script.",
    ),
)


def view(asked: Asked) -> Screen:
    """The same for everyone."""
    return Screen(title=TITLE, body=el("div", el("h1", TITLE), [_section(*one) for one in SECTIONS], class_="prose"))


def _section(title: str, text: str) -> Element:
    return el("section", el("h2", title), el("p", text))
