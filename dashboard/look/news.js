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
