// Between places in the document's text and places on the page. Offsets count characters of the text; the strings of
// JavaScript count units of which a rare character takes two.

export const text = document.querySelector("article.text");
const blocks = text ? [...text.querySelectorAll("[data-s]")] : [];
const starts = blocks.map((each) => Number(each.dataset.s));

/** The block in which the text's character at this offset stands: the last that begins no later. */
function blockAt(offset) {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function boundary(offset, atEnd) {
  const at = blockAt(atEnd ? offset - 1 : offset);
  if (at < 0) return null;
  let left = offset - starts[at];
  const walker = document.createTreeWalker(blocks[at], NodeFilter.SHOW_TEXT);
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

/** The range on the page of the text's characters from start to end; null where there are none. */
export function rangeOf(start, end) {
  const from = boundary(start, false);
  const to = boundary(end, true);
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}

/** The offset in the text of a place on the page; null outside the text. */
function offsetOf(node, offset, atEnd) {
  const probe = document.createRange();
  probe.setStart(node, offset);
  // The block the place is in, else the next (for a beginning) or the last before (for an end).
  let at = blocks.findIndex((each) => each.contains(node) && (each !== node || node.childNodes.length));
  if (at < 0) {
    const after = blocks.findIndex((each) => probe.comparePoint(each, 0) > 0);
    at = after < 0 ? blocks.length : after;
    if (!atEnd) return at < blocks.length ? starts[at] : null;
    return at > 0 ? starts[at - 1] + [...blocks[at - 1].textContent].length : null;
  }
  probe.setStart(blocks[at], 0);
  probe.setEnd(node, offset);
  return starts[at] + [...probe.toString()].length;
}

/** What is selected of the text, as {start, end, words}; null where nothing of it is. */
export function selected() {
  const selection = getSelection();
  if (!text || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(text)) return null;
  const start = text.contains(range.startContainer) ? offsetOf(range.startContainer, range.startOffset, false) : starts[0];
  const inside = text.contains(range.endContainer);
  const last = blocks.length - 1;
  const end = inside ? offsetOf(range.endContainer, range.endOffset, true) : starts[last] + [...blocks[last].textContent].length;
  if (start === null || end === null || end <= start) return null;
  return { start, end, words: selection.toString() };
}

/** The link to these words, good for ever. */
export const linkTo = (start, end) => `${location.origin}${location.pathname}?at=${start}-${end}#c${start}-${end}`;
