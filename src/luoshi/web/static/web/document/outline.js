// The outline follows the scroll: the heading one is under is marked, and kept in sight. [ and ] go from heading to heading.

import { bind } from "../keys.js";
import { text } from "./words.js";

const outline = document.getElementById("outline");
const links = new Map([...outline.querySelectorAll("li a")].map((each) => [each.hash.slice(1), each]));
const headings = [...text.querySelectorAll("h2, h3, h4, h5, h6")].filter((each) => links.has(each.id));
const UNDER = 120;  // a heading this far from the top is the one being read
let marked = null;

function under() {
  let low = 0;
  let high = headings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (headings[middle].getBoundingClientRect().top <= UNDER) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function follow() {
  const link = links.get(headings[under()]?.id ?? "main");
  if (link === marked || !link) return;
  marked?.removeAttribute("aria-current");
  marked = link;
  link.setAttribute("aria-current", "location");
  const [box, at] = [outline.getBoundingClientRect(), link.getBoundingClientRect()];
  if (at.top < box.top + 40 || at.bottom > box.bottom - 40) outline.scrollTop += at.top - box.top - box.height / 2;
}

// Told whenever a heading passes the line under the window's top, or comes in or out of sight.
const watcher = new IntersectionObserver(follow, { rootMargin: `-${UNDER}px 0px 0px 0px` });
const sights = new IntersectionObserver(follow);
for (const each of headings) {
  watcher.observe(each);
  sights.observe(each);
}
follow();

function nextHeading(step) {
  const ahead = headings.filter((each) => {
    const top = each.getBoundingClientRect().top;
    return step > 0 ? top > 100 : top < 60;
  });
  const there = step > 0 ? ahead[0] : ahead[ahead.length - 1];
  if (there) there.scrollIntoView({ block: "start" });
}

bind({ "]": () => nextHeading(1), "[": () => nextHeading(-1) });
