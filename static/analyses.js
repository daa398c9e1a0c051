// Analyses written elsewhere, many at once: a part of a report with the name of each indicator above its paragraphs goes
// where the names say, wherever on the page it is pasted; a column goes down from the 分析 one is on. All is shown before.
(() => {
  "use strict";

  const { cells, sheet, paste } = window.perfeval ?? {};
  const table = document.querySelector("table.results");
  if (!cells || !sheet || !paste || !table) return;
  const toggles = () => [...table.querySelectorAll("[data-counts=analysis]")];
  const NUMBER = /^(?:[（(]\s*[\d一二三四五六七八九十]+\s*[)）]|[\u2460-\u2473\u3251-\u325f\u32b1-\u32bf]|[\d一二三四五六七八九十]+\s*[.．、])\s*/;
  const AT_ONCE = 4; // panels that are asked for at the same time
  const HEADING = 60; // characters that a heading has at most

  const squeeze = (text) => text.replace(/\s+/g, "").replace(/[：:。；;]$/, "");
  const lineOf = (toggle) => toggle.closest("tr");
  const nameOf = (toggle) => lineOf(toggle).querySelector(".grid-name > span[id]")?.textContent ?? "";
  const keyOf = (toggle) => lineOf(toggle).id.slice(4);

  // ---- by the names above them ------------------------------------------------------------------

  // Rows of one name are taken in their order.
  function findIn(names, text) {
    return names.get(squeeze(text))?.shift() ?? null;
  }

  // A heading alone in its line, or before a colon at the beginning of the paragraph: [row, the rest of the line].
  function begins(names, line) {
    const plain = line.trim().replace(NUMBER, "");
    const whole = plain.length <= 300 && findIn(names, plain);
    if (whole) return [whole, ""];
    const colon = plain.search(/[：:]/);
    const before = colon > 0 && findIn(names, plain.slice(0, colon));
    return before ? [before, plain.slice(colon + 1)] : null;
  }

  // What looks like the heading of something else ends the analysis above it.
  const isHeading = (line) => line.length <= HEADING && !/[。；;，,]$/.test(line) && (NUMBER.test(line) || /^年度(?:绩效)?目标/.test(line));

  // {found: Map(toggle → paragraphs), strange: [{heading, text}]}
  function byNames(text) {
    const names = new Map();
    for (const toggle of toggles()) names.set(squeeze(nameOf(toggle)), [...(names.get(squeeze(nameOf(toggle))) ?? []), toggle]);
    names.delete("");
    const found = new Map();
    const strange = [];
    let into = null; // the paragraphs that are being collected
    for (const line of text.replace(/\r\n?/g, "\n").split("\n").map((one) => one.trim())) {
      const begun = line && begins(names, line);
      if (begun) found.set(begun[0], (into = begun[1].trim() ? [begun[1].trim()] : []));
      else if (isHeading(line)) strange.push({ heading: line, text: (into = []) });
      else if (line && into) into.push(line);
    }
    return { found, strange: strange.filter((one) => one.text.length) };
  }

  // ---- in their order ---------------------------------------------------------------------------

  // From a spreadsheet a cell each, from a document a paragraph each.
  function inOrder(text, first) {
    const texts = globalThis.perfevalClipboard.read(text).map((line) => line.join("\n").trim()).filter(Boolean);
    const places = toggles().slice(toggles().indexOf(first));
    return { found: new Map(places.map((toggle, index) => [toggle, [texts[index]]]).slice(0, texts.length)), over: texts.slice(places.length) };
  }

  // ---- into the panels, which are loaded for it --------------------------------------------------

  async function loadAll(toggles) {
    const waiting = [...toggles];
    const next = async () => {
      for (let toggle = waiting.shift(); toggle; toggle = waiting.shift()) await cells.load(toggle);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  }

  async function plan(found) {
    const made = { lines: [], head: false, merged: 0, mapped: 0, entries: [], fills: 0, overwrites: [], same: [], unfit: [], missing: [] };
    sheet.say(`正在对照 ${found.size} 项指标…`);
    await loadAll([...found.keys()]);
    for (const [toggle, paragraphs] of found) {
      const text = paragraphs.join("\n");
      const input = document.getElementById(`${keyOf(toggle)}-analysis`);
      const where = { number: lineOf(toggle).cells[0].textContent.trim(), head: nameOf(toggle) };
      if (!cells.isCell(input)) made.unfit.push({ ...where, text, why: "这一项现在不能修改" });
      else if (!text || input.value === text) made.same.push([input, text]);
      else {
        if (input.value) made.overwrites.push({ ...where, old: input.value, text });
        else made.fills += 1;
        made.entries.push([input, text]);
      }
    }
    sheet.say("");
    return made;
  }

  async function fill({ found, strange = [], over = [] }) {
    const made = await plan(found);
    for (const one of strange) made.unfit.push({ number: "–", head: one.heading, text: one.text.join("\n"), why: "这一页没有同名的指标" });
    made.missing = over.map((text) => [text]);
    made.title = `粘贴 ${found.size} 项指标的完成情况分析`;
    const { goes } = await paste.preview(made, { table });
    if (!goes) return;
    const count = sheet.change(made.entries);
    sheet.say(count ? `已填入 ${count} 项分析，按 Ctrl+Z 可以撤销` : "粘贴的内容与表中相同，没有改动");
  }

  function onPaste(event) {
    const at = document.activeElement;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (at?.closest?.("dialog") || !(sheet.isNowhere(at) || cells.form.contains(at))) return;
    const named = byNames(text);
    const isOnColumn = toggles().includes(at);
    // One name in a text may be chance; two are the headings of a report.
    if (named.found.size < 2 && !(isOnColumn && text.trim())) return;
    event.preventDefault();
    event.stopPropagation();
    fill(named.found.size ? named : inOrder(text, at));
  }

  // Before the sheet, which would put it into the cells.
  document.addEventListener("paste", onPaste, true);
})();
