"""Comparing as one function: all reports in, everything that follows from them out."""

from collections.abc import Sequence

from core.records import Comparison, Report
from timeline.changes import changes
from timeline.claims import claims
from timeline.conflicts import date, day, derived, headline, measure, modality, scope, status, value
from timeline.conflicts.joining import join
from timeline.episodes import episodes
from timeline.lattice import declared
from timeline.versions import versions


def compare(reports: Sequence[Report]) -> Comparison:
    """Rule versions, changes and conflicts, the same whatever the order in which the reports come.

    A fact that comes twice counts once. Conflicts are open: a person's verdict is kept elsewhere, by conflict_id.
    """
    lattice = declared()
    ready = claims(reports, lattice)
    told = episodes(ready, lattice)
    conflicts = join(
        [
            *value.find(ready, lattice),
            *date.find(ready, told, lattice),
            *day.find(ready, lattice),
            *modality.find(ready, lattice),
            *status.find(ready, lattice),
            *scope.find(ready, told, lattice),
            *measure.find(ready, lattice),
            *headline.find(ready, lattice),
            *derived.find(ready, lattice),
        ]
    )
    return Comparison(
        versions=versions(ready, told, lattice),
        changes=changes(told, lattice),
        conflicts=conflicts,
    )
