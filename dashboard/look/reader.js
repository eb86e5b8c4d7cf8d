// What a reader needs and Streamlit does not give: words for who listens, a heading to arrive at, letters that do nothing.
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
