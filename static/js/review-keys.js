// The keys of the review queue: a letter presses the control that names it in `data-key`, or takes it into focus.
// They never act while somebody types or holds a modifier, and can be switched off; the choice is remembered.
const KEY = "dyadline-review-keys";
const LABELS = { on: "Single letters: on", off: "Single letters: off" };

const stored = () => {
  try {
    return localStorage.getItem(KEY) === "off" ? "off" : "on";
  } catch {
    return "on"; // storage is forbidden: the choice lasts as long as the page
  }
};

let choice = stored();

const isTyping = (target) =>
  target instanceof Element && target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

const sheet = () => document.querySelector("[data-keys]");

const show = () => {
  const keys = sheet();
  if (!keys) return;
  keys.hidden = false;
  const toggle = keys.querySelector("[data-keys-toggle]");
  toggle.textContent = LABELS[choice];
  toggle.setAttribute("aria-pressed", String(choice === "on"));
};

const press = (control) => {
  if (control.matches("input")) control.focus();
  else control.click();
};

const onKey = (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") {
    if (isTyping(event.target) && event.target.closest("#review")) event.target.blur();
    sheet()?.removeAttribute("open");
    return;
  }
  if (isTyping(event.target) || event.repeat) return;
  if (event.key === "?") {
    event.preventDefault();
    sheet()?.toggleAttribute("open");
    return;
  }
  if (choice === "off" || event.shiftKey) return;
  const control = document.querySelector(`#review [data-key~="${CSS.escape(event.key)}"]`);
  if (!control) return;
  event.preventDefault();
  press(control);
};

document.addEventListener("keydown", onKey);

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || !event.target.closest("[data-keys-toggle]")) return;
  choice = choice === "on" ? "off" : "on";
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // as above
  }
  show();
});

// After a swap the focus stands on the event that is looked at now, and what has changed is read out.
document.addEventListener("htmx:afterSettle", () => {
  const review = document.getElementById("review");
  const said = document.getElementById("review-said");
  if (!review || !said) return;
  show();
  said.textContent = review.dataset.said ?? "";
  if (!review.contains(document.activeElement)) {
    review.querySelector("[data-review-focus]")?.focus({ preventScroll: true });
  }
});

show();
