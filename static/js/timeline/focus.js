// One tab stop with roving focus over marks and clusters, kept across swaps of the view.
import { ITEM, plot } from "./page.js";

export const lanes = () => [...(plot()?.querySelectorAll("[data-lane]") ?? [])];
export const itemsOf = (lane) => [...lane.querySelectorAll("a.mark, a.cluster")];
export const items = () => [...document.querySelectorAll(ITEM)];
export const laneOf = (item) => item.closest("[data-lane]");
export const focused = () => document.activeElement?.closest?.(ITEM) ?? null;

let last = { id: "", lane: null }; // what had the focus in the picture; an event may stand in several lanes
let elsewhere = { id: "", isNear: false }; // what had it outside of the picture, and whether among its controls

export function middle(item) {
  const box = item.querySelector("use, rect").getBoundingClientRect();
  return box.left + box.width / 2;
}

export function find({ id, lane }) {
  const found = items().filter((item) => item.id === id);
  return found.find((item) => laneOf(item).dataset.lane === lane) ?? found[0];
}

const token = (item) => ({ id: item.id, lane: laneOf(item).dataset.lane });

// What has the focus, to be found again after a swap or a way back.
export const present = () => (focused() ? token(focused()) : { id: document.activeElement?.id ?? "", lane: null });

// Make one item the tab stop; without any, the picture itself is, so that its keys still work.
export function setStop() {
  const all = items();
  const stop = find(last) ?? plot()?.querySelector("[aria-current=true]") ?? all[0];
  for (const item of all) item.setAttribute("tabindex", item === stop ? "0" : "-1");
  plot()?.setAttribute("tabindex", stop ? "-1" : "0");
  return stop ?? plot();
}

export function focusItem(item) {
  if (!item) return;
  last = token(item);
  setStop();
  item.focus({ preventScroll: true });
}

// Before a swap: what has the focus, and whether it is in the picture.
export function keep() {
  const item = focused();
  if (item) last = token(item);
  const active = document.activeElement;
  elsewhere = { id: item ? "" : active?.id ?? "", isNear: Boolean(active?.closest("#timeline")) };
  return Boolean(item) || document.activeElement === plot();
}

// After a swap: give the focus to what is wanted, or to what had it; where that is gone, to the tab stop.
export function restore(wanted, wasInPlot) {
  if (wanted?.id) {
    const item = find(wanted);
    if (item) return focusItem(item);
    document.getElementById(wanted.id)?.focus({ preventScroll: true });
    if (document.activeElement?.id === wanted.id) return;
  }
  if (wasInPlot) return setStop()?.focus({ preventScroll: true });
  const stop = setStop();
  const before = elsewhere.id ? document.getElementById(elsewhere.id) : null;
  if (before && document.activeElement !== before) before.focus({ preventScroll: true });
  if (elsewhere.isNear && document.activeElement === document.body) stop?.focus({ preventScroll: true });
}
