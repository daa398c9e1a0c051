// What follows an input while one types: its text elsewhere, how long it is, its lines numbered, and which names fit.
// Nothing here is saved or decides anything.
(() => {
  "use strict";

  const textOf = (input) => (input.selectedOptions ? input.selectedOptions[0]?.text : input.value).trim();

  // As the server will: `unnumbered` in budgets/text.py.
  const NUMBER = /^(?:([0-9]{1,2})(?:、|[.．](?![0-9]))|[（(]([0-9]{1,2}|[一二三四五六七八九十]{1,3})[）)]、?|([①-⑳])|([一二三四五六七八九十]{1,3})、)\s*(?=\S)/;
  const HANZI = ["", ..."一二三四五六七八九", ...["", ..."一二三四五六七八九"].map((unit) => `十${unit}`)];

  function valueOf(match) {
    if (!match) return 0;
    if (match[3]) return match[3].charCodeAt(0) - "①".charCodeAt(0) + 1;
    const number = match[1] || match[2] || match[4];
    return /[0-9]/.test(number) ? Number(number) : Math.max(HANZI.indexOf(number), 0);
  }

  function unnumbered(lines) {
    const found = lines.map((line) => line.match(NUMBER));
    const first = lines.length > 1 ? valueOf(found[0]) : 1;
    if (!first || found.some((match, index) => valueOf(match) !== first + index)) return lines;
    if ((lines.length === 1 || first > 1) && found.some((match) => match[4])) return lines;
    return lines.map((line, index) => line.slice(found[index][0].length));
  }

  function number(list, text) {
    const items = unnumbered(text.split("\n").map((line) => line.trim()).filter(Boolean));
    list.replaceChildren(
      ...items.map((item) => {
        const line = document.createElement("li");
        line.textContent = item;
        return line;
      }),
    );
  }

  function follow(input) {
    if (!input.id) return;
    const those = (name) => document.querySelectorAll(`[data-${name}="${CSS.escape(input.id)}"]`);
    for (const shown of those("shows")) shown.textContent = textOf(input) || "未填";
    const dash = input.id.lastIndexOf("-");
    const panel = CSS.escape(`panel-${input.id.slice(0, dash)}`);
    const field = CSS.escape(input.id.slice(dash + 1));
    for (const count of document.querySelectorAll(`[data-panel="${panel}"][data-counts="${field}"]`)) {
      count.textContent = input.value.trim() ? `已填 ${input.value.trim().length} 字` : "未填";
    }
    for (const list of those("numbers")) number(list, input.value);
  }

  document.addEventListener("input", (event) => follow(event.target));
  document.addEventListener("change", (event) => follow(event.target));

  // 二级指标: first of all the names that belong to the 一级指标 of this row.
  const names = document.getElementById("levels-2");
  const every = names ? [...names.options] : [];
  document.addEventListener("focusin", (event) => {
    if (!names || event.target.getAttribute("list") !== names.id) return;
    const level1 = document.getElementById(event.target.id.replace(/level2$/, "level1"))?.value.trim();
    const fitting = every.filter((option) => option.textContent === level1);
    names.replaceChildren(...(fitting.length ? fitting : every));
  });
})();
