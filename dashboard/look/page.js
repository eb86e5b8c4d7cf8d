// The page itself. The files beside it are read before it and are one script with it (showing.py): a browser asks once.
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
