"""A page: its text, title, day of publication and language, out of HTML or a text taken as it is."""

from datetime import date, timedelta

from core.ids import stable_id
from core.records.pages import Article, ArticleHead, Declared, Skipped, Snapshot
from nlp.text import metadata
from nlp.text.language import language_of
from nlp.vocabulary import LANGUAGES

_SHORTEST = 20  # characters: less is a menu or a stub
_LARGEST = 10_000_000  # bytes of a page: its text is not looked for in more
_LONGEST = 400_000  # characters: more is no article


def read_page(snapshot: Snapshot) -> Article | Skipped:
    """The article of a snapshot, or why there is none: no text, too short, too long, a language that is not read."""
    if snapshot.media_type == "text/plain":
        title, text, published = snapshot.declared.title, _decoded(snapshot), snapshot.declared.published
    elif len(snapshot.body) > _LARGEST:
        return Skipped(reason="too-long", detail=f"{len(snapshot.body)} bytes")
    else:
        found = _from_html(snapshot)
        if isinstance(found, Skipped):
            return found
        title, text, published = found
    if len(text.strip()) < _SHORTEST:
        return Skipped(reason="too-short", detail=f"{len(text.strip())} characters")
    if len(text) > _LONGEST:
        return Skipped(reason="too-long", detail=f"{len(text)} characters")
    language = _language(snapshot.declared, text)
    if language not in LANGUAGES:
        return Skipped(reason="language", detail=language)
    return Article(head=_head(snapshot, title, text, published, language), text=text)


def article_text(html: str, url: str | None = None) -> str | None:
    """The text of an HTML page without its surroundings (trafilatura), or None where none is found."""
    import trafilatura

    text: str | None = trafilatura.extract(
        html, url=url, favor_precision=True, include_comments=False, include_tables=True, deduplicate=False
    )
    return text


def _decoded(snapshot: Snapshot) -> str:
    try:
        text = snapshot.body.decode(snapshot.charset or "utf-8", errors="replace")
    except LookupError:  # a charset that nobody knows
        text = snapshot.body.decode("utf-8", errors="replace")
    return text.replace("\x00", " ").replace("\r\n", "\n")


def _from_html(snapshot: Snapshot) -> tuple[str | None, str, str | None] | Skipped:
    html = _html(snapshot)
    text = article_text(html, snapshot.url)
    if not text:
        return Skipped(reason="no-text")
    title = metadata.title(html) or snapshot.declared.title
    if title and not _opens_with(text, title):
        text = f"{title}\n{text}"  # so that a headline's claims can be quoted
    told = (metadata.publication_time(html, snapshot.declared.timezone), snapshot.declared.published)
    published = next((moment for moment in told if moment and _has_come(moment, snapshot)), None)
    if published is None and (day := _day(html, snapshot)):
        published = day.isoformat()
    return title, text, published


def _day(html: str, snapshot: Snapshot) -> date | None:
    """The day that the page tells, if it had come; the day of fetching only if no clock beside the article tells it.

    In the text of a register or an act a day is that of an act, so none is looked for there.
    """
    in_text = snapshot.declared.source_kind != "legal"
    day, today = metadata.publication_day(html, snapshot.url, in_text=in_text), snapshot.retrieved.date()
    if day is None or day < today - timedelta(days=1):
        return day
    without_clocks = metadata.without_clocks(html)
    again = metadata.publication_day(without_clocks, snapshot.url, in_text=in_text)
    return day if again == day <= today else None


def _has_come(published: str, snapshot: Snapshot) -> bool:
    """Whether a day was there when the page was fetched; one day is left for clocks and zones."""
    return published[:10] <= (snapshot.retrieved.date() + timedelta(days=1)).isoformat()


def _html(snapshot: Snapshot) -> str:
    from trafilatura.utils import decode_file

    if snapshot.charset:
        try:
            return snapshot.body.decode(snapshot.charset)
        except (LookupError, UnicodeDecodeError):
            pass  # a wrong declaration: the bytes themselves tell better
    decoded: str = decode_file(snapshot.body)
    return decoded


def _opens_with(text: str, title: str) -> bool:
    return " ".join(title.split()).casefold() in " ".join(text[: len(title) * 2 + 200].split()).casefold()


def _language(declared: Declared, text: str) -> str | None:
    """What lingua sees; a declaration decides only where the text is too short to tell."""
    seen = language_of(text)
    if declared.language in LANGUAGES and (seen is None or len(text) < 200):
        return declared.language
    return seen


def _head(snapshot: Snapshot, title: str | None, text: str, published: str | None, language: str | None) -> ArticleHead:
    declared = snapshot.declared
    return ArticleHead(
        article_id=stable_id("art", snapshot.url, text),
        url=snapshot.url,
        title=title,
        source=declared.source,
        source_kind=declared.source_kind,
        country=declared.country,
        language=language or "en",
        published=published,
        retrieved=snapshot.retrieved,
        snapshot=snapshot.digest,
    )
