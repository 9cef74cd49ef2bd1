// Copies the text of a field by a button. Without scripts the field is there to be selected, and the button is not.
const NOTE_MS = 4_000;

function reveal() {
  for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
}

// The clipboard of scripts is closed to pages that came unencrypted from another machine: there the old way serves.
async function copied(field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  const note = button.parentElement.querySelector("[data-copied]");
  note.textContent = (await copied(document.getElementById(button.dataset.copy)))
    ? "Copied"
    : "The browser forbids it: press Ctrl+C, the text is selected";
  setTimeout(() => (note.textContent = ""), NOTE_MS);
});

document.addEventListener("htmx:afterSettle", reveal);
reveal();
