// Shift and a drag marks a range of time, and offers to zoom to it or to filter by it.
import { between, timeAt } from "./motion.js";
import { changed, dayOf, windowed } from "./page.js";
import { show } from "./show.js";

let brushed = null; // { plot, band, start, end, pointer, leastPx }

export function brush(plot, event, leastPx) {
  clearBrush();
  event.preventDefault(); // no text is selected
  const band = document.createElement("div");
  band.className = "brush";
  plot.append(band);
  plot.setPointerCapture(event.pointerId);
  brushed = { plot, band, start: event.clientX, end: event.clientX, pointer: event.pointerId, leastPx };
}

export function clearBrush() {
  brushed?.band.remove();
  const had = brushed !== null;
  brushed = null;
  return had;
}

function onMove(event) {
  if (brushed?.pointer !== event.pointerId) return;
  const box = brushed.plot.getBoundingClientRect();
  brushed.end = Math.min(box.right, Math.max(box.left, event.clientX));
  brushed.band.style.left = `${Math.min(brushed.start, brushed.end) - box.left - brushed.plot.clientLeft}px`;
  brushed.band.style.width = `${Math.abs(brushed.end - brushed.start)}px`;
}

function onUp(event) {
  if (brushed?.pointer !== event.pointerId) return;
  brushed.pointer = null;
  if (Math.abs(brushed.end - brushed.start) < brushed.leastPx) clearBrush();
  else offer();
}

function offer() {
  const { band, start, end } = brushed;
  const [from, to] = [timeAt(start), timeAt(end)].sort((a, b) => a - b);
  const words = document.createElement("p");
  words.className = "brush__range";
  words.textContent = `${dayOf(from)} to ${dayOf(to)}`;
  const zoom = choice("Zoom here", changed({ ...windowed(between(from, to)), at: null }));
  const filter = choice("Filter to this", changed({ from: dayOf(from), to: dayOf(to), t0: null, t1: null, at: null }));
  const panel = document.createElement("div");
  panel.className = "brush__choices";
  panel.append(words, zoom, filter);
  band.append(panel);
  keepInside(panel);
  zoom.focus({ preventScroll: true });
}

function choice(label, address) {
  const link = document.createElement("a");
  link.className = "button";
  link.href = address;
  link.textContent = label;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    event.stopPropagation();
    clearBrush();
    show(address);
  });
  return link;
}

function keepInside(panel) {
  const box = panel.getBoundingClientRect();
  const over = Math.max(0, box.right - brushed.plot.getBoundingClientRect().right);
  panel.style.left = `${-over}px`;
}

export function installBrush() {
  document.addEventListener("pointermove", onMove);
  document.addEventListener("pointerup", onUp);
  document.addEventListener("pointercancel", (event) => {
    if (brushed?.pointer === event.pointerId) clearBrush();
  });
}
