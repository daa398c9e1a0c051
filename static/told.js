// What the server answers to a save about the rows it touched, put where the page says the same when it is opened:
// the lines below the cells, the marks 必填, the findings in the panel, and the sums at the foot. Nothing is judged here.
(() => {
  "use strict";

  const form = document.querySelector("form[data-cells]");
  if (!form) return;
  const live = document.getElementById("told");

  // Where a line stands in the row: in the cell of a field, or beside the link to the panel. A row that has nothing
  // to say comes without the line; its place is kept.
  const HOMES = { judgement: "-actual", hint: "-outcome", allowed: "-score", "understood-target": "-target", "understood-adjusted_target": "-adjusted_target" };

  function homeOf(key, name) {
    if (name === "lacks") return document.querySelector(`[data-panel="panel-${key}"][data-counts]`)?.parentElement;
    const input = HOMES[name] && document.getElementById(key + HOMES[name]);
    return input?.parentElement.matches("td.cell") ? input.parentElement : null;
  }

  function lineIn(home, name) {
    const there = home.querySelector(":scope > .told");
    if (there) return there;
    const made = document.createElement(["hint", "lacks"].includes(name) ? "a" : "span");
    made.className = "told";
    home.append(made);
    return made;
  }

  function places(key, name) {
    const home = homeOf(key, name);
    const inPanel = document.getElementById(`panel-${key}`)?.querySelectorAll(`[data-told="${name}"]`) ?? [];
    return home ? [lineIn(home, name), ...inPanel] : [...inPanel];
  }

  function put(place, text) {
    if (place.textContent !== text) place.textContent = text;
    showWhole(place);
  }

  // A line that is cut off is read in full by pointing at its cell.
  function showWhole(place) {
    const cell = place.closest("td");
    if (!cell || !place.classList.contains("told")) return;
    if (place.textContent) cell.title = place.textContent;
    else cell.removeAttribute("title");
  }

  // As in the link to the panel: by the page of the indicator, for whoever opens it in another window.
  function lead(place, key, field) {
    const page = document.querySelector(`[data-panel="panel-${key}"]`)?.getAttribute("href") ?? "";
    if (field) place.href = `${page}#${key}-${field}`;
    else place.removeAttribute("href");
  }

  function listFindings(list, findings) {
    list.replaceChildren(
      ...findings.map((finding) => {
        const item = document.createElement("li");
        item.dataset.level = finding.level;
        const word = document.createElement("strong");
        word.textContent = finding.word;
        item.append(word, ` ${finding.message}`);
        return item;
      }),
    );
  }

  function tell(key, row) {
    for (const [field, text] of Object.entries(row.understood)) {
      for (const place of places(key, `understood-${field}`)) put(place, text);
    }
    for (const place of places(key, "judgement")) {
      put(place, row.judgement);
      place.dataset.tone = row.state;
    }
    for (const place of places(key, "hint")) {
      put(place, row.hint);
      lead(place, key, row.asks);
    }
    for (const place of places(key, "lacks")) {
      put(place, row.lacks.length ? "请填写原因" : "");
      lead(place, key, row.lacks[0]);
    }
    for (const place of places(key, "allowed")) put(place, row.allowed);
    for (const place of places(key, "score_explanation")) put(place, row.score_explanation);
    for (const list of places(key, "findings")) listFindings(list, row.findings);
    for (const mark of document.querySelectorAll(`[id="panel-${key}"] [data-needed]`)) mark.hidden = !row.needs.includes(mark.dataset.needed);
    const score = form.elements[`cell:${key}:score`];
    if (score) score.placeholder = row.formula;
  }

  function sum(sums) {
    for (const [key, [points, said]] of Object.entries(sums)) {
      for (const place of document.querySelectorAll(`[data-sum="${key}"]`)) put(place, points);
      for (const place of document.querySelectorAll(`[data-said="${key}"]`)) put(place, said);
    }
  }

  // Read aloud is only what concerns the cell one is in.
  function sayAloud(rows) {
    const [, key, field] = document.activeElement?.name?.split(":") ?? [];
    const row = rows[key];
    if (!row || !live) return;
    const said = row.understood[field] ?? [row.judgement, row.hint].filter(Boolean).join("，");
    if (live.textContent !== said) live.textContent = said;
  }

  form.addEventListener("cells:saved", (event) => {
    const { rows = {}, sums = {} } = event.detail;
    for (const [key, row] of Object.entries(rows)) tell(key, row);
    sum(sums);
    sayAloud(rows);
  });
  for (const place of form.querySelectorAll("td > .told")) showWhole(place);
})();
