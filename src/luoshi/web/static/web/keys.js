// Keys of every page: / goes to the box to search in, ? shows what keys there are. A page's own scripts add theirs.
// People who speak to their computer, or whose hands slip, switch them off; the choice stays in this browser.

const KEPT = "luoshi-keys";
const list = document.getElementById("keys");
const on = document.getElementById("keys-on");
const bound = new Map();

/** Let these keys do something: `{ j: () => … }`. A function that gives `false` leaves the key to the browser. */
export function bind(keys) {
  for (const [key, act] of Object.entries(keys)) bound.set(key, act);
}

/** Whether the keys are switched on. */
export const working = () => on.checked;

function typing(target) {
  return target.isContentEditable || target.closest("input:not([type=checkbox], [type=radio]), select, textarea");
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || list.open || typing(event.target)) return;
  if (event.key.length === 1 && !on.checked) return;
  const act = bound.get(event.key);
  if (act && act(event) !== false) event.preventDefault();
});

on.checked = localStorage.getItem(KEPT) !== "off";
on.addEventListener("change", () => localStorage.setItem(KEPT, on.checked ? "on" : "off"));

bind({
  "/": () => {
    const box = document.querySelector("[data-search]");
    if (!box) return false;
    if (!box.checkVisibility()) box.closest("details")?.setAttribute("open", "");
    box.focus();
    box.select();
  },
  "?": () => list.showModal(),
});
for (const each of document.querySelectorAll("[data-keys]")) {
  each.hidden = false;
  each.addEventListener("click", () => list.showModal());
}
