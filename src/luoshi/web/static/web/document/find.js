// Finding words in this document: the server says where they stand (it knows traditional and full-width forms), all
// places are lit, n and Shift+n go from one to the next.

import { bind } from "../keys.js";
import { rangeOf, selected, text } from "./words.js";

const form = document.getElementById("find");
const box = form.querySelector("input");
const count = form.querySelector(".count");
const everywhere = form.querySelector(".everywhere");
const steps = [...form.querySelectorAll("[data-step]")];
const canLight = CSS.highlights && window.Highlight;
let hits = [];
let at = -1;
let asked = 0;

// What the server marked for those without script makes way.
function unmark() {
  for (const each of text.querySelectorAll("mark")) {
    const parent = each.parentNode;
    each.replaceWith(...each.childNodes);
    parent.normalize();
  }
  form.querySelector(".hits")?.remove();
}

async function look({ go = false } = {}) {
  const words = box.value.trim();
  const mine = ++asked;
  let spots = [];
  if (words) {
    const answer = await fetch(`${location.pathname}find?find=${encodeURIComponent(words)}`);
    if (answer.ok) spots = (await answer.json()).hits;
  }
  if (mine !== asked) return;
  hits = spots.map(([start, end]) => rangeOf(start, end)).filter(Boolean);
  at = -1;
  if (canLight) {
    CSS.highlights.delete("hit");
    CSS.highlights.set("hits", new Highlight(...hits));
  }
  const address = new URL(location);
  if (words) address.searchParams.set("find", words);
  else address.searchParams.delete("find");
  if (address.hash === "#-") address.hash = "";
  history.replaceState(history.state, "", address);
  if (everywhere) {
    everywhere.hidden = !words;
    const link = everywhere.firstElementChild;
    link.href = `${link.dataset.everywhere}?q=${encodeURIComponent(words)}`;
  }
  for (const each of steps) each.disabled = !hits.length;
  say();
  if (go) step(1);
}

function say() {
  if (!box.value.trim()) count.textContent = "";
  else if (!hits.length) count.textContent = "本文没有这些字句";
  else count.textContent = at < 0 ? `${hits.length} 处` : `第 ${at + 1} 处，共 ${hits.length} 处`;
}

// The first step goes to the first place from what is being read on.
function firstFrom(direction) {
  const below = hits.findIndex((each) => each.getBoundingClientRect().top >= 0);
  if (direction > 0) return below < 0 ? 0 : below;
  return below < 0 ? hits.length - 1 : (below - 1 + hits.length) % hits.length;
}

function step(direction) {
  if (!hits.length) return;
  at = at < 0 ? firstFrom(direction) : (at + direction + hits.length) % hits.length;
  const hit = hits[at];
  if (canLight) {
    const current = new Highlight(hit);
    current.priority = 1;
    CSS.highlights.set("hit", current);
  } else {
    getSelection().removeAllRanges();
    getSelection().addRange(hit);
  }
  hit.startContainer.parentElement.closest("[data-s]").scrollIntoView({ block: "center" });
  const place = hit.getBoundingClientRect();  // long paragraphs: the words themselves
  if (place.top < 80 || place.bottom > innerHeight - 80) scrollBy(0, place.top - innerHeight / 2);
  say();
}

let waiting = 0;
box.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(look, 150);
});
let looked = box.value.trim();
async function enter(direction) {
  clearTimeout(waiting);
  if (box.value.trim() !== looked || !hits.length) {
    looked = box.value.trim();
    await look();
  }
  step(direction);
}
form.addEventListener("submit", (event) => {
  event.preventDefault();
  enter(1);
});
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.shiftKey && !event.isComposing) {
    event.preventDefault();
    enter(-1);
  } else if (event.key === "Escape") {
    event.preventDefault();
    box.value = "";
    looked = "";
    look();
    box.blur();
  }
});
for (const each of steps) {
  each.hidden = false;
  each.disabled = true;
  each.addEventListener("click", () => step(Number(each.dataset.step)));
}

// With words selected, n is for a note on them.
const next = (direction) => (selected() || !hits.length ? false : step(direction));
bind({
  n: () => next(1),
  N: () => next(-1),
  "/": () => {
    if (!box.checkVisibility()) location.hash = "#find";
    box.focus();
    box.select();
  },
});

if (box.value) {
  unmark();
  look({ go: !/^#[chs]\d/.test(location.hash) });
}
