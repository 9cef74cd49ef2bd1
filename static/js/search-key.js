// "/" leads to the search of the header from anywhere. The window hears of a key after the document, where the timeline
// listens: its own keys come first while it has the focus.
import { isTyping, lettersAct } from "./letters.js";

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = document.querySelector("#page-search");
  if (!field || isTyping(event.target) || !lettersAct()) return;
  event.preventDefault();
  field.focus();
  field.select();
});
