"use strict";
// 从上年度复制: ticking many rows at once without loading the page anew, and counting what is ticked.
(() => {
  const form = document.querySelector("form[data-chooses]");
  if (!form) return;
  const boxes = () => [...form.querySelectorAll("input[name=copy]")];
  const chosen = form.querySelector("[data-chosen]");

  function count() {
    if (chosen) chosen.textContent = `已勾选 ${boxes().filter((box) => box.checked).length} 行，共 ${boxes().length} 行可复制`;
  }

  form.addEventListener("click", (event) => {
    const way = event.target.closest("[data-choose]");
    if (!way) return;
    event.preventDefault();
    const group = way.closest("[data-group]");
    for (const box of boxes()) {
      box.checked = way.dataset.choose === "all" || (way.dataset.choose === "goal" && group.contains(box));
    }
    count();
  });

  form.addEventListener("change", (event) => {
    const box = event.target;
    const group = box.closest("[data-group]");
    const whole = group && group.querySelector("[data-whole]");
    // A goal takes its rows along; a row brings its goal.
    if (box === whole) for (const other of group.querySelectorAll("input[name=copy]")) other.checked = box.checked;
    else if (whole && box.checked) whole.checked = true;
    count();
  });

  count();
})();
