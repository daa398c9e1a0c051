// The budget page while one types: sums, changes and rates, as the server will say them; and pasting from Excel.
// All arithmetic is in money.js. Without this script the page shows the figures as they were last saved.
(() => {
  "use strict";

  const money = globalThis.perfevalMoney;
  const form = document.querySelector("form[data-budget]");
  if (!form) return;

  const inputOf = (key, field) => form.elements[`cell:${key}:${field}`];
  const isAmount = (input) => input?.inputMode === "decimal";
  const readable = new Map(); // the last text of each input that is an amount: half a number is not yet another

  function amountOf(key, field) {
    const input = inputOf(key, field);
    if (!input) return money.parse(document.getElementById(`${key}-${field}`)?.textContent ?? "");
    const amount = money.parse(input.value);
    if (amount !== undefined) readable.set(input, amount);
    else if (!readable.has(input)) readable.set(input, money.parse(form.elements[`was:${key}:${field}`].value));
    return readable.get(input);
  }

  const fenOf = (key, field) => amountOf(key, field)?.fen ?? null;

  const lineOf = (key, spent) => ({
    initial: fenOf(key, "initial"),
    adjusted: fenOf(key, "adjusted"),
    [spent]: fenOf(key, spent),
  });

  function write(element, text) {
    if (element && element.textContent !== text) element.textContent = text;
  }

  function writeChange(key, line) {
    write(form.querySelector(`[data-change="${key}"]`), money.changeText(line.initial, line.adjusted));
    write(form.querySelector(`[data-change-note="${key}"]`), money.changeNote(line.initial, line.adjusted));
  }

  function show() {
    const keys = [...form.querySelectorAll("[data-line]")].map((row) => row.dataset.line);
    const revenue = keys.map((key) => lineOf(key, "final"));
    const [basic, project] = [lineOf("basic", "executed"), lineOf("project", "executed")];
    keys.forEach((key, index) => writeChange(key, revenue[index]));
    writeChange("basic", basic);
    writeChange("project", project);
    const last = [...keys.map((key) => [key, "final"]), ["basic", "executed"], ["project", "executed"]];
    const inWanCount = last.filter(([key, field]) => amountOf(key, field)?.inWan).length;
    const basis = inputOf("evaluation", "basis")?.value || "adjusted";
    const texts = money.figures(revenue, basic, project, basis, inWanCount);
    // Stands on the page only where the form divides 执行数 by source.
    const spentOfSources = money.total(keys.map((key) => fenOf(key, "executed")));
    texts.received_executed = money.yuanText(spentOfSources);
    texts.received_executed_wan = spentOfSources === null ? "" : `${money.wanText(spentOfSources)} 万元`;
    for (const place of form.querySelectorAll("[data-figure]")) write(place, texts[place.dataset.figure]);
    for (const place of form.querySelectorAll("[data-echo]")) {
      const input = document.getElementById(place.dataset.echo);
      if (isAmount(input)) write(place, money.echo(input.value));
    }
  }

  form.addEventListener("input", show);
  form.addEventListener("change", show);
  form.addEventListener("cells:saved", show);
  show();
})();
