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
