"""That everybody can use the dashboard: by keyboard, on a phone, with weak eyes, by ear (WCAG 2.2, AA)."""

import json

import pytest
from dashboard_served import PAGES, Served, fetch, visit
from playwright.sync_api import Browser, Page, expect

INTERACTIVE = "a, button, input, select, summary"
WATCH_RUNS = """() => {
  window.runs = [];
  const app = document.querySelector("[data-testid=stApp]");
  const note = () => window.runs.push(app.dataset.testScriptState);
  new MutationObserver(note).observe(app, { attributes: true, attributeFilter: ["data-test-script-state"] });
}"""
FOCUSED = f"""() => {{
  const here = document.activeElement, all = [...document.querySelectorAll(".ereje :is({INTERACTIVE})")];
  if (!all.includes(here)) return null;
  const header = document.querySelector("[data-testid=stHeader]").getBoundingClientRect().bottom;
  return {{ number: all.indexOf(here), outline: parseFloat(getComputedStyle(here).outlineWidth),
            top: here.getBoundingClientRect().top - header }};
}}"""
# WCAG 2.2: 1.4.3, text against what is painted behind it, and 2.5.8, targets of 24 by 24 CSS pixels.
FAINT = """() => {
  const canvas = document.createElement("canvas"), pen = canvas.getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  const behind = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
    const over = (under, [r, g, b, a]) => [r, g, b].map((part, i) => under[i] + (part - under[i]) * a / 255);
    return layers.reverse().reduce(over, [255, 255, 255]);
  };
  const ratio = (one, other) => {
    const [more, less] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (more + 0.05) / (less + 0.05);
  };
  const spoken = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  return [...document.querySelectorAll(".ereje *")].filter((one) => spoken(one) && one.checkVisibility())
    .filter((one) => ratio(rgba(getComputedStyle(one).color), behind(one)) < 4.5).map((one) => one.outerHTML);
}"""
SMALL = f"""() => [...document.querySelectorAll(".ereje :is({INTERACTIVE})")].filter((one) => one.checkVisibility())
  .filter((one) => {{ const box = one.getBoundingClientRect(); return box.width < 24 || box.height < 24; }})
  .map((one) => one.outerHTML)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone_has_no_sideways_scroll(served: Served, browser: Browser, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    hostile = json.loads(fetch(f"{served.address}/export/facts.jsonl?source=Hostile+Herald"))
    linked = (f"/change?id={served.change}", f"/conflict?id={served.conflict}", f"/article?id={hostile['article_id']}")
    for path in (*PAGES, *linked):
        visit(page, served.address + path)
        widths = page.evaluate("[...document.querySelectorAll('html, [data-testid=stMain]')].map(e => e.scrollWidth)")
        assert max(widths) <= 320, path
    context.close()


def test_the_menu_leads_to_the_heading_and_says_how_many(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/facts")
    page.get_by_role("link", name="Conflicts").click()
    expect(page.get_by_role("heading", name="Conflicts", exact=True)).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="1 conflict")).to_have_count(1)


def test_who_follows_a_link_by_key_sees_where_they_are(served: Served, page: Page) -> None:
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    visit(page, f"{served.address}/facts?lang=ru")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Перейти к содержанию")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    expect(page.locator(".ereje")).to_have_css("outline-style", "solid")
    page.get_by_role("link", name="Противоречия").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert page.evaluate(outline) == "solid"
    page.get_by_role("link", name="Факты").click()
    expect(page.get_by_role("heading", level=1, name="Факты")).to_be_focused()
    assert page.evaluate(outline) == "none"


def test_bare_letters_do_nothing_and_can_be_typed(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/facts")
    page.wait_for_load_state("networkidle")
    page.evaluate(WATCH_RUNS)
    for key in ("r", "c"):
        page.keyboard.press(key)
    page.get_by_role("searchbox").press_sequentially("rc")
    expect(page.get_by_role("searchbox")).to_have_value("rc")
    assert page.evaluate("window.runs") == []
    assert page.get_by_role("dialog").count() == 0


def test_everything_is_reached_by_tab_in_order_and_seen(served: Served, page: Page) -> None:
    visit(page, f"{served.address}/conflict?id={served.conflict}")
    reachable = page.evaluate(f"document.querySelectorAll('.ereje :is({INTERACTIVE})').length")
    reached: list[str] = []
    for _ in range(reachable + 12):
        page.keyboard.press("Tab")
        place = page.evaluate(FOCUSED)
        if place is not None:
            assert place["outline"] > 0, place
            assert place["top"] >= 0, place
            reached.append(place["number"])
    assert list(dict.fromkeys(reached)) == list(range(reachable))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_legible_and_targets_are_large_enough(served: Served, browser: Browser, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in (*PAGES, f"/change?id={served.change}", f"/conflict?id={served.conflict}"):
        visit(page, served.address + path)
        assert page.evaluate(FAINT) == [], path
        assert page.evaluate(SMALL) == [], path
    context.close()
