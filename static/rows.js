// Rows by keyboard: the buttons in the panel of the row are pressed for whoever has the cursor in it.
(() => {
  "use strict";

  const { cells, sheet } = window.perfeval ?? {};
  if (!cells || !sheet) return;
  const { form } = cells;

  const button = (row, verb) => document.getElementById(`more-${row.id.slice(4)}`)?.querySelector(`button[name='do'][value^='${verb}:']`);

  function verbOf(event) {
    if (!event.altKey || event.ctrlKey || event.metaKey) return "";
    if (event.shiftKey && event.key === "ArrowUp") return "move-up";
    if (event.shiftKey && event.key === "ArrowDown") return "move-down";
    if (event.key === "Insert") return event.shiftKey ? "duplicate" : "add-row";
    return event.key === "Delete" && !event.shiftKey ? "ask-remove" : "";
  }

  function onKey(event) {
    const verb = verbOf(event);
    const row = verb && event.target.closest?.("tr.grid-row");
    if (!row || event.isComposing || !document.getElementById(`more-${row.id.slice(4)}`)) return;
    event.preventDefault();
    const rows = sheet.hasBlock() ? sheet.rectangle().lines.map((line) => line.row) : [row];
    if (verb === "ask-remove" && rows.length > 1) return removeAll(rows);
    const wish = button(row, verb);
    if (wish) wish.click();
    else sheet.say(verb.startsWith("move") ? "这一行已经在头上或末尾，不能再移动" : "这一行现在不能这样改");
  }

  function removeAll(rows) {
    const buttons = rows.map((row) => button(row, "ask-remove"));
    if (buttons.some((one) => !one)) return sheet.say("选中的行里有已审核的指标，不能删除");
    const keys = rows.map((row) => row.id.slice(4));
    const { asks, warning } = buttons[0].dataset;
    cells.ask(form, { asks, wish: `remove:${keys.join(":")}`, question: `删除选中的 ${keys.length} 行？`, warning });
  }

  form.addEventListener("keydown", onKey);
})();
