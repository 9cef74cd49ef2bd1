// Words of an article: a field's words are brought forward, and selected words are offered for use.
// The text stands in [data-source-text], blocks in it carry the code point they begin at in data-start; what stands in
// [data-not-text] is none of the text. Without this script the same is done by links and by the form "use-words".
(() => {
  const pane = document.querySelector("[data-source-text]");
  const toolbar = document.querySelector("[data-words-toolbar]");
  if (!pane || !toolbar) return;
  const wordsField = document.querySelector("[data-words]");
  const atField = document.querySelector("[data-at]");
  const GAP_PX = 6;

  // Code points, as the server counts them: a character outside the basic plane is one.
  const lengthOf = (text) => [...text].length;

  const textNodes = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest("[data-not-text]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
    );
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  };

  // The selected part of each block, with the code point at which it begins.
  const selectedParts = (range) =>
    [...pane.querySelectorAll("[data-start]")]
      .filter((block) => range.intersectsNode(block))
      .map((block) => {
        let position = Number(block.dataset.start);
        let start = null;
        let words = "";
        for (const node of textNodes(block)) {
          const from = node === range.startContainer ? range.startOffset : 0;
          const to = node === range.endContainer ? range.endOffset : node.data.length;
          if (range.intersectsNode(node) && from < to) {
            if (start === null) start = position + lengthOf(node.data.slice(0, from));
            words += node.data.slice(from, to);
          }
          position += lengthOf(node.data);
        }
        return { start, words };
      })
      .filter((part) => part.words.trim());

  const selected = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!pane.contains(range.commonAncestorContainer)) return null;
    const parts = selectedParts(range);
    if (!parts.length) return null;
    const [first] = parts;
    const blank = first.words.length - first.words.trimStart().length;
    return { range, at: first.start + blank, words: parts.map((part) => part.words).join("\n").trim() };
  };

  const place = (range) => {
    const box = range.getBoundingClientRect();
    const size = toolbar.getBoundingClientRect();
    const above = box.top - size.height - GAP_PX;
    const top = above > GAP_PX ? above : Math.min(box.bottom + GAP_PX, innerHeight - size.height - GAP_PX);
    const left = Math.max(GAP_PX, Math.min(box.left, innerWidth - size.width - GAP_PX));
    toolbar.style.top = `${Math.max(GAP_PX, top)}px`;
    toolbar.style.left = `${left}px`;
  };

  const offer = () => {
    if (toolbar.contains(document.activeElement)) return;
    const found = selected();
    toolbar.hidden = !found;
    if (!found) return;
    wordsField.value = found.words;
    atField.value = found.at;
    place(found.range);
  };

  document.addEventListener("selectionchange", offer);
  addEventListener("scroll", offer, { passive: true, capture: true });
  // Pasted or corrected words are looked for anew.
  wordsField.addEventListener("input", () => (atField.value = ""));

  // The keyboard: arrows go over the words, Shift extends, Enter goes to the toolbar, Escape lets go.
  const MOVES = { ArrowRight: ["forward", "word"], ArrowLeft: ["backward", "word"], ArrowDown: ["forward", "line"], ArrowUp: ["backward", "line"] };

  const startIn = (selection) => {
    if (selection.rangeCount && pane.contains(selection.anchorNode)) return;
    const mark = pane.querySelector("mark") || pane.querySelector("[data-start]");
    selection.collapse(textNodes(mark)[0], 0);
  };

  const keepInView = (selection) => {
    const box = selection.getRangeAt(0).getBoundingClientRect();
    const view = pane.getBoundingClientRect();
    if (box.bottom > view.bottom) pane.scrollTop += box.bottom - view.bottom + GAP_PX;
    if (box.top < view.top) pane.scrollTop -= view.top - box.top + GAP_PX;
  };

  const move = (key, extends_) => {
    const [direction, step] = MOVES[key];
    const selection = document.getSelection();
    const before = selection.rangeCount ? selection.getRangeAt(0).cloneRange() : null;
    startIn(selection);
    if (!extends_ && !selection.isCollapsed) {
      if (direction === "forward") selection.collapseToEnd();
      else selection.collapseToStart();
    }
    if (!extends_ && step === "line") selection.modify("move", direction, step);
    selection.modify("extend", step === "line" && !extends_ ? "forward" : direction, extends_ ? step : "word");
    if (!pane.contains(selection.focusNode) && before) {
      selection.removeAllRanges();
      selection.addRange(before);
    }
    keepInView(selection);
  };

  pane.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target !== pane) return;
    if (event.key in MOVES) move(event.key, event.shiftKey);
    else if (event.key === "Enter" && !toolbar.hidden) toolbar.querySelector("button").focus();
    else if (event.key === "Escape") document.getSelection().removeAllRanges();
    else return;
    event.preventDefault();
  });

  toolbar.addEventListener("keydown", (event) => {
    const buttons = [...toolbar.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (event.key === "Escape") pane.focus();
    else if (to !== undefined) buttons[(to + buttons.length) % buttons.length].focus();
    else return;
    event.preventDefault();
  });
  toolbar.addEventListener("focusout", () => setTimeout(offer));
  // A press on the toolbar must not take the selection away before the click arrives.
  toolbar.addEventListener("pointerdown", (event) => event.preventDefault());

  // A field's words: marked and scrolled to in the pane, without a page load where they stand in this article.
  const show = (name) => {
    const marks = pane.querySelectorAll(`[data-fields~="${name}"]`);
    if (!marks.length) return false;
    for (const mark of pane.querySelectorAll(".source-mark--chosen")) mark.classList.remove("source-mark--chosen");
    for (const mark of marks) mark.classList.add("source-mark--chosen");
    const fold = marks[0].closest("details");
    if (fold) fold.open = true;
    const box = marks[0].getBoundingClientRect();
    const view = pane.getBoundingClientRect();
    pane.scrollTop += box.top - view.top - view.height / 3;
    return true;
  };

  for (const link of document.querySelectorAll("[data-words-of]")) {
    if (link.dataset.version !== pane.dataset.version) continue;
    link.addEventListener("focus", () => show(link.dataset.wordsOf));
    link.addEventListener("click", (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || !show(link.dataset.wordsOf)) return;
      event.preventDefault();
      if (pane.getBoundingClientRect().top > innerHeight) pane.scrollIntoView({ block: "start" });
    });
  }
  const chosen = pane.dataset.chosen || "quote";
  show(chosen);
  if (chosen === "quote") for (const mark of pane.querySelectorAll(".source-mark--chosen")) mark.classList.remove("source-mark--chosen");
})();
