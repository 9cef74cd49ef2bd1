// Walking by keys: from event to event through the whole filter, the server naming the next one and the window
// following; between lanes on the screen; and up and down the list.
import { say } from "./announce.js";
import { find, focused, focusItem, itemsOf, laneOf, lanes, middle } from "./focus.js";
import { plot, ROW, view } from "./page.js";
import { show } from "./show.js";

const END = { next: "No later event with a date.", previous: "No earlier event with a date.", first: "", last: "" };
let walking = Promise.resolve();

// Every press counts: the steps are taken one after another. A key that is held down does not run ahead of them.
export function walk(way, isRepeat) {
  if (isRepeat && walking.isBusy) return;
  const turn = walking.then(() => takeStep(way)).catch(() => say("The server did not answer."));
  turn.isBusy = true;
  turn.finally(() => (turn.isBusy = false));
  walking = turn;
}

async function takeStep(way) {
  const item = focused();
  const lane = item && lanes().length > 1 ? laneOf(item).dataset.lane : null;
  const { event, moved, url } = await nextOf(way, item, lane);
  if (event === null) return atEnd(way, item, lane);
  const target = { id: `mark-${event}`, lane };
  const mark = moved ? null : find(target);
  if (mark) focusItem(mark);
  else await show(url, { history: "replace", focus: target });
}

async function nextOf(way, item, lane) {
  const query = new URL(view().dataset.address, location.href).searchParams;
  query.set("way", way);
  if (item?.dataset.event) query.set("of", item.dataset.event);
  else if (item) query.set("day", item.dataset.t0);
  else if (way === "next") query.set("way", "first");
  else if (way === "previous") query.set("way", "last");
  if (lane !== null) query.set("lane", lane);
  return (await fetch(`/timeline/step?${query}`)).json();
}

// Past the last event with a date come the undated ones of the shelf. A lane that gathers the rest is walked as drawn.
function atEnd(way, item, lane) {
  const drawn = item && lane !== null ? itemsOf(laneOf(item)) : [];
  const neighbour = drawn[drawn.indexOf(item) + { next: 1, previous: -1 }[way]];
  if (neighbour && !item.dataset.event) return focusItem(neighbour);
  const shelf = way === "next" ? document.querySelector("#undated a.event-row__link") : null;
  if (shelf) focusRow(shelf);
  else say(END[way]);
}

// To the item of the next lane that is nearest in time.
export function changeLane(step) {
  const item = focused();
  if (!item) return focusItem(plot().querySelector('[tabindex="0"]'));
  const all = lanes();
  const other = all[all.indexOf(laneOf(item)) + step];
  if (!other) return;
  const from = middle(item);
  focusItem(itemsOf(other).sort((a, b) => Math.abs(middle(a) - from) - Math.abs(middle(b) - from))[0]);
}

export function walkList(step) {
  const rows = [...document.querySelectorAll(ROW)];
  const id = document.activeElement.closest("[data-event]")?.dataset.event;
  const here = rows.findIndex((row) => row.closest("[data-event]").dataset.event === id);
  const next = here < 0 ? rows.at(step > 0 ? 0 : -1) : rows[here + step];
  if (next) focusRow(next);
  else say(step > 0 ? "The end of this page of the list." : "The beginning of this page of the list.");
}

function focusRow(row) {
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}
