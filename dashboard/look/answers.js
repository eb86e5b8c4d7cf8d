// What leads to other filters of the same page is answered in place, without Streamlit; the address changes as it would.
let asked = 0;
async function answerInPlace(parent, address, arrived) {
  const number = ++asked, url = new URL(address, window.location.href);
  const wait = setTimeout(() => parent.querySelector(":scope > .ereje")?.setAttribute("aria-busy", "true"), 200);
  try {
    const headers = { Accept: "application/json", "Accept-Language": navigator.language };
    const answer = await fetch("/answer" + url.pathname + url.search, { headers });
    const data = answer.ok ? await answer.json() : { drawn: true };
    if (number !== asked) return; // the reader has gone on
    if (data.drawn) throw new Error("a page that Streamlit draws");
    arrived(url, () => put(data, parent));
    document.title = data.title;
  } catch {
    if (number === asked) window.location.assign(url);
  } finally {
    clearTimeout(wait);
    parent.querySelector(":scope > .ereje")?.removeAttribute("aria-busy");
  }
}

function go(parent, address, then) {
  return answerInPlace(parent, address, (url, put) => {
    leavePlace();
    if (url.pathname + url.search !== here()) history.pushState(null, "", url);
    shown = here();
    put();
    then();
  });
}

const drawn = () => document.querySelector('[data-testid="stVegaLiteChart"]');

// After filters were set the reader stays where they are, in the field or at the button that they used.
function filterInPlace(parent, form) {
  form.addEventListener("submit", (event) => {
    if (drawn()) return;
    event.preventDefault();
    const [place, field] = [scroller()?.scrollTop, document.activeElement?.id];
    const wanted = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    go(parent, window.location.pathname + (String(wanted) && "?" + wanted), () => stay(parent, field, place));
  });
}

function stay(parent, field, place) {
  const found = (field && document.getElementById(field)) || parent.querySelector(".filters button");
  (found?.checkVisibility() ? found : parent.querySelector(".panel > summary"))?.focus({ preventScroll: true });
  if (scroller()) scroller().scrollTop = place;
}

// A filter taken away leaves the reader where they are; another page of the list begins at its top.
function followInPlace(parent, root) {
  root.addEventListener("click", (event) => {
    const link = event.target.closest(".chips a, .pager a");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || drawn()) return;
    if (link.pathname !== window.location.pathname) return;
    event.preventDefault();
    const place = scroller()?.scrollTop, pager = link.closest(".pager");
    go(parent, link.href, () => { if (pager) scroller()?.scrollTo(0, 0); else stay(parent, null, place); });
  });
}

// Back and forward between such addresses; Streamlit would run the page as well.
function followHistory(parent) {
  if (window.erejeHistory) window.removeEventListener("popstate", window.erejeHistory, true);
  window.erejeHistory = (event) => {
    const before = new URL(shown, window.location.href);
    if (here() === shown || before.pathname !== window.location.pathname || drawn()) return;
    event.stopImmediatePropagation();
    leavePlace();
    answerInPlace(parent, window.location.href, (_url, put) => { shown = here(); put(); backToPlace(); });
  };
  window.addEventListener("popstate", window.erejeHistory, true);
}
