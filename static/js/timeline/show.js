// Asking the server for another view and putting it in place: one question at a time, stale answers dropped, the focus
// kept, the history written (see history.js).
import { tellWindow } from "./announce.js";
import { keep, present, restore } from "./focus.js";
import { flush, onBack, push, remember, remembered, replace } from "./history.js";
import { plotWidth, view } from "./page.js";
import { keepTyped, restoreTyped } from "./typed.js";

const OWN = "Timeline-Move"; // marks our own questions: the history is ours to write
let isAsking = false;
let next = null;
let lastAsked = 0;
let isStale = () => false;
let openMenus = [];
let wasInPlot = false;
let wantedFocus = null;
let isWayBack = false;
const numbers = new WeakMap();

// Show the view at an address. history: "push", "replace" or "none"; focus: `{id, lane}` of what is to have it;
// goesBack: the filter may be another one, so that what was typed is of no use there.
export async function show(address, { history = "push", focus = null, goesBack = false } = {}) {
  if (isAsking) {
    // The last one asked for comes next; if one of those it stands for was to be pushed, it is.
    next = [address, { history: next?.[1].history === "push" ? "push" : history, focus, goesBack }];
    return;
  }
  isAsking = true;
  try {
    if (history === "push") remember(present());
    wantedFocus = focus;
    isWayBack = goesBack;
    await htmx.ajax("GET", address, {
      source: document.body,
      target: "#view",
      swap: "outerHTML show:none",
      headers: { [OWN]: history },
    });
  } finally {
    isAsking = false;
    wantedFocus = null;
    const following = next;
    next = null;
    if (following) show(...following);
  }
}

// Where answers come too late: while the hand moves again, they would throw the picture back.
export function dropWhile(isHeld) {
  isStale = isHeld;
}

const isView = (event) => event.detail.target?.id === "view";
const ownHistory = (event) => event.detail.requestConfig?.headers?.[OWN];

function beforeSwap(event) {
  if (!isView(event)) return;
  if (numbers.get(event.detail.xhr) < lastAsked || isStale()) {
    event.detail.shouldSwap = false;
    return;
  }
  if (!ownHistory(event)) remember(present()); // htmx is about to add to the history
  wasInPlot = keep();
  if (ownHistory(event) && !isWayBack) keepTyped();
  openMenus = [...document.querySelectorAll("#view details[open][id]")].map((menu) => menu.id);
  lighten();
}

// htmx sends two events for every element that goes, which took longer than drawing the new ones: what is long goes
// before, unless it has the focus, which htmx gives back.
function lighten() {
  for (const part of document.querySelectorAll("#view .event-list, [data-plot] svg"))
    if (!part.contains(document.activeElement)) part.replaceChildren();
}

function afterSwap(event, setUp) {
  const isRefused = event.detail.xhr.status === 422;
  for (const id of openMenus)
    if (isRefused || id !== "menu-go") document.getElementById(id)?.setAttribute("open", "");
  setUp();
  restoreTyped();
  restore(wantedFocus, wasInPlot);
  wantedFocus = null;
  const how = ownHistory(event);
  const address = isRefused ? event.detail.pathInfo.responsePath : view().dataset.address;
  if (how === "push") push(address);
  if (how === "replace") replace(address);
  tellWindow();
}

// `setUp` is called for every new view, before it gets the focus.
export function installShow(setUp) {
  document.addEventListener("htmx:configRequest", (event) => {
    const width = Math.floor(plotWidth());
    if (isView(event) && width > 0) event.detail.headers["Timeline-Width"] = String(width);
  });
  document.addEventListener("htmx:beforeSend", (event) => {
    if (isView(event)) numbers.set(event.detail.xhr, ++lastAsked);
  });
  document.addEventListener("htmx:beforeSwap", beforeSwap);
  document.addEventListener("htmx:afterSwap", (event) => isView(event) && afterSwap(event, setUp));
  onBack((address, focus) => show(address, { history: "none", focus, goesBack: true }));
  addEventListener("pagehide", () => remember(present()));
  flush();
  setUp();
  const focus = remembered();
  if (focus) restore(focus, false);
  tellWindow();
}
