"""The answer 410, for what was known under an address and is not any more."""

from starlette.requests import Request
from starlette.responses import Response

from dashboard.address import path
from dashboard.pieces.gone import GOES_ON, THERE, WITHDRAWN
from dashboard.plain import answer, language_of
from words.speech import say

BEFORE = say("What it said")


def gone(
    request: Request, *, later: str | None = None, before: tuple[str, str] | None = None, told: str = ""
) -> Response:
    """410: `later` is the permanent address under which it goes on, `before` the page and the id that tell what it was,
    `told` what it said."""
    with language_of(request):
        if later:
            people = "text/html" in request.headers.get("accept", "")
            words = str(GOES_ON) if people else f"{GOES_ON}: {later}"
            headers = {"Link": f'<{later}>; rel="successor-version"'}
            return answer(request, 410, words, told=told, way=(path(later), str(THERE)), headers=headers)
        way = (path(before[0], id=before[1]), str(BEFORE)) if before else None
        return answer(request, 410, str(WITHDRAWN), told=told, way=way)
