// Offers back what kept.js has kept from earlier pages: beside what is saved now, to be put back, copied or given up.
// Putting back is typing: the same rows go to the server, and a text that somebody changed meanwhile is a conflict.
(() => {
  "use strict";

  const kept = window.perfeval.kept;
  const section = document.getElementById("rescue");
  if (!section) return;
  const form = document.querySelector("form[data-cells]");
  const list = section.querySelector(".rescue-cells");
  const here = window.location.pathname;
  const WAIT = 10000; // for a panel that is loaded when it is opened
  const items = [];
  const pages = new Map(); // address → promise of its document, null where there is none (any more)
  const restored = new Map(); // inputs in which a text was put back → what they are called
  let elsewhere = 0; // texts of other pages: told by their number while somebody fills in this one

  const placeOf = (entry) => entry.id.split("/").slice(2, 4);
  const idOf = (entry) => placeOf(entry).join("-");
  const isInput = (element) => element?.name?.startsWith("cell:") && !element.disabled;
  const wasIn = (root, entry) => root.querySelector(`[name="was:${CSS.escape(placeOf(entry)[0])}:${CSS.escape(placeOf(entry)[1])}"]`);

  // ---- what is saved now ------------------------------------------------------------------------

  function pageAt(address) {
    if (!pages.has(address)) pages.set(address, fetchPage(address));
    return pages.get(address);
  }

  // undefined: it could not be asked for. The server says who may see it.
  async function fetchPage(address) {
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      if ([403, 404].includes(answer.status)) return null;
      if (!answer.ok || new URL(answer.url).pathname !== address) return undefined;
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      return undefined;
    }
  }

  function textIn(element, text) {
    return [...(element.options ?? [])].find((option) => option.value === text)?.text.trim() ?? text;
  }

  // state: "open" (with stored), "closed" (shown, but not to be written), "gone", "unknown".
  function read(root, entry) {
    const element = root.getElementById(idOf(entry));
    if (!element) return { state: "gone" };
    const was = wasIn(root, entry);
    if (!isInput(element) || !was) return { state: "closed", stored: element.value ?? element.textContent, words: textIn(element, element.value ?? element.textContent) };
    return { state: "open", stored: was.value, words: textIn(element, was.value), input: element };
  }

  async function standingOf(entry) {
    const found = read(document, entry);
    if (found.state !== "gone") return { ...found, isHere: true };
    const toggle = form && document.querySelector(`[data-panel="panel-${CSS.escape(placeOf(entry)[0])}"]`);
    const page = entry.page === here ? document : await pageAt(entry.page);
    if (page === undefined) return { state: "unknown" };
    return { ...(page ? read(page, entry) : { state: "gone" }), isHere: Boolean(toggle), toggle };
  }

  // Amounts are compared as amounts: 1234 is what stands there as 1,234.00.
  function isSame(entry, found) {
    const plain = (text) => text.replace(/\r\n?/g, "\n").trim();
    if (found.stored === undefined) return false;
    if (plain(found.stored) === plain(entry.now)) return true;
    const parse = found.input?.inputMode === "decimal" && globalThis.perfevalMoney?.parse;
    const [one, other] = parse ? [parse(found.stored), parse(entry.now)] : [];
    return Boolean(one && other && one.fen === other.fen);
  }

  // ---- the list ---------------------------------------------------------------------------------

  const slot = (item, name) => item.line.querySelector(`[data-slot="${name}"]`);
  const button = (item, name) => item.line.querySelector(`[data-does="${name}"]`);

  function whenOf(entry) {
    const words = new Date(entry.at).toLocaleString("zh-CN", { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });
    const step = entry.typedOn === here ? "" : `于“${entry.step}”`;
    return `${words}填写${step}${section.dataset.evaluation ? "" : `，${entry.title}`}`;
  }

  function whyOf({ entry, found }) {
    if (found.state === "gone") return "这一行已被删除或不在原处，不能放回，可以复制。";
    if (found.state === "closed") return "这一格现在不能修改，不能放回，可以复制。";
    if (found.state === "unknown") return "现在读不到已保存的内容，请稍后刷新。";
    return found.stored.trim() === entry.was.trim() ? "" : "您填写之后，这里又被改动过。";
  }

  function show(item) {
    const { entry, found, isDropped } = item;
    const leads = found.state === "open" && !isRestorable(item);
    slot(item, "label").textContent = entry.label;
    slot(item, "when").textContent = whenOf(entry);
    slot(item, "why").textContent = isDropped ? "已放弃。" : whyOf(item);
    slot(item, "stored").textContent = found.words || (found.stored === undefined ? "（没有）" : "（空白）");
    slot(item, "typed").textContent = entry.shown || "（空白）";
    item.line.classList.toggle("is-dropped", Boolean(isDropped));
    button(item, "restore").hidden = isDropped || !isRestorable(item);
    button(item, "copy").hidden = isDropped || isRestorable(item) || leads;
    button(item, "drop").hidden = isDropped;
    button(item, "undo").hidden = !isDropped;
    slot(item, "lead").hidden = isDropped || !leads;
    slot(item, "lead").href = entry.typedOn;
  }

  const isRestorable = ({ found }) => Boolean(form) && found.state === "open" && found.isHere;

  function showAll() {
    const open = items.filter((item) => !item.isDropped);
    section.hidden = !items.length && !restored.size && !elsewhere;
    const link = section.querySelector("[data-rescue-elsewhere]");
    link.hidden = !elsewhere;
    link.textContent = `${items.length ? "另有" : "有"} ${elsewhere} 处上次没有保存的内容，在其他页面：去查看`;
    section.querySelector("[data-rescue-count]").textContent = open.length;
    section.querySelector("[data-rescue-all]").hidden = !open.length;
    section.querySelector("[data-does='restore-all']").hidden = !open.some(isRestorable);
    section.querySelector("[data-rescue-words]").hidden = !open.length;
    section.querySelector("h2").hidden = !open.length;
    showRestored();
  }

  // Where the server found another's text in the cell, one is led there to choose.
  function showRestored() {
    const words = restored.size ? `已放回 ${restored.size} 处。` : "";
    const met = [...restored].filter(([input]) => input.parentElement.dataset.state === "conflict");
    const links = met.map(([input, label]) => {
      const link = document.createElement("a");
      link.href = `#${input.id}`;
      link.textContent = label;
      return link;
    });
    const place = section.querySelector("[data-rescue-done]");
    place.replaceChildren(words, ...(links.length ? [`其中 ${links.length} 处与他人的改动不一致，请到原处选一个：`] : []), ...links);
  }

  function add(entry, found) {
    const line = section.querySelector("template").content.firstElementChild.cloneNode(true);
    const item = { entry, found, line };
    line.addEventListener("click", (event) => {
      const does = event.target.closest("[data-does]")?.dataset.does;
      if (does) DEEDS[does](item);
    });
    items.push(item);
    list.append(line);
    show(item);
  }

  function remove(item) {
    item.line.remove();
    items.splice(items.indexOf(item), 1);
    showAll();
  }

  // ---- putting back, copying, giving up ---------------------------------------------------------------

  function appears(id) {
    return new Promise((resolve) => {
      const end = Date.now() + WAIT;
      const look = () => {
        const there = document.getElementById(id);
        if (there || Date.now() > end) resolve(there);
        else window.setTimeout(look, 100);
      };
      look();
    });
  }

  async function inputOf(item) {
    const there = document.getElementById(idOf(item.entry));
    if (there || !item.found.toggle) return there;
    item.found.toggle.click();
    return appears(idOf(item.entry));
  }

  async function restore(item) {
    const { entry } = item;
    const input = await inputOf(item);
    const was = input && wasIn(document, entry);
    const refuse = (words) => (slot(item, "why").textContent = words);
    if (!isInput(input) || !was) return refuse("没能打开原来的地方，请稍后再试，或复制出来。");
    if (input.value !== was.value) return refuse("这一格里现在有还没保存的内容，请先处理，再恢复这一处。");
    const before = input.value;
    input.value = entry.now;
    if (input.value !== entry.now) {
      input.value = before;
      return refuse("这里已没有您选过的这一项，请直接选择。");
    }
    was.value = entry.was;
    for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true }));
    // From here on it is kept as typed in this page.
    if (kept.isWell()) kept.drop(entry.id);
    restored.set(input, entry.label);
    remove(item);
  }

  function copy(item) {
    window.getSelection().selectAllChildren(slot(item, "typed"));
    const done = document.execCommand("copy"); // navigator.clipboard needs https
    slot(item, "why").textContent = done ? "已复制。" : "请按 Ctrl+C 复制选中的文字。";
  }

  function setDropped(item, isDropped) {
    item.isDropped = isDropped;
    if (isDropped) kept.drop(item.entry.id);
    else kept.put(item.entry);
    show(item);
    showAll();
  }

  const DEEDS = { restore, copy, drop: (item) => setDropped(item, true), undo: (item) => setDropped(item, false) };

  section.querySelector("[data-rescue-all]").addEventListener("click", async (event) => {
    const does = event.target.closest("[data-does]")?.dataset.does;
    for (const item of [...items].filter((one) => !one.isDropped)) {
      if (does === "drop-all") setDropped(item, true);
      else if (does === "restore-all" && isRestorable(item)) await restore(item);
    }
  });

  // ---- on opening the page ------------------------------------------------------------------------

  // What stands here unsaved already (a plain form came back) is followed by this page; what is saved by now is done.
  async function sort(entry) {
    const found = await standingOf(entry);
    const isTyped = found.isHere && found.input?.isConnected && found.input.ownerDocument === document && found.input.value === entry.now;
    if (isTyped || isSame(entry, found)) return kept.drop(entry.id);
    if (!form || found.isHere || entry.typedOn === here) add(entry, found);
    else elsewhere += 1;
    return showAll();
  }

  async function offer() {
    const entries = await kept.left(section.dataset.evaluation);
    for (const entry of entries) await sort(entry);
  }

  document.addEventListener("cells:saved", showRestored);
  document.addEventListener("DOMContentLoaded", offer);
})();
