"""That axe-core, the checker that accessibility reviewers use, finds nothing serious on any page, light or dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from dashboard_served import PAGES, Served, visit
from playwright.sync_api import Browser

# WCAG 2.2, levels A and AA.
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
GRAVE = {"serious", "critical"}
MORE = ("/subscriptions?preview=yes", "/subscriptions?target=x&wrong=target&why=No", "/account", "/facts?q=zeppelin")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_finding(served: Served, browser: Browser, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    named = (f"/change?id={served.change}", f"/conflict?id={served.conflict}")
    found = []
    for address in (*PAGES, *MORE, *named):
        visit(page, served.address + address)
        for violation in Axe().run(page, options=RULES).response["violations"]:
            if violation["impact"] in GRAVE:
                nodes = [node["html"][:160] for node in violation["nodes"][:3]]
                found.append((address, violation["id"], violation["help"], nodes))
    context.close()
    assert found == []
