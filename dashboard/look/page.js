// Builds a page from [tag, attributes, children]. Text becomes text nodes and nothing else; the lists below repeat
// those of elements.py, so that neither side alone has to be right.
const TAGS = new Set(("a article aside bdi blockquote br caption dd del details div dl dt em fieldset footer form h1 h2 h3" +
  " header input ins label legend li mark nav ol option p section select span strong summary table tbody td textarea th" +
  " thead time tr ul button").split(" "));
const ATTRIBUTES = new Set(("action autocomplete checked class cite colspan datetime download for formaction formmethod href" +
  " hreflang id lang maxlength method name open placeholder rel required role scope selected start tabindex target title type" +
  " value").split(" "));
const ADDRESSES = new Set(["href", "cite", "action", "formaction"]);

function safeAddress(value) {
  try {
    return ["http:", "https:"].includes(new URL(value, window.location.href).protocol);
  } catch {
    return false;
  }
}

function build(node) {
  if (typeof node === "string") return document.createTextNode(node);
  const [tag, attributes, children] = node;
  if (!TAGS.has(tag)) return document.createTextNode("");
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (!ATTRIBUTES.has(name) && !name.startsWith("aria-")) continue;
    if (ADDRESSES.has(name) && !safeAddress(value)) continue;
    element.setAttribute(name, value);
  }
  for (const child of children) element.appendChild(build(child));
  return element;
}

// A form sends only what was chosen, so that an address says no more than it must.
function leaveOutEmpty(form) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
    setTimeout(() => { for (const field of form.elements) field.disabled = false; }, 0);
  });
}

// Filters are folded away only where they would push what is sought off the screen.
function unfold(panel) {
  if (window.matchMedia("(min-width: 44rem)").matches) panel.open = true;
}

// Streamlit tells nobody that a page has changed; this region does.
function announce(words) {
  let region = document.getElementById("ereje-status");
  if (!region) {
    region = document.createElement("div");
    region.id = "ereje-status";
    region.setAttribute("role", "status");
    region.className = "ereje-unseen";
    document.body.appendChild(region);
  }
  if (region.textContent !== words) region.textContent = words;
}

// A page is loaded anew at most links, so the place where the reader was is put back when they come Back.
const scroller = () => document.querySelector('[data-testid="stMain"]');
const here = () => window.location.pathname + window.location.search;
let shown = here(); // the address of what stands on the page

function leavePlace() {
  if (scroller()) sessionStorage.setItem("ereje:" + shown, String(scroller().scrollTop));
}

function backToPlace() {
  const place = sessionStorage.getItem("ereje:" + shown);
  if (scroller() && place) scroller().scrollTop = Number(place);
}

function keepPlace() {
  const [entry] = performance.getEntriesByType("navigation");
  if (entry && entry.type === "back_forward") backToPlace();
  window.addEventListener("pagehide", leavePlace);
}

// Streamlit runs a page anew at a bare "r"; a letter that was not typed into a field does nothing here.
function quietLetters() {
  if (window.erejeQuiet) return;
  window.erejeQuiet = true;
  window.addEventListener("keydown", (event) => {
    const typing = event.target.closest && event.target.closest("input, select, textarea, [contenteditable]");
    if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && /^[a-z]$/i.test(event.key)) event.stopImmediatePropagation();
  }, true);
}

// What was news since the reader's last visit; when that was stays in their browser. An hour without a page ends a visit.
const PAUSE = 3600e3;
function lastVisit() {
  const now = Date.now();
  let { since, last } = { since: null, last: null };
  try {
    ({ since, last } = JSON.parse(localStorage.getItem("ereje:visit")) || { since, last });
    if (last && now - last > PAUSE) since = last;
    localStorage.setItem("ereje:visit", JSON.stringify({ since, last: now }));
  } catch { /* a browser that keeps nothing marks nothing */ }
  return since;
}

function markNews(root) {
  const since = lastVisit();
  for (const each of root.querySelectorAll("time.news")) if (!since || !(Date.parse(each.dateTime) > since)) each.remove();
}

// Streamlit's first link speaks English only.
function speak(words) {
  const skip = document.querySelector('[data-testid="stSkipToContent"]');
  if (skip) skip.textContent = words;
}

// Who followed a link of ours arrives at the heading, not at the links that they have just left.
function arrive(root) {
  const followed = sessionStorage.getItem("ereje:followed");
  sessionStorage.removeItem("ereje:followed");
  let pressed = "by hand";
  root.addEventListener("keydown", () => { pressed = "by key"; }, true);
  root.addEventListener("pointerdown", () => { pressed = "by hand"; }, true);
  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.target === "_blank" || link.hasAttribute("download")) return;
    sessionStorage.setItem("ereje:followed", pressed);
  });
  const heading = root.querySelector("h1");
  if (!followed || !heading) return;
  heading.tabIndex = -1;
  heading.classList.toggle("by-key", followed === "by key");
  heading.focus({ preventScroll: true });
}

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

export default function (component) {
  const { data, parentElement } = component;
  const first = !parentElement.querySelector(":scope > .ereje");
  put(data, parentElement);
  if (first) {
    shown = here();
    followHistory(parentElement);
    if (!data.focus) keepPlace();
  }
}

function put(data, parentElement) {
  const built = JSON.stringify(data.page);
  const before = parentElement.querySelector(":scope > .ereje");
  if (before && before.dataset.built === String(built.length) && before.kept === built) return;
  const root = document.createElement("div");
  root.className = "ereje";
  root.dataset.built = String(built.length);
  root.kept = built;
  root.appendChild(build(data.page));
  root.querySelectorAll("form.filters").forEach((form) => filterInPlace(parentElement, form));
  root.querySelectorAll("form").forEach(leaveOutEmpty);
  root.querySelectorAll("details.panel").forEach(unfold);
  followInPlace(parentElement, root);
  markNews(root);
  if (before) before.replaceWith(root);
  else parentElement.appendChild(root);
  document.documentElement.lang = data.language;
  announce(data.announcement);
  speak(data.skip);
  quietLetters();
  arrive(root);
  const target = data.focus && document.getElementById(data.focus);
  if (target) {
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  }
}
