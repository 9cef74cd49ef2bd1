// One hand on the picture: a drag pans, two fingers pinch, Shift and a drag brushes. Marks never move: a drag that
// begins on one is no drag for a mouse, and for a finger it moves the picture.
import { brush } from "./brush.js";
import { hold, letGo, panBy, zoomBy } from "./motion.js";

const DRAG_PX = 4;

const fingers = new Map(); // pointer id -> x
let drag = null; // { plot, id, last, travelled, isMoving }
let pinch = null; // { distance }
let pressed = null; // where a mouse went down on a mark
let swallowsClick = false;

// Whether the click that follows belongs to a gesture.
export function takeClick() {
  const taken = swallowsClick;
  swallowsClick = false;
  return taken;
}

export function swallowClick() {
  swallowsClick = true;
  // A gesture that ends without a click must not take the next one.
  setTimeout(() => (swallowsClick = false), 0);
}

export const isDragging = () => Boolean(drag?.isMoving || pinch);

function onDown(event) {
  const plot = event.target.closest?.("[data-plot]");
  if (!plot || event.button !== 0) return;
  if (event.pointerType === "touch") fingers.set(event.pointerId, event.clientX);
  if (fingers.size === 2) return beginPinch(plot);
  const isMouseOnMark = event.target.closest("a") && event.pointerType !== "touch";
  pressed = isMouseOnMark ? event.clientX : null;
  if (isMouseOnMark) return;
  if (event.shiftKey) return brush(plot, event, DRAG_PX);
  if (event.pointerType === "mouse") selectNothing(event, plot);
  drag = { plot, id: event.pointerId, last: event.clientX, travelled: 0, isMoving: false };
}

// Else the browser looks at every move for words to select, which costs half a frame. The focus goes where it would.
function selectNothing(event, plot) {
  event.preventDefault();
  plot.focus({ preventScroll: true, focusVisible: false });
}

function onMove(event) {
  if (fingers.has(event.pointerId)) fingers.set(event.pointerId, event.clientX);
  if (pinch) return movePinch();
  if (!drag || event.pointerId !== drag.id) return;
  drag.travelled += Math.abs(event.clientX - drag.last);
  if (!drag.isMoving && drag.travelled < DRAG_PX) {
    drag.last = event.clientX;
    return;
  }
  if (!drag.isMoving) begin();
  panBy(drag.last - event.clientX);
  drag.last = event.clientX;
}

function begin() {
  drag.isMoving = true;
  drag.plot.setPointerCapture(drag.id);
  drag.plot.dataset.dragging = "";
  hold();
}

function end(event, restore) {
  fingers.delete(event.pointerId);
  if (pressed !== null && Math.abs(event.clientX - pressed) >= DRAG_PX) swallowClick(); // a drag is no click
  pressed = null;
  if (pinch && fingers.size < 2) {
    pinch = null;
    swallowClick();
    letGo();
  } else if (drag?.id === event.pointerId) endDrag(restore);
}

function endDrag(restore) {
  delete drag.plot.dataset.dragging;
  const { isMoving } = drag;
  drag = null;
  if (!isMoving) return;
  swallowClick();
  letGo({ restore });
}

function beginPinch(plot) {
  if (drag) delete drag.plot.dataset.dragging;
  drag = null;
  pinch = { plot, distance: distance() };
  hold();
}

function movePinch() {
  const now = distance();
  const [one, other] = [...fingers.values()];
  zoomBy(pinch.distance / now, (one + other) / 2);
  pinch.distance = now;
}

function distance() {
  const [one, other] = [...fingers.values()];
  return Math.max(1, Math.abs(one - other));
}

export function installDrag() {
  document.addEventListener("pointerdown", onDown);
  document.addEventListener("pointermove", onMove);
  document.addEventListener("pointerup", (event) => end(event, false));
  document.addEventListener("pointercancel", (event) => end(event, true));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag?.isMoving) endDrag(true);
  });
  // A link is dragged by browsers of themselves, which would end the gesture.
  document.addEventListener("dragstart", (event) => {
    if (event.target.closest?.("[data-plot]")) event.preventDefault();
  });
}
