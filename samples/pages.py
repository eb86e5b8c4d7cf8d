"""What a folder of static files answers to a path: the file, its kind, and how to know it again."""

import gzip
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

ORIGIN = b"{{origin}}"
_KINDS = {".html": "text/html", ".xml": "application/xml", ".json": "application/json", ".txt": "text/plain"}
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([\w-]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer; `modified` is in whole seconds since 1970, UTC. `location` is set where the page has moved."""

    body: bytes = field(repr=False)
    kind: str
    etag: str
    modified: int
    location: str | None = None


def page_at(root: Path, path: str, origin: str) -> Page | None:
    """The page of `root` at a request's path (percent-encoded, without its query), or None.

    Links that say {{origin}} are given `origin`. Nothing outside `root` is ever read: a path that leads out of it has
    no page. "x.gz" is the file "x", packed, where only that one stands there.
    """
    file = _inside(root, path)
    if file is None:
        return None
    if file.is_dir():
        return _folder(file, path, origin)
    if file.is_file():
        return _page(file, _filled(file, origin))
    if file.suffix == ".gz" and file.with_suffix("").is_file():
        plain = file.with_suffix("")
        return _page(plain, gzip.compress(_filled(plain, origin), mtime=0), "application/gzip")
    return None


def _inside(root: Path, path: str) -> Path | None:
    try:
        file = (root / unquote(path).lstrip("/")).resolve()
        file.exists()
    except (ValueError, OSError):  # a NUL, or a name too long for the file system
        return None
    return file if file.is_relative_to(root.resolve()) else None


def _folder(folder: Path, path: str, origin: str) -> Page | None:
    index = folder / "index.html"
    if not index.is_file():
        return None
    if path.endswith("/"):
        return _page(index, _filled(index, origin))
    return Page(body=b"", kind="text/plain", etag='""', modified=0, location=f"{origin}/{path.strip('/')}/")


def _filled(file: Path, origin: str) -> bytes:
    body = file.read_bytes()
    return body.replace(ORIGIN, origin.encode()) if file.suffix in _KINDS else body


def _page(file: Path, body: bytes, kind: str | None = None) -> Page:
    return Page(
        body=body,
        kind=kind or _kind(file, body),
        etag=f'"{hashlib.sha256(body).hexdigest()[:20]}"',
        modified=int(file.stat().st_mtime),
    )


def _kind(file: Path, body: bytes) -> str:
    kind = _KINDS.get(file.suffix)
    if kind is None:
        return "application/octet-stream"
    declared = _CHARSET.search(body[:1024]) if file.suffix in {".html", ".xml"} else None
    return f"{kind}; charset={declared[1].decode().lower() if declared else 'utf-8'}"
