"""Each test of the store runs twice: on SQLite and on a real PostgreSQL server that the run starts for itself."""

import itertools
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine

from db.engine import open_store

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a server of this run's own, on a free loopback port, without a database's name."""
    programs = _programs()
    account = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    folder = Path(tempfile.mkdtemp(prefix="ereje-postgres-"))  # pytest's own folders are closed to other accounts
    password, port = secrets.token_hex(16), _free_port()
    (folder / "password").write_text(password)
    if os.getuid() == 0:
        for path in (folder, folder / "password"):
            shutil.chown(path, account, pwd.getpwnam(account).pw_gid)
    told = {
        "cwd": folder,
        "stdin": subprocess.DEVNULL,
        "stderr": subprocess.STDOUT,
        "user": account if os.getuid() == 0 else None,
    }
    initdb = ["initdb", "-D", folder / "data", "-U", "ereje", "-E", "UTF8", "--locale=C.UTF-8", "-A", "scram-sha-256"]
    made = subprocess.run(
        [programs / initdb[0], *initdb[1:], f"--pwfile={folder / 'password'}"], stdout=subprocess.PIPE, **told
    )
    assert made.returncode == 0, made.stdout.decode()
    options = [f"-cport={port}", "-clisten_addresses=127.0.0.1", "-cunix_socket_directories=", "-cfsync=off"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([programs / "postgres", "-D", folder / "data", *options], stdout=log, **told)
    url = f"postgresql://ereje:{password}@127.0.0.1:{port}"
    try:
        _wait_for(f"{url}/postgres", server, folder / "log")
        yield url
    finally:
        server.send_signal(signal.SIGINT)  # "fast": it ends its sessions and goes
        server.wait(30)
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of its own for each test."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ereje.sqlite'}"
        return
    server, name = request.getfixturevalue("postgres"), f"test_{next(_NUMBERS)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield f"{server}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def store(database_url: str) -> Iterator[Engine]:
    engine = open_store(database_url)
    yield engine
    engine.dispose()


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        pytest.skip("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    return found[-1].parent if found else Path(str(on_path)).parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(300):
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            assert server.poll() is None, log.read_text()
            signal.sigtimedwait([], 0.1)
        else:
            return
    raise AssertionError(log.read_text())
