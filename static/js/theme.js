// The choice of light or dark. Loaded in the head and not deferred, so that the first paint has the right colours.
// Without it, and for "system", the style sheet follows the system by itself.
(() => {
  const KEY = "dyadline-theme";
  const CHOICES = ["system", "light", "dark"];
  const LABELS = { system: "Theme: as the system", light: "Theme: light", dark: "Theme: dark" };
  const root = document.documentElement;

  const stored = () => {
    try {
      const choice = localStorage.getItem(KEY);
      return CHOICES.includes(choice) ? choice : "system";
    } catch {
      return "system"; // storage is forbidden: the choice lasts as long as the page
    }
  };

  const apply = (choice) => {
    if (choice === "system") delete root.dataset.theme;
    else root.dataset.theme = choice;
  };

  const show = (button, choice) => {
    button.dataset.choice = choice;
    button.querySelector(".theme-toggle__label").textContent = LABELS[choice];
    button.title = LABELS[choice];
  };

  let choice = stored();
  apply(choice);

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-toggle]");
    if (!button) return;
    show(button, choice);
    button.hidden = false;
    button.addEventListener("click", () => {
      choice = CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length];
      try {
        localStorage.setItem(KEY, choice);
      } catch {
        // as above
      }
      apply(choice);
      show(button, choice);
    });
  });
})();
