// "/" leads to the search of the header from anywhere; the timeline's own keys come first while it has the focus.
import { isTyping, lettersAct } from "./letters.js";

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = document.querySelector("#page-search");
  if (!field || isTyping(event.target) || !lettersAct()) return;
  event.preventDefault();
  field.focus();
  field.select();
});
