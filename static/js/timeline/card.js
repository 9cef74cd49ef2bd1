// The card of a mark (TIMELINE.md S12): after a moment under the pointer, at once under the keyboard's focus, by a long
// press. What it says comes from the server. The pointer may enter it; Escape closes it.
import { ITEM, view } from "./page.js";

const HOVER_MS = 300;
const GAP_PX = 6;

let timer = 0;
let asking = null;
let owner = null; // the mark it belongs to

const card = () => document.getElementById("event-card");
const markOf = (target) => {
  const mark = target?.closest?.(ITEM);
  return mark?.dataset.event ? mark : null;
};
const isInside = (target) => Boolean(target instanceof Node && card()?.contains(target));

export const isOpen = () => Boolean(card() && !card().hidden);

async function fetchCard(id, signal) {
  const back = encodeURIComponent(view().dataset.address);
  const answer = await fetch(`/events/${id}/card?back=${back}`, { signal });
  if (!answer.ok) throw new Error(`the card of event ${id}: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild;
}

// A part of the card of any event, for keys that press it; nothing is shown.
export async function fromCard(id, selector) {
  return (await fetchCard(id))?.querySelector(selector) ?? null;
}

export async function openCard(mark) {
  clearTimeout(timer);
  if (owner === mark && isOpen()) return;
  asking?.abort();
  asking = new AbortController();
  owner = mark;
  try {
    card().replaceChildren(await fetchCard(mark.dataset.event, asking.signal));
  } catch {
    if (owner === mark) closeCard(); // the event is gone: its link will say so
    return;
  }
  if (owner !== mark || !mark.isConnected) return;
  card().hidden = false;
  place();
}

export function closeCard() {
  clearTimeout(timer);
  const was = isOpen();
  asking?.abort();
  owner = null;
  if (card()) card().hidden = true;
  return was;
}

// Below the mark, above it where there is no room, never beyond the screen's edges.
function place() {
  const mark = (owner.querySelector(".tl-point") ?? owner).getBoundingClientRect();
  const box = card().getBoundingClientRect();
  const below = mark.bottom + GAP_PX;
  const top = below + box.height <= innerHeight ? below : Math.max(GAP_PX, mark.top - GAP_PX - box.height);
  const left = Math.max(GAP_PX, Math.min(mark.left, innerWidth - box.width - GAP_PX));
  card().style.top = `${top}px`;
  card().style.left = `${left}px`;
}

function onOver(event) {
  if (event.pointerType === "touch") return;
  const mark = markOf(event.target);
  if (mark === owner && owner) return clearTimeout(timer);
  if (isInside(event.target)) return clearTimeout(timer);
  clearTimeout(timer);
  if (mark && event.buttons === 0) timer = setTimeout(openCard, HOVER_MS, mark);
  else if (isOpen() && !owner?.matches(":focus-visible") && !isInside(document.activeElement))
    timer = setTimeout(closeCard, HOVER_MS);
}

function onFocus(event) {
  const mark = markOf(event.target);
  if (mark?.matches(":focus-visible")) openCard(mark);
  else if (!isInside(event.target)) closeCard();
}

export function installCard() {
  document.addEventListener("pointerover", onOver);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("pointerdown", (event) => {
    if (!isInside(event.target)) closeCard();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target?.id === "view" && event.detail.shouldSwap) closeCard();
  });
  addEventListener("scroll", () => isOpen() && owner?.isConnected && place(), { passive: true, capture: true });
}
