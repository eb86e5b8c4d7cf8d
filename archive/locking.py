"""One crawl of an archive at a time."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import StoreError

_TRIES, _PAUSE = 20, 0.25  # seconds


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keeps a second crawl of the archive in `folder` out while the first lasts; raises StoreError in the second.

    It waits some seconds first, since the child of a killed crawl takes a moment to notice.
    """
    with (folder / "crawl.lock").open("a") as lock:
        for tries in range(_TRIES, 0, -1):
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as error:
                if tries == 1:
                    raise StoreError(folder, "another crawl is writing into it") from error
                time.sleep(_PAUSE)
        yield
