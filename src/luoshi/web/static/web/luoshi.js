// A document's page, made quicker: facts are fetched without reloading, links land on words, keys move about.
// Without this script every link still works: the server shows the fact and marks the words.
"use strict";

const text = document.querySelector("article.text");
const switches = [...document.querySelectorAll(".kinds input")];
const CLASS = { sentence: "commitment", number: "unresolved" };

const kindOf = (key) => CLASS[key.split("-")[0]] || key.split("-")[0];
const shown = (key) => switches.some((each) => each.checked && each.value === kindOf(key));
const keysOf = (piece) => piece.dataset.k.split(" ");

// The innermost fact over a piece whose kind is switched on; the innermost of all where none is.
const pick = (piece) => keysOf(piece).find(shown) || keysOf(piece)[0];

function mark(key, piece) {
  for (const each of text.querySelectorAll(".on")) each.classList.remove("on");
  if (!key) return;
  for (const each of text.querySelectorAll(`[data-k~="${CSS.escape(key)}"]`)) each.classList.add("on");
  if (piece) current = piece;
}

// What is wanted last is what is shown, whatever arrives when.
let wanted = "";

async function fetchFact(address) {
  wanted = address;
  await htmx.ajax("GET", address, { source: "#fact", target: "#fact", swap: "innerHTML" });
}

function emptyFact() {
  wanted = "";
  document.getElementById("fact").replaceChildren();
}

document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.requestConfig.path !== wanted) event.detail.shouldSwap = false;
});

let current = text.querySelector(".on");

function choose(piece, { scroll = false } = {}) {
  const key = pick(piece);
  const own = new URL(piece.href);
  // The link is the innermost fact's; another over the same words is asked for by name.
  const address = own.searchParams.get("fact") === key ? own.search + own.hash : `?fact=${encodeURIComponent(key)}`;
  history.pushState(null, "", address);
  mark(key, piece);
  unland();
  if (scroll) piece.scrollIntoView({ block: "center" });
  return fetchFact(address.split("#")[0]).then(() => uncover(piece));
}

// On a phone the fact comes up as a sheet from below: its words must not lie under it.
function uncover(piece) {
  const sheet = document.querySelector("#fact .fact");
  if (!sheet || getComputedStyle(sheet).position !== "fixed") return;
  if (piece.getBoundingClientRect().bottom > sheet.getBoundingClientRect().top - 8) {
    scrollBy(0, piece.getBoundingClientRect().top - 96);
  }
}

text.addEventListener("click", (event) => {
  const piece = event.target.closest("a.f");
  if (!piece || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if (!getSelection().isCollapsed) return event.preventDefault();  // someone is copying, not asking
  event.preventDefault();
  choose(piece);
});

document.getElementById("fact").addEventListener("click", (event) => {
  if (!event.target.closest("a.close")) return;
  event.preventDefault();
  close();
});

function close() {
  history.pushState(null, "", location.pathname);
  mark("");
  unland();
  emptyFact();
}

// Where an address's words are: #c123-145 counts characters of the text, not the units of JavaScript's strings.
function unland() {
  if (CSS.highlights) CSS.highlights.delete("landed");
  for (const each of document.querySelectorAll(".landed")) each.classList.remove("landed");
}

function blockOf(start) {
  let found = null;
  for (const each of text.querySelectorAll("[data-s]")) {
    if (Number(each.dataset.s) > start) break;
    found = each;
  }
  return found;
}

function boundary(block, offset, atEnd) {
  let left = offset - Number(block.dataset.s);
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let last = null;
  while (walker.nextNode()) {
    last = walker.currentNode;
    const characters = [...last.data];
    if (left < characters.length || (atEnd && left === characters.length)) {
      return [last, characters.slice(0, left).join("").length];
    }
    left -= characters.length;
  }
  return last && [last, last.data.length];
}

function land() {
  unland();
  const place = /^#c(\d+)-(\d+)$/.exec(location.hash);
  if (!place) return;
  const there = document.getElementById(location.hash.slice(1));
  if (there) return there.scrollIntoView({ block: "center" });
  const [start, end] = [Number(place[1]), Number(place[2])];
  const block = blockOf(start);
  if (!block) return;
  block.scrollIntoView({ block: "center" });
  const from = boundary(block, start, false);
  const to = boundary(blockOf(end - 1), end, true);
  if (!from || !to || !CSS.highlights || !window.Highlight) return block.classList.add("landed");
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  CSS.highlights.set("landed", new Highlight(range));
  from[0].parentElement.scrollIntoView({ block: "center" });
}

addEventListener("hashchange", land);
addEventListener("popstate", () => {
  const asked = new URLSearchParams(location.search);
  mark(asked.get("fact") || "");
  if (asked.has("fact") || asked.has("at")) fetchFact(location.search);
  else emptyFact();
  land();
});

// A switch is part of the address, so that a link shows what its sender saw.
for (const each of switches) {
  each.addEventListener("change", () => {
    const address = new URL(location);
    address.searchParams.set("hide", switches.filter((one) => !one.checked).map((one) => one.value).join(","));
    history.replaceState(null, "", address);
  });
}

// Keys: j k facts, [ ] headings, Escape puts the fact away.
function nextFact(step) {
  const pieces = [...text.querySelectorAll("a.f")];
  const top = pieces.findIndex((each) => each.getBoundingClientRect().top > 80);
  let at = current ? pieces.indexOf(current) : (step > 0 ? top - 1 : top);
  const before = current ? pick(current) : "";
  for (at += step; at >= 0 && at < pieces.length; at += step) {
    const key = pick(pieces[at]);
    if (key !== before && shown(key)) return choose(pieces[at], { scroll: true });
  }
}

function nextHeading(step) {
  const headings = [...text.querySelectorAll("h2, h3, h4, h5, h6")];
  const ahead = headings.filter((each) => {
    const top = each.getBoundingClientRect().top;
    return step > 0 ? top > 100 : top < 60;
  });
  const there = step > 0 ? ahead[0] : ahead[ahead.length - 1];
  if (there) there.scrollIntoView({ block: "start" });
}

const KEYS = {
  j: () => nextFact(1), k: () => nextFact(-1), "]": () => nextHeading(1), "[": () => nextHeading(-1), Escape: close,
};
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  if (KEYS[event.key]) KEYS[event.key]();
});

if (matchMedia("(max-width: 1100px)").matches) document.querySelector(".outline details").open = false;
land();
