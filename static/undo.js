// Taking back and doing again, across cells: a step is what was typed into one cell, or a whole pasted block. It goes
// through the same protocol as typing, so that what a colleague has written meanwhile is a conflict, not lost.
(() => {
  "use strict";

  const cells = window.perfeval?.cells;
  const sheet = window.perfeval?.sheet;
  if (!cells || !sheet) return;
  const { form } = cells;
  const MOST = 200;
  const STORE = `perfeval-undo:${document.body.dataset.user}:${window.location.pathname}`; // a tab may change hands

  // A step: {texts: [{id, from, to}], rows: keys that were added for it}
  let done = [];
  let undone = [];
  let entered = null; // {input, text}

  function remember(texts, rows = []) {
    if (!texts.length && !rows.length) return;
    done.push({ texts, rows });
    done = done.slice(-MOST);
    undone = [];
  }

  // What stands in the cell one is in and has not been remembered yet.
  function settle() {
    if (!entered) return;
    const { input, text } = entered;
    entered.text = input.value;
    if (input.value !== text) remember([{ id: input.id, from: text, to: input.value }]);
  }

  // Many cells in one step.
  function change(entries, rows = []) {
    settle();
    const texts = entries.filter(([input, text]) => input.value !== text).map(([input, text]) => ({ id: input.id, from: input.value, to: text }));
    remember(texts, rows);
    apply(texts, "to");
    return texts.length;
  }

  function apply(texts, side) {
    const entries = texts.map((one) => [document.getElementById(one.id), one[side]]).filter(([input]) => cells.isCell(input));
    cells.put(entries);
    if (entered) entered.text = entered.input.value;
    return entries.map(([input]) => input);
  }

  function step(from, onto, side, word) {
    settle();
    const last = from.pop();
    if (!last) return say(side === "from" ? "没有可以撤销的修改" : "没有可以重做的修改");
    onto.push(last);
    const inputs = apply(last.texts, side);
    lead(inputs[0]);
    const gone = last.texts.length - inputs.length;
    say(`${word} ${inputs.length} 格${gone ? `；另有 ${gone} 格所在的行已不在这一页` : ""}`);
    if (side === "from" && last.rows.length) takeBack(onto.pop().rows);
  }

  // The rows that were added for a block go with it, once their cells are blank on the server too.
  async function takeBack(rows) {
    if (!(await cells.settled())) return say("已撤销；为粘贴而增加的行还在，里面有内容没有保存");
    cells.post(form, `take-back:${rows.join(":")}`);
  }

  function lead(input) {
    if (!input) return;
    if (input.closest(".row-panel")) return window.perfeval.leadTo(input.id);
    sheet.goTo(input);
    input.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // ---- a quiet sentence beside the buttons ------------------------------------------------------

  const line = document.createElement("span");
  line.className = "sheet-said";
  line.setAttribute("role", "status");
  form.querySelector(".actions-sticky")?.append(line);
  function say(text) {
    line.textContent = text;
  }

  // ---- keys -------------------------------------------------------------------------------------

  function onKey(event) {
    if (event.isComposing || !(event.ctrlKey || event.metaKey) || event.altKey || event.target.closest("dialog")) return;
    const key = event.key.toLowerCase();
    const isUndo = key === "z" && !event.shiftKey;
    const isRedo = key === "y" || (key === "z" && event.shiftKey);
    if (!isUndo && !isRedo) return;
    const input = event.target;
    const isText = input.matches("input, textarea");
    // While one types in a text, the browser takes back its letters.
    if (isText && (!cells.isCell(input) || input.value !== entered?.text)) return;
    event.preventDefault();
    if (isUndo) step(done, undone, "from", "已撤销");
    else step(undone, done, "to", "已重做");
  }

  document.addEventListener("keydown", onKey);
  document.addEventListener("focusin", (event) => {
    if (entered && entered.input !== event.target) settle();
    if (cells.isCell(event.target)) entered = { input: event.target, text: event.target.value };
  });
  form.addEventListener("focusout", (event) => event.target === entered?.input && settle());

  // ---- a row that is added, moved or removed loads the page anew; the steps are kept across it ---

  const keep = () => {
    settle();
    try {
      sessionStorage.setItem(STORE, JSON.stringify(done.slice(-50)));
    } catch {
      // No room or no leave to store anything: then there is nothing to take back on the next page.
    }
  };
  form.addEventListener("submit", (event) => /^(add|duplicate|move|remove|take)/.test(event.submitter?.value ?? "") && keep());
  try {
    done = JSON.parse(sessionStorage.getItem(STORE)) ?? [];
    sessionStorage.removeItem(STORE);
  } catch {
    done = [];
  }

  sheet.change = change;
  sheet.say = say;
})();
