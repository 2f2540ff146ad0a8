// Notes on a document, made quicker: a button at what is selected, and the form laid over the page instead of a page of its
// own. Without this script the links lead to the same forms.

import { selected, text } from "./document/words.js";
import { working } from "./keys.js";

const ALONE = { "HX-Request": "true" };  // asks for the form without the page around it
const WIDTH = 88;

const button = document.createElement("button");
button.type = "button";
button.className = "act write-note-here";
button.textContent = "写批注";
button.hidden = true;
const dialog = document.createElement("dialog");
dialog.className = "note-dialog";
dialog.setAttribute("aria-labelledby", "note-form-title");
document.body.append(button, dialog);

const addressOf = ({ start, end }) => `${location.pathname}notes/new?at=${start}-${end}`;

async function open(address) {
  button.hidden = true;
  const answer = await fetch(address, { headers: ALONE }).catch(() => null);
  if (!answer || !answer.ok) return location.assign(address);  // the page says what is wrong
  dialog.innerHTML = await answer.text();
  dialog.showModal();
  dialog.querySelector("textarea")?.focus();
}

// What is selected now, unless it is only white space.
function wanted() {
  const found = dialog.open ? null : selected();
  return found && found.words.trim() ? found : null;
}

function offer() {
  button.hidden = !wanted();
  if (button.hidden) return;
  const lines = getSelection().getRangeAt(0).getClientRects();
  const last = lines[lines.length - 1];
  if (!last) return;
  // On a phone, where the system puts its own things at what is selected, the style sheet puts the button elsewhere.
  const left = Math.max(8, Math.min(last.right, document.documentElement.clientWidth - WIDTH));
  button.style.setProperty("--left", `${left + scrollX}px`);
  button.style.setProperty("--top", `${last.bottom + 6 + scrollY}px`);
}

let soon;
document.addEventListener("selectionchange", () => {
  clearTimeout(soon);
  soon = setTimeout(offer, 150);  // while the hand is still moving there is nothing to press
});
button.addEventListener("pointerdown", (event) => event.preventDefault());  // keeps what is selected
button.addEventListener("click", () => {
  const found = wanted();
  if (found) open(addressOf(found));
});

// Facts are links, and a browser takes a hand that draws over a link to be dragging it away. Here it means the words: while
// the hand is down there is no link.
text?.addEventListener("mousedown", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const address = link.getAttribute("href");
  link.removeAttribute("href");
  addEventListener("mouseup", () => link.setAttribute("href", address), { once: true, capture: true });
});

// n writes a note on what is selected; where nothing is, the key is left to others.
addEventListener("keydown", (event) => {
  if (event.key !== "n" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !working()) return;
  if (event.target.closest?.("input, textarea, select, dialog")) return;
  const found = wanted();
  if (!found) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  open(addressOf(found));
}, true);

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-note]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  open(link.href);
});

dialog.addEventListener("click", (event) => {
  if (!event.target.closest("[data-cancel]")) return;
  event.preventDefault();
  dialog.close();
});

dialog.addEventListener("submit", async (event) => {
  const form = event.target;
  event.preventDefault();
  const send = form.querySelector("button.act");
  send.disabled = true;
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: ALONE }).catch(() => null);
  if (answer?.status === 204) return location.reload();  // the note is in the list and the reader where they were
  send.disabled = false;
  if (answer && answer.headers.get("Content-Type")?.startsWith("text/html") && !answer.redirected) {
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (found.querySelector(".note-form")) {
      dialog.replaceChildren(...found.body.childNodes);
      return;
    }
  }
  say(form, "没有写进去：网络不通或登录已过期。写的字还在，请稍后再按一次；仍然不行，请复制下来，刷新后再写。");
});

function say(form, words) {
  let place = form.querySelector("p.wrong.sent");
  if (!place) {
    place = document.createElement("p");
    place.className = "wrong sent";
    place.setAttribute("role", "alert");
    form.prepend(place);
  }
  place.textContent = words;
}
