// What was typed and not sent yet outlives a swap of the same filter: the picture may settle at any moment.
const TYPED = "#view input[id]:not([type=hidden], [type=checkbox], [type=radio])";
let kept = [];

export function keepTyped() {
  kept = [...document.querySelectorAll(TYPED)]
    .filter((field) => field.value !== field.defaultValue)
    .map(({ id, value }) => ({ id, value }));
}

export function restoreTyped() {
  for (const { id, value } of kept) {
    const field = document.getElementById(id);
    if (field) field.value = value;
  }
  kept = [];
}
