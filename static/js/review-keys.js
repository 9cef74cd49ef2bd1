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

document.addEventListener("htmx:afterSettle", () => {
  show();
  tell();
});

show();
// A decision that came as a whole page, as before htmx has taken up the forms, is told like any other.
if (document.querySelector("#review > .notice--done")) tell();
