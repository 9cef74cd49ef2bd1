// The whole screen for the timeline, and whether the wheel zooms without Ctrl: both need this script, so their
// controls are hidden without it.
import { option, setOption } from "../options.js";

const WHEEL = "wheel";
const LABELS = { ctrl: "Wheel zooms: with Ctrl", always: "Wheel zooms: always" };

export function setUpScreen() {
  for (const control of document.querySelectorAll("[data-full-screen], [data-wheel]")) control.hidden = false;
  const wheel = document.querySelector("[data-wheel]");
  if (!wheel) return;
  wheel.textContent = LABELS[option(WHEEL, "ctrl")];
  wheel.setAttribute("aria-pressed", String(option(WHEEL, "ctrl") === "always"));
}

function toggleWheel() {
  setOption(WHEEL, option(WHEEL, "ctrl") === "always" ? "ctrl" : "always");
  setUpScreen();
}

// The page's main part, not the timeline: that is swapped, and with it the full screen would go.
function toggleFullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.getElementById("main").requestFullscreen();
}

export function installScreen() {
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-wheel]")) toggleWheel();
    if (event.target.closest?.("[data-full-screen]")) toggleFullScreen();
  });
}
