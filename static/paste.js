// A block copied from Excel or WPS goes into the cells to the right and below. What it would overwrite, and what does
// not fit, is shown before anything is changed; then it is one step for 撤销.
(() => {
  "use strict";

  const { cells, sheet, plan: planning } = window.perfeval ?? {};
  if (!cells || !sheet || !planning) return;
  const { form } = cells;
  const MOST_SHOWN = 100;
  const grows = () => form.querySelector("button[name='do'][value^='add-row:']");

  // ---- where it goes ----------------------------------------------------------------------------

  function target() {
    const spot = sheet.spotOf(document.activeElement);
    if (!spot) return null;
    const area = sheet.rectangle();
    return { table: spot.line.row.closest("table"), rows: area.rows, row: area.top, column: area.left, places: spot.line.places, area };
  }

  // A grid without rows has no cell to put the cursor into.
  function emptyTarget() {
    const table = form.querySelector("table.targets");
    if (!table || !grows() || table.querySelector(".grid-row")) return null;
    return { table, rows: [], row: 0, column: 0, places: [...table.tHead.rows[0].cells].slice(1, -2) };
  }

  function onPaste(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const input = document.activeElement;
    const at = sheet.isIn(input) ? target() : sheet.isNowhere(input) ? emptyTarget() : null;
    if (!at || !text) return;
    const block = globalThis.perfevalClipboard.read(text);
    const isOne = block.length === 1 && block[0].length === 1;
    if (isOne && at.area && !sheet.hasBlock() && input.tagName !== "SELECT") return typeIn(event, input, block[0][0], text);
    // Paragraphs from a document belong into a long text as they are.
    if (at.area && cells.isLong(input) && block.every((line) => line.length === 1) && !isOne) return;
    event.preventDefault();
    consider(isOne && at.area ? fill(block[0][0], at.area) : block, at);
  }

  // One cell from a spreadsheet comes with a line end behind it, and perhaps in quotes.
  function typeIn(event, input, text, raw) {
    if (text === raw) return;
    event.preventDefault();
    document.execCommand("insertText", false, planning.textFor(input, text) ?? text);
  }

  // As in Excel: one text into a whole block.
  const fill = (text, area) => area.lines.map((line) => line.places.slice(area.left, area.right + 1).map(() => text));

  async function consider(block, at) {
    const found = planning.plan(block, at);
    const isSingle = block.length === 1 && block[0].length === 1;
    const asks = found.unfit.length || found.missing.length || (found.overwrites.length && !isSingle);
    const answer = asks ? await preview(found, at) : { goes: true, adds: false };
    if (answer.goes) apply(block, at, found, answer.adds);
  }

  async function apply(block, at, found, adds) {
    if (!adds) return finish(found, []);
    const added = await addRows(found.missing.length, at.table);
    if (!added) return;
    const rows = sheet.alike(sheet.spotOf(at.table.querySelector(`[id="row-${added[0]}"] .cell`)));
    const whole = planning.plan(block, { ...at, rows, places: rows[0].places });
    finish(inherit(whole, rows, added), added);
  }

  // A new row has the levels of the one above it, where the block says nothing of them.
  function inherit(found, rows, added) {
    const given = new Set(found.entries.map(([input]) => input));
    for (const row of rows) {
      if (!added.includes(row.row.id.slice(4)) || !rows.indexOf(row)) continue;
      const above = rows[rows.indexOf(row) - 1];
      for (const [index, place] of row.places.entries()) {
        const input = sheet.inputIn(place);
        if (!input || !["level1", "level2"].includes(planning.fieldOf(input)) || given.has(input)) continue;
        const over = sheet.inputIn(above.places[index]);
        const said = found.entries.find(([one]) => one === over)?.[1];
        const text = said ?? sheet.shown(above.places[index]);
        if (text) found.entries.push([input, text]);
      }
    }
    return found;
  }

  // 完成情况 follows the figures; what the block says of it stays, also where it said the same before.
  async function keep(found) {
    const stated = found.same.filter(([input]) => planning.fieldOf(input) === "outcome");
    if (stated.length && (await cells.settled())) cells.put(stated);
  }

  function finish(found, added) {
    const count = sheet.change(found.entries, added);
    keep(found);
    const first = found.entries[0]?.[0];
    if (first && sheet.isNowhere(document.activeElement)) sheet.goTo(first);
    sheet.say(count ? `已填入 ${count} 格，按 Ctrl+Z 可以撤销` : "粘贴的内容与表中相同，没有改动");
  }

  // ---- rows that are missing --------------------------------------------------------------------

  // Not crypto.randomUUID: in the office the page may come over plain HTTP, where there is none.
  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  // The same wish as a button of the form; of the page that answers only the new rows are taken.
  async function addRows(count, table) {
    const keys = Array.from({ length: count }, newKey);
    const body = new URLSearchParams({ do: `add-rows:${keys.join(":")}` });
    let status = 0;
    try {
      const response = await fetch(form.action, { method: "POST", headers: { "X-CSRFToken": window.perfeval.csrfToken() }, body });
      status = response.status;
      const answered = new DOMParser().parseFromString(await response.text(), "text/html");
      if (answered.getElementById(`row-${keys.at(-1)}`)) return takeRows(answered, keys, table);
      const why = answered.querySelector(".message-error")?.textContent;
      if (why && status === 409) return window.perfeval.notice(`${why.trim()} 没有增加行，也没有粘贴。`);
    } catch {
      // As if there had been no answer.
    }
    window.perfeval.explainFailure(status === 200 ? 500 : status);
    return null;
  }

  function takeRows(answered, keys, table) {
    const body = table.tBodies[0];
    for (const row of body.querySelectorAll(":scope > tr:not([id])")) row.remove();
    for (const key of keys) for (const part of ["row", "more"]) body.append(document.adoptNode(answered.getElementById(`${part}-${key}`)));
    // Who was the last one may now go down.
    for (const wishes of body.querySelectorAll(".row-wishes")) {
      const other = answered.getElementById(wishes.closest("tr").id)?.querySelector(".row-wishes");
      if (other) wishes.replaceWith(document.adoptNode(other));
    }
    const count = document.getElementById("row-count");
    if (count) count.textContent = body.querySelectorAll(".grid-row").length;
    sheet.refresh();
    cells.dress();
    return keys;
  }

  // ---- the preview ------------------------------------------------------------------------------

  function element(tag, content, className) {
    const made = document.createElement(tag);
    made.append(...[content].flat());
    if (className) made.className = className;
    return made;
  }

  function summary(found) {
    const said = [
      found.overwrites.length && `覆盖 ${found.overwrites.length} 格已有的内容`,
      found.fills && `填入 ${found.fills} 个空格`,
      found.same.length && `${found.same.length} 格与表中相同，不变`,
      found.mapped && `${found.mapped} 格按列表中的词填入（如“已完成”填作“完成”）`,
      found.merged && `${found.merged} 格是合并单元格的一部分，一级、二级指标沿用上一行`,
      found.head && "第一行是表头，不填入",
    ];
    return element("ul", said.filter(Boolean).map((text) => element("li", text)), "paste-summary");
  }

  function listing(title, heads, items, textsOf) {
    if (!items.length) return [];
    const table = element("table", "", "table-data");
    table.append(element("thead", element("tr", heads.map((head) => element("th", head)))));
    table.append(element("tbody", items.slice(0, MOST_SHOWN).map((item) => element("tr", textsOf(item).map((text) => element("td", text))))));
    const more = items.length > MOST_SHOWN ? [element("p", `另有 ${items.length - MOST_SHOWN} 处没有列出。`, "soft")] : [];
    return [element("h3", title), element("div", table, "paste-list"), ...more];
  }

  const where = ({ number, head }) => `第 ${number} 行 · ${head}`;
  const texted = (text) => (text.trim() === "" ? "（空白）" : text);

  function missing(found, table) {
    if (!found.missing.length) return [];
    const count = found.missing.length;
    if (!grows() || !table.matches(".targets")) {
      const left = listing(`多出的 ${count} 行不填入`, ["复制的内容"], found.missing, (line) => [line.join("　")]);
      const why = table.matches(".results") ? "这张表的行由“目标与指标”决定，请核对复制的范围。" : "请先增加行，再粘贴其余部分。";
      return [...left, element("p", why, "soft")];
    }
    const box = element("input", "", "form-check-input");
    Object.assign(box, { type: "checkbox", checked: true, id: "paste-adds" });
    return [element("p", element("label", [box, ` 表格还少 ${count} 行：在末尾增加 ${count} 行`]), "paste-adds")];
  }

  function preview(found, at) {
    const dialog = element("dialog", "", "confirm paste-preview");
    dialog.setAttribute("aria-labelledby", "paste-title");
    const title = element("h2", found.title ?? `粘贴 ${found.lines.length} 行 × ${Math.max(...found.lines.map((line) => line.length))} 列`);
    title.id = "paste-title";
    const over = listing("将被覆盖", ["位置", "原来", "改为"], found.overwrites, (one) => [where(one), texted(one.old), texted(one.text)]);
    const unfit = listing("不能填入", ["位置", "内容", "原因"], found.unfit, (one) => [where(one), one.text, one.why]);
    const content = element("div", [summary(found), ...missing(found, at.table), ...unfit, ...over], "paste-content");
    const go = element("button", "确认填入", "btn btn-primary");
    const no = element("button", "取消", "btn btn-secondary");
    for (const button of [go, no]) button.type = "button";
    dialog.append(title, content, element("div", [go, no], "actions"));
    document.body.append(dialog);
    const before = document.activeElement;
    return new Promise((resolve) => {
      const box = () => dialog.querySelector("#paste-adds")?.checked ?? false;
      dialog.addEventListener("close", () => {
        dialog.remove();
        before.focus({ preventScroll: true });
        before.select?.();
        resolve({ goes: dialog.returnValue === "go", adds: dialog.adds });
      });
      go.addEventListener("click", () => {
        dialog.adds = box();
        dialog.close("go");
      });
      no.addEventListener("click", () => dialog.close());
      dialog.showModal();
      go.focus();
    });
  }

  document.addEventListener("paste", onPaste);
  window.perfeval.paste = { preview };
})();
