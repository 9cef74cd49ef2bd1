// What a finger does besides (TIMELINE.md S6): a long press opens the card, a double tap opens a cluster.
import { openCard } from "./card.js";
import { swallowClick, isDragging } from "./drag.js";
import { between } from "./motion.js";
import { changed, DAY, ITEM, secondOf, windowed } from "./page.js";
import { show } from "./show.js";

const LONG_MS = 500;
const DOUBLE_MS = 350;
const NEAR_PX = 24;
const AIR_SHARE = 0.1;

let press = 0;
let isLong = false;
let tap = { at: -DOUBLE_MS, x: 0, y: 0 };

const itemOf = (event) => (event.pointerType === "touch" ? event.target.closest?.(ITEM) : null);

function onDown(event) {
  clearTimeout(press);
  isLong = false;
  const item = itemOf(event);
  if (!item) return;
  press = setTimeout(() => {
    if (isDragging()) return;
    isLong = true;
    openCard(item);
  }, LONG_MS);
}

function onUp(event) {
  clearTimeout(press);
  if (event.pointerType !== "touch") return;
  if (isLong) return swallowClick();
  const isDouble =
    event.timeStamp - tap.at < DOUBLE_MS && Math.hypot(event.clientX - tap.x, event.clientY - tap.y) < NEAR_PX;
  tap = { at: event.timeStamp, x: event.clientX, y: event.clientY };
  const cluster = itemOf(event)?.closest(".cluster");
  if (!isDouble || !cluster) return;
  swallowClick();
  zoomInto(cluster);
}

// To its first and last member, with a tenth of air.
function zoomInto({ dataset }) {
  const [first, end] = [secondOf(dataset.t0), secondOf(dataset.t1) + DAY];
  const air = (end - first) * AIR_SHARE;
  show(changed({ ...windowed(between(first - air, end + air)), at: null }));
}

export function installTouch() {
  document.addEventListener("pointerdown", onDown);
  document.addEventListener("pointerup", onUp);
  document.addEventListener("pointercancel", () => clearTimeout(press));
  // The long press is ours on a mark; elsewhere the browser's menu opens.
  document.addEventListener("contextmenu", (event) => {
    if (event.pointerType === "touch" && event.target.closest?.(ITEM)) event.preventDefault();
  });
}
