"""Memory and speed of importing a large WARC file packed record by record: `python -m benchmarks.importing [MB]`.

The file is made first, of pages that hardly pack, so that it is as large as asked for; default 64, an archive's own
files of news are about 1024.
"""

import base64
import io
import json
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive import Archive
from crawler.importing import take

_PAGE = 48_000


def make(file: Path, megabytes: int) -> int:
    """Writes a WARC of about that size and returns the number of its pages."""
    chance = random.Random(1)
    pages = 0
    with file.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        while stream.tell() < megabytes * 2**20:
            body = b"<html><body><p>" + base64.b64encode(chance.randbytes(_PAGE)) + b"</p></body></html>"
            http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            url = f"https://news.example/story-{pages}"
            payload = io.BytesIO(body)
            writer.write_record(writer.create_warc_record(url, "response", payload=payload, http_headers=http))
            pages += 1
    return pages


def main() -> None:
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 64
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "news.warc.gz"
        pages = make(file, megabytes)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        began = time.perf_counter()
        with Archive(Path(folder) / "archive") as archive:
            summary = take([file], archive, lambda bad: print(bad, file=sys.stderr), lambda _: None)
        seconds = time.perf_counter() - began
    if summary.taken != pages:
        raise SystemExit(f"{summary.taken} of {pages} pages were taken")
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told = {"mb": megabytes, "pages": pages, "seconds": round(seconds, 1), "before_mb": before, "highest_mb": highest}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
