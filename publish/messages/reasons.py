"""Why somebody is told: their own request as a sentence, in their language."""

import re

from core.queries import Filters
from core.telling import USUAL_KINDS, Subscription
from publish.messages.items import KINDS, plain
from words import days, wording
from words.speech import say

EVERYTHING = say("everything")
OFTEN = {"instant": say("at once"), "daily": say("once a day"), "weekly": say("once a week")}
WORDS = say("with the words “{words}”")
SOURCES = say("from {sources}")
REASON = say("You asked on {day} to be told {often} about: {what}.")


def reason(subscription: Subscription) -> str:
    """Why this reader gets a message: what they asked for, how often, and since when."""
    since = subscription.confirmed or subscription.created
    often = OFTEN[subscription.frequency]
    return REASON.fill(day=days.in_words(since.date()), often=often, what=matter(subscription))


def matter(subscription: Subscription) -> str:
    """What a subscription is about, in one line."""
    kinds = subscription.kinds or USUAL_KINDS
    told = ", ".join(KINDS[kind].lower() for kind in kinds)
    return f"{restricted(subscription.filters)} ({told})"


def restricted(filters: Filters) -> str:
    """What the filters leave, in one line."""
    parts = [wording.slug(topic) for topic in filters.topics]
    parts += [wording.audience(who) for who in filters.audiences]
    parts += [wording.country(code) for code in filters.jurisdictions]
    if filters.sources:
        parts.append(SOURCES.fill(sources=", ".join(filters.sources)))
    if filters.words:
        parts.append(WORDS.fill(words=filters.words))
    return plain("; ".join(parts)) or str(EVERYTHING)


def asked_for(filters: Filters) -> str:
    """What the filters leave, for whoever is asked to confirm: maybe a stranger chose the words, so none is a link."""
    return re.sub(r"[./:@\\]+", " ", restricted(filters))
