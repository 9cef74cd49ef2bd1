// What happens in a page under the hand. Called with the selectors of the picture and of what the timeline consists of.
([plot, parts]) => {
  const QUIET_MS = 1_000;
  const frames = [];
  const settled = [];
  const requests = [];
  const most = { timelineNodes: 0, pageNodes: 0 };
  let last = performance.now(); // of the hand
  let settledAt = 0;
  let isStopped = false;
  let asked = 0; // views that have not come yet

  const onFrame = (time) => {
    frames.push(time);
    if (!isStopped) requestAnimationFrame(onFrame);
  };
  requestAnimationFrame(onFrame);

  for (const type of ["wheel", "pointermove"])
    addEventListener(type, (event) => (last = event.timeStamp), { capture: true, passive: true });

  // Our own page alone: the view that the server has drawn anew.
  const isView = (event) => event.detail.target?.id === "view";
  document.addEventListener("htmx:beforeSend", (event) => {
    if (!isView(event)) return;
    asked += 1;
    event.detail.xhr.askedAt = performance.now();
    event.detail.xhr.addEventListener("loadend", () => requestAnimationFrame(() => (asked -= 1)));
  });
  document.addEventListener("htmx:beforeOnLoad", (event) => (event.detail.xhr.readAt = performance.now()));
  document.addEventListener("htmx:afterSwap", (event) => {
    if (!isView(event)) return;
    requests.push(event.detail.xhr.readAt - event.detail.xhr.askedAt);
    const input = last;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (input !== last) return; // the hand has moved on
        settledAt = performance.now();
        settled.push(settledAt - input);
      }),
    );
  });
  // A hand that pushes against the end of the data asks for nothing, so that nothing comes.
  const isSettled = () => settledAt > last || (asked === 0 && performance.now() - last > QUIET_MS);

  const count = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    let nodes = 1;
    while (walker.nextNode()) if (walker.currentNode.nodeType === 1 || walker.currentNode.data.trim()) nodes += 1;
    return nodes;
  };

  window.recorder = {
    // The middle of what is on the screen of the picture, near its lower edge, where no event stands.
    emptyPlace: () => {
      const box = document.querySelector(plot).getBoundingClientRect();
      const [left, right] = [Math.max(0, box.left), Math.min(innerWidth, box.right)];
      return [(left + right) / 2, Math.min(innerHeight, box.bottom) - 4];
    },
    settled: () =>
      new Promise((resolve) => {
        const look = () => (isSettled() ? resolve() : requestAnimationFrame(look));
        look();
      }),
    countNodes: () => {
      const timeline = [...document.querySelectorAll(parts)].reduce((sum, one) => sum + count(one), 0);
      most.timelineNodes = Math.max(most.timelineNodes, timeline);
      most.pageNodes = Math.max(most.pageNodes, count(document.documentElement));
    },
    stop: () => {
      isStopped = true;
      return { frames, settled, requests, ...most };
    },
  };
  window.recorder.countNodes();
};
