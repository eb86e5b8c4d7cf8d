"""What holds for all pages at once: no English on the others' pages, room for fingers and for large text, keys that
reach everything, no key that does what nobody asked for, marks that are told apart without colour."""

import re
from collections.abc import Iterator

import dashboard_data as data
import pytest
from dashboard_served import PAGES, Served, visit
from playwright.sync_api import Browser, Page, expect

from core.settings import SERVICES
from words import wording

MORE = (
    "/subscriptions?preview=yes",
    "/subscriptions?target=x&wrong=target",
    "/account",
    "/account?wrong=yes",
    "/facts?q=zeppelin",
    "/change?id=unknown",
    "/conflict?id=unknown",
    "/article?id=unknown",
)
# What is English everywhere: who said and wrote it, what a file is called, what is typed.
NAMES = {told.source for told in data.STORY} | {
    "Fee Gazette",
    "Maulen Ashimbayev",
    "Senate",
    "<b>Nobody</b>",
    "RFE/RL",
    "Ereje",
    "ereje account add",
    "Excel",
    "JSON Lines",
    "Atom",
    "https",
    "zeppelin",
}
OWN_WORDS = """language => {
  const found = [], foreign = e => { const l = e.closest('[lang]'); return l && l.lang !== language };
  const walk = document.createTreeWalker(document.querySelector('.ereje'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) if (!foreign(walk.currentNode.parentElement)) found.push(walk.currentNode.textContent);
  for (const name of ['aria-label', 'placeholder', 'title'])
    for (const e of document.querySelectorAll(`.ereje [${name}]`)) if (!foreign(e)) found.push(e.getAttribute(name));
  return found }"""
SMALL = """() => [...document.querySelectorAll('.ereje :is(a, button, input, select, textarea, summary)')].map(e => {
    const shown = e.closest('label') || e, box = shown.getBoundingClientRect();
    return [e.innerText || e.name, box.width, box.height] }).filter(([, w, h]) => w && h && (w < 24 || h < 24))"""
# What stands out of its own box: on the page still, and cut or over something else.
CUT = """() => [...document.querySelectorAll('.ereje :is(section, article, dl, dd, td, li, p, div)')].filter((each) =>
  each.checkVisibility() && each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 2
  && !each.closest('.ereje-unseen')).map((each) => each.outerHTML.slice(0, 120))"""
WIDE = "() => document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth"
FOCUS = """() => { const e = document.activeElement, all = [...document.querySelectorAll('.ereje *')];
  return [all.indexOf(e), getComputedStyle(e).outlineStyle, e.outerHTML] }"""
OPEN = "() => document.querySelectorAll('details').forEach(each => each.open = true)"


@pytest.fixture(scope="module")
def pages(served: Served) -> tuple[str, ...]:
    article = data.articles("")[0][0].head.article_id
    return (*PAGES, *MORE, f"/change?id={served.change}", f"/conflict?id={served.conflict}", f"/article?id={article}")


@pytest.fixture
def narrow(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


def spoken(address: str, language: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}lang={language}"


def english_in(text: str) -> list[str]:
    text = re.sub("“[^”]*”", "", text)  # somebody's words stay in their language
    for name in sorted((*NAMES, *(f"{each}://" for each in SERVICES)), key=len, reverse=True):
        text = text.replace(name, "")
    if re.search(r"^/[cx]/|://|sha256:", text):
        return []
    return re.findall(r"[A-Za-z]*[a-z][A-Za-z]+", text)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_english_is_left_on_a_page(served: Served, page: Page, pages: tuple[str, ...], language: str) -> None:
    found = []
    for address in pages:
        visit(page, spoken(served.address + address, language))
        assert page.evaluate("document.documentElement.lang") == language
        found += [(address, text) for text in page.evaluate(OWN_WORDS, language) if english_in(text)]
    assert found == []


@pytest.mark.parametrize("size", [100, 200])
def test_targets_have_room_and_large_text_stays_on_the_page(
    served: Served, narrow: Page, pages: tuple[str, ...], size: int
) -> None:
    found = []
    for width, language in ((320, "kk"), (768, "ru")):
        narrow.set_viewport_size({"width": width, "height": 640})
        for address in pages:
            visit(narrow, spoken(served.address + address, language))
            narrow.evaluate(OPEN)
            narrow.add_style_tag(content=f"html {{ font-size: {size}% !important; }}")
            found += [(address, width, language, wide)] if (wide := narrow.evaluate(WIDE)) > 0 else []
            found += [(address, width, language, *small) for small in narrow.evaluate(SMALL)]
            found += [(address, width, language, cut) for cut in narrow.evaluate(CUT)]
    assert found == []


def test_no_page_leaves_an_error_in_the_console(served: Served, page: Page, pages: tuple[str, ...]) -> None:
    found: list[tuple[str, str]] = []
    page.on("console", lambda told: found.append((page.url, told.text)) if told.type == "error" else None)
    page.on("pageerror", lambda error: found.append((page.url, error.message)))
    for address in (*pages, "/facts/"):
        visit(page, served.address + address)
        page.wait_for_load_state("networkidle")
    assert found == []


@pytest.mark.parametrize("address", ["/", "/facts", "/subscriptions"])
def test_keys_reach_everything_in_order_and_come_out_again(served: Served, page: Page, address: str) -> None:
    visit(page, served.address + address)
    wanted = page.locator(".ereje :is(a, button, input, select, textarea, summary):visible").count()
    page.keyboard.press("Home")
    reached = set()
    for _ in range(4 * wanted):  # a date field has parts of its own
        page.keyboard.press("Tab")
        place, ring, told = page.evaluate(FOCUS)
        if place >= 0:
            reached.add(place)
            assert ring != "none", told
    assert len(reached) == wanted


@pytest.mark.parametrize("key", ["r", "c", "s", "/"])
def test_single_letters_do_nothing(served: Served, page: Page, key: str) -> None:
    visit(page, f"{served.address}/facts?topic=stay")
    before = page.locator(".ereje").inner_text()
    page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.url.endswith("/facts?topic=stay")
    assert page.locator(".ereje").inner_text() == before
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_states_are_told_apart_by_mark_and_word() -> None:
    for states in (wording.STATUSES, wording.CONFLICT_STATES):
        assert len({str(word) for _, word in states.values()}) == len(states)
        assert len({mark for mark, _ in states.values()}) == len(states)
