"""`ereje dashboard`: serves the dashboard on loopback until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from cli.console import Home, known_home
from core.errors import ServeError
from core.settings import Settings

ADDRESS = "127.0.0.1"
PORT = 8501
_PATIENCE_SECONDS = 60.0


def command(
    home: Home = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port on 127.0.0.1.")] = PORT,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
) -> None:
    """Serve the dashboard on this machine."""
    serve(known_home(home), port=port, open_browser=open_browser)


def serve(settings: Settings, *, port: int = PORT, open_browser: bool = False, page: str = "/") -> None:
    """Serves until Ctrl-C, printing the address; `page` is where the browser is sent. Raises ServeError."""
    with running(settings, port=port) as (address, server):
        print(f"Dashboard: {address}{page}  (Ctrl-C stops it)", flush=True)
        if open_browser:
            webbrowser.open(address + page)
        try:
            with _told_to_stop():
                status = server.wait()
        except KeyboardInterrupt:
            return
    if status != 0:
        raise ServeError(address, f"the dashboard ended with status {status}")


@contextmanager
def _told_to_stop() -> Iterator[None]:
    """A service manager's TERM ends us like Ctrl-C, so that the server does not outlive us."""

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def running(settings: Settings, *, port: int = PORT) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """The dashboard's address and process, from when it answers until the block ends. Raises ServeError."""
    refuse_if_taken(port)
    address = f"http://{ADDRESS}:{port}"
    server = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "dashboard", str(port)],
        env={**os.environ, "EREJE_HOME": str(settings.home), "EREJE_DATABASE_URL": settings.database_url},
    )
    try:
        _wait_for(address, server)
        yield address, server
    finally:
        _stop(server)


def refuse_if_taken(port: int) -> None:
    """Raises ServeError if the port cannot be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            raise ServeError(
                f"{ADDRESS}:{port}", f"the port cannot be used ({error.strerror}); choose --port"
            ) from error


def free_port() -> int:
    """A port on loopback that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise ServeError(address, f"the dashboard did not start (status {server.returncode})")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310 - our own http address
                return
        except OSError:
            time.sleep(0.1)
    raise ServeError(address, f"the dashboard did not answer in {_PATIENCE_SECONDS:.0f} seconds")


def _stop(server: "subprocess.Popen[bytes]") -> None:
    """Ends the server gently, and firmly if it lingers."""
    if server.poll() is None:
        server.terminate()
        try:
            server.wait(timeout=5)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
