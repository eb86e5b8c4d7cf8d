"""A real server on loopback that misbehaves on demand, and remembers what it was asked."""

import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

Behaviour = Callable[["Handler"], None]


@dataclass
class Asked:
    path: str
    headers: Mapping[str, str]
    at: float
    body: bytes = b""


@dataclass
class Site:
    """Routes are set at will, while it runs too; an address without one is answered with 404."""

    host: str = "127.0.0.1"
    certificate: Path | None = None
    routes: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    sent: int = 0

    def __enter__(self) -> Self:
        site = self
        self.closing = threading.Event()

        class Bound(Handler):
            of = site

        self._server = _Server((self.host, 0), Bound)
        self._server.daemon_threads = True
        if self.certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.certificate)
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    @property
    def origin(self) -> str:
        return f"http{'s' if self.certificate else ''}://{self.host}:{self.port}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def headers_of(self, path: str) -> list[Mapping[str, str]]:
        return [asked.headers for asked in self.asked if asked.path == path]

    def page(self, path: str, body: str | bytes, **headers: str) -> None:
        """A page that answers conditional questions with 304 if it has a validator."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        told.setdefault("Content-Type", "text/html; charset=utf-8")
        self.routes[path] = lambda handler: handler.page(body.encode() if isinstance(body, str) else body, told)

    def feed(self, path: str, links: list[str]) -> None:
        items = "".join(
            f"<item><title>No. {n}</title><link>{link}</link><pubDate>Fri, 27 Jan 2023 10:00:00 +0600</pubDate></item>"
            for n, link in enumerate(links)
        )
        self.page(path, f"<rss version='2.0'><channel><title>f</title>{items}</channel></rss>", Content_Type="text/xml")

    def status(self, path: str, status: int, **headers: str) -> None:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        self.routes[path] = lambda handler: handler.answer(status, told, b"")

    def silent(self, path: str) -> None:
        self.routes[path] = lambda handler: handler.of.closing.wait(60) and None

    def endless(self, path: str) -> None:
        """An answer that says it is 1 GB long, and is."""
        self.routes[path] = Handler.endless

    def dripping(self, path: str) -> None:
        """A byte of an answer's head now and then, for ever."""
        self.routes[path] = Handler.dripping

    def dropped(self, path: str) -> None:
        self.routes[path] = lambda handler: handler.connection.close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A client that hangs up is what some tests are about."""


class Handler(BaseHTTPRequestHandler):
    of: Site

    def do_POST(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.of.asked.append(Asked(self.path, dict(self.headers), time.monotonic(), body))
        try:
            self.of.routes.get(self.path, lambda handler: handler.answer(404, {}, b""))(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(2**30))
        self.end_headers()
        while not self.of.closing.is_set():
            self.wfile.write(b"x" * 2**16)
            self.of.sent += 2**16

    def dripping(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.of.closing.wait(0.05):
            self.wfile.write(b"X")

    def page(self, body: bytes, headers: Mapping[str, str]) -> None:
        same_tag = headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]
        modified = headers.get("Last-Modified")
        if same_tag or (modified and self.headers.get("If-Modified-Since") == modified):
            self.answer(304, {}, b"")
        else:
            self.answer(200, headers, body)

    def answer(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass
