"""What this is, how it reads, and what it cannot do."""

from dashboard.elements import Element, el
from dashboard.screen import Asked, Screen
from words.speech import say

TITLE = say("About and method")
SECTIONS = (
    (
        say("What this shows"),
        say(
            "News and announcements about changing rules, taken apart into facts: one thing one article says, "
            "with the exact words that say it. From facts come rule changes (what held before, what holds after, "
            "from when, for whom) and conflicts (reports that do not fit together)."
        ),
    ),
    (
        say("Quotes"),
        say(
            "Each quote stands in the article's text character for character; a fact whose words cannot be found "
            "there is refused. “Open the page at these words” uses a text fragment, which current browsers "
            "understand; where the page has changed since, “Our copy” shows what was read."
        ),
    ),
    (
        say("Days"),
        say(
            "A day always says what happened on it: published, announced, in force. A day known only to the month "
            "is shown as that month. A day that no source tells is “date not reported”, never a guess."
        ),
    ),
    (
        say("Two clocks"),
        say(
            "“In force on” is the day in the world. “As known on” is the day we had been told. A later report "
            "that corrects an earlier one overwrites nothing: ask for an earlier day of knowledge and the earlier "
            "state comes back."
        ),
    ),
    (
        say("Independent origins and relays"),
        say(
            "Three papers that repeat one agency's report are one independent origin and two relays. Versions of "
            "one announcement in several languages are one origin."
        ),
    ),
    (
        say("Conflicts"),
        say(
            "A conflict is open until reports or a person explain it. Figures for different periods, rounded and "
            "hedged numbers, a new rule that replaces an old one, or a draft beside the adopted act are no "
            "conflicts. No side is called right here."
        ),
    ),
    (
        say("What it misses"),
        say(
            "Reading is done by program: it overlooks facts, and reads some wrongly. Facts carry no more than "
            "their words tell. What a page hides behind a login, an image or a script is not read."
        ),
    ),
    (
        say("Not legal advice"),
        say("These are reports about rules, not the rules. Read the act itself before you rely on it."),
    ),
    (
        say("Use without a mouse, on paper, by script"),
        say(
            "Everything is reached by keyboard. Addresses hold all that a page shows, so they can be kept and "
            "sent. Facts are downloaded from the Facts page; the same address works in a script."
        ),
    ),
    (
        say("What stays English"),
        say(
            "The sentences that sum up a change or a conflict are written in English for now, and so is “Skip to "
            "main content”, which is Streamlit's. Date fields follow the browser's own language."
        ),
    ),
)


def view(asked: Asked) -> Screen:
    """The same for everyone."""
    return Screen(title=TITLE, body=el("div", el("h1", TITLE), [_section(*one) for one in SECTIONS], class_="prose"))


def _section(title: str, text: str) -> Element:
    return el("section", el("h2", title), el("p", text))
