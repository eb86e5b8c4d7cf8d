"""What this is, how it reads, and what it cannot do."""

import tomllib

from core.settings import PROJECT
from dashboard.elements import Element, el
from dashboard.screen import Asked, Screen
from words.speech import say

TITLE = say("About and method")
ACCURACY = say("How well it reads")
MEASURED = say(
    "On {items} articles and passages that nobody who taught the reader had seen, in words made up for the purpose: "
    "of 100 rules it found, {precision} were right; of 100 that were there, it found {recall}. Of figures {figures} "
    "and {found}. Of the fields of what it found, {fields} in 100 were right. F1 of rules: English {en}, Russian "
    "{ru}, Kazakh {kk}."
)
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
        say("Searching for words"),
        say(
            "A word is found in quotes and titles where a word begins with it: “tax” finds “taxes”, not “syntax”. "
            "All words that you write must be there, in any order. Capital letters make no difference, nor do ё and "
            "е; й, ә, қ and the like are letters of their own. Marks between words are not searched for."
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
            "“In force on” is the day in the world: on it, what was announced has begun or lies ahead. “As known at "
            "the end of” leaves out what was published later: changes, conflicts, rules and articles are told from "
            "the reports that were out by then, an article without a day from when it was fetched. That day ends "
            "at midnight in the place whose time is told here. Both days go along from page to page until you go back "
            "to today."
        ),
    ),
    (
        say("Independent origins and relays"),
        say(
            "Three papers that repeat one agency's report are one independent origin and two relays. An outlet counts "
            "once, in whatever language and however often it writes. Of a change only those count who tell its number "
            "and its start as the page does; who tells another start, or only the former rule, stands below them."
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
    (ACCURACY, None),
    (
        say("What it misses"),
        say(
            "Reading is done by program, by words and by what clauses mean, without sending anything elsewhere: it "
            "overlooks facts, and reads some wrongly. Facts carry no more than their words tell. What a page hides "
            "behind a login, an image or a script is not read."
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
            "Nothing on the pages but quotes and names. Date fields follow the browser's own language. The sentences "
            "of changes and conflicts are English in the exported tables; other languages put theirs together from "
            "the fields."
        ),
    ),
)


def view(asked: Asked) -> Screen:
    """The same for everyone."""
    sections = [_section(title, text or _measured()) for title, text in SECTIONS]
    return Screen(title=TITLE, body=el("div", el("h1", TITLE), sections, class_="prose"))


def _section(title: str, text: str) -> Element:
    return el("section", el("h2", title), el("p", text))


def _measured() -> str:
    """What the benchmark of reading came to when its floors were pinned."""
    told = tomllib.loads((PROJECT / "nlp" / "measured.toml").read_text(encoding="utf-8"))
    return MEASURED.fill(
        items=told["items"],
        precision=told["rule"]["precision"],
        recall=told["rule"]["recall"],
        figures=told["figure"]["precision"],
        found=told["figure"]["recall"],
        fields=told["fields"],
        **told["rule_f1"],
    )
