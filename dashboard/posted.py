"""The fields of a form that was sent: of a bounded size, read as the parameters of an address are."""

from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from dashboard.address import Query
from words.speech import LANGUAGES

_LONGEST = 16 * 1024  # bytes
_FIELDS = 300
LONGEST_TEXT = 1000  # characters: a note
_LONGEST_VALUE = 2 * LONGEST_TEXT  # as sent: a form makes two characters of a line's end


async def posted(request: Request) -> Query:
    """The form's fields; what none of ours could be is answered with 400 or 413 and changes nothing."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST:
            raise HTTPException(413)
    try:
        pairs = parse_qsl(body.decode("ascii"), max_num_fields=_FIELDS)
    except ValueError:
        raise HTTPException(400) from None
    if any(len(value) > _LONGEST_VALUE for _, value in pairs):
        raise HTTPException(413)
    spoken = ((name, value.replace("\r\n", "\n")) for name, value in pairs if name != "lang" or value in LANGUAGES)
    return Query.of(spoken, longest=_LONGEST_VALUE)
