"""Lists are asked for conditionally too: one that has not changed is read as it was last answered."""

from typing import TypeVar

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from crawler.frontier import ListAnswer
from crawler.refusals import UnreadAnswerError
from crawler.work import Work

R = TypeVar("R", bound=Request)

_UNCHANGED = 304


def ask_conditionally(request: R, work: Work) -> R:
    """The request, with the validators of the list's last answer if there is one; a search by POST has none."""
    if request.method != "GET":
        return request
    request.meta["list"] = f"{request.meta['source_id']} {request.url}"
    request.meta["handle_httpstatus_list"] = [_UNCHANGED]
    last = work.frontier.list_answer(request.meta["list"])
    if last and last.etag:
        request.headers["If-None-Match"] = last.etag
    if last and last.last_modified:
        request.headers["If-Modified-Since"] = last.last_modified
    return request


def with_body(response: Response, work: Work) -> Response:
    """The answer itself, or the last one again where this says that nothing changed."""
    if response.status != _UNCHANGED:
        return response
    last = work.frontier.list_answer(response.meta.get("list", ""))
    if last is None:
        raise UnreadAnswerError(f"http {_UNCHANGED}")
    headers = Headers({"Content-Type": last.content_type})
    kind = responsetypes.from_args(headers=headers, url=response.url, body=last.body)
    return kind(response.url, headers=headers, body=last.body, request=response.request)


def keep_answer(response: Response, work: Work) -> None:
    """Keeps a list that was read, if it can be asked for conditionally; what it says replaces what was kept."""
    key, etag, modified = response.meta.get("list"), _header(response, "ETag"), _header(response, "Last-Modified")
    if key and (etag or modified):
        answer = ListAnswer(
            etag=etag,
            last_modified=modified,
            content_type=_header(response, "Content-Type") or "",
            body=response.body,
        )
        work.frontier.keep_list(response.meta["source_id"], key, answer)


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
