// The cells of a table.grid as a sheet: which cell is beside which, keys as in Excel, and the block that is selected.
// A cell one arrives in is selected whole: typing replaces, arrows go on. Typing, a second click or F2 puts a caret
// into it; then arrows move the caret, and leave the cell only at the ends of its text.
(() => {
  "use strict";

  const cells = window.perfeval?.cells;
  if (!cells) return;
  const { form } = cells;
  const PLACES = ":scope > :is(.cell, .cell-fixed)";
  const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  // ---- what is where ----------------------------------------------------------------------------

  const known = new Map(); // table → its rows, each with its places; read once, not at every key

  function linesOf(table) {
    if (!known.has(table)) {
      const lines = [...table.querySelectorAll("tr.grid-row")].map((row, index) => ({ row, index, places: [...row.querySelectorAll(PLACES)] }));
      known.set(table, { lines, byRow: new Map(lines.map((line) => [line.row, line])) });
    }
    return known.get(table);
  }

  // {line, column, lines} of a cell in a sheet; null of everything else.
  function spotOf(element) {
    const place = element?.closest?.(":is(.cell, .cell-fixed)");
    const table = place?.closest("table.grid");
    if (!table || !form.contains(table)) return null;
    const { lines, byRow } = linesOf(table);
    const line = byRow.get(place.parentElement);
    return line ? { line, lines, column: line.places.indexOf(place) } : null;
  }

  const inputIn = (place) => (place?.firstElementChild?.name?.startsWith("cell:") ? place.firstElementChild : null);
  const isIn = (input) => cells.isCell(input) && input.parentElement.classList.contains("cell");
  // A click beside everything puts the focus into the page as a whole.
  const isNowhere = (element) => element === document.body || element === document.getElementById("main");
  const shown = (place) => {
    const input = inputIn(place);
    if (!input) return place.firstElementChild?.textContent.trim() ?? "";
    return input.selectedOptions ? (input.selectedOptions[0]?.text ?? "") : input.value;
  };
  // Rows of another shape (the achievement of a goal) are passed over.
  const alike = ({ line, lines }) => lines.filter((other) => other.places.length === line.places.length);

  // ---- the cell one is in -----------------------------------------------------------------------

  let entered = null; // {input, text} on arrival
  let editing = false; // a caret is in it
  let column = null; // where a row of Tabs began: Enter goes back below it

  function goTo(input) {
    input.focus();
    input.select?.();
  }

  function arrive(input) {
    entered = { input, text: input.value };
    editing = false;
  }

  function edit(input) {
    editing = true;
    if (input.tagName === "SELECT") return input.showPicker?.();
    input.setSelectionRange(input.value.length, input.value.length);
  }

  function restore(input) {
    if (input.value !== entered.text) {
      input.value = entered.text;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    editing = false;
    input.select?.();
  }

  // ---- moving -----------------------------------------------------------------------------------

  function beside(spot, down, right) {
    const rows = spot.line.places.length > 1 ? alike(spot) : spot.lines;
    let row = rows.indexOf(spot.line) + down;
    let at = spot.column + right;
    for (; rows[row] && at >= 0 && at < spot.line.places.length; row += down, at += right) {
      const input = inputIn(rows[row].places[at]);
      if (input) return input;
    }
    return null;
  }

  // In the order of reading; at the ends the browser goes on.
  function inOrder(spot, step) {
    let { index } = spot.line;
    let at = spot.column;
    for (;;) {
      at += step;
      const places = spot.lines[index]?.places;
      if (!places) return null;
      const input = inputIn(places[at]);
      if (input) return input;
      if (at < 0 || at >= places.length) {
        index += step;
        at = step > 0 ? -1 : (spot.lines[index]?.places.length ?? 0);
      }
    }
  }

  function edge(spot, key, whole) {
    const rows = alike(spot);
    const line = whole ? rows.at(key === "Home" ? 0 : -1) : spot.line;
    const inputs = line.places.map(inputIn).filter(Boolean);
    return inputs.at(key === "Home" ? 0 : -1);
  }

  // Whether an arrow has nothing to do in the text itself.
  function leaves(input, event) {
    if (!editing || input.tagName === "SELECT") return true;
    const isVertical = event.key === "ArrowUp" || event.key === "ArrowDown";
    if (isVertical && input.list) return false;
    if (isVertical && heightOf(input) < 38) return true;
    const { selectionStart: start, selectionEnd: end, value } = input;
    if (event.repeat || start !== end) return false;
    return event.key === "ArrowLeft" || event.key === "ArrowUp" ? start === 0 : end === value.length;
  }

  function heightOf(input) {
    if (input.tagName === "INPUT") return 0;
    const { paddingTop, paddingBottom } = getComputedStyle(input);
    return input.scrollHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
  }

  // ---- the block --------------------------------------------------------------------------------

  let far = null; // the corner across from the cell one is in: {line, column}
  let block = new Set(); // its places, where there is more than one

  function rectangle() {
    const from = spotOf(document.activeElement);
    if (!from) return null;
    const rows = alike(from);
    const to = far ?? from;
    const sorted = (one, other) => (one < other ? [one, other] : [other, one]);
    const [top, bottom] = sorted(rows.indexOf(from.line), rows.indexOf(to.line));
    const [left, right] = sorted(from.column, to.column);
    return { lines: rows.slice(top, bottom + 1), rows, top, left, right };
  }

  function draw() {
    const area = far && rectangle();
    const next = new Set(area ? area.lines.flatMap((line) => line.places.slice(area.left, area.right + 1)) : []);
    if (next.size < 2) next.clear();
    for (const place of block) if (!next.has(place)) place.classList.remove("in-block");
    for (const place of next) if (!block.has(place)) place.classList.add("in-block");
    block = next;
  }

  function extendTo(spot) {
    const from = spotOf(document.activeElement);
    if (!spot || !from || spot.lines !== from.lines || spot.line.places.length !== from.line.places.length) return;
    far = { line: spot.line, column: spot.column };
    draw();
    spot.line.places[spot.column].scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function extendBy(spot, down, right) {
    const rows = alike(spot);
    const from = far ?? spot;
    const row = rows[rows.indexOf(from.line) + down];
    const at = from.column + right;
    if (row && row.places[at]) extendTo({ line: row, column: at, lines: spot.lines });
  }

  function selectRows(row) {
    const spot = spotOf(row.querySelector(PLACES));
    const input = spot && spot.line.places.map(inputIn).find(Boolean);
    if (!input) return;
    goTo(input);
    const { line, lines } = spotOf(input);
    extendTo({ line, lines, column: line.places.length - 1 });
  }

  function clear() {
    far = null;
    if (block.size) draw();
  }

  const texts = () => {
    const area = rectangle();
    return area.lines.map((line) => line.places.slice(area.left, area.right + 1).map(shown));
  };

  // ---- keys -------------------------------------------------------------------------------------

  function onKey(event) {
    const input = event.target;
    if (event.isComposing || event.defaultPrevented || !isIn(input)) return;
    const act = KEYS[event.key] ?? (event.key.startsWith("Arrow") ? arrow : null);
    if (act && act(input, event, spotOf(input)) !== false) event.preventDefault();
  }

  function arrow(input, event, spot) {
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    const [down, right] = STEPS[event.key];
    if (event.shiftKey) return editing ? false : extendBy(spot, down, right);
    if (!leaves(input, event)) return false;
    move(beside(spot, down, right), input);
  }

  function move(next, input) {
    column = null;
    if (next) goTo(next);
    else cells.save(input);
  }

  function enter(input, event, spot) {
    if (event.ctrlKey || event.altKey) return false;
    if (cells.isLong(input) && editing) return false;
    if (cells.isLong(input) && !event.shiftKey) return edit(input);
    const back = column;
    const from = back === null ? spot : { ...spot, column: back };
    move(beside(from, event.shiftKey ? -1 : 1, 0), input);
  }

  function tab(input, event, spot) {
    if (event.ctrlKey || event.altKey) return false;
    const next = inOrder(spot, event.shiftKey ? -1 : 1);
    if (!next) return false;
    column = column ?? spot.column;
    goTo(next);
  }

  function escape(input) {
    if (block.size) return clear();
    restore(input);
  }

  function ends(input, event, spot) {
    if (editing || event.altKey) return false;
    const next = edge(spot, event.key, event.ctrlKey);
    if (!event.shiftKey) return move(next, input);
    extendTo(spotOf(next));
  }

  function wipe() {
    const isChoice = document.activeElement.tagName === "SELECT";
    if (!block.size && !isChoice) return false;
    const places = block.size ? [...block] : [document.activeElement.parentElement];
    const entries = places.map(inputIn).filter((one) => one?.value).map((one) => [one, ""]);
    window.perfeval.sheet.change(entries);
  }

  function all(input, event, spot) {
    if (!event.ctrlKey || event.shiftKey || editing) return false;
    const rows = alike(spot);
    goTo(rows[0].places.map(inputIn).find(Boolean) ?? input);
    extendTo({ line: rows.at(-1), column: spot.line.places.length - 1, lines: spot.lines });
  }

  const KEYS = {
    Enter: enter,
    Tab: tab,
    Escape: escape,
    Home: ends,
    End: ends,
    Delete: wipe,
    Backspace: wipe,
    a: all,
    F2: (input) => edit(input),
    " ": (input, event) => (event.shiftKey && !editing ? selectRows(input.closest("tr")) : false),
  };

  // ---- the mouse --------------------------------------------------------------------------------

  let pressed = false;

  function onPress(event) {
    const place = event.target.closest(".cell");
    const input = inputIn(place);
    if (event.button || !place) return numberPressed(event);
    if (event.target !== input) return;
    pressed = true;
    column = null;
    if (event.shiftKey && spotOf(document.activeElement)) {
      event.preventDefault();
      extendTo(spotOf(input));
    } else if (document.activeElement !== input && input.tagName !== "SELECT") {
      event.preventDefault();
      goTo(input);
    } else {
      clear();
      editing = input.tagName !== "SELECT";
    }
  }

  // The number at the beginning of a row selects the row.
  function numberPressed(event) {
    const row = event.target.closest("td.num:first-child")?.parentElement;
    if (event.button || !row?.classList.contains("grid-row")) return;
    event.preventDefault();
    const first = row.querySelector(PLACES);
    const spot = first && spotOf(first);
    if (!spot) return;
    if (event.shiftKey && far) extendTo({ ...spot, column: spot.line.places.length - 1 });
    else selectRows(row);
  }

  function onDrag(event) {
    if (!pressed || !event.buttons) return;
    const [spot, from] = [spotOf(event.target), spotOf(document.activeElement)];
    if (spot && from && (far || spot.line !== from.line || spot.column !== from.column)) extendTo(spot);
  }

  // ---- copying ----------------------------------------------------------------------------------

  function onCopy(event) {
    const input = document.activeElement;
    if (!isIn(input) || (!block.size && input.tagName !== "SELECT")) return;
    event.preventDefault();
    const rows = block.size ? texts() : [[shown(input.parentElement)]];
    event.clipboardData.setData("text/plain", globalThis.perfevalClipboard.write(rows));
    if (event.type === "cut") wipe();
  }

  form.addEventListener("keydown", onKey);
  form.addEventListener("mousedown", onPress);
  form.addEventListener("mouseover", onDrag);
  document.addEventListener("mouseup", () => (pressed = false));
  form.addEventListener("dblclick", (event) => isIn(event.target) && (editing = event.target.tagName !== "SELECT"));
  document.addEventListener("copy", onCopy);
  document.addEventListener("cut", onCopy);
  document.addEventListener("focusin", (event) => {
    if (event.target.closest("dialog")) return;
    clear();
    if (isIn(event.target)) arrive(event.target);
  });
  form.addEventListener("input", (event) => {
    if (event.target !== entered?.input || !event.isTrusted) return;
    clear();
    editing = event.target.tagName !== "SELECT";
  });

  window.perfeval.sheet = {
    spotOf,
    alike,
    inputIn,
    shown,
    isIn,
    isNowhere,
    rectangle,
    hasBlock: () => block.size > 1,
    hasCaret: () => editing,
    goTo,
    refresh: () => known.clear(),
    change: (entries) => cells.put(entries), // undo.js remembers it too
  };
})();
