// Wheel and drag. While the hand moves, every horizontal place of the picture is changed by one linear function; when
// it rests, the server's picture of that window is fetched. Times are seconds since the start of day 0, see window.py.
const DAY = 86_400;
const UNIX_DAY_0 = 719_163; // the ordinal of 1970-01-01
const LEAST_SPAN = 3 * DAY;
const SETTLE_MS = 120;
const DRAG_PX = 4;
const HINT_MS = 1_500;
const PLACES = ["x", "x1", "x2"];

let findPlot;
let showView;
let moving = null; // { plot, from, to, parts, timer }
let hinted = false;

export function installGestures(plot, show) {
  findPlot = plot;
  showView = show;
  document.addEventListener("wheel", onWheel, { passive: false });
  document.addEventListener("pointerdown", onPointerDown);
  document.addEventListener("click", onStripClick);
  // A reply that comes while the hand moves again would throw the picture back.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target?.id !== "view") return;
    if (moving?.held) event.detail.shouldSwap = false;
    else moving = null;
  });
}

// Multiply the span of the window, keeping the time under a place on the screen.
export function zoomBy(plot, factor, clientX) {
  const picture = plot.querySelector("svg");
  const move = begin(plot);
  const box = picture.getBoundingClientRect();
  const share = Math.min(1, Math.max(0, (clientX - box.left) / box.width));
  const span = move.to.t1 - move.to.t0 + 1;
  const most = Math.max(span, whole().span);
  const wanted = Math.round(Math.min(most, Math.max(Math.min(LEAST_SPAN, span), span * factor)));
  if (wanted === span) return settle();
  const t0 = Math.round(move.to.t0 + share * (span - wanted));
  transform({ t0, t1: t0 + wanted - 1 });
  settle();
}

function onWheel(event) {
  const plot = event.target.closest?.("[data-plot]");
  if (!plot) return;
  const unit = [1, 16, 800][event.deltaMode];
  const dx = event.deltaX * unit;
  const dy = event.deltaY * unit;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    const factor = 2 ** (dy / (Math.abs(dy) < 40 ? 60 : 300)); // small steps come from a pinch
    zoomBy(plot, Math.min(2, Math.max(0.5, factor)), event.clientX);
  } else if (event.shiftKey || Math.abs(dx) > Math.abs(dy)) {
    event.preventDefault();
    pan(begin(plot), event.shiftKey && !dx ? dy : dx);
    settle();
  } else {
    hint(plot);
  }
}

function onPointerDown(event) {
  const plot = event.target.closest?.("[data-plot]");
  if (!plot || event.button !== 0 || event.target.closest("a")) return;
  let last = event.clientX;
  let travelled = 0;
  const move = (next) => {
    travelled += Math.abs(next.clientX - last);
    if (travelled >= DRAG_PX) {
      if (!plot.hasPointerCapture(event.pointerId)) plot.setPointerCapture(event.pointerId);
      plot.dataset.dragging = "";
      const present = begin(plot);
      present.held = true;
      pan(present, last - next.clientX);
      last = next.clientX;
    }
  };
  const end = (restore) => {
    plot.removeEventListener("pointermove", move);
    plot.removeEventListener("pointerup", done);
    plot.removeEventListener("pointercancel", cancel);
    document.removeEventListener("keydown", escape);
    delete plot.dataset.dragging;
    if (moving) moving.held = false;
    if (restore && moving) {
      transform(moving.from);
      moving = null;
    } else if (moving) settle();
  };
  const done = () => end(false);
  const cancel = () => end(true);
  const escape = (key) => key.key === "Escape" && end(true);
  plot.addEventListener("pointermove", move);
  plot.addEventListener("pointerup", done);
  plot.addEventListener("pointercancel", cancel);
  document.addEventListener("keydown", escape);
}

