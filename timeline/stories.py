"""Stories compared: what two reports of one happening disagree on, under whatever topics their words were filed.

Articles that share a handle and are published within a month are candidates; those of one story are aligned claim by
claim. What comparing by topic sees in the two articles is left to it, so that nothing is told twice.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import combinations

from core.records.findings import Conflict
from timeline.alignment import pairs
from timeline.claims import Claim
from timeline.conflicts import answers, included, linked
from timeline.conflicts.finding import Finding
from timeline.conflicts.joining import join
from timeline.lattice import Lattice
from timeline.story import handles, marked_alike, speak_alike

STORY = "story"
_MONTH = 31  # days between two reports of one happening

Articles = Mapping[str, Sequence[Claim]]
Told = Callable[[Articles, Lattice], Sequence[Conflict]]


def story_places(article: Sequence[Claim]) -> frozenset[tuple[str, str]]:
    """The fields of an article's story, each with the months in which another of its articles may stand.

    Two articles at most a month apart share a month. An undated one has none.
    """
    if article[0].published is None:
        return frozenset()
    month = _month_of(article[0])
    return frozenset((field, str(at)) for field in _fields(article) for at in (month, month + 1))


def story_blocks(articles: Articles, only: Collection[str] | None) -> Iterator[tuple[str, list[str]]]:
    """Each story block that several articles share, month by month, with their ids; with `only`, of these names."""
    by_month: dict[int, list[str]] = defaultdict(list)
    for name in sorted(articles):
        if articles[name][0].published is not None:
            by_month[_month_of(articles[name][0])].append(name)
    for month in sorted({at for own in by_month for at in (own, own + 1)}):
        found: dict[str, list[str]] = defaultdict(list)
        for name in (*by_month.get(month - 1, ()), *by_month.get(month, ())):
            for story in _fields(articles[name]):
                found[f"{story}/{month}"].append(name)
        for block, members in sorted(found.items()):
            if len(members) > 1 and (only is None or block in only):
                yield block, members


def met(here: Sequence[Claim], there: Sequence[Claim]) -> bool:
    """Whether two articles tell of one story, and are held against each other."""
    return _home(here, there) is not None and _of_one_story(here[0], there[0])


def compared(
    name: str,
    members: Sequence[str],
    articles: Articles,
    told: Told,
    lattice: Lattice,
) -> tuple[Conflict, ...]:
    """The conflicts of one story block; `told` gives those that comparing by topic sees in some articles."""
    findings: list[Finding] = []
    for one, other in combinations(sorted(members), 2):
        here, there = articles[one], articles[other]
        if _home(here, there) == name and _of_one_story(here[0], there[0]):
            findings += _new(here, there, told, lattice)
    return join(findings)


def _fields(article: Sequence[Claim]) -> list[str]:
    """What the article's story can be found by in each country that it tells of, the most telling first."""
    places = sorted({each.place or "" for each in article})
    found = handles(article[0].marks, article[0].profile)
    return [f"{STORY}:{handle}:{place}".replace("/", "-") for handle in found for place in places]


def _month_of(claim: Claim) -> int:
    return claim.published.first.toordinal() // _MONTH if claim.published else 0


def _home(here: Sequence[Claim], there: Sequence[Claim]) -> str | None:
    """The one block, of all that two articles share, in which they are compared: by the first's most telling field."""
    shared = set(_fields(there))
    field = next((each for each in _fields(here) if each in shared), None)
    return field and f"{field}/{max(_month_of(here[0]), _month_of(there[0]))}"


def _of_one_story(one: Claim, other: Claim) -> bool:
    if one.published is None or other.published is None or one.published.gap(other.published) > _MONTH:
        return False
    return marked_alike(one.marks, other.marks) or speak_alike(one.profile, other.profile)


def _new(here: Sequence[Claim], there: Sequence[Claim], told: Told, lattice: Lattice) -> Iterator[Finding]:
    every = list(pairs(here, there))
    found = [each for pair in every if pair.nearly_likest for each in answers.find(pair, here, there, lattice)]
    found += included.find(here, there, lattice)
    found += linked.find(every, found, here, there, lattice)
    if not found:
        return
    by_id = {each.id: each for each in (*here, *there)}
    known = told({here[0].fact.article_id: here, there[0].fact.article_id: there}, lattice)
    for finding in found:
        if not any(answers.tells(conflict, finding, by_id) for conflict in known):
            yield finding
