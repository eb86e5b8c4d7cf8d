"""Questions to the store, in the caller's session (db.engine.reading): pages of core records, by indexed filters."""

from db.events import all_events
from db.reads.changes import all_changes, change, changes, rules_in_force, subjects
from db.reads.conflicts import all_conflicts, conflict, conflicts, touching, verdicts
from db.reads.editions import told_reports
from db.reads.notices import notice, notices, told_at
from db.reads.overview import choices, days_with_news, overview, read_records, skipped, sources
from db.reads.reports import article, fact, facts, named, reports, versions
from db.reads.starts import calendar
from db.successors import successor

__all__ = [
    "all_changes",
    "all_conflicts",
    "all_events",
    "article",
    "calendar",
    "change",
    "changes",
    "choices",
    "conflict",
    "conflicts",
    "days_with_news",
    "fact",
    "facts",
    "named",
    "notice",
    "notices",
    "overview",
    "read_records",
    "reports",
    "rules_in_force",
    "skipped",
    "sources",
    "subjects",
    "successor",
    "told_at",
    "told_reports",
    "touching",
    "verdicts",
    "versions",
]
