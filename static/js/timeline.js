// The timeline under the hand: one tab stop with roving focus, picture and list in step, and the window moved by
// wheel, drag and keys. The server lays out; this only moves what is there and asks for the settled picture.
import { installGestures, zoomBy } from "./timeline-gestures.js";

const FIT_SLACK = 0.97; // a picture laid out for at most so much more than there is room for is laid out anew
const NARROW = matchMedia("(max-width: 700px)");
const plot = () => document.querySelector("[data-plot]");
const items = (lane) => [...lane.querySelectorAll("a.mark, a.cluster")];
const lanes = () => [...(plot()?.querySelectorAll("[data-lane]") ?? [])];
let openMenus = [];
let lastFocus = null;
let activeId = "";

let isAsking = false;
let askNext = null;
let lastAsked = 0;
const numbers = new WeakMap();

// Ask for another view, the last one asked for after the one under way; `quiet` adds nothing to the history.
async function show(address, { quiet = false } = {}) {
  if (isAsking) {
    askNext = [address, { quiet }];
    return;
  }
  isAsking = true;
  const source = quiet ? document.getElementById("quiet-move") : plot();
  await htmx.ajax("GET", address, { source, target: "#view", swap: "outerHTML show:none" });
  isAsking = false;
  const next = askNext;
  askNext = null;
  if (next) show(...next);
}

function setUp() {
  const all = lanes().flatMap(items);
  const stop = all.find((item) => item.id === lastFocus) ?? plot()?.querySelector(".is-selected") ?? all[0];
  for (const item of all) item.setAttribute("tabindex", item === stop ? "0" : "-1");
  fitToWidth();
}

function plotWidth() {
  return plot()?.querySelector("svg")?.getBoundingClientRect().width ?? 0;
}

function fitToWidth() {
  const laidOutFor = Number(plot()?.querySelector("svg")?.dataset.width);
  const width = plotWidth();
  if (width > 0 && laidOutFor && width < laidOutFor * FIT_SLACK) show(location.href, { quiet: true });
}

function focusItem(item) {
  if (!item) return;
  for (const other of lanes().flatMap(items)) other.setAttribute("tabindex", other === item ? "0" : "-1");
  item.focus({ preventScroll: true });
  lastFocus = item.id;
}

const middle = (item) => {
  const box = item.querySelector("use, rect").getBoundingClientRect();
  return box.left + box.width / 2;
};

function step(item, key) {
  const lane = item.closest("[data-lane]");
  const own = items(lane);
  const at = own.indexOf(item);
  if (key === "ArrowLeft") return own[at - 1];
  if (key === "ArrowRight") return own[at + 1];
  if (key === "Home") return own[0];
  if (key === "End") return own.at(-1);
  const all = lanes();
  const other = all[all.indexOf(lane) + (key === "ArrowDown" ? 1 : -1)];
  const from = middle(item);
  return other && items(other).sort((a, b) => Math.abs(middle(a) - from) - Math.abs(middle(b) - from))[0];
}

function onPlotKey(event, item) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) {
    event.preventDefault();
    focusItem(step(item, event.key));
  } else if (event.key === "+" || event.key === "-") {
    event.preventDefault();
    zoomBy(plot(), event.key === "+" ? 0.5 : 2, middle(item));
  } else if (event.key === "0") {
    document.getElementById("move-fit")?.click();
  } else if (event.key === "Escape") {
    document.querySelector("[data-close]")?.click();
  }
}

// The same event in the picture and in the list.
function point(target, on) {
  const id = target?.closest?.("[data-event]")?.dataset.event;
  if (!id) return;
  for (const element of document.querySelectorAll(`[data-event="${id}"]`)) element.classList.toggle("is-pointed", on);
}

const isPlainClick = (event) => event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  if (!isPlainClick(event)) return;
  const mark = event.target.closest("[data-plot] a.mark, [data-plot] a.cluster");
  if (mark) {
    event.preventDefault();
    lastFocus = mark.id;
    show(mark.getAttribute("href"));
  }
});

// On a narrow screen an event opens as a page: there is no room to read it beside the list.
document.addEventListener(
  "click",
  (event) => {
    const row = event.target.closest("a[data-page]");
    if (!row || !NARROW.matches || !isPlainClick(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const back = location.pathname + location.search;
    location.assign(`${row.dataset.page}?back=${encodeURIComponent(back)}`);
  },
  true,
);

document.addEventListener("keydown", (event) => {
  const item = event.target.closest?.("[data-plot] a.mark, [data-plot] a.cluster");
  if (item) onPlotKey(event, item);
  const menu = event.target.closest?.(".menu[open]");
  if (menu && event.key === "Escape") {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

for (const [type, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]])
  document.addEventListener(type, (event) => point(event.target, on));

// A choice takes effect at once; a text when it is sent.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-filter-form] :is(input[type=checkbox], select)")) event.target.form.requestSubmit();
});

document.addEventListener("htmx:configRequest", (event) => {
  const width = Math.floor(plotWidth());
  if (event.detail.target?.id === "view" && width > 0) event.detail.headers["Timeline-Width"] = String(width);
});

document.addEventListener("htmx:beforeSend", (event) => {
  if (event.detail.target?.id === "view") numbers.set(event.detail.xhr, ++lastAsked);
});

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id !== "view") return;
  if (numbers.get(event.detail.xhr) < lastAsked) event.detail.shouldSwap = false; // something newer was asked for
  activeId = document.activeElement?.id;
  openMenus = [...document.querySelectorAll("#view details[open][id]")].map((menu) => menu.id);
  lastFocus = document.activeElement?.closest?.("[data-plot] a")?.id ?? lastFocus;
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target?.id !== "view") return;
  for (const id of openMenus) document.getElementById(id)?.setAttribute("open", "");
  if (activeId && document.activeElement?.id !== activeId) document.getElementById(activeId)?.focus({ preventScroll: true });
});

document.addEventListener("htmx:afterSettle", setUp);
let resizing = 0;
addEventListener("resize", () => {
  clearTimeout(resizing);
  resizing = setTimeout(fitToWidth, 200);
});
installGestures(plot, show);
setUp();
