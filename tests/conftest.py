"""What the tests of the dashboard share: outlets' pages, a dashboard over a small store, and a real browser."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import dashboard_data as data
import pytest
from browser import chromium
from dashboard_served import Served
from playwright.sync_api import Browser, Page, expect

from cli.dashboard import free_port, running

expect.set_options(timeout=20_000)
PAGES_OF_OUTLETS = {told.path: data.page_of(told).encode() for told in data.STORY}


class _Outlets(BaseHTTPRequestHandler):
    """The story's pages, at the addresses their facts name."""

    def do_GET(self) -> None:
        body = PAGES_OF_OUTLETS.get(self.path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def outlets() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Outlets) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def served(outlets: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    settings = data.installation(tmp_path_factory.mktemp("home"))
    compared = data.fill(settings, outlets)
    data.fill_many(settings, 120)
    with running(settings, port=free_port()) as (address, _):
        yield Served(address, settings, compared.changes[0].change_id, compared.conflicts[0].conflict_id)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()
