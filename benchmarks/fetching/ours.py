"""Our crawl of the feeds given as JSON, into the home given beside them; prints how many pages were new."""

import json
import sys
from pathlib import Path

from archive import Archive
from core.records.sources import Source
from core.settings import Limits, Settings
from crawler.run import crawl

if __name__ == "__main__":
    limits = Limits(delay_seconds=0, pages_per_source=10**6)
    settings = Settings(home=Path(sys.argv[2]), database_url="", allow_private=True, limits=limits)
    told = {"kind": "press", "country": "KZ", "languages": ("en",)}
    sources = [
        Source(source_id=f"s{number}", name=f"S{number}", feeds=(url,), **told)  # type: ignore[arg-type]
        for number, url in enumerate(json.loads(sys.argv[1]))
    ]
    with Archive(settings.archive_folder) as archive:
        print(crawl(sources, archive, settings).new)
