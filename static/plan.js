// What a block would do to a sheet, before it does it: which cells change, what they lose, and what does not fit.
(() => {
  "use strict";

  const sheet = window.perfeval?.sheet;
  if (!sheet) return;
  const LEVELS = ["一级指标", "二级指标"];

  const fieldOf = (input) => input.name.split(":")[2];
  const isBlank = (line) => line.every((text) => !text.trim());
  const squeeze = (text) => text.replace(/\s+/g, "");

  function headOf(table, place) {
    return table.tHead?.rows[0]?.cells[place.cellIndex]?.textContent.trim() ?? "";
  }

  // How a text would stand in this cell; undefined where a list has no such choice.
  function textFor(input, text) {
    const plain = text.replace(/\r\n?/g, "\n").trim();
    if (input.tagName === "SELECT") return globalThis.perfevalChoices.codeOf(fieldOf(input), [...input.options], plain);
    return window.perfeval.cells.isLong(input) ? plain : plain.replace(/\s*\n\s*/g, " ");
  }

  const wordOf = (input, text) => [...(input.options ?? [])].find((option) => option.value === text)?.text ?? text;

  // Names of columns copied along with the figures.
  function hasHead(lines, table, places) {
    const heads = places.map((place) => squeeze(headOf(table, place)));
    const told = lines[0].map((text, right) => [squeeze(text), heads[right]]).filter(([text]) => text);
    return lines.length > 1 && told.length > 0 && told.every(([text, head]) => text === head);
  }

  // Only the first cell of a merged one carries the text.
  function unmerge(lines, table, places) {
    const columns = places.map((place) => LEVELS.includes(headOf(table, place)));
    let filled = 0;
    const made = lines.map((line) => [...line]);
    for (let down = 1; down < made.length; down += 1) {
      if (isBlank(made[down])) continue;
      columns.forEach((isLevel, right) => {
        if (!isLevel || made[down][right]?.trim() !== "" || !made[down - 1][right]?.trim()) return;
        // Below another 一级指标 an empty 二级指标 is really empty.
        if (right > 0 && columns[right - 1] && made[down][right - 1] !== made[down - 1][right - 1]) return;
        made[down][right] = made[down - 1][right];
        filled += 1;
      });
    }
    return [made, filled];
  }

  // at: {table, rows, row, column, places}; row may be the first one behind the end.
  function plan(block, at) {
    const width = at.places.length - at.column;
    const places = at.places.slice(at.column);
    const head = hasHead(block, at.table, places);
    const [lines, merged] = unmerge(head ? block.slice(1) : block, at.table, places);
    while (lines.length > 1 && isBlank(lines.at(-1))) lines.pop();
    const found = { lines, head, merged, entries: [], fills: 0, overwrites: [], same: [], mapped: 0, unfit: [], missing: [] };
    lines.forEach((line, down) => {
      const row = at.rows[at.row + down];
      if (!row) return found.missing.push(line.slice(0, width));
      line.forEach((text, right) => weigh(found, at, row, at.column + right, text));
    });
    return found;
  }

  function weigh(found, at, row, column, text) {
    const place = row.places[column];
    const where = { number: row.row.cells[0].textContent.trim(), head: place ? headOf(at.table, place) : "" };
    if (!place) return text.trim() && found.unfit.push({ ...where, head: "表格右边", text, why: "这里没有对应的栏" });
    const input = sheet.inputIn(place);
    const now = sheet.shown(place);
    if (!input) return text.trim() && text.trim() !== now && found.unfit.push({ ...where, text, why: "这一格现在不能修改" });
    const value = textFor(input, text);
    if (value === undefined) return found.unfit.push({ ...where, text, why: "列表中没有这个词，请直接选择" });
    if (value === input.value) return found.same.push([input, value]);
    if (input.tagName === "SELECT" && wordOf(input, value) !== text.trim()) found.mapped += 1;
    if (input.value === "") found.fills += 1;
    else found.overwrites.push({ ...where, old: now, text: wordOf(input, value) });
    found.entries.push([input, value]);
  }

  window.perfeval.plan = { plan, textFor, fieldOf };
})();
