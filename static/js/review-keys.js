// The keys of the review queue: a letter presses the control that names it in `data-key`, or takes it into focus.
import { closeSheet, isTyping, lettersAct, toggleSheet } from "./letters.js";

const press = (control) => {
  if (control.matches("input")) control.focus();
  else control.click();
};

const onKey = (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") {
    if (isTyping(event.target) && event.target.closest("#review")) event.target.blur();
    closeSheet();
    return;
  }
  if (isTyping(event.target) || event.repeat) return;
  if (event.key === "?") {
    event.preventDefault();
    toggleSheet();
    return;
  }
  if (!lettersAct() || event.shiftKey) return;
  const control = document.querySelector(`#review [data-key~="${CSS.escape(event.key)}"]`);
  if (!control) return;
  event.preventDefault();
  press(control);
};

document.addEventListener("keydown", onKey);

// The focus stands on the event that is looked at now, and what has changed is read out.
const tell = () => {
  const review = document.getElementById("review");
  const said = document.getElementById("review-said");
  if (!review || !said) return;
  said.textContent = review.dataset.said ?? "";
  // htmx gives the focus back to the field of the reason, where letters would be typed: the next event comes first.
  if (!review.contains(document.activeElement) || isTyping(document.activeElement)) {
    review.querySelector("[data-review-focus]")?.focus({ preventScroll: true });
  }
};

document.addEventListener("htmx:afterSettle", tell);

// A decision that came as a whole page, as before htmx has taken up the forms, is told like any other.
if (document.querySelector("#review > .notice--done")) tell();
