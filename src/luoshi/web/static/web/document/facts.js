// Facts: chosen by a click or by j and k, fetched and shown beside the text; links to any words land on them.

import { bind } from "../keys.js";
import { rangeOf, text } from "./words.js";

const panel = document.getElementById("fact");
const switches = [...document.querySelectorAll(".kinds input")];
const PIECES = "a.f, .f[data-at]";  // all but the signs left between others
const CLASS = { sentence: "commitment", number: "unresolved", other: "term" };

const kindOf = (key) => CLASS[key.split("-")[0]] || key.split("-")[0];
const shown = (key) => switches.some((each) => each.checked && each.value === kindOf(key));

/** The innermost fact over a piece whose kind is switched on; the innermost of all where none is. */
export function factOf(piece) {
  const keys = piece.dataset.k.split(" ");
  return keys.find(shown) || keys[0];
}

function addressOf(piece) {
  if (piece.href) return piece.href;
  const at = piece.dataset.at;
  return `?fact=${encodeURIComponent(piece.dataset.k.split(" ")[0])}&at=${at}#c${at}`;
}

// Only what is marked is a link: nobody comes upon one they cannot see.
function relink() {
  for (const piece of text.querySelectorAll(PIECES)) {
    const wanted = piece.dataset.k.split(" ").some(shown) ? "A" : "SPAN";
    if (piece.tagName === wanted) continue;
    const other = document.createElement(wanted);
    for (const { name, value } of piece.attributes) if (name !== "href") other.setAttribute(name, value);
    const address = new URL(addressOf(piece), location);
    if (wanted === "A") other.setAttribute("href", address.search + address.hash);
    else other.dataset.at = address.searchParams.get("at");
    other.append(...piece.childNodes);
    piece.replaceWith(other);
    if (piece === current) current = other;
  }
}

let current = text.querySelector(".on");

function mark(key, piece) {
  for (const each of text.querySelectorAll(".on")) each.classList.remove("on");
  if (!key) return;
  for (const each of text.querySelectorAll(`[data-k~="${CSS.escape(key)}"]`)) each.classList.add("on");
  if (piece) current = piece;
}

// What is wanted last is what is shown, whatever arrives when.
let wanted = "";
let search = location.search;  // of the address whose fact is shown

async function fetchFact(address) {
  wanted = address;
  await htmx.ajax("GET", address, { source: "#fact", target: "#fact", swap: "innerHTML" });
  panel.querySelector(".fact")?.scrollTo(0, 0);
}

function emptyFact() {
  wanted = "";
  panel.replaceChildren();
}

document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.requestConfig.path !== wanted) event.detail.shouldSwap = false;
});

// What is looked for and which kinds are hidden stay in the address, whatever fact is chosen.
function withRest(own) {
  const asked = new URLSearchParams(own);
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (name === "find" || name === "show") asked.set(name, value);
  }
  return `?${asked}`.replace(/^\?$/, location.pathname);
}

export function choose(piece, { scroll = false } = {}) {
  const key = factOf(piece);
  const own = new URL(addressOf(piece), location);
  // The link is the innermost fact's; another over the same words is asked for by name.
  const asked = own.searchParams.get("fact") === key ? own.search : `?fact=${encodeURIComponent(key)}`;
  if (document.querySelector(":target .shut")) location.hash = "#-";  // a sheet makes way for the fact's
  history.pushState(null, "", withRest(asked) + (asked === own.search ? own.hash : ""));
  search = location.search;
  mark(key, piece);
  unland();
  if (scroll) {
    piece.scrollIntoView({ block: "center" });
    piece.focus({ preventScroll: true });
  }
  return fetchFact(asked).then(() => uncover(piece));
}

// On a phone the fact comes up as a sheet from below: its words must not lie under it.
function uncover(piece) {
  const sheet = panel.querySelector(".fact");
  if (!sheet || getComputedStyle(sheet).position !== "fixed") return;
  if (piece.getBoundingClientRect().bottom > sheet.getBoundingClientRect().top - 8) {
    scrollBy(0, piece.getBoundingClientRect().top - 96);
  }
}

text.addEventListener("click", (event) => {
  const piece = event.target.closest("a.f");
  if (!piece || event.ctrlKey || event.metaKey || event.shiftKey || event.button || event.defaultPrevented) return;
  event.preventDefault();
  if (getSelection().isCollapsed) choose(piece);  // else someone is copying, not asking
});

panel.addEventListener("click", (event) => {
  if (!event.target.closest("a.close")) return;
  event.preventDefault();
  close();
});

function close() {
  if (!panel.firstElementChild && !location.hash) return;
  history.pushState(null, "", withRest(""));
  search = location.search;
  mark("");
  unland();
  emptyFact();
  current?.focus({ preventScroll: true });
}

function unland() {
  if (CSS.highlights) CSS.highlights.delete("landed");
  for (const each of document.querySelectorAll(".landed")) each.classList.remove("landed");
}

// Where an address's words are: #c123-145.
function land() {
  const place = /^#c(\d+)-(\d+)$/.exec(location.hash);
  if (!place) return;
  unland();
  const there = document.getElementById(location.hash.slice(1));
  if (there) return there.scrollIntoView({ block: "center" });
  const range = rangeOf(Number(place[1]), Number(place[2]));
  if (!range) return;
  const block = range.startContainer.parentElement.closest("[data-s]");
  block.scrollIntoView({ block: "center" });
  if (!CSS.highlights || !window.Highlight) return block.classList.add("landed");
  CSS.highlights.set("landed", new Highlight(range));
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
}

addEventListener("hashchange", land);
addEventListener("popstate", () => {
  const asked = new URLSearchParams(location.search);
  if (location.search !== search) {
    mark(asked.get("fact") || "");
    if (asked.has("fact") || asked.has("at")) fetchFact(location.search);
    else emptyFact();
  }
  search = location.search;
  land();
});

// A switch is part of the address, so that a link shows what its sender saw.
for (const each of switches) {
  each.addEventListener("change", () => {
    const address = new URL(location);
    address.searchParams.set("show", switches.filter((one) => one.checked).map((one) => one.value).join(","));
    history.replaceState(null, "", address);
    relink();
  });
}

function nextFact(step) {
  const pieces = [...text.querySelectorAll(PIECES)];
  const top = pieces.findIndex((each) => each.getBoundingClientRect().top > 80);
  let at = current ? pieces.indexOf(current) : (step > 0 ? top - 1 : top);
  const before = current ? factOf(current) : "";
  for (at += step; at >= 0 && at < pieces.length; at += step) {
    const key = factOf(pieces[at]);
    if (key !== before && shown(key)) return choose(pieces[at], { scroll: true });
  }
}

function toKinds() {
  if (!switches.length) return false;
  if (!switches[0].checkVisibility()) location.hash = "#kinds";
  switches[0].focus();
}

bind({ j: () => nextFact(1), k: () => nextFact(-1), f: toKinds, Escape: close });
land();
