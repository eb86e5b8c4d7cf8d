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

// A page is loaded anew at each link, so the place where the reader was is put back when they come Back.
function keepPlace() {
  const scroller = document.querySelector('[data-testid="stMain"]');
  if (!scroller) return;
  const key = "ereje:" + window.location.pathname + window.location.search;
  const [entry] = performance.getEntriesByType("navigation");
  const place = sessionStorage.getItem(key);
  if (entry && entry.type === "back_forward" && place) scroller.scrollTop = Number(place);
  window.addEventListener("pagehide", () => sessionStorage.setItem(key, String(scroller.scrollTop)));
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

export default function (component) {
  const { data, parentElement } = component;
  const built = JSON.stringify(data.page);
  const before = parentElement.querySelector(":scope > .ereje");
  if (before && before.dataset.built === String(built.length) && before.kept === built) return;
  const root = document.createElement("div");
  root.className = "ereje";
  root.dataset.built = String(built.length);
  root.kept = built;
  root.appendChild(build(data.page));
  root.querySelectorAll("form").forEach(leaveOutEmpty);
  root.querySelectorAll("details.panel").forEach(unfold);
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
  } else if (!before) {
    keepPlace();
  }
}