// A click on the strip brings that time to the middle of the window.
function onStripClick(event) {
  const strip = event.target.closest?.(".overview__picture");
  const plot = findPlot();
  if (!strip || !plot) return;
  const box = strip.getBoundingClientRect();
  const { t0, span } = whole();
  const move = begin(plot);
  const half = (move.to.t1 - move.to.t0) / 2;
  const start = Math.round(t0 + ((event.clientX - box.left) / box.width) * span - half);
  const target = held(start, move.to.t1 - move.to.t0 + 1);
  transform(target);
  settle();
}

function begin(plot) {
  if (moving?.plot !== plot) {
    const picture = plot.querySelector("svg");
    const from = { t0: Number(picture.dataset.t0), t1: Number(picture.dataset.t1) };
    moving = { plot, from, to: from, parts: places(picture), timer: 0, held: false };
  }
  return moving;
}

// Every element with a place in per cent, with its places as the server gave them.
function places(picture) {
  const parts = [];
  for (const element of picture.querySelectorAll("use, text, line, rect")) {
    const at = PLACES.filter((name) => element.getAttribute(name)?.endsWith("%"));
    const isAxis = element.classList.contains("tl-axis") || element.getAttribute("x2") === "100%";
    if (!at.length || isAxis) continue;
    const width = element.getAttribute("width");
    parts.push({
      element,
      at: at.map((name) => [name, parseFloat(element.getAttribute(name))]),
      width: width?.endsWith("%") ? parseFloat(width) : null,
    });
  }
  return parts;
}

function transform(to) {
  const { from, parts } = moving;
  const before = from.t1 - from.t0 + 1;
  const after = to.t1 - to.t0 + 1;
  const scale = before / after;
  const shift = ((from.t0 - to.t0) / after) * 100;
  for (const { element, at, width } of parts) {
    for (const [name, value] of at) element.setAttribute(name, `${value * scale + shift}%`);
    if (width !== null) element.setAttribute("width", `${width * scale}%`);
  }
  moving.to = to;
}

function pan(move, pixels) {
  const width = move.plot.querySelector("svg").getBoundingClientRect().width;
  const span = move.to.t1 - move.to.t0 + 1;
  transform(held(Math.round(move.to.t0 + (pixels / width) * span), span, move.to));
}

// A window of this span whose middle is among the data; one that is outside already is not pushed further.
function held(start, span, present = null) {
  const data = whole();
  const middle = present ? present.t0 + span / 2 : start + span / 2;
  const least = Math.min(data.t0, present ? middle : data.t0) - span / 2;
  const most = Math.max(data.t0 + data.span, present ? middle : data.t0) - span / 2;
  const t0 = Math.max(DAY, Math.round(Math.min(most, Math.max(least, start))));
  return { t0, t1: t0 + span - 1 };
}

function whole() {
  const strip = document.querySelector(".overview__picture").dataset;
  return { t0: Number(strip.t0), span: Number(strip.t1) - Number(strip.t0) + 1 };
}

function settle() {
  clearTimeout(moving.timer);
  const move = moving;
  move.timer = setTimeout(() => {
    if (move !== moving || (move.to.t0 === move.from.t0 && move.to.t1 === move.from.t1)) return;
    const base = new URL(move.plot.dataset.base, location.href);
    const selected = new URLSearchParams(location.search).get("sel");
    base.searchParams.set("t0", instant(move.to.t0));
    base.searchParams.set("t1", instant(move.to.t1));
    if (selected) base.searchParams.set("sel", selected);
    showView(base.pathname + base.search.replaceAll("%3A", ":"), { quiet: true });
  }, SETTLE_MS);
}

function instant(second) {
  return new Date((second - UNIX_DAY_0 * DAY) * 1000).toISOString().slice(0, 19);
}

function hint(plot) {
  if (hinted) return;
  hinted = true;
  const note = document.createElement("p");
  note.className = "timeline__hint";
  note.textContent = "Ctrl + scroll zooms";
  plot.append(note);
  setTimeout(() => note.remove(), HINT_MS);
}
