"""Comparing as one function: reports in, everything that follows from them out, block by block."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from core.records.facts import Report
from core.records.findings import Change, Comparison, Conflict, RuleVersion
from timeline import stories
from timeline.blocks import article_block, articles, blocks
from timeline.changes import changes
from timeline.claims import Claim, claims
from timeline.conflicts import date, day, derived, headline, measure, modality, scope, status, value
from timeline.conflicts.joining import join
from timeline.episodes import episodes
from timeline.lattice import Lattice, declared
from timeline.versions import versions

COMPARER = "7"  # another number where the same reports would be compared otherwise


def compare(reports: Iterable[Report], *, only: Collection[str] | None = None) -> Comparison:
    """Rule versions, changes and conflicts, the same whatever the order in which the reports come.

    A fact that comes twice counts once. What an edited page no longer says has its place in the versions alone, until
    it was gone. Conflicts are open: a person's verdict is kept elsewhere, by conflict_id. With `only`, what the blocks
    of these names hold; all articles with a claim in one of them must be given, and whole.
    """
    lattice = declared()
    ready = claims(reports, lattice)
    told = articles(each for each in ready if each.gone is None)
    found = [
        _compared(name, block, told, lattice)
        for name, block in blocks(ready, lattice).items()
        if only is None or name in only
    ]
    found += [
        _within(article_block(name), article, lattice)
        for name, article in told.items()
        if only is None or article_block(name) in only
    ]
    found += [_in_story(name, members, told, lattice) for name, members in stories.story_blocks(told, only)]
    return together(found)


def _in_story(name: str, members: Sequence[str], told: Mapping[str, Sequence[Claim]], lattice: Lattice) -> Comparison:
    conflicts = stories.compared(name, members, told, _by_topic, lattice)
    return Comparison(versions=(), changes=(), conflicts=tuple(replace(each, block=name) for each in conflicts))


def _by_topic(articles: Mapping[str, Sequence[Claim]], lattice: Lattice) -> Sequence[Conflict]:
    """The conflicts that comparing by topic sees in some articles by themselves."""
    ready = sorted((each for article in articles.values() for each in article), key=lambda each: each.order)
    parts = [_compared(name, block, articles, lattice) for name, block in blocks(ready, lattice).items()]
    return [each for part in parts for each in part.conflicts]


def together(parts: Sequence[Comparison]) -> Comparison:
    """The comparisons of several blocks as one, in the order of one."""
    return Comparison(
        versions=tuple(sorted((each for part in parts for each in part.versions), key=_of_version)),
        changes=tuple(sorted((each for part in parts for each in part.changes), key=_of_change)),
        conflicts=tuple(sorted((each for part in parts for each in part.conflicts), key=_of_conflict)),
    )


def _compared(name: str, block: Sequence[Claim], told: Mapping[str, Sequence[Claim]], lattice: Lattice) -> Comparison:
    standing = [each for each in block if each.gone is None]
    acts = episodes(standing, lattice)
    conflicts = join(
        [
            *value.find(standing, lattice),
            *date.find(told, acts, lattice),
            *day.find(standing, lattice),
            *modality.find(standing, told, lattice),
            *status.find(standing, lattice),
            *scope.find(standing, acts, lattice),
            *measure.find(standing, lattice),
            *derived.find(standing, lattice),
        ]
    )
    return Comparison(
        versions=tuple(replace(each, block=name) for each in versions(block, acts, lattice)),
        changes=tuple(replace(each, block=name) for each in changes(acts, lattice)),
        conflicts=tuple(replace(each, block=name) for each in conflicts),
    )


def _within(name: str, article: Sequence[Claim], lattice: Lattice) -> Comparison:
    conflicts = join([*headline.find(article, lattice), *derived.find_within(article, lattice)])
    return Comparison(versions=(), changes=(), conflicts=tuple(replace(each, block=name) for each in conflicts))


def _of_version(version: RuleVersion) -> tuple[object, ...]:
    return (version.rule_id, version.known_from, version.version_id)


def _of_change(change: Change) -> tuple[object, ...]:
    return (change.effective_on or change.known_from.date().isoformat(), change.change_id)


def _of_conflict(conflict: Conflict) -> tuple[object, ...]:
    return (conflict.known_from, conflict.conflict_id)
