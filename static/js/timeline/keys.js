// The keys of the timeline (TIMELINE.md S8): only while it or the list has the focus. Letters and signs can be switched
// off; the sheet lists them all (templates/partials/timeline_keys.html).
import { closeSheet, isTyping, lettersAct, toggleSheet } from "../letters.js";
import { clearBrush } from "./brush.js";
import { closeCard, fromCard } from "./card.js";
import { isDragging } from "./drag.js";
import { focused, middle } from "./focus.js";
import { current, panTo, spanOf, zoomBy } from "./motion.js";
import { picture, view } from "./page.js";
import { selection, toggle } from "./select.js";
import { show } from "./show.js";
import { changeLane, walk, walkList } from "./walk.js";

const PAGE_SHARE = 0.9;
const HOME = "#timeline, #list, #reading, #event-card";

const MOVES = {
  ArrowLeft: (event) => walk("previous", event.repeat),
  ArrowRight: (event) => walk("next", event.repeat),
  ArrowUp: () => changeLane(-1),
  ArrowDown: () => changeLane(1),
  Home: () => walk("first", false),
  End: () => walk("last", false),
  PageUp: () => panTo(current().t0 - spanOf(current()) * PAGE_SHARE),
  PageDown: () => panTo(current().t0 + spanOf(current()) * PAGE_SHARE),
};

const LETTERS = {
  "+": () => zoomBy(0.5, focusX()),
  "=": () => zoomBy(0.5, focusX()),
  "-": () => zoomBy(2, focusX()),
  "[": () => narrow(0.5),
  "]": () => narrow(2),
  0: () => follow("#move-fit"),
  f: () => follow("#move-selection"),
  t: () => follow("#move-today"),
  g: goToDate,
  x: () => follow("#pair-swap"),
  "/": search,
  j: () => walkList(1),
  k: () => walkList(-1),
  a: () => pressInCard("a"),
  n: () => pressInCard("n"),
  s: star,
};

// Where a link of the view leads, asked for by ourselves: htmx takes the links of a new view up a moment late.
function follow(selector) {
  const link = document.querySelector(selector);
  if (link) show(link.getAttribute("href"));
}

const eventId = () => document.activeElement?.closest?.("[data-event]")?.dataset.event ?? selection().at(-1);

function focusX() {
  const box = picture().getBoundingClientRect();
  return focused() ? middle(focused()) : box.left + box.width / 2;
}

// Zoom with what has the focus in the middle afterwards.
function narrow(factor) {
  const box = picture().getBoundingClientRect();
  const time = current().t0 + ((focusX() - box.left) / box.width) * spanOf(current());
  zoomBy(factor, focusX());
  panTo(time - spanOf(current()) / 2);
}

function goToDate() {
  const menu = document.getElementById("menu-go");
  if (!menu) return;
  menu.open = true;
  document.getElementById("go-date").select();
  document.getElementById("go-date").focus();
}

function search() {
  const field = document.querySelector("#filter-form [name=q]");
  field?.closest("details")?.setAttribute("open", "");
  field?.focus();
}

async function pressInCard(key) {
  const id = eventId();
  const link = id && (await fromCard(id, `a[data-key=${key}]`));
  if (link) location.assign(link.getAttribute("href"));
}

async function star() {
  const id = eventId();
  const form = id && (await fromCard(id, "form[data-star]"));
  if (!form) return;
  await fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" });
  await show(view().dataset.address, { history: "none" });
}

// One step out: what lies on top goes first.
function stepOut() {
  if (closeCard() || clearBrush() || closeSheet()) return;
  const menu = document.querySelector("#view .menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else follow("[data-close]");
}

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const { target, key } = event;
  if (!(target instanceof Element) || isDragging()) return;
  if (key === "Escape") return target.closest(HOME) || target === document.body ? stepOut() : undefined;
  if (!target.closest(HOME) || isTyping(target)) return;
  const act = actionOf(key, target);
  if (!act) return;
  event.preventDefault();
  act(event);
}

function actionOf(key, target) {
  const isInPlot = target.closest("[data-plot]") !== null;
  if (key === "?") return toggleSheet;
  if (key in MOVES) return isInPlot ? MOVES[key] : null;
  if (key === " ") return target.matches("a[data-event], a.event-row__link") ? () => toggle(eventId()) : null;
  return lettersAct() && Object.hasOwn(LETTERS, key) && picture() ? LETTERS[key] : null;
}

export function installKeys() {
  document.addEventListener("keydown", onKey);
}
