// Polite words for those who listen, at most one sentence a second: the last one counts.
const QUIET_MS = 1_000;

let last = -QUIET_MS;
let timer = 0;
let said = "";

const speak = (words) => {
  last = performance.now();
  const region = document.getElementById("timeline-said");
  if (region) region.textContent = words;
};

export function say(words) {
  clearTimeout(timer);
  timer = setTimeout(speak, Math.max(0, last + QUIET_MS - performance.now()), words);
}

// Tell the window and how much is in it, where that has changed.
export function tellWindow() {
  const words = document.getElementById("timeline")?.dataset.said ?? "";
  if (said && words && words !== said) say(words);
  said = words;
}
