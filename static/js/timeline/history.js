// The view's place in the browser's history (TIMELINE.md S2): what moves the window replaces the address, not more
// often than browsers allow, and everything else adds to it. Each entry remembers what had the focus.
const REPLACE_MS = 250;

let waiting = null;
let timer = 0;
let lastReplaced = -REPLACE_MS;
let shown = location.pathname + location.search;

export function flush() {
  clearTimeout(timer);
  if (waiting === null) return;
  history.replaceState(history.state, "", waiting);
  waiting = null;
  lastReplaced = performance.now();
}

export function replace(address) {
  shown = waiting = address;
  clearTimeout(timer);
  const wait = lastReplaced + REPLACE_MS - performance.now();
  if (wait <= 0) flush();
  else timer = setTimeout(flush, wait);
}

export function push(address) {
  shown = address;
  history.pushState({ htmx: true }, "", address);
}

// Write into the present entry what has the focus, before it is left.
export function remember(focus) {
  flush();
  history.replaceState({ ...history.state, focus }, "");
}

// What had the focus when a page was left that one comes back to.
export function remembered() {
  const [visit] = performance.getEntriesByType("navigation");
  return visit?.type === "back_forward" ? history.state?.focus : undefined;
}

// `back(address, focus)` is called where the browser goes to another entry of this page, in place of htmx, which would
// load the whole page.
export function onBack(back) {
  onpopstate = (event) => {
    const address = location.pathname + location.search;
    if (address === shown) return; // only the place on the page has changed
    clearTimeout(timer);
    waiting = null;
    shown = address;
    back(address, event.state?.focus);
  };
  document.addEventListener("htmx:pushedIntoHistory", (event) => (shown = event.detail.path.split("#")[0]));
}
