"""The archive: WARC files of all that was fetched or imported, byte for byte; the only way into the product."""

from archive.store import Archive, Event, Known

__all__ = ["Archive", "Event", "Known"]
