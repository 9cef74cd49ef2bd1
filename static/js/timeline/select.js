// Clicks (TIMELINE.md S7): a mark is selected, with Ctrl added, with Shift all of its lane up to it; empty space closes.
import { takeClick } from "./drag.js";
import { itemsOf, laneOf } from "./focus.js";
import { changed, CLOSED, isPlainClick, ITEM, view } from "./page.js";
import { show } from "./show.js";

const MOST = 50; // values of one parameter that the server takes
const MOVES = new Set(["earlier", "later", "in", "out"]);

const asked = () => new URL(view().dataset.address, location.href).searchParams;
const idOf = (item) => item.dataset.event;

// The selected events, the one that is read last.
export function selection() {
  const query = asked();
  return query.get("sel") ? [...query.getAll("also"), query.get("sel")] : [];
}

export function select(ids, options = {}) {
  const kept = [...new Set(ids)].slice(-MOST);
  return show(changed({ sel: kept.at(-1) ?? null, also: kept.slice(0, -1), at: null }), options);
}

const isOpen = () => asked().has("sel") || asked().has("cluster");
const close = () => show(changed({ sel: null, also: null, at: null, ...CLOSED }));

export function toggle(id) {
  const ids = selection();
  const rest = ids.filter((one) => one !== id);
  return select(rest.length < ids.length ? rest : [...ids, id]);
}

// From the selected event to this one, as far as they stand by themselves.
function extendTo(item) {
  const marks = itemsOf(laneOf(item)).filter(idOf);
  const anchor = marks.findIndex((mark) => idOf(mark) === selection().at(-1));
  const here = marks.indexOf(item);
  if (anchor < 0) return select([idOf(item)]);
  const run = marks.slice(Math.min(anchor, here), Math.max(anchor, here) + 1);
  return select([...run.filter((mark) => mark !== item).map(idOf), idOf(item)]);
}

function onItem(event, item) {
  const isAdding = event.ctrlKey || event.metaKey;
  if (event.button !== 0 || event.altKey) return;
  event.preventDefault();
  if (isAdding && idOf(item)) toggle(idOf(item));
  else if (event.shiftKey && idOf(item)) extendTo(item);
  else show(item.getAttribute("href"));
}

function onMoveLink(event, link) {
  if (!isPlainClick(event) || !MOVES.has(link.dataset.move)) return;
  event.preventDefault();
  event.stopPropagation(); // htmx would add to the history
  show(link.getAttribute("href"), { history: "replace" });
}

function onClick(event) {
  const plot = event.target.closest?.("[data-plot]");
  if (plot && takeClick()) {
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  const item = event.target.closest?.(ITEM);
  const link = event.target.closest?.("a[data-move]");
  if (item) onItem(event, item);
  else if (link) onMoveLink(event, link);
  else if (plot && isPlainClick(event) && !event.target.closest("a, .brush") && isOpen()) close();
}

export function installSelect() {
  document.addEventListener("click", onClick, true);
}
