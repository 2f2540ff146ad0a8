// The sheet of a table of tasks, as in a spreadsheet: arrows move, Enter opens a cell and keeps it, Tab goes on, Esc leaves it.
// A cell is sent alone; what comes back is its row, and beside it what stood in the way. Without this script each row has its page.

const sheet = document.getElementById("sheet");
const many = document.getElementById("many");
const LISTS = { lead: "units", supplier: "units", joiners: "joined", leader: "leaders", act: "acts", theme: "themes" };
const LONG = new Set(["words", "measures", "sources"]);

const rowOf = (cell) => cell.closest("tr");
const cellsOf = (row) => [...row.querySelectorAll("td[data-f]")];
const rowsOf = () => [...sheet.querySelectorAll("tr[data-r]:not(.gone)")];
const cellAt = (row, field) => row?.querySelector(`td[data-f="${field}"]`);
const editing = () => sheet.querySelector("td.editing");

// Moving about: one cell at a time takes the focus.
function stand(cell) {
  if (!cell) return;
  for (const each of sheet.querySelectorAll('td[tabindex="0"]')) each.tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus({ preventScroll: true });
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function beside(cell, across, down) {
  const row = rowOf(cell);
  if (across) {
    const cells = cellsOf(row);
    return cells[cells.indexOf(cell) + across];
  }
  const rows = rowsOf();
  return cellAt(rows[rows.indexOf(row) + down], cell.dataset.f);
}

// Changing: a field over the cell, with what it says now.
function open(cell, typed) {
  if (editing()) return;
  const was = cell.textContent, field = cell.dataset.f;
  const input = document.createElement(LONG.has(field) ? "textarea" : "input");
  if (field === "due") input.placeholder = "如 2024-06-30";
  else if (input.type === "text") input.setAttribute("list", LISTS[field] ?? "");
  input.value = typed ?? was;
  input.setAttribute("aria-label", cell.dataset.l);
  input.autocomplete = "off";
  cell.classList.add("editing");
  cell.replaceChildren(input);
  if (field === "joiners") follow(input);
  input.focus();
  if (typed === undefined && input.select && input.type === "text") input.select();
  let done = false;
  const close = (words) => {
    done = true;
    cell.classList.remove("editing");
    cell.textContent = words;
  };
  const keep = (next) => {
    if (done) return;
    const said = input.value;
    close(said);
    const to = next && next();
    if (said.trim() !== was.trim()) send(cell, field, said, was);
    stand(to || cell);
  };
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      close(was);
      stand(cell);
    } else if (event.key === "Enter" && !event.shiftKey) {
      keep(() => beside(cell, 0, 1));
    } else if (event.key === "Tab") {
      keep(() => beside(cell, event.shiftKey ? -1 : 1, 0));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  input.addEventListener("blur", () => {
    if (done) return;
    const said = input.value;
    close(said);
    if (said.trim() !== was.trim()) send(cell, field, said, was);
  });
}

// The names offered while several units are typed one after another.
function follow(input) {
  const list = document.getElementById("joined") ?? document.body.appendChild(Object.assign(document.createElement("datalist"), { id: "joined" }));
  const fill = () => {
    const before = input.value.match(/^.*[、，,]\s*/)?.[0] ?? "";
    list.replaceChildren(...[...document.querySelectorAll("#units option")].map((each) => new Option("", before + each.value)));
  };
  input.addEventListener("input", fill);
  fill();
}

async function send(cell, field, value, was) {
  const row = rowOf(cell), number = row.dataset.r;
  cell.classList.add("saving");
  const body = new FormData();
  body.set("csrfmiddlewaretoken", many.elements.csrfmiddlewaretoken.value);
  body.set("field", field);
  body.set("value", value);
  // Cells of one row are sent one after another, each with the version the one before left behind.
  const before = row.sent ?? Promise.resolve();
  const mine = before.then(() => {
    body.set("version", document.getElementById(`r${number}`).dataset.v);
    return fetch(`rows/${number}/cell`, { method: "POST", body });
  }).then(async (answer) => {
    if (![200, 403, 409, 422].includes(answer.status) || answer.redirected) throw new Error(String(answer.status));
    put(number, await answer.text(), field, mine);
  }).catch(() => {
    const there = cellAt(document.getElementById(`r${number}`), field);
    there?.classList.remove("saving");
    if (there) there.textContent = was;
    fail(number, field, value);
  });
  row.sent = mine;
}

// The row as the ledger has it now, in the place of the one that was there.
function put(number, answer, field, mine) {
  const parsed = document.createElement("template");
  parsed.innerHTML = answer;
  const old = document.getElementById(`r${number}`), fresh = parsed.content.querySelector("tr[data-r]");
  if (!fresh) throw new Error("no row");
  for (const each of sheet.querySelectorAll(`tr[data-of="${number}"]`)) each.remove();
  const focused = old.contains(document.activeElement) ? document.activeElement.closest("td[data-f]") : null;
  const busy = old.querySelector("td.editing") ?? (old.sent !== mine ? old : null);
  if (busy) {  // somebody is still typing in this row: only what was sent changes
    old.dataset.v = fresh.dataset.v;
    cellAt(old, field).replaceWith(cellAt(fresh, field));
    live(cellAt(old, field));
  } else {
    const ticked = old.querySelector('input[name="row"]')?.checked;
    for (const cell of cellsOf(fresh)) live(cell);
    old.replaceWith(fresh);
    const box = fresh.querySelector('input[name="row"]');
    if (box) box.checked = Boolean(ticked);
    if (focused) stand(cellAt(fresh, focused.dataset.f));
  }
  const clash = parsed.content.querySelector("tr.clash");
  if (clash) document.getElementById(`r${number}`).after(clash);
}

// Nothing came back: what was typed stays in sight.
function fail(number, field, value) {
  const row = document.createElement("tr");
  row.className = "beside clash";
  row.dataset.of = number;
  const cell = Object.assign(row.insertCell(), { colSpan: sheet.tHead.rows[0].cells.length });
  const words = document.createElement("div");
  words.setAttribute("role", "alert");
  words.textContent = `没有存下：连不上服务器，或者已经退出登录。您填的是：${value}`;
  const again = Object.assign(document.createElement("button"), { type: "button", textContent: "再试一次" });
  again.addEventListener("click", () => {
    row.remove();
    const there = cellAt(document.getElementById(`r${number}`), field);
    send(there, field, value, there.textContent);
  });
  cell.append(words, again);
  document.getElementById(`r${number}`).after(row);
}

// The row goes up or down by one; the page is fetched anew, for the numbers of other rows change too.
async function shift(row, way) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", many.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(`rows/${row.dataset.r}/${way}`, { method: "POST", body }).catch(() => null);
  if (!answer?.ok) return fail(row.dataset.r, "words", cellAt(row, "words").textContent);
  location.hash = row.id;
  location.reload();
}

