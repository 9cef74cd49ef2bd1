// The two country fields as comboboxes (WAI-ARIA): type, arrow, Enter. Without this script a datalist completes them.
const WAIT_MS = 100;
let timer = 0;
let asking = null;
let typed = 0; // how often; a field's data-waits is the last time that its list has no answer to yet

const form = () => document.querySelector("[data-pair-picker]");
const fields = () => [...(form()?.querySelectorAll(".pair-picker__input") ?? [])];
const boxOf = (field) => document.getElementById(`suggestions-${field.name}`);
const optionsOf = (field) => [...boxOf(field).querySelectorAll('[role="option"]')];
const otherOf = (field) => fields().find((other) => other !== field);

function setUp() {
  for (const field of fields()) {
    if (field.getAttribute("role") === "combobox") continue;
    field.removeAttribute("list");
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", boxOf(field).id);
    close(field);
  }
}

function close(field) {
  clearTimeout(timer);
  boxOf(field).hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

async function suggest(field) {
  const box = boxOf(field);
  const answered = field.dataset.waits;
  const values = new URLSearchParams({ q: field.dataset.touched ? field.value : "", with: otherOf(field).value });
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(`/countries?${values}`, { signal: asking.signal, headers: { "HX-Request": "true" } });
    if (!answer.ok) return;
    box.innerHTML = await answer.text();
  } catch {
    return; // another question has taken its place, or the server is away: the form can be sent as it is
  }
  if (document.activeElement !== field) return;
  box.hidden = !box.childElementCount;
  field.setAttribute("aria-expanded", String(optionsOf(field).length > 0));
  for (const option of optionsOf(field)) option.id = `${field.name}-${option.id}`;
  // An answer may come when the arrows have already chosen from the one before: what they chose stays.
  const chosen = optionsOf(field).find((option) => option.dataset.name === field.dataset.chosen);
  mark(field, chosen ?? (field.value && field.dataset.touched ? optionsOf(field)[0] : null));
  if (field.dataset.waits === answered) delete field.dataset.waits;
}

// Enter is pressed before the list has come that answers what was typed: it means the first of that list.
async function takeFirst(field) {
  clearTimeout(timer);
  const asked = field.dataset.waits;
  await suggest(field);
  const { waits } = field.dataset;
  if (document.activeElement !== field || (waits && waits !== asked)) return; // one has gone on, elsewhere or typing
  if (!waits && marked(field)) take(field, marked(field));
  else form().requestSubmit();
}

function mark(field, option) {
  for (const other of optionsOf(field)) other.setAttribute("aria-selected", String(other === option));
  if (option) field.setAttribute("aria-activedescendant", option.id);
  else field.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
}

const marked = (field) => optionsOf(field).find((option) => option.getAttribute("aria-selected") === "true");

function take(field, option) {
  field.value = option.dataset.name;
  for (const state of ["touched", "chosen", "waits"]) delete field.dataset[state];
  close(field);
  const other = otherOf(field);
  if (other.value.trim()) form().requestSubmit();
  else other.focus();
}

function moveMark(field, way) {
  const options = optionsOf(field);
  if (boxOf(field).hidden || !options.length) return suggest(field);
  const at = options.indexOf(marked(field));
  const option = options[(at + way + options.length + (at < 0 && way < 0 ? 1 : 0)) % options.length];
  field.dataset.chosen = option.dataset.name;
  return mark(field, option);
}

const fieldOf = (event) => event.target.closest?.(".pair-picker__input");

document.addEventListener("input", (event) => {
  const field = fieldOf(event);
  if (!field) return;
  field.dataset.touched = "yes";
  field.dataset.waits = String(++typed);
  delete field.dataset.chosen;
  clearTimeout(timer);
  timer = setTimeout(() => suggest(field), WAIT_MS);
});

document.addEventListener("focusin", (event) => {
  const field = fieldOf(event);
  if (!field) return;
  field.select();
  if (!field.value) suggest(field);
});

document.addEventListener("focusout", (event) => {
  const field = fieldOf(event);
  if (field) close(field);
});

document.addEventListener("keydown", (event) => {
  const field = fieldOf(event);
  if (!field || event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    moveMark(field, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape" && !boxOf(field).hidden) {
    event.preventDefault();
    close(field);
  } else if (event.key === "Enter" && field.dataset.waits && field.value.trim()) {
    event.preventDefault();
    takeFirst(field);
  } else if (event.key === "Enter" && !boxOf(field).hidden && marked(field)) {
    event.preventDefault();
    take(field, marked(field));
  }
});

// Before the field loses its focus to the pointer.
document.addEventListener("pointerdown", (event) => {
  const option = event.target.closest?.(".suggestion");
  if (!option) return;
  event.preventDefault();
  take(fields().find((field) => boxOf(field).contains(option)), option);
});

document.addEventListener("htmx:afterSettle", setUp);
setUp();
