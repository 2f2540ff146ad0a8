// The button that prints: a browser's own business, so it shows only where this script runs.

for (const each of document.querySelectorAll("[data-print]")) {
  each.hidden = false;
  each.addEventListener("click", () => print());
}
