// The window under the hand. While it moves, every horizontal place of the picture is changed by one linear function,
// once a frame; when it rests, the server's picture of that window is asked for. Times are seconds since the start of
// day 0, see app/timeline/window.py.
import { focused } from "./focus.js";
import { changed, DAY, picture, plot, strip, windowed } from "./page.js";
import { dropWhile, show } from "./show.js";

const LEAST_SPAN = 3 * DAY;
const SETTLE_MS = 120;
const PLACES = ["x", "x1", "x2"];

let moving = null; // { plot, from, to, parts, timer, frame, held, isAsked }
const followers = [];

export const spanOf = ({ t0, t1 }) => t1 - t0 + 1;
const numbersOf = (element) => ({ t0: Number(element.dataset.t0), t1: Number(element.dataset.t1) });

// What the strip covers, and the days that the data cover.
export const whole = () => numbersOf(strip());
const data = () => ({ t0: Number(strip().dataset.from), t1: Number(strip().dataset.to) });

// The window on the screen, moved or not.
export const current = () => moving?.to ?? numbersOf(picture());

// `follow(window)` is called whenever the window has moved.
export function onMove(follow) {
  followers.push(follow);
}

export function installMotion() {
  dropWhile(() => moving?.held);
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id === "view") carryOn();
  });
}

// While the hand holds the picture, no answer replaces it.
export function hold() {
  begin().held = true;
}

export function letGo({ restore = false } = {}) {
  if (!moving) return;
  moving.held = false;
  if (restore) {
    clearTimeout(moving.timer);
    moveTo(moving.from, { settles: false });
    apply();
    forget();
  } else settle();
}

// Multiply the span, keeping the time under a place on the screen.
export function zoomBy(factor, clientX) {
  const box = picture().getBoundingClientRect();
  const share = Math.min(1, Math.max(0, (clientX - box.left) / box.width));
  const window = current();
  const span = spanOf(window);
  const most = Math.max(span, spanOf(whole()));
  const wanted = Math.round(Math.min(most, Math.max(Math.min(LEAST_SPAN, span), span * factor)));
  if (wanted === span) return;
  const t0 = Math.round(window.t0 + share * (span - wanted));
  moveTo({ t0, t1: t0 + wanted - 1 });
}

export function panBy(pixels) {
  const span = spanOf(current());
  panTo(current().t0 + (pixels / picture().getBoundingClientRect().width) * span);
}

// Begin the window at a second, its span kept, no further out than the data allow.
export function panTo(start) {
  const window = current();
  const span = spanOf(window);
  const t0 = held(Math.round(start), span, window.t0);
  if (t0 !== window.t0) moveTo({ t0, t1: t0 + span - 1 });
}

// The time under a place on the screen.
export function timeAt(clientX, element = picture(), window = current()) {
  const box = element.getBoundingClientRect();
  return window.t0 + ((clientX - box.left) / box.width) * spanOf(window);
}

// A window of at least three days between two times, in either order.
export function between(one, other) {
  const [first, last] = [Math.min(one, other), Math.max(one, other)];
  const lacking = Math.max(0, LEAST_SPAN - (last - first));
  return { t0: Math.round(first - lacking / 2), t1: Math.round(last + lacking / 2) - 1 };
}

export function moveTo(window, { settles = true } = {}) {
  const move = begin();
  move.to = window;
  move.frame ||= requestAnimationFrame(apply);
  for (const follow of followers) follow(window);
  if (settles) settle();
}

function begin() {
  if (moving?.plot !== plot()) {
    forget();
    const from = numbersOf(picture());
    moving = { plot: plot(), from, to: from, parts: places(picture()), timer: 0, frame: 0, held: false, isAsked: false };
  }
  return moving;
}

// What has moved since the new view was asked for moves on in it.
function carryOn() {
  const left = moving && !moving.isAsked ? moving.to : null;
  forget();
  if (left && picture()) moveTo(left);
}

function forget() {
  if (moving) clearTimeout(moving.timer);
  if (moving) cancelAnimationFrame(moving.frame);
  moving = null;
}

// Every element with a place in per cent, with its places as the server gave them.
function places(svg) {
  const parts = [];
  for (const element of svg.querySelectorAll("use, text, line, rect")) {
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

function apply() {
  if (!moving) return;
  moving.frame = 0;
  const { from, to, parts } = moving;
  const scale = spanOf(from) / spanOf(to);
  const shift = ((from.t0 - to.t0) / spanOf(to)) * 100;
  for (const { element, at, width } of parts) {
    for (const [name, value] of at) element.setAttribute(name, `${value * scale + shift}%`);
    if (width !== null) element.setAttribute("width", `${width * scale}%`);
  }
}

// A start whose window has its middle among the data; one that is outside already is not pushed further.
function held(start, span, present) {
  const { t0, t1 } = data();
  const least = Math.min(t0 - span / 2, present);
  const most = Math.max(t1 - span / 2, present);
  return Math.max(DAY, Math.round(Math.min(most, Math.max(least, start))));
}

function settle() {
  clearTimeout(moving.timer);
  const move = moving;
  move.isAsked = false;
  move.timer = setTimeout(() => {
    if (move !== moving || move.held) return;
    if (move.to.t0 === move.from.t0 && move.to.t1 === move.from.t1) return;
    move.isAsked = true;
    show(changed({ ...windowed(move.to), at: focused()?.dataset.event ?? null }), { history: "replace" });
  }, SETTLE_MS);
}
