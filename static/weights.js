// After a save, the line under the indicators says how the weights add up now.
(() => {
  "use strict";

  let timer = 0;

  async function refresh() {
    const section = document.querySelector("[data-weights]");
    if (!section) return;
    let answer;
    try {
      answer = await fetch(section.dataset.weights, { headers: { "HX-Request": "true" } });
    } catch {
      return; // the next save asks again
    }
    if (!answer.ok) return;
    const now = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-weights]");
    if (now) section.replaceChildren(...now.childNodes);
  }

  document.addEventListener("cells:saved", (event) => {
    const counts = event.detail?.answers?.some(({ field }) => field === "weight" || field === "level1");
    if (!counts) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(refresh, 200);
  });
})();
