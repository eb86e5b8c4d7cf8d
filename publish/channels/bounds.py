"""Bounds on talking to an address that a stranger named: no private network, and no longer than a deadline."""

import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from core.networks import is_public

SECONDS = 30.0
ANSWER = 256 * 1024  # bytes of an answer that are read
_AGAIN = 1.0  # second after which a library that swallowed the alarm hears it again


class PrivateAddress(OSError):
    """A name or an address that leads into a private network."""


class TooLong(TimeoutError):
    """The other side did not come to an end in time."""


@contextmanager
def public_only(*, allow_private: bool) -> Iterator[None]:
    """Within the block names lead to public addresses only, for every library in this process.

    It holds where the connection is made, so that neither a redirect nor a name that changes its address gets by.
    """
    if allow_private:
        yield
        return
    resolve, without = socket.getaddrinfo, {"NO_PROXY": "*", "no_proxy": "*", "NETRC": os.devnull}
    before = {name: os.environ.get(name) for name in without}
    os.environ.update(without)  # a proxy would resolve names in our stead, and passwords kept for others are not for it

    def checked(host: Any, *rest: Any, **more: Any) -> Any:
        found = resolve(host, *rest, **more)
        if not all(is_public(str(each[4][0])) for each in found):
            raise PrivateAddress(f"{host} is in a private network")
        return found

    socket.getaddrinfo = checked
    try:
        yield
    finally:
        socket.getaddrinfo = resolve
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


@contextmanager
def deadline() -> Iterator[None]:
    """Ends the block after SECONDS, whatever it waits for; raises TooLong.

    A time-out of a socket bounds one read; who sends a byte now and then would hold us for ever. The alarm is the
    process's, so elsewhere than in its main thread the block is not bounded.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def late(_number: int, _frame: FrameType | None) -> None:
        raise TooLong(f"no answer in {SECONDS:.0f} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, SECONDS, _AGAIN)
    try:
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def short_answers() -> Iterator[None]:
    """Within the block no more of an answer is kept than a service has to say, for every user of `requests`.

    Libraries read answers whole, and a stranger's server may send a gigabyte in the time it is given.
    """
    from requests import Response
    from requests.adapters import HTTPAdapter

    send = HTTPAdapter.send

    def cut(self: HTTPAdapter, *rest: Any, **more: Any) -> Response:
        answer = send(self, *rest, **more)
        with answer:
            answer._content = answer.raw.read(ANSWER, decode_content=True) or b""
        answer._content_consumed = True
        return answer

    HTTPAdapter.send = cut  # type: ignore[method-assign]
    try:
        yield
    finally:
        HTTPAdapter.send = send  # type: ignore[method-assign]
