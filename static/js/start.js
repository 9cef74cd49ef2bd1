// What the scripts of a page bring is asked for once the page stands: it is drawn, and its links and forms lead where
// they should, before a byte of them is read. It still counts as loading until they have run, which is after htmx.
document.addEventListener("DOMContentLoaded", () => {
  const { content } = document.querySelector("#scripts");
  for (const script of content.querySelectorAll("script")) script.async = false; // in the order in which they stand
  document.body.append(document.importNode(content, true));
});
