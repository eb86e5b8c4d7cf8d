"""Where messages may go: what is refused when it is typed, with the reason in words."""

import pytest
from told import subscriber

from core.settings import SERVICES
from core.telling import Subscription
from publish.targets import Refused, channel_of, masked
from words.speech import speaking

PRIVATE = [
    "https://127.0.0.1/hook",
    "https://127.1/hook",
    "https://2130706433/hook",
    "https://0x7f000001/hook",
    "https://0x7f.0.0.1/hook",
    "https://0177.0.0.1/hook",
    "https://017700000001/",
    "https://[::1]/hook",
    "https://[::ffff:127.0.0.1]/hook",
    "https://[::ffff:7f00:1]/hook",
    "https://[64:ff9b::7f00:1]/hook",
    "https://[2002:7f00:1::]/hook",
    "https://[fe80::1%25eth0]/",
    "https://[fc00::1]/",
    "https://10.0.0.8/hook",
    "https://172.16.3.4/hook",
    "https://192.168.1.1/hook",
    "https://169.254.169.254/latest/meta-data",
    "https://100.64.0.1/",
    "https://0.0.0.0/",
    "https://224.0.0.1/",
    "https://255.255.255.255/",
    "https://localhost/hook",
    "https://LOCALHOST:8443/hook",
    "https://localhost./hook",
    "https://db.localhost/hook",
    "https://printer.local/hook",
    "https://metadata.google.internal/",
    "https://intranet/hook",
]
NO_WEBHOOK = [
    "http://news.example/hook",
    "https://user@news.example/hook",
    "https://user:word@news.example/hook",
    "https://@news.example/",
    "https:///hook",
    "https://news.example:0/hook",
    "https://news.example:99999/hook",
    "https://news.example:x/hook",
    "https://[::1/hook",
    "https://good.example\\@127.0.0.1/",
]
NO_MAILBOX = [
    "@reader.example",
    "dana@",
    "dana@reader",
    "dana@@reader.example",
    "dana..k@reader.example",
    ".dana@reader.example",
    "dana.@reader.example",
    "dana@-reader.example",
    "dana@reader..example",
    "dana@[127.0.0.1]",
    '"dana"@reader.example',
    "dana@reader.example,else@reader.example",
    "dana@reader.example>",
]
NO_SERVICE = [
    "json://news.example/hook",
    "mailto://user:word@mail.example",
    "file:///etc/passwd",
    "syslog://",
    "exec://rm",
    "ntfy://news.example/topic",
    "dbus://",
    "smtp://mail.example",
]
NOTHING = [
    "",
    "  ",
    "dana",
    "a" * 501 + "@reader.example",
    "dana@reader.example\r\nBcc: all@reader.example",
    "dana@reader.example\x00",
    "дана@reader.example",
    "https://news.example/a b",
    "javascript:alert(1)",
]


def refusal(target: str) -> Refused:
    with pytest.raises(Refused) as raised:
        channel_of(target.strip(), services=SERVICES)
    assert raised.value.field == "target"
    return raised.value


@pytest.mark.parametrize("target", PRIVATE)
def test_private_addresses_in_any_spelling(target: str) -> None:
    assert refusal(target).why == "This address belongs to a private network"
    assert channel_of(target, services=SERVICES, allow_private=True) == "webhook"


@pytest.mark.parametrize(
    ("targets", "why"),
    [
        (NO_WEBHOOK, "A webhook needs an https address with a host, without a user name or password"),
        (NO_MAILBOX, "This is not an e-mail address that can be written to"),
        (NO_SERVICE, "Messages are not sent to this kind of service; there are:"),
        (NOTHING, "Name an e-mail address, or the https address of a webhook"),
        (["tgram://12:ab/34?verify=no", "ntfys://h.example/t?tags=x"], "Options after a question mark are not taken"),
        (
            ["ntfys://h.example/t,json://10.0.0.1/x", "tgram://12:ab/34;file:///etc/passwd"],
            "Name one address",
        ),
    ],
)
def test_what_cannot_be_written_to(targets: list[str], why: str) -> None:
    for target in targets:
        assert refusal(target).why.startswith(why), target


@pytest.mark.parametrize(
    ("target", "channel"),
    [
        ("dana@reader.example", "email"),
        ("o'neil+news=kz@sub.reader-one.example", "email"),
        ("https://news.example/hook?key=1", "webhook"),
        ("https://8.8.8.8:8443/hook", "webhook"),
        ("https://[2606:4700::1111]/hook", "webhook"),
        ("https://0x7f.example/", "webhook"),
        ("https://10.example/", "webhook"),
        ("tgram://123456:abc/42", "service"),
        ("ntfys://news.example/topic", "service"),
    ],
)
def test_what_can_be_written_to(target: str, channel: str) -> None:
    assert channel_of(target, services=SERVICES) == channel


def test_a_refusal_is_said_in_the_readers_language() -> None:
    with speaking("ru"):
        assert refusal("https://10.0.0.1/").why == "Этот адрес принадлежит частной сети"


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"target": "dana@reader.example"}, "da…@reader.example"),
        ({"target": "https://news.example/hook?key=SECRET", "channel": "webhook"}, "https://news.example/…"),
        ({"target": "tgram://123456:SECRET/42", "channel": "service"}, "tgram://…"),
    ],
)
def test_keys_are_masked(fields: dict[str, str], shown: str) -> None:
    one: Subscription = subscriber(**({"name": fields.pop("target")} | fields))
    assert masked(one) == shown
    assert "SECRET" not in shown
    assert one.token not in repr(one)
