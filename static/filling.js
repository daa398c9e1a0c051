"use strict";
// 导入预览: how much is ticked, beside the button that takes it over.
(() => {
  const form = document.querySelector("form[data-takes]");
  const line = form?.querySelector("[data-taken]");
  if (!line) return;
  const boxes = [...form.querySelectorAll("input[name=take]")];
  const count = () => {
    line.textContent = `已勾选 ${boxes.filter((box) => box.checked).length} 处，共 ${boxes.length} 处`;
  };
  form.addEventListener("change", count);
  count();
})();
