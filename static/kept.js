// What is typed into cells and not yet acknowledged by the server is kept in this browser, by user, evaluation and cell:
// it outlives a closed tab, a crash, a dead server and a session that ended. rescue.js offers it back.
// Nothing here sends or decides anything, and without a store that works the page does what it always did.
(() => {
  "use strict";

  const VERSION = 1; // of the store and of each entry in it
  const NAME = "perfeval-kept";
  const STORE = "cells";
  const DAMAGED = "no such store";
  const SIGNED_IN = "perfeval-signed-in"; // who used this browser last
  const DAYS = 90; // after which what nobody came back for is removed
  const FULL = "这台电脑的浏览器存储空间已满，没有保存的内容没能留在本机。请不要关闭这一页，等显示“已保存”后再离开。";
  const CLOSED = "这台电脑的浏览器不能留存内容，没有保存的内容只在这一页上。请不要关闭这一页，等显示“已保存”后再离开。";

  const user = document.body.dataset.user;
  const load = Math.random().toString(36).slice(2, 10); // two tabs on one cell keep two texts
  const own = new Map(); // id → entry: typed in this page and not acknowledged
  const acknowledged = new WeakMap(); // input → the text that the server has taken from it
  const waiting = new Map(); // id → entry to be written, or null to be removed
  let writing = null;
  let trouble = ""; // why nothing is kept, as a sentence
  let failing = false; // the last request was not answered well

  // ---- the store --------------------------------------------------------------------------------

  let opened = null;
  const database = () => (opened ??= open().catch(repair));

  function open() {
    return new Promise((resolve, reject) => {
      const request = window.indexedDB.open(NAME, VERSION);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const found = request.result;
        found.onversionchange = () => {
          found.close();
          opened = null;
        };
        if (found.objectStoreNames.contains(STORE)) return resolve(found);
        found.close();
        reject(new Error(DAMAGED));
      };
    });
  }

  // A store in which nothing can stand is begun anew; whatever else is wrong with it may pass, and nothing is removed.
  function repair(error) {
    if (error.message !== DAMAGED) throw error;
    return new Promise((resolve, reject) => {
      const request = window.indexedDB.deleteDatabase(NAME);
      request.onerror = request.onblocked = () => reject(error);
      request.onsuccess = () => open().then(resolve, reject);
    });
  }

  async function commit(changes) {
    const store = await database();
    await new Promise((resolve, reject) => {
      const transaction = store.transaction(STORE, "readwrite", { durability: "strict" });
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
      for (const [id, entry] of changes) {
        if (entry) transaction.objectStore(STORE).put(entry);
        else transaction.objectStore(STORE).delete(id);
      }
    });
  }

  async function write() {
    let wrong = null;
    while (waiting.size && !wrong) {
      // Removing goes on where nothing more can be put; a text that is put elsewhere is put before it is removed.
      for (const isPut of [true, false]) {
        const part = [...waiting].filter(([, entry]) => Boolean(entry) === isPut);
        try {
          if (part.length) await commit(part);
          for (const [id, entry] of part) if (waiting.get(id) === entry) waiting.delete(id);
        } catch (error) {
          wrong = error;
          opened = null;
        }
      }
    }
    trouble = wrong ? (wrong.name === "QuotaExceededError" ? FULL : CLOSED) : "";
    writing = null;
    if (trouble && failing) window.perfeval.notice(trouble);
  }

  function change(id, entry) {
    waiting.set(id, entry);
    writing ??= Promise.resolve().then(write);
    return writing;
  }

  const isEntry = (one) =>
    one.version === VERSION && one.id.split("/").length === 5 && ["was", "now", "page", "label"].every((name) => typeof one[name] === "string") && !Number.isNaN(Date.parse(one.at));

  // All entries of this user that earlier pages left; of one evaluation where it is given. Never another user's.
  async function left(evaluation = "") {
    const from = evaluation ? `${user}/${evaluation}/` : `${user}/`;
    try {
      const store = await database();
      const found = await new Promise((resolve, reject) => {
        const request = store.transaction(STORE).objectStore(STORE).getAll(IDBKeyRange.bound(from, `${from}\uffff`));
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      return found.filter((one) => isEntry(one) && !own.has(one.id)).sort((one, other) => one.at.localeCompare(other.at));
    } catch {
      return [];
    }
  }

  async function forgetOld() {
    const before = new Date(Date.now() - DAYS * 24 * 3600 * 1000).toISOString();
    try {
      const store = await database();
      const request = store.transaction(STORE, "readwrite").objectStore(STORE).openCursor();
      request.onsuccess = () => {
        const cursor = request.result;
        if (!cursor) return;
        if (!(cursor.value.at > before)) cursor.delete();
        cursor.continue();
      };
    } catch {
      // It is only tidying.
    }
  }

  // ---- what is typed ----------------------------------------------------------------------------

  const formOf = (input) => (input?.name?.startsWith?.("cell:") && input.form?.matches("[data-cells]") ? input.form : null);
  const evaluation = () => document.getElementById("rescue")?.dataset.evaluation;
  const textOf = (selector) => document.querySelector(selector)?.textContent.trim() ?? "";

  // The page on which the cell stands by itself: a panel under a row may be loaded only when it is opened.
  function pageOf(input) {
    const panel = input.closest(".row-panel");
    const toggle = panel && document.querySelector(`[data-panel="${panel.id}"]:not([href^="#"])`);
    return toggle ? toggle.pathname : window.location.pathname;
  }

  function labelOf(input) {
    const names = input.getAttribute("aria-labelledby")?.split(" ").map((id) => textOf(`[id="${id}"]`));
    return names?.join("，") ?? (input.getAttribute("aria-label") || input.labels?.[0]?.textContent.trim() || "");
  }

  function entryOf(input, id) {
    return {
      id,
      version: VERSION,
      was: input.form.elements[input.name.replace("cell:", "was:")].value,
      now: input.value,
      shown: input.selectedOptions?.[0]?.text ?? input.value,
      at: new Date().toISOString(),
      page: pageOf(input),
      typedOn: window.location.pathname,
      label: labelOf(input),
      step: textOf(".step-active .step-name"),
      title: `${textOf(".frame-head h1")} ${textOf(".page-head-meta > span")}`,
    };
  }

  function follow(input) {
    const was = formOf(input)?.elements[input.name.replace("cell:", "was:")];
    if (!was || !evaluation()) return;
    const [, key, field] = input.name.split(":");
    const id = [user, evaluation(), key, field, load].join("/");
    const underWay = own.has(id) && input.parentElement.dataset.state === "saving";
    if ((input.value === was.value && !underWay) || input.value === acknowledged.get(input)) {
      if (own.delete(id)) change(id, null);
    } else {
      own.set(id, entryOf(input, id));
      change(id, own.get(id));
    }
  }

  function followAll() {
    for (const input of document.querySelectorAll("form[data-cells] [name^='cell:']")) follow(input);
  }

  const onTyping = (event) => event.isComposing || follow(event.target);
  for (const name of ["input", "change", "compositionend", "cells:typed"]) document.addEventListener(name, onTyping, true);
  window.addEventListener("pagehide", followAll);

  // sent: Map of inputs to the texts that this answer is about. What was typed since stays kept.
  document.addEventListener("cells:saved", (event) => {
    failing = false;
    for (const [input, text] of event.detail.sent ?? []) {
      const [, key, field] = input.name.split(":");
      const answer = event.detail.answers.find((one) => one.key === key && one.field === field);
      if (answer?.status === "saved") acknowledged.set(input, text);
      follow(input);
    }
  });

  document.addEventListener("cells:failed", async () => {
    failing = true;
    followAll();
    await writing;
    const line = document.getElementById("save-state");
    if (trouble) window.perfeval.notice(trouble);
    if (failing && line?.dataset.state === "failed") line.textContent += trouble ? "；请不要关闭这一页" : `；${own.size} 处内容已留在本机`;
  });

  // Far down in a long table the head of the page, which says how saving stands, is out of sight.
  function repeatState() {
    const line = document.getElementById("save-state");
    const bar = document.querySelector("form[data-cells] .actions-sticky");
    if (!line || !bar) return;
    const copy = bar.appendChild(document.createElement("span"));
    copy.className = "save-state";
    copy.setAttribute("aria-hidden", "true");
    const repeat = () => {
      copy.textContent = line.textContent;
      copy.dataset.state = line.dataset.state ?? "";
    };
    new MutationObserver(repeat).observe(line, { attributes: true, childList: true, characterData: true, subtree: true });
    repeat();
  }

  // ---- signing out, and somebody else at this computer ------------------------------------------------

  let leaves = false;

  async function askOnLeaving(form) {
    // A moment for what is just being saved.
    for (let turn = 0; own.size && !failing && turn < 15; turn += 1) await new Promise((resolve) => setTimeout(resolve, 100));
    await writing;
    const kept = [...(await left()), ...own.values()];
    const dialog = document.getElementById("signs-out");
    if (!kept.length || !dialog?.showModal) return go(form);
    dialog.querySelector("[data-kept-count]").textContent = kept.length;
    for (const words of dialog.querySelectorAll("[data-kept-here], [data-leaves='clears']")) words.hidden = Boolean(trouble);
    dialog.querySelector("[data-kept-nowhere]").hidden = !trouble;
    for (const button of dialog.querySelectorAll("[data-leaves]")) {
      button.onclick = async () => {
        if (button.dataset.leaves) await clear(kept);
        go(form);
      };
    }
    dialog.showModal();
  }

  function clear(entries) {
    window.removeEventListener("pagehide", followAll);
    own.clear();
    for (const { id } of entries) change(id, null);
    return writing;
  }

  function go(form) {
    leaves = true;
    form.requestSubmit();
  }

  document.addEventListener(
    "submit",
    (event) => {
      if (leaves || !event.target.matches("[data-signs-out]")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      askOnLeaving(event.target);
    },
    true,
  );

  // A page of one person is folded up as soon as another one has signed in at the same browser.
  function giveWay() {
    let last = user;
    try {
      last = window.localStorage.getItem(SIGNED_IN) ?? user;
    } catch {
      // Without it nothing is known of others.
    }
    for (const part of document.querySelectorAll("main, .site-header, .notice-bar")) part.classList.toggle("is-put-away", last !== user);
    document.getElementById("another-user").hidden = last === user;
  }

  try {
    window.localStorage.setItem(SIGNED_IN, user);
  } catch {
    // As above.
  }
  for (const name of ["storage", "focus", "pageshow"]) window.addEventListener(name, giveWay);

  document.addEventListener("DOMContentLoaded", () => {
    followAll();
    forgetOld();
    repeatState();
  });

  // Whether all that is typed here and not saved would be offered back.
  const holdsEverything = () => own.size > 0 && !waiting.size && !writing && !trouble;

  window.perfeval.kept = { left, drop: (id) => change(id, null), put: (entry) => change(entry.id, entry), isWell: () => !trouble, holdsEverything };
})();
