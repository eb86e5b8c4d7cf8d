"""One WARC file that a run appends to: a record is in it wholly or not at all."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

from core.errors import StoreError

_SYNC_SECONDS = 1.0


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class WarcFile:
    """A new file of its own for each run, named by the moment and the process. Raises StoreError."""

    def __init__(self, folder: Path) -> None:
        self.name = f"ereje-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-{os.getpid()}.warc.gz"
        self._path = folder / self.name
        self._synced = time.monotonic()
        try:
            self._descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o644)
            _sync_folder(folder)
        except OSError as error:
            raise StoreError(self._path, error.strerror or str(error)) from error

    def append(self, member: bytes) -> int:
        """Writes a record and returns the file's new length; on a full disk, takes back what was half written."""
        start = os.lseek(self._descriptor, 0, os.SEEK_END)
        try:
            rest = memoryview(member)
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
            self._sync_at_times()
        except OSError as error:
            os.ftruncate(self._descriptor, start)
            raise StoreError(self._path, error.strerror or str(error)) from error
        return start + len(member)

    def _sync_at_times(self) -> None:
        """A killed process loses nothing that was written; this is against power cuts, and costs milliseconds."""
        if time.monotonic() - self._synced > _SYNC_SECONDS:
            os.fsync(self._descriptor)
            self._synced = time.monotonic()

    def close(self) -> None:
        os.fsync(self._descriptor)
        os.close(self._descriptor)
