// A block copied from Excel or WPS goes into the cells to the right and below, each saved like a typed one.
(() => {
  "use strict";

  const form = document.querySelector("form[data-cells]");
  if (!form) return;
  const cellsOf = (row) => [...row.querySelectorAll(":scope > .cell > [name^='cell:']")];

  // Tab-separated lines; a cell with a line end or a tab in it stands in quotes, doubled inside.
  function tableOf(text) {
    const rows = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const row = rows[rows.length - 1];
      const sign = text[at];
      if (quoted && sign === '"' && text[at + 1] === '"') {
        row[row.length - 1] += '"';
        at += 1;
      } else if (sign === '"' && (quoted || row[row.length - 1] === "")) {
        quoted = !quoted;
      } else if (!quoted && sign === "\t") {
        row.push("");
      } else if (!quoted && sign === "\n") {
        rows.push([""]);
      } else {
        row[row.length - 1] += sign;
      }
    }
    return rows;
  }

  // False where a list has no such choice.
  function put(cell, text) {
    const value = text.trim();
    if (cell.tagName === "SELECT") {
      const choice = [...cell.options].find((option) => option.text.trim() === value || option.value === value);
      if (!choice) return false;
      cell.value = choice.value;
    } else {
      cell.value = cell.matches("textarea:not([data-line])") ? value : value.replace(/\s*\n\s*/g, " ");
    }
    cell.dispatchEvent(new Event("input", { bubbles: true }));
    cell.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }

  form.addEventListener("paste", (event) => {
    const cell = event.target;
    const row = cell.closest?.("tr.grid-row");
    const text = (event.clipboardData?.getData("text/plain") ?? "").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!row || !cell.parentElement.matches(".cell") || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    const width = cellsOf(row).length;
    // Rows of another shape (the achievement of a goal) are passed over.
    const rows = [...row.closest("table").querySelectorAll("tr.grid-row")].filter((other) => cellsOf(other).length === width);
    const top = rows.indexOf(row);
    const left = cellsOf(row).indexOf(cell);
    const lines = tableOf(text);
    let unfit = 0;
    lines.slice(0, rows.length - top).forEach((line, down) => {
      const cells = cellsOf(rows[top + down]).slice(left);
      line.slice(0, cells.length).forEach((value, right) => {
        if (!put(cells[right], value)) unfit += 1;
      });
    });
    const surplus = Math.max(0, lines.length - (rows.length - top));
    const grows = form.querySelector("button[name='do'][value^='add-']");
    const remedy = grows ? "请先增加行，再粘贴其余部分。" : "这张表的行由“目标与指标”决定，请核对复制的范围。";
    const said = [
      surplus ? `粘贴的内容多出 ${surplus} 行，没有填入。${remedy}` : "",
      unfit ? `有 ${unfit} 格的文字不在列表中，没有填入，请直接选择。` : "",
    ];
    window.perfeval.notice(said.join(""));
  });
})();
