// Where things stand on the page of the timeline. The view is swapped as a whole, so nothing of it is kept for long.
export const view = () => document.getElementById("view");
export const plot = () => document.querySelector("[data-plot]");
export const picture = () => plot()?.querySelector("svg");
export const strip = () => document.querySelector(".overview__picture");
export const ITEM = "[data-plot] a.mark, [data-plot] a.cluster";
export const ROW = "#list a.event-row__link";

export const plotWidth = () => picture()?.getBoundingClientRect().width ?? 0;
export const isPlainClick = (event) =>
  event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

export const DAY = 86_400;
const UNIX_DAY_0 = 719_163; // the ordinal of 1970-01-01

// The instant of a second, counted from the start of day 0 as in app/timeline/window.py, as an address writes it.
export const instant = (second) => new Date((second - UNIX_DAY_0 * DAY) * 1000).toISOString().slice(0, 19);
export const secondOf = (day) => (Date.parse(day) / 1000 / DAY + UNIX_DAY_0) * DAY;
export const dayOf = (second) => instant(second).slice(0, 10);

// The address of the view with some of its parts changed; null takes a part away. The server puts them in order.
export function changed(changes) {
  const url = new URL(view().dataset.address, location.href);
  for (const [name, value] of Object.entries(changes)) {
    url.searchParams.delete(name);
    for (const one of [value ?? []].flat()) url.searchParams.append(name, one);
  }
  return url.pathname + url.search;
}

// The parts of an address that say the window; an open cluster belongs to the window that it was opened in.
export const windowed = ({ t0, t1 }) => ({ t0: instant(t0), t1: instant(t1), ...CLOSED });
export const CLOSED = { cluster: null, lane: null };
