"""The fields of a form that was sent: of a bounded size, read as the parameters of an address are."""

from urllib.parse import parse_qsl

from starlette.requests import Request

from dashboard.address import Query
from words.speech import LANGUAGES

_LONGEST = 16 * 1024  # bytes
_FIELDS = 300
_LONGEST_VALUE = 1000  # characters: a note, a webhook's address


async def posted(request: Request) -> Query:
    """The form's fields; none where it is larger than a form of ours could be, or not one."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST:
            return Query({})
    try:
        pairs = parse_qsl(body.decode("ascii"), max_num_fields=_FIELDS)
    except ValueError:
        return Query({})
    spoken = ((name, value) for name, value in pairs if name != "lang" or value in LANGUAGES)
    return Query.of(spoken, longest=_LONGEST_VALUE)