const live = (cell) => { cell.tabIndex = -1; };

if (sheet?.hasAttribute("data-live")) {
  for (const cell of sheet.querySelectorAll("tr:not(.gone) > td[data-f]")) live(cell);
  const first = sheet.querySelector("tr:not(.gone) > td[data-f]");
  if (first) first.tabIndex = 0;
  document.querySelector(".keys-of").hidden = false;

  sheet.addEventListener("click", (event) => {
    const cell = event.target.closest("tr[data-r]:not(.gone) > td[data-f]");
    if (!cell || cell.classList.contains("editing") || event.target.closest("a") || String(getSelection())) return;
    if (!editing()) stand(cell);
  });
  sheet.addEventListener("dblclick", (event) => {
    const cell = event.target.closest("tr[data-r]:not(.gone) > td[data-f]");
    if (cell && !cell.classList.contains("editing")) { getSelection().removeAllRanges(); open(cell); }
  });
  sheet.addEventListener("keydown", (event) => {
    const cell = event.target.matches("td[data-f]") ? event.target : null;
    if (!cell || event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.altKey) {
      const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
      if (way) event.preventDefault();
      if (way) shift(rowOf(cell), way);
      return;
    }
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.key in moves) stand(beside(cell, ...moves[event.key]));
    else if (event.key === "Enter" || event.key === "F2") open(cell);
    else if (event.key === "Delete") open(cell, "");
    else if (event.key === " ") {
      const box = rowOf(cell).querySelector('input[name="row"]');
      box.checked = !box.checked;
      tell();
    } else return;
    event.preventDefault();
  });
  sheet.addEventListener("click", (event) => {
    const leave = event.target.closest("[data-leave]"), again = event.target.closest("[data-again]");
    if (!leave && !again) return;
    const beside = event.target.closest("tr"), row = document.getElementById(`r${beside.dataset.of}`);
    const field = again?.dataset.again, typed = beside.querySelector("textarea")?.value;
    beside.remove();
    if (again) open(cellAt(row, field), typed);
    else stand(cellsOf(row)[0]);
  });
  // “用我填的”: the cell is sent again, now with the version that is there.
  sheet.addEventListener("submit", (event) => {
    const beside = event.target.closest("tr.clash");
    if (!beside) return;
    event.preventDefault();
    const typed = beside.querySelector("textarea"), cell = cellAt(document.getElementById(`r${beside.dataset.of}`), typed.name);
    beside.remove();
    send(cell, typed.name, typed.value, cell.textContent);
    stand(cell);
  });
}

// Choosing many: all of them, or with Shift all from one to another.
const boxes = () => [...document.querySelectorAll('input[name="row"]')];
let last = null;

function tell() {
  const number = boxes().filter((each) => each.checked).length;
  const words = document.getElementById("chosen");
  if (number || words.dataset.said) words.textContent = number ? `已选 ${number} 行：` : "没有选中的行";
  words.dataset.said = "1";
}

if (sheet && many) {
  const all = document.getElementById("all");
  if (all) {
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const each of boxes()) each.checked = all.checked;
      tell();
    });
  }
  sheet.addEventListener("click", (event) => {
    if (event.target.name !== "row") return;
    const each = boxes(), at = each.indexOf(event.target), from = each.indexOf(last);
    if (event.shiftKey && from >= 0) {
      for (const box of each.slice(Math.min(at, from), Math.max(at, from) + 1)) box.checked = event.target.checked;
    }
    last = event.target;
    tell();
  });
}
