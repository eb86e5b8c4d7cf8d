"""Stores for tests: each on SQLite and on a real PostgreSQL server that the run starts for itself."""

import itertools
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine

from cli.dashboard import free_port
from db.engine import open_store

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a server of this run's own, on a free loopback port, without a database's name."""
    programs = _programs()
    account = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    folder = Path(tempfile.mkdtemp(prefix="ereje-postgres-"))  # pytest's own folders are closed to other accounts
    password, port = secrets.token_hex(16), free_port()
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
    options = [
        f"-cport={port}",
        "-clisten_addresses=127.0.0.1",
        "-cunix_socket_directories=",
        "-cfsync=off",
        "-cautovacuum=off",
    ]
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


@pytest.fixture(params=["sqlite", "postgresql"], scope="session")
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a store that is made once and never written: each test has a copy, since making one takes a while."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('template') / 'ereje.sqlite'}"
    else:
        url = _new_database(request.getfixturevalue("postgres"), "template0")
    open_store(url).dispose()
    return url


@pytest.fixture
def empty_url(template: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of the test's own in which no store was opened yet."""
    if template.startswith("sqlite"):
        return f"sqlite:///{tmp_path / 'empty.sqlite'}"
    return _new_database(request.getfixturevalue("postgres"), "template0")


@pytest.fixture
def store_url(template: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A store of the test's own, empty."""
    if template.startswith("sqlite"):
        shutil.copy(template.removeprefix("sqlite:///"), tmp_path / "ereje.sqlite")
        return f"sqlite:///{tmp_path / 'ereje.sqlite'}"
    return _new_database(request.getfixturevalue("postgres"), template.rpartition("/")[2])


@pytest.fixture
def store(store_url: str) -> Iterator[Engine]:
    engine = open_store(store_url)
    yield engine
    engine.dispose()


def _new_database(server: str, template: str) -> str:
    name = f"test_{next(_NUMBERS)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return f"{server}/{name}"


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        pytest.skip("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    return found[-1].parent if found else Path(str(on_path)).parent


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
