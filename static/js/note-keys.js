// `a` writes a note on the selected words: it presses the button of the toolbar that names it in `data-key`.
import { isTyping, lettersAct } from "./letters.js";

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat) return;
  if (!lettersAct() || isTyping(event.target)) return;
  const button = document.querySelector(`[data-words-toolbar]:not([hidden]) [data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
