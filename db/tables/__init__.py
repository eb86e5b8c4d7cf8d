"""The tables, one schema for SQLite and PostgreSQL; records become rows and rows records in db/mapping.py.

    readings      what became of each archived record, and which reader read it
    articles      one row a text: the same address with other words is another version, the latest is `current`
    facts         what an article says, with its quote
    fact_words    the words of each fact's quote and title, which are searched
    rule_versions states of rules on two clocks
    changes       rules that became others, with their facts in change_facts
    conflicts     reports that do not fit together, with their facts in conflict_sides, and a person's verdict
    verdicts      every judgement of a conflict, in order: given, taken back, reopened by new evidence
    events        what others may act on, each raised once, with the notice that tells it
    successors    the id under which a change or a conflict goes on, where it is another
    calendar      the start of each change as calendars keep it
    subscriptions who is told what, where and how often
    deliveries    the outbox: which event is owed to which subscription, and the message that carries it
    messages      what is to be sent or was, with its attempts
    accounts, sessions
                  who may judge conflicts, and the browsers in which they are signed in
    article_places, stale_articles
                  which fields and countries an article's facts belong to, and which articles came, changed or went
                  since the last comparison: so that one more article is compared with its own alone
    meta          what the store knows of itself

What a later comparison no longer finds is marked `withdrawn`, never deleted: someone may have been told of it. The
facts behind changes and conflicts are named without a foreign key, since a better reading may take one away before
the next comparison.
"""

from db.tables import accounts, articles, bookkeeping, findings, telling  # noqa: F401 (each declares its tables)
