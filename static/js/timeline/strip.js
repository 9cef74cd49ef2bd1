// The overview strip under the hand (TIMELINE.md S14): the window is dragged, its two ends are sliders, a click brings
// a time to the middle, a drag elsewhere makes another window. Places on the strip are shares of its width.
import { between, current, hold, letGo, moveTo, onMove, panTo, spanOf, timeAt, whole } from "./motion.js";
import { DAY, dayOf, strip } from "./page.js";
import { say } from "./announce.js";

const DRAG_PX = 4;
const ENDS = { t0: "Window begins", t1: "Window ends" };
const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 };

let grip = null; // { kind, pointer, start, time, window, isMoving }

const handles = () => [...document.querySelectorAll(".overview__handle")];
const share = (second) => (second - whole().t0) / spanOf(whole());
const inside = (value) => Math.min(1, Math.max(0, value));

// The sliders do nothing without this script, so they are not in the page without it.
export function setUpStrip() {
  const box = strip()?.parentElement;
  if (!box || box.querySelector(".overview__handle")) return;
  const rail = document.createElement("div");
  rail.className = "overview__rail";
  for (const [end, label] of Object.entries(ENDS)) rail.append(handle(end, label));
  box.append(rail);
  follow(current());
}

function handle(end, label) {
  const element = document.createElement("div");
  element.className = "overview__handle";
  element.id = `overview-${end}`;
  element.dataset.end = end;
  element.tabIndex = 0;
  element.setAttribute("role", "slider");
  element.setAttribute("aria-label", label);
  element.setAttribute("aria-valuemin", String(Math.floor(whole().t0 / DAY)));
  element.setAttribute("aria-valuemax", String(Math.floor(whole().t1 / DAY)));
  return element;
}

function follow(window) {
  const rectangle = strip()?.querySelector(".overview__window");
  if (!rectangle) return;
  const [start, end] = [inside(share(window.t0)), inside(share(window.t1 + 1))];
  rectangle.setAttribute("x", `${start * 100}%`);
  rectangle.setAttribute("width", `${Math.max(end - start, 0.005) * 100}%`);
  for (const element of handles()) {
    const second = window[element.dataset.end];
    const { t0, t1 } = whole();
    element.style.left = `${(element.dataset.end === "t0" ? start : end) * 100}%`;
    element.setAttribute("aria-valuenow", String(Math.floor(Math.min(t1, Math.max(t0, second)) / DAY)));
    element.setAttribute("aria-valuetext", dayOf(second));
  }
}

// One end of the window elsewhere, at least three days from the other.
function moveEnd(end, second) {
  const window = current();
  const { t0, t1 } = whole();
  const to = Math.min(Math.max(t1, window.t1), Math.max(Math.min(t0, window.t0), Math.round(second)));
  const least = spanOf(between(0, 0));
  if (end === "t0") moveTo({ t0: Math.min(to, window.t1 + 1 - least), t1: window.t1 });
  else moveTo({ t0: window.t0, t1: Math.max(to, window.t0 - 1 + least) });
}

function onDown(event) {
  const box = event.target.closest?.(".overview");
  if (!box || !strip() || event.button !== 0) return;
  event.preventDefault();
  const time = timeAt(event.clientX, strip(), whole());
  const window = current();
  const end = event.target.closest(".overview__handle")?.dataset.end;
  const kind = end ?? (time >= window.t0 && time <= window.t1 ? "window" : "empty");
  if (end) event.target.focus();
  grip = { kind, pointer: event.pointerId, x: event.clientX, time, window, isMoving: false };
  box.setPointerCapture(event.pointerId);
}

function onMovePointer(event) {
  if (grip?.pointer !== event.pointerId) return;
  if (!grip.isMoving && Math.abs(event.clientX - grip.x) < DRAG_PX) return;
  if (!grip.isMoving) hold();
  grip.isMoving = true;
  const time = timeAt(event.clientX, strip(), whole());
  if (grip.kind === "window") panTo(grip.window.t0 + time - grip.time);
  else if (grip.kind === "empty") moveTo(between(grip.time, time));
  else moveEnd(grip.kind, time);
}

function onUp(event, restore) {
  if (grip?.pointer !== event.pointerId) return;
  const { isMoving, kind, time } = grip;
  grip = null;
  if (isMoving) letGo({ restore });
  else if (!restore && !(kind in ENDS)) panTo(time - spanOf(current()) / 2);
}

function onKey(event) {
  const end = event.target.closest?.(".overview__handle")?.dataset.end;
  if (!end || event.ctrlKey || event.metaKey || event.altKey) return;
  const steps = STEPS[event.key];
  if (steps) moveEnd(end, current()[end] + steps * Number(strip().dataset.bin) * DAY);
  else if (event.key === "Home") moveEnd(end, whole().t0);
  else if (event.key === "End") moveEnd(end, whole().t1);
  else return;
  event.preventDefault();
  say(`${ENDS[end]} ${dayOf(current()[end])}`);
}

export function installStrip() {
  onMove(follow);
  document.addEventListener("pointerdown", onDown);
  document.addEventListener("pointermove", onMovePointer);
  document.addEventListener("pointerup", (event) => onUp(event, false));
  document.addEventListener("pointercancel", (event) => onUp(event, true));
  document.addEventListener("keydown", onKey);
}
