// The timeline under the hand. The server lays out every view; these modules move what is there, ask for the settled
// view and put it in place. Without them every view is reached by links and forms.
import { showSheet } from "./letters.js";
import { installBrush } from "./timeline/brush.js";
import { installCard } from "./timeline/card.js";
import { installDrag } from "./timeline/drag.js";
import { setStop } from "./timeline/focus.js";
import { installKeys } from "./timeline/keys.js";
import { installMotion } from "./timeline/motion.js";
import { isPlainClick, picture, plotWidth } from "./timeline/page.js";
import { installScreen, setUpScreen } from "./timeline/screen.js";
import { installSelect } from "./timeline/select.js";
import { installShow, show } from "./timeline/show.js";
import { installStrip, setUpStrip } from "./timeline/strip.js";
import { installTouch } from "./timeline/touch.js";
import { installWheel } from "./timeline/wheel.js";

const FIT_SLACK = 0.03; // how much the room may differ from what the picture is laid out for
const RESIZE_MS = 200;
let fittedTo = 0;
const NARROW = matchMedia("(max-width: 700px)");

function setUp() {
  setStop();
  setUpStrip();
  setUpScreen();
  showSheet();
  fitToWidth();
}

// Lay out for the room there is. The cookie tells the width to the next visit, so that it need not ask again.
function fitToWidth() {
  const width = Math.floor(plotWidth());
  const laidOutFor = Number(picture()?.dataset.width);
  if (!width || !laidOutFor || width === fittedTo) return;
  fittedTo = width;
  document.cookie = `timeline-width=${width}; path=/; max-age=31536000; samesite=lax`;
  if (Math.abs(width / laidOutFor - 1) > FIT_SLACK) show(location.pathname + location.search, { history: "none" });
}

// The same event in the picture and in the list.
function point(target, on) {
  const id = target?.closest?.("[data-event]")?.dataset.event;
  if (!id) return;
  for (const element of document.querySelectorAll(`[data-event="${id}"]`)) element.classList.toggle("is-pointed", on);
}

for (const [type, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]])
  document.addEventListener(type, (event) => point(event.target, on));

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

// On a narrow screen an event opens as a page: there is no room to read it beside the list.
function openAsPage(event) {
  const row = event.target.closest("a[data-page]");
  if (!row || !NARROW.matches || !isPlainClick(event)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const back = location.pathname + location.search;
  location.assign(`${row.dataset.page}?back=${encodeURIComponent(back)}`);
}
document.addEventListener("click", openAsPage, true);

// A choice takes effect at once; a text when it is sent.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-filter-form] :is(input[type=checkbox], select)")) event.target.form.requestSubmit();
});

let resizing = 0;
addEventListener("resize", () => {
  clearTimeout(resizing);
  resizing = setTimeout(fitToWidth, RESIZE_MS);
});

installMotion();
installWheel();
installDrag();
installBrush();
installTouch();
installSelect();
installStrip();
installCard();
installKeys();
installScreen();
installShow(setUp);
