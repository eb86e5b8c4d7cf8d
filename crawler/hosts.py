"""What a run knows of the servers it asks: how fast each may be asked, which are busy, which are not there."""

import time
from collections import Counter
from urllib.parse import urlsplit

from crawler.frontier import Frontier

_LONGEST_PAUSE = 24 * 3600.0  # a server that says "in thirty years" is asked again tomorrow
_PATIENCE = 8  # questions in a row that a server let time out, or was not there for
_USUAL_PORTS = {None, 80, 443}


def host_of(url: str) -> str:
    """The server behind an address: its name, and its port where that is an unusual one."""
    parts = urlsplit(url)
    return parts.hostname or "" if parts.port in _USUAL_PORTS else f"{parts.hostname}:{parts.port}"


class Hosts:
    """Shared by the spiders of a run. `seen` and `delays` are seconds, the former on the monotonic clock."""

    def __init__(self, frontier: Frontier) -> None:
        self.delays: dict[str, float] = {}
        self.seen: dict[str, float] = {}
        self._frontier = frontier
        self._busy_until = frontier.pauses(time.time())
        self._failures: Counter[str] = Counter()

    def ask_for_delay(self, host: str, seconds: float) -> None:
        """At least so long must pass between two questions to the host; the longest wish counts."""
        self.delays[host] = max(seconds, self.delays.get(host, 0.0))

    def leave_alone(self, host: str, seconds: float) -> None:
        """The host asked for so long a pause that this run does not wait for it, nor does one that starts before."""
        until = time.time() + min(seconds, _LONGEST_PAUSE)
        self._busy_until[host] = until
        self._frontier.pause(host, until)

    def is_busy(self, host: str) -> bool:
        return time.time() < self._busy_until.get(host, 0.0)

    def answered(self, host: str) -> None:
        self._failures.pop(host, None)

    def did_not_answer(self, host: str) -> None:
        self._failures[host] += 1

    def is_lost(self, host: str) -> bool:
        """Whether the host was silent so often in a row that the rest of the run goes on without it."""
        return self._failures[host] >= _PATIENCE
