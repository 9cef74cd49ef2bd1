// Keys that are single letters, for the review queue and the timeline: they never act while somebody types or holds a
// modifier, `?` lists them, and they can be switched off; the choice is remembered.
import { option, setOption } from "./options.js";

const NAME = "letters";
const LABELS = { on: "Single letters: on", off: "Single letters: off" };

const choice = () => option(NAME, "on");

export const lettersAct = () => choice() === "on";

export const isTyping = (target) =>
  target instanceof Element && target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

const sheet = () => document.querySelector("[data-keys]");

export const toggleSheet = () => sheet()?.toggleAttribute("open");

export function closeSheet() {
  const wasOpen = Boolean(sheet()?.open);
  sheet()?.removeAttribute("open");
  return wasOpen;
}

// The sheet is hidden without scripts, and comes anew with every swap.
export function showSheet() {
  const keys = sheet();
  if (!keys) return;
  keys.hidden = false;
  const toggle = keys.querySelector("[data-keys-toggle]");
  toggle.textContent = LABELS[choice()];
  toggle.setAttribute("aria-pressed", String(lettersAct()));
}

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || !event.target.closest("[data-keys-toggle]")) return;
  setOption(NAME, lettersAct() ? "off" : "on");
  showSheet();
});

document.addEventListener("htmx:afterSettle", showSheet);
showSheet();
