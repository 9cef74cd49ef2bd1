// A field of tags with commas between them: its list completes the one that is being written, and leaves out those that
// stand there. Without this script it completes the first.
const fieldOf = (event) => event.target.closest?.('input[name="tags"][list]');

function complete(event) {
  const field = fieldOf(event);
  if (!field?.list) return;
  const written = field.value.slice(0, field.value.lastIndexOf(",") + 1);
  const before = written && `${written} `;
  const there = written.split(",").map((tag) => tag.trim().toLowerCase());
  for (const option of field.list.options) {
    option.dataset.tag ??= option.value;
    option.value = before + option.dataset.tag;
    option.disabled = there.includes(option.dataset.tag.toLowerCase());
  }
}

document.addEventListener("input", complete);
document.addEventListener("focusin", complete);
