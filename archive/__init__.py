"""The archive: WARC files of all that was fetched or imported, byte for byte; the only way into the product."""

from archive.arrival import Arrival
from archive.events import Event
from archive.index import Known
from archive.store import Archive

__all__ = ["Archive", "Arrival", "Event", "Known"]
