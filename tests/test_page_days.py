"""The day of publication that a page tells: in its site's zone, never today's by a clock, none that has not come."""

from datetime import UTC, datetime

import pytest

from core.ids import digest
from core.records.pages import Article, Declared, Snapshot
from nlp.text.language import language_of
from nlp.text.page import read_page

FETCHED = datetime(2026, 9, 20, 12, tzinfo=UTC)
TEXT = (
    "<p>Foreign citizens may stay in the country for 90 days within six months, the ministry said, as before.</p>" * 2
)
META = '<meta property="article:published_time" content="{}">'


def published(head: str = "", around: str = "", inside: str = "", zone: str | None = None) -> str | None:
    body = (
        f"<html><head><title>Rules change</title>{head}</head><body>{around}"
        f"<article><h1>Rules change</h1>{inside}{TEXT}</article></body></html>"
    ).encode()
    snapshot = Snapshot(
        record_id="r",
        url="https://a.kz/rules",
        retrieved=FETCHED,
        media_type="text/html",
        body=body,
        digest=digest(body),
        charset="utf-8",
        declared=Declared(timezone=zone),
    )
    article = read_page(snapshot)
    assert isinstance(article, Article)
    return article.head.published


@pytest.mark.parametrize(
    ("written", "zone", "iso"),
    [
        ("2023-01-27T23:30:00", "Asia/Almaty", "2023-01-27T23:30:00+06:00"),
        ("2024-05-27 23:30", "Asia/Almaty", "2024-05-27T23:30:00+05:00"),
        ("2023-01-27T23:30:00Z", "Asia/Almaty", "2023-01-27T23:30:00+00:00"),
        ("2023-01-27T23:30:00 GMT+6", None, "2023-01-27T23:30:00+06:00"),
        ("1970-01-01T00:00:00Z", None, None),
        ("2023-01-27T23:30:00", None, "2023-01-27"),
        ("2023-01-27", "Asia/Almaty", "2023-01-27"),
        ("2099-01-27T23:30:00Z", None, None),
    ],
)
def test_a_time_is_read_in_its_sites_zone(written: str, zone: str | None, iso: str | None) -> None:
    assert published(head=META.format(written), zone=zone) == iso


@pytest.mark.parametrize(
    "clock",
    [
        "<header><div class='date'>Sunday, 20 September 2026</div></header>",
        "<div id='clock'>2026-09-20</div>",
        "<div class='now today'><time datetime='2026-09-20'>20.09.2026</time></div>",
    ],
)
def test_a_clock_on_the_page_is_no_day_of_publication(clock: str) -> None:
    assert published(around=clock) is None


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2026-08-20T10:00:00Z">',
        "<meta content='2026-08-20' itemprop='dateModified'><meta name='last-modified' content='2026-08-20'>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2026-08-20"}</script>',
    ],
)
def test_the_day_of_the_last_change_is_no_day_of_publication(head: str) -> None:
    assert published(head=head) is None
    assert published(head=head, inside="<time class='published' datetime='2026-08-15'>15 August</time>") == "2026-08-15"


def test_an_article_that_tells_the_day_of_fetching_itself_is_believed() -> None:
    assert published(inside="<time datetime='2026-09-20'>20 September 2026</time>") == "2026-09-20"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ky", "Кыргызстанда чет элдик жарандардын каттоо тартиби өзгөрдү. Эми үч күндүн ичинде катталуу керек."),
        ("kk", "Бірінші наурыздан бастап Ресей азаматтары Қазақстанда жарты жыл ішінде 90 күн бола алады."),
        ("ru", "С первого марта граждане России могут находиться в Казахстане 90 дней в течение полугода."),
        (
            "uz",
            "Xorijiy fuqarolarning mamlakatda bo'lish qoidalari birinchi martdan boshlab o'zgaradi, deb xabar berdi.",
        ),
        ("uz", "Хорижий фуқароларнинг мамлакатда бўлиш қоидалари биринчи мартдан бошлаб ўзгаради."),
        ("tg", "Қоидаҳои будубоши шаҳрвандони хориҷӣ дар кишвар аз якуми март тағйир меёбанд."),
        ("bg", "От първи март гражданите на Русия могат да пребивават в Казахстан 90 дни, съобщи министерството."),
    ],
)
def test_neighbours_languages_are_told_apart(language: str, text: str) -> None:
    assert language_of(text) == language
