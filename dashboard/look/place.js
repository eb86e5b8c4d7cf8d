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
