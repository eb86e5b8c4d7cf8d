"""One page as it arrived, fetched or imported: what the archive is given to keep."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.records.pages import Declared


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One page; `status` and `headers` are those of the HTTP answer it came with.

    `status` is None for what did not come over HTTP, as an imported text.
    """

    url: str
    body: bytes
    retrieved: datetime
    media_type: str
    charset: str | None = None
    declared: Declared = field(default_factory=Declared)
    status: int | None = None
    headers: Sequence[tuple[str, str]] = ()
