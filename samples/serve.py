"""Serves the sample sites on loopback, each on an address of its own, and fills in their catalogue."""

import json
import re
import threading
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from core.errors import DeclarationError, ServeError
from samples.pages import Page, page_at

HERE = Path(__file__).resolve().parent
SITES = HERE / "sites"
SOURCES = HERE / "sources"
PORT = 8710
_ORIGINS = "origins.json"


def known_origins(folder: Path) -> dict[str, str]:
    """The origins of the run that wrote its sources into `folder`; none if there was none.

    Raises DeclarationError for a file that says something else.
    """
    file = folder / _ORIGINS
    if not file.is_file():
        return {}
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DeclarationError(file, "JSON", str(error)) from error
    if not isinstance(told, dict) or not all(_on_loopback(origin) for origin in told.values()):
        raise DeclarationError(file, "origins", "must be addresses of this machine, as http://127.0.0.2:8710")
    return told


def _on_loopback(origin: object) -> bool:
    named = re.fullmatch(r"http://127(?:\.\d{1,3}){3}:(\d{1,5})", origin) if isinstance(origin, str) else None
    return named is not None and 0 < int(named[1]) < 65536


class SampleSites:
    """A context in which the sites answer; `origins` tells each one's address, as http://127.0.0.2:8710.

    An article is known by its address, so the same ports are tried first each time, and others only where `known`,
    the origins of an earlier run, does not bind us to them. Raises ServeError on entering if a port is not to be had.
    """

    def __init__(self, folder: Path = SITES, *, known: Mapping[str, str] | None = None) -> None:
        self._folder = folder
        self._known = dict(known or {})
        self._servers: list[ThreadingHTTPServer] = []
        self.origins: dict[str, str] = {}

    def __enter__(self) -> Self:
        names = sorted(site.name for site in self._folder.iterdir() if site.is_dir())
        try:
            for number, name in enumerate(names):
                server = self._bind(number, name)
                self._servers.append(server)
                self.origins[name] = server.origin
                threading.Thread(target=server.serve_forever, args=(0.1,), name=f"sample {name}", daemon=True).start()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def write_sources(self, folder: Path) -> None:
        """Writes one source file a site into `folder`, which is made, and the origins for `known_origins`."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, origin in self.origins.items():
            declared = (SOURCES / f"{name}.toml").read_text(encoding="utf-8")
            (folder / f"{name}.toml").write_text(declared.replace("{{origin}}", origin), encoding="utf-8")
        (folder / _ORIGINS).write_text(json.dumps(self.origins, indent=1) + "\n", encoding="utf-8")

    def _bind(self, number: int, name: str) -> "_SiteServer":
        bound_to = urlsplit(self._known[name]) if name in self._known else None
        if bound_to is not None and bound_to.hostname and bound_to.port:
            return _first(self._folder / name, [(bound_to.hostname, bound_to.port)])
        # Only Linux answers on all of 127.0.0.0/8 unasked; elsewhere the sites share 127.0.0.1 and differ by port.
        own, shared = f"127.0.0.{number + 2}", "127.0.0.1"
        return _first(self._folder / name, [(own, PORT), (own, 0), (shared, PORT + number), (shared, 0)])

    def _close(self) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()
        self._servers.clear()


class _SiteServer(ThreadingHTTPServer):
    """One site's server: loopback only, a thread a request."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], root: Path) -> None:
        super().__init__(address, _Answering)
        self.root = root
        self.origin = f"http://{address[0]}:{self.server_address[1]}"

    def server_bind(self) -> None:
        # HTTPServer's own asks the resolver for this host's name, which takes seconds where there is none.
        TCPServer.server_bind(self)


def _first(root: Path, addresses: Sequence[tuple[str, int]]) -> _SiteServer:
    for address in addresses:
        try:
            return _SiteServer(address, root)
        except OSError as error:
            refused = error
    host, port = addresses[0]
    why = f"the sample site {root.name}, whose pages are known by this address, cannot be served"
    raise ServeError(f"{host}:{port}", f"{why} ({refused.strerror}); if another demo runs, end it or use another home")


class _Answering(BaseHTTPRequestHandler):
    server: _SiteServer
    protocol_version = "HTTP/1.1"
    server_version = "SampleSite"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        page = page_at(self.server.root, self.path.partition("?")[0].partition("#")[0], self.server.origin)
        if page is None:
            self._send(HTTPStatus.NOT_FOUND, {"Content-Type": "text/plain; charset=utf-8"}, b"no such page\n")
        elif page.location:
            self._send(HTTPStatus.MOVED_PERMANENTLY, {"Location": page.location}, b"")
        elif self._known_already(page):
            self._send(HTTPStatus.NOT_MODIFIED, {"ETag": page.etag}, b"")
        else:
            modified = formatdate(page.modified, usegmt=True)
            self._send(
                HTTPStatus.OK, {"Content-Type": page.kind, "ETag": page.etag, "Last-Modified": modified}, page.body
            )

    def do_HEAD(self) -> None:
        self.do_GET()

    def _known_already(self, page: Page) -> bool:
        """RFC 9110, 13.2.2: an entity tag, where one is given, decides alone."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return tags.strip() == "*" or page.etag in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        since = _instant(self.headers.get("If-Modified-Since"))
        return since is not None and page.modified <= since.timestamp()

    def _send(self, status: HTTPStatus, headers: Mapping[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """The crawl tells what it asked for; a line a request would drown it."""


def _instant(header: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(header) if header else None
    except ValueError:
        return None
