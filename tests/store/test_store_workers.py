"""Reading in several processes gives what reading in one gives, in the same order."""

from datetime import UTC, datetime

from cli import workers
from core.ids import digest
from core.records.pages import Declared, Snapshot

SENTENCES = "Passengers must pay {fare} tenge for a ride from 1 March 2024, deputy mayor Dana Omarova said. " * 3


def snapshot(number: int) -> Snapshot:
    body = SENTENCES.format(fare=100 + number).encode()
    return Snapshot(
        record_id=f"r{number}",
        url=f"https://gazette.example/{number}",
        retrieved=datetime(2024, 2, 11, tzinfo=UTC),
        media_type="text/plain",
        body=body,
        digest=digest(body),
        declared=Declared(language="en", published="2024-02-10"),
    )


def test_many_pages_are_read_alike_in_several_processes() -> None:
    pages = [snapshot(number) for number in range(workers.FEW + 1)]
    together = list(workers.outcomes(pages, processes=2))
    alone = [outcome for page in pages for outcome in workers.outcomes([page])]
    assert together == alone
    assert [outcome.record_id for outcome in together] == [page.record_id for page in pages]
    assert all(isinstance(outcome.result, tuple) and outcome.result[1] for outcome in together)
