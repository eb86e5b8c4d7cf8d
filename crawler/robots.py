"""What was read of robots.txt in a run, host by host: shared by the spiders, and read anew after a day."""

import time
from dataclasses import dataclass, field
from typing import Any

from twisted.internet.defer import Deferred

_A_DAY = 24 * 3600.0


@dataclass(slots=True)
class RobotsRead:
    """`parsers` by host, as Scrapy keeps them; `failed` why a host's server did not give its own.

    `waiting` are those that want to know of a host's while it is being fetched.
    """

    parsers: dict[str, Any] = field(default_factory=dict)
    failed: dict[str, Exception] = field(default_factory=dict)
    waiting: dict[str, list["Deferred[None]"]] = field(default_factory=dict)
    since: float = field(default_factory=time.monotonic)

    def fresh(self, now: float | None = None) -> "RobotsRead":
        """Itself, empty again if a day has gone by since the first was read."""
        now = time.monotonic() if now is None else now
        if now - self.since > _A_DAY:
            self.parsers.clear()
            self.failed.clear()
            self.since = now
        return self
