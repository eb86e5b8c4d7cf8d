"""The answer 410, for what was known under an address and is not any more: a page for people, a line for programs."""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from dashboard.address import path
from dashboard.pieces.gone import GOES_ON, THERE, WITHDRAWN
from words.speech import preferred, say, speaking

BEFORE = say("What it said")
_PAGE = (
    '<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{words}</title>'
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
    "<style>body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}}</style>"
    "<h1>{words}</h1>{told}{way}</html>"
)
_WAY = '<p><a href="{address}">{words}</a></p>'


def gone(
    request: Request, *, later: str | None = None, before: tuple[str, str] | None = None, told: str = ""
) -> Response:
    """410: `later` is the permanent address under which it goes on, `before` the page and the id that tell what it was,
    `told` what it said."""
    headers = {"Link": f'<{later}>; rel="successor-version"'} if later else {}
    choice = preferred(request.query_params.get("lang"), request.headers.get("accept-language", "")[:2])
    with speaking(choice.language):
        words = str(GOES_ON if later else WITHDRAWN)
        if "text/html" not in request.headers.get("accept", ""):
            lines = (told, f"{words}: {later}" if later else words)
            return PlainTextResponse("".join(f"{line}\n" for line in lines if line), status_code=410, headers=headers)
        address = path(later) if later else path(before[0], id=before[1]) if before else None
        way = _WAY.format(address=escape(address), words=THERE if later else BEFORE) if address else ""
        shown = _PAGE.format(
            language=choice.language, words=words, told=f"<p>{escape(told)}</p>" if told else "", way=way
        )
        return HTMLResponse(shown, status_code=410, headers=headers)
