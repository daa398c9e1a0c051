// After a save the head and the steps say how things stand now. Only they are exchanged: nobody loses the focus.
(() => {
  "use strict";

  const head = document.querySelector(".frame-head[data-frame]");
  if (!head) return;
  let timer = 0;

  async function refresh() {
    let answer;
    try {
      answer = await fetch(head.dataset.frame, { headers: { "HX-Request": "true" } });
    } catch {
      return; // the next save asks again
    }
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of [".page-head-actions", ".frame-steps"]) {
      const old = document.querySelector(part);
      const now = page.querySelector(part);
      if (old && now && !old.contains(document.activeElement)) old.replaceChildren(...now.childNodes);
    }
  }

  document.addEventListener("cells:saved", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(refresh, 1200); // one who types on is not followed key by key: it checks everything
  });
})();
