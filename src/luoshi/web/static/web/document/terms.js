// Glossary terms explained where they stand: by pointing at one, reaching it with the keyboard, or a tap. The note can be
// pointed at itself, goes away with Escape, and stays until one leaves (WCAG 1.4.13). A click shows the whole fact.

import { choose, factOf } from "./facts.js";
import { text } from "./words.js";

const note = document.getElementById("term");
const entries = new Map([...document.querySelectorAll("[data-term]")].map((each) => [each.dataset.term, each]));
const PATIENCE = 250;  // milliseconds before it comes, and before it goes
let anchor = null;
let timer = 0;

function termOf(target) {
  const piece = target.closest?.("a.term");
  return piece && entries.has(factOf(piece)) ? piece : null;
}

function show(piece, more = false) {
  clearTimeout(timer);
  if (anchor === piece) return;
  hide();
  const entry = entries.get(factOf(piece));
  const [meaning, source] = [document.createElement("p"), document.createElement("p")];
  const name = document.createElement("b");
  name.textContent = entry.querySelector("dt").textContent;
  const told = entry.querySelector("dd");
  const from = told.querySelector("cite");
  meaning.append(name, `　${[...told.childNodes].filter((each) => each !== from).map((each) => each.textContent).join("").trim()}`);
  source.append(from ? from.cloneNode(true) : "据本文的名词解释");
  if (more) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "看全部";
    button.className = "plain-button";
    button.addEventListener("click", () => {
      hide();
      choose(piece);
    });
    source.append(" ", button);
  }
  note.replaceChildren(meaning, source);
  note.showPopover();
  place(piece);
  piece.setAttribute("aria-describedby", "term");
  anchor = piece;
}

function place(piece) {
  const box = [...piece.getClientRects()][0] || piece.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = note;
  const below = box.bottom + height + 6 < innerHeight;
  note.style.left = `${Math.max(16, Math.min(box.left, innerWidth - width - 16))}px`;
  note.style.top = `${below ? box.bottom + 2 : Math.max(8, box.top - height - 2)}px`;
}

function hide() {
  clearTimeout(timer);
  if (!anchor) return false;
  anchor.removeAttribute("aria-describedby");
  anchor = null;
  note.hidePopover();
}

const later = (act) => {
  clearTimeout(timer);
  timer = setTimeout(act, PATIENCE);
};

text.addEventListener("pointerover", (event) => {
  const piece = event.pointerType === "mouse" && termOf(event.target);
  if (piece) later(() => show(piece));
});
text.addEventListener("pointerout", (event) => {
  if (event.pointerType === "mouse" && termOf(event.target)) later(hide);
});
note.addEventListener("pointerenter", () => clearTimeout(timer));
note.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && later(hide));
text.addEventListener("focusin", (event) => {
  const piece = termOf(event.target);
  if (piece && piece.matches(":focus-visible:not(.on)")) show(piece);
});
text.addEventListener("focusout", () => later(hide));

let touched = false;
addEventListener("pointerdown", (event) => {
  touched = event.pointerType !== "mouse";
  if (anchor && !note.contains(event.target) && termOf(event.target) !== anchor) hide();
}, true);
text.addEventListener("click", (event) => {
  const piece = touched && termOf(event.target);
  if (!piece || event.ctrlKey || event.metaKey || event.shiftKey) return hide();
  event.preventDefault();
  show(piece, true);
}, true);
addEventListener("scroll", () => anchor && place(anchor), { passive: true });

// Escape puts the note away before it puts anything else away.
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && hide() !== false) event.stopImmediatePropagation();
}, true);
