// Cells that save themselves. In a <form data-cells> every input named cell:KEY:FIELD stands beside a hidden
// was:KEY:FIELD; leaving it sends {key, field, was, now}. One request at a time; what is not saved stays as typed.
// Without this script the same form is posted as it is.
(() => {
  "use strict";

  const MOST = 50; // changes in one request
  const WAITS = [2, 4, 8, 15]; // seconds before a request is repeated; the last one again and again
  const PATIENCE = 20000; // then an answer is no longer waited for
  const PAUSE = 1500; // what is typed is also saved while one rests in it
  const SHORT_PAUSE = 400; // and what the server judges, much sooner
  const LONGEST = 8000; // and while one types on without a rest
  const JUDGED = ["target", "adjusted_target", "actual", "unit", "tier", "direction", "outcome"];
  const WORDS = { saving: "正在保存…", saved: "已保存", conflict: "与他人冲突", unreadable: "填写有误", refused: "未保存", missing: "未填" };

  const form = document.querySelector("form[data-cells]");
  const due = new Set(); // inputs to be sent
  const typing = new Set(); // inputs that differ, but have not been left yet
  const troubled = new Map(); // inputs whose text the server did not take → why
  let busy = false;
  let composing = null; // the input in which an input method is at work: what it holds is no text yet
  let held = null; // the button of a submission that waits until everything is saved
  let failures = 0;
  let lastSaved = "";
  let timer = 0;
  let putting = false; // many cells at once: they are all due before the first request goes

  const isCell = (element) => element?.name?.startsWith("cell:") && element.form === form;
  const place = (input) => input.name.split(":").slice(1);
  // Right behind its cell; looking up a name among thousands of inputs would cost more than the key that was pressed.
  function was(input) {
    const name = input.name.replace("cell:", "was:");
    const next = input.nextElementSibling;
    return next?.name === name ? next : form.elements[name];
  }
  const isChanged = (input) => input.value !== was(input).value;
  const isLong = (input) => input.tagName === "TEXTAREA" && !("line" in input.dataset);
  const CELLS = "[name^='cell:']";
  // In the row itself and in the panel below it.
  const inputsOf = (key) => ["row", "panel", "more"].flatMap((part) => [...(document.getElementById(`${part}-${key}`)?.querySelectorAll(CELLS) ?? [])]);

  // ---- saying how it stands ---------------------------------------------------------------------

  function mark(input, state, ...content) {
    const holder = input.parentElement;
    let note = document.getElementById(`${input.id}-note`);
    if (state) holder.dataset.state = state;
    else delete holder.dataset.state;
    if (content.length && !note) {
      note = document.createElement("div");
      note.className = "cell-note";
      note.id = `${input.id}-note`;
      holder.append(note);
      input.dataset.describedBy = input.getAttribute("aria-describedby") || "";
      input.setAttribute("aria-describedby", `${input.dataset.describedBy} ${note.id}`.trim());
    }
    if (content.length) note.replaceChildren(...content);
    else if (note) {
      note.remove();
      if (input.dataset.describedBy) input.setAttribute("aria-describedby", input.dataset.describedBy);
      else input.removeAttribute("aria-describedby");
    }
    if (troubled.has(input)) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    markRow(place(input)[0]);
  }

  // The word at the end of the row: the worst that any of its cells has to say.
  function markRow(key) {
    const word = document.getElementById(`row-${key}`)?.querySelector(".row-state");
    if (!word) return;
    const inputs = inputsOf(key);
    const states = new Set(inputs.map((input) => input.parentElement.dataset.state));
    let state = ["conflict", "unreadable", "refused", "saving"].find((worse) => states.has(worse));
    if (!state && "fills" in word.dataset && inputs.some((input) => input.closest(".cell") && !input.value && place(input)[1] !== "score")) state = "missing";
    if (!state && states.has("saved")) state = "saved";
    word.textContent = WORDS[state] || "";
    if (state) word.dataset.state = state;
    else delete word.dataset.state;
  }

  function tellState() {
    const count = new Set([...due, ...typing, ...troubled.keys()]).size;
    if (busy) window.perfeval.saveState("saving");
    else if (failures) return;
    else if (count) window.perfeval.saveState([...troubled.values()].includes("conflict") ? "conflict" : "unsaved", `${count} 处未保存`);
    else window.perfeval.saveState("saved", lastSaved ? `已保存 ${lastSaved}` : "没有未保存的修改");
  }

  function element(tag, text, className) {
    const made = document.createElement(tag);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function choice(text, act) {
    const button = element("button", text, "btn btn-secondary btn-sm");
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }

  function showConflict(input, answer) {
    const who = answer.by && [answer.by, answer.at].filter(Boolean).join("于");
    const settle = (text) => {
      was(input).value = answer.stored;
      input.value = text;
      troubled.delete(input);
      mark(input, "");
      input.focus();
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const buttons = element("div", "", "cell-note-choice");
    buttons.append(choice("用我的", () => settle(input.value)), choice("用已保存的", () => settle(answer.stored)));
    mark(
      input,
      "conflict",
      element("p", `这里已被改动${who && `（这一行最近由${who}修改）`}。两个版本都在，请选一个：`),
      element("p", `我填的：${shown(input, input.value)}`, "typed"),
      element("p", `已保存的：${shown(input, answer.stored)}`, "typed"),
      buttons,
    );
  }

  const shown = (input, text) => [...(input.options || [])].find((option) => option.value === text)?.text || text || "（空白）";

  // ---- sending ----------------------------------------------------------------------------------

  function save(input) {
    typing.delete(input);
    delete input.since;
    if (isChanged(input)) due.add(input);
    else if (due.delete(input) || troubled.delete(input)) mark(input, "");
    if (due.size) send();
    else tellState();
  }

  async function send() {
    if (busy) return;
    const waiting = [...due].filter((input) => input.isConnected && isChanged(input));
    const batch = waiting.filter((input) => input !== composing).slice(0, MOST);
    if (waiting.length && !batch.length) return;
    if (!batch.length) {
      due.clear();
      failures = 0;
      tellState();
      return release(true);
    }
    window.clearTimeout(timer);
    const sent = new Map(batch.map((input) => [input, input.value]));
    for (const input of batch) {
      due.delete(input);
      troubled.delete(input);
      mark(input, "saving");
    }
    busy = true;
    tellState();
    const [status, body] = await request(batch);
    busy = false;
    if (status === 200) receive(body, sent);
    else fail(status, body, batch);
    if (due.size && status === 200) return send();
    release(status === 200);
  }

  // The submission that was held goes on only after a good answer; else the page stays, with all that is typed.
  function release(isSaved) {
    const submitter = held;
    held = null;
    if (!submitter) return;
    if (isSaved && submitter.isConnected) form.requestSubmit(submitter);
    else if ("passing" in submitter.dataset) submitter.remove();
  }

  async function request(batch) {
    const changes = batch.map((input) => {
      const [key, field] = place(input);
      return { key, field, was: was(input).value, now: input.value };
    });
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": window.perfeval.csrfToken(), "X-Page-User": document.body.dataset.user };
    try {
      const response = await fetch(form.action, { method: "POST", headers, body: JSON.stringify({ changes }), signal: AbortSignal.timeout?.(PATIENCE) });
      const body = await response.json().catch(() => ({}));
      return [response.ok && !body.answers ? 0 : response.status, body]; // half an answer is none
    } catch {
      return [0, {}];
    }
  }

  function receive(body, sent) {
    if (failures) window.perfeval.notice("");
    failures = 0;
    for (const [key, row] of Object.entries(body.rows || {})) showOutcome(key, row);
    for (const [input, text] of sent) {
      const [key, field] = place(input);
      const answer = body.answers.find((one) => one.key === key && one.field === field);
      if (answer.status === "saved") {
        was(input).value = answer.stored;
        // The caret of someone still in a long text is left alone.
        if (input.value === text && document.activeElement !== input) input.value = answer.stored;
        mark(input, "saved");
      } else {
        troubled.set(input, answer.status);
        if (answer.status === "conflict") showConflict(input, answer);
        else mark(input, answer.status, answer.message);
      }
    }
    lastSaved = body.saved_at;
    tellState();
    form.dispatchEvent(new CustomEvent("cells:saved", { bubbles: true, detail: { ...body, sent } }));
  }

  // 完成情况 as the server proposed it. What a person has chosen meanwhile stays chosen, and is no conflict with it.
  function showOutcome(key, row) {
    const select = form.elements[`cell:${key}:outcome`];
    if (!select) return;
    if (!isChanged(select)) select.value = row.outcome;
    else if (row.outcome !== row.outcome_proposed) return;
    was(select).value = row.outcome;
  }

  function fail(status, body, batch) {
    for (const input of batch) {
      due.add(input);
      mark(input, "refused");
    }
    failures += 1;
    if (status === 401) {
      window.perfeval.explainFailure(401);
      window.perfeval.saveState("failed", "未保存：登录已过期，重新登录后自动保存");
    } else if ([0, 500, 502, 503, 504].includes(status)) {
      const wait = WAITS[Math.min(failures, WAITS.length) - 1];
      if (status === 500) window.perfeval.explainFailure(500);
      window.perfeval.saveState("failed", `未保存：${status === 500 ? "服务器出错" : "网络中断"}，${wait} 秒后自动重试`);
      timer = window.setTimeout(send, wait * 1000);
    } else if (body.message) {
      window.perfeval.saveState("failed", `${due.size} 处未保存`);
      window.perfeval.notice(`${body.message}填写的内容还在这一页上，可以先复制出来。`);
    } else {
      window.perfeval.explainFailure(status);
    }
    form.dispatchEvent(new CustomEvent("cells:failed", { bubbles: true, detail: { status } }));
  }

  // Back from signing in in another window, or on the network again: what waits is sent.
  function resume() {
    if (document.hidden) for (const input of [...typing]) input !== composing && save(input);
    else if (due.size) send();
  }

  // ---- keys outside the sheet (in it: sheet.js) -------------------------------------------------

  function onKey(event) {
    const input = event.target;
    if (event.isComposing || event.defaultPrevented || event.key !== "Enter") return;
    if (event.ctrlKey) return form.contains(input) && nextPanel(event);
    if (!isCell(input) || isLong(input)) return;
    event.preventDefault();
    save(input);
  }

  // ---- panels under the rows --------------------------------------------------------------------

  const toggles = () => [...document.querySelectorAll("[data-panel]")];
  const panelOf = (toggle) => document.getElementById(toggle.dataset.panel);
  const FIELDS = "textarea, input:not([type=hidden]), select";

  // Each for itself: of several requests without a source of their own htmx keeps only the last one waiting.
  async function load(toggle) {
    const content = panelOf(toggle).firstElementChild;
    if (!content.childElementCount) await window.htmx.ajax("GET", toggle.href, { source: toggle, target: content, swap: "innerHTML" });
  }

  async function open(toggle) {
    const panel = panelOf(toggle);
    panel.hidden = false;
    toggle.setAttribute("aria-expanded", "true");
    await load(toggle);
    return panel;
  }

  async function enter(toggle) {
    const panel = await open(toggle);
    panel.querySelector(FIELDS)?.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
  }

  function close(toggle) {
    panelOf(toggle).hidden = true;
    toggle.setAttribute("aria-expanded", "false");
    toggle.focus();
  }

  function onToggle(event) {
    const toggle = event.target.closest("[data-panel]");
    if (!toggle || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (panelOf(toggle).hidden) enter(toggle);
    else close(toggle);
  }

  // From a cell to the panel of its row, from a panel to the next one.
  function nextPanel(event) {
    const panel = event.target.closest(".row-panel");
    const row = event.target.closest(".grid-row");
    const all = toggles();
    const index = all.findIndex((toggle) => (panel ? panelOf(toggle) === panel : row?.contains(toggle)));
    if (index < 0) return;
    event.preventDefault();
    if (!panel) return enter(all[index]);
    if (!all[index + 1]) return event.target.blur();
    close(all[index]);
    enter(all[index + 1]);
  }

  // #KEY-analysis leads into a panel that may not be loaded yet.
  async function openForHash() {
    const id = window.location.hash.slice(1);
    const key = id.slice(0, 36);
    const there = document.getElementById(id)?.closest(".row-panel");
    const toggle = toggles().find((one) => (there ? panelOf(one) === there : id && one.dataset.panel === `panel-${key}`));
    if (!toggle || (!there && document.getElementById(id))) return;
    await open(toggle);
    window.perfeval.leadTo(id);
  }

  // <a class="told" href="KEY/#KEY-FIELD">: to a field in the panel below, which may not be loaded yet.
  function onLead(event) {
    const link = event.target.closest("td > a.told[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    openForHash();
  }

  // ---- asking once: <button data-asks="dialog" data-wish="remove:KEY" data-question data-warning> --------

  function onAsk(event) {
    const button = event.target.closest("[data-asks]");
    if (button && ask(button.form, button.dataset)) event.preventDefault();
  }

  function ask(target, { asks, wish, question, warning }) {
    const dialog = document.getElementById(asks);
    if (!dialog?.showModal) return false;
    dialog.querySelector("h2").textContent = question;
    dialog.querySelector("p").textContent = warning;
    dialog.querySelector("form").onsubmit = (submitted) => {
      submitted.preventDefault();
      dialog.close();
      post(target, wish);
    };
    dialog.showModal();
    return true;
  }

  // The wish goes with everything that is typed. As a button it is sent now or never, not with a later submission.
  function post(target, wish) {
    const button = document.createElement("button");
    Object.assign(button, { type: "submit", hidden: true, name: "do", value: wish });
    button.dataset.passing = "";
    target.append(button);
    target.requestSubmit(button);
  }

  document.addEventListener("click", onAsk);
  if (!form) return;

  // Also of rows that came after the page.
  function dress() {
    for (const toggle of toggles()) {
      toggle.setAttribute("role", "button");
      toggle.setAttribute("aria-controls", toggle.dataset.panel);
      toggle.setAttribute("aria-expanded", String(!panelOf(toggle).hidden));
    }
  }
  dress();
  // What the server sent back unsaved counts as unsaved here too.
  for (const input of form.querySelectorAll("[name^='cell:']")) {
    if (!isChanged(input)) continue;
    troubled.set(input, input.parentElement.dataset.state || "unreadable");
    markRow(place(input)[0]);
  }
  for (const words of document.querySelectorAll("[data-scripted]")) words.hidden = false;
  if (troubled.size) document.addEventListener("DOMContentLoaded", tellState);
  document.addEventListener("click", onToggle, true);
  document.addEventListener("click", onLead);
  window.addEventListener("hashchange", openForHash);
  document.addEventListener("DOMContentLoaded", openForHash);

  // After the form itself, where the sheet takes what is its own.
  document.addEventListener("keydown", onKey);
  form.addEventListener("change", (event) => isCell(event.target) && save(event.target));
  form.addEventListener("focusout", (event) => isCell(event.target) && typing.has(event.target) && save(event.target));
  form.addEventListener("input", (event) => {
    const input = event.target;
    if (putting || !isCell(input) || input.tagName === "SELECT") return;
    typing.add(input);
    tellState();
    saveAfterPause(input);
  });

  function saveAfterPause(input) {
    window.clearTimeout(input.pause);
    input.since ??= Date.now();
    const rest = JUDGED.includes(place(input)[1]) ? SHORT_PAUSE : PAUSE;
    const pause = Math.max(0, Math.min(rest, input.since + LONGEST - Date.now()));
    input.pause = window.setTimeout(() => typing.has(input) && input !== composing && save(input), pause);
  }

  form.addEventListener("compositionstart", (event) => (composing = event.target));
  form.addEventListener("compositionend", (event) => {
    composing = null;
    if (!isCell(event.target)) return;
    if (typing.has(event.target)) saveAfterPause(event.target);
    if (due.size) send();
  });

  // The whole form may follow only when everything is saved that can be: else one would meet oneself, or leave
  // the page with what the server never got.
  form.addEventListener("submit", (event) => {
    for (const input of [...typing]) save(input);
    if (!busy && due.size) send();
    if (!busy) return;
    event.preventDefault();
    event.stopPropagation();
    held = event.submitter || form.querySelector("button[name='do']");
  });

  // Many cells at once, saved in as few requests as the server takes: entries are [input, text].
  function put(entries) {
    putting = true;
    for (const [input, text] of entries) {
      input.value = text;
      typing.delete(input);
      window.clearTimeout(input.pause);
      if (isChanged(input)) due.add(input);
      else if (due.delete(input) || troubled.delete(input)) mark(input, "");
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    putting = false;
    if (due.size) send();
    else tellState();
  }

  const unsaved = () => busy || due.size + typing.size + troubled.size > 0;

  // Waits until the server has taken everything; false where it does not within ten seconds.
  async function settled() {
    for (let patience = 100; unsaved() && patience; patience -= 1) await new Promise((resolve) => window.setTimeout(resolve, 100));
    return !unsaved();
  }

  window.perfeval.cells = { form, isCell, isLong, save, put, settled, dress, load, ask, post };

  window.addEventListener("online", resume);
  window.addEventListener("focus", resume);
  document.addEventListener("visibilitychange", resume);
})();
