// Words that are copied take their citation with them: title, place, date, and the link to the very words.

import { linkTo, selected, text } from "./words.js";

const cited = text.dataset.cite;
const source = (link) => `——${cited}，${link}`;

function asHtml(words, link) {
  const [quote, last, address] = ["blockquote", "p", "a"].map((name) => document.createElement(name));
  for (const line of words.split(/\n+/)) {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    quote.append(paragraph);
  }
  address.href = link;
  address.textContent = link;
  last.append(`——${cited}，`, address);
  return quote.outerHTML + last.outerHTML;
}

document.addEventListener("copy", (event) => {
  const chosen = selected();
  const inside = getSelection().anchorNode;
  if (!chosen || !inside || inside.parentElement?.closest("input, textarea")) return;
  const words = chosen.words.trim();
  if (!words) return;
  const link = linkTo(chosen.start, chosen.end);
  event.clipboardData.setData("text/plain", `${words}\n${source(link)}`);
  event.clipboardData.setData("text/html", asHtml(words, link));
  event.preventDefault();
});

// The button of the fact that is shown. Browsers let a page write to the clipboard on a secure address or by a copy of its own.
document.getElementById("fact").addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const citation = button.closest(".fact").querySelector(".citation");
  const words = citation.textContent;
  button.textContent = (await written(words)) ? "已复制" : "请从下面选取";
  if (button.textContent !== "已复制") citation.hidden = false;
});

async function written(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    const put = (event) => {
      event.clipboardData.setData("text/plain", words);
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    document.addEventListener("copy", put, { capture: true, once: true });
    return document.execCommand("copy");
  }
}

// What only works with this script shows itself once it is here, also in facts that are fetched.
const reveal = () => document.querySelectorAll("#fact [data-copy]").forEach((each) => { each.hidden = false; });
document.body.addEventListener("htmx:afterSwap", reveal);
reveal();
