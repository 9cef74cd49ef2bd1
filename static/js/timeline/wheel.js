// The wheel (TIMELINE.md S3): alone it scrolls the page; with Ctrl, by a pinch, in full screen or by choice it zooms;
// sideways it pans.
import { option } from "../options.js";
import { panBy, zoomBy } from "./motion.js";

const HINT_MS = 1_500;
const UNITS_PX = [1, 16, 800]; // of deltaMode: pixels, lines, pages
const PINCH_BELOW = 40; // small steps come from a pinch
let hinted = false;

const zoomsAlone = () => document.fullscreenElement !== null || option("wheel", "ctrl") === "always";

function zoomFactor(dy) {
  return Math.min(2, Math.max(0.5, 2 ** (dy / (Math.abs(dy) < PINCH_BELOW ? 60 : 300))));
}

function onWheel(event) {
  const plot = event.target.closest?.("[data-plot]");
  if (!plot) return;
  const dx = event.deltaX * UNITS_PX[event.deltaMode];
  const dy = event.deltaY * UNITS_PX[event.deltaMode];
  const isSideways = event.shiftKey || Math.abs(dx) > Math.abs(dy);
  if (event.ctrlKey || event.metaKey || (zoomsAlone() && !isSideways)) {
    event.preventDefault();
    zoomBy(zoomFactor(dy), event.clientX);
  } else if (isSideways) {
    event.preventDefault();
    panBy(event.shiftKey && !dx ? dy : dx);
  } else hint(plot);
}

function hint(plot) {
  if (hinted) return;
  hinted = true;
  const note = document.createElement("p");
  note.className = "timeline__hint";
  note.textContent = "Ctrl + scroll zooms";
  plot.append(note);
  setTimeout(() => note.remove(), HINT_MS);
}

export function installWheel() {
  document.addEventListener("wheel", onWheel, { passive: false });
}
