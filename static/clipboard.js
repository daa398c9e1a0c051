// Tab-separated text, as Excel and WPS put it on the clipboard and take it from there. Nothing of a page is known here.
(() => {
  "use strict";

  // Rows of texts. A cell with a tab, a line end or a quote in it stands in quotes, doubled inside. Excel leaves a
  // lone quote at the beginning of a cell as it is: only what closes before a tab or a line end was quoted.
  function read(text) {
    const all = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    const rows = [[]];
    let at = 0;
    while (at <= all.length) {
      const quoted = all[at] === '"' ? quotedAt(all, at) : null;
      const end = quoted ? quoted.end : endOfPlain(all, at);
      rows.at(-1).push(quoted ? quoted.text : all.slice(at, end));
      if (all[end] === "\n") rows.push([]);
      at = end + 1;
    }
    return rows;
  }

  function endOfPlain(all, start) {
    let end = start;
    while (end < all.length && all[end] !== "\t" && all[end] !== "\n") end += 1;
    return end;
  }

  function quotedAt(all, start) {
    for (let end = start + 1; end < all.length; end += 1) {
      if (all[end] !== '"') continue;
      if (all[end + 1] === '"') {
        end += 1;
        continue;
      }
      const inside = all.slice(start + 1, end);
      const closes = end + 1 === all.length || all[end + 1] === "\t" || all[end + 1] === "\n";
      return closes && /[\t\n"]/.test(inside) ? { text: inside.replaceAll('""', '"'), end: end + 1 } : null;
    }
    return null;
  }

  const quote = (text) => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  const write = (rows) => rows.map((row) => row.map(quote).join("\t")).join("\r\n");

  globalThis.perfevalClipboard = { read, write };
})();
