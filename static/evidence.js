// Adding files from the panel under a row, without leaving the grid; and saying before anything is sent what is too large.
// Without this script the same is done on the page to which the panel links.
(() => {
  "use strict";

  const MEGABYTE = 1024 * 1024;
  const MOST_OF_A_FILE = 10 * MEGABYTE;
  const MOST_AT_ONCE = 60 * MEGABYTE;
  const perfeval = window.perfeval;

  const isLarge = (file) => file.size > MOST_OF_A_FILE;
  const isMuch = (files) => files.reduce((sum, file) => sum + file.size, 0) > MOST_AT_ONCE;

  function troubleOf(files) {
    const large = files.filter(isLarge).map((file) => `“${file.name}”超过 10 MB，请压缩后再上传。`);
    if (large.length) return large.join("");
    return isMuch(files) ? "一次上传的文件合计超过 60 MB，请分几次上传。" : "";
  }

  function show(root) {
    for (const label of root.querySelectorAll(".attach[hidden]")) label.hidden = false;
  }

  function count(section) {
    const number = Number(section.dataset.number);
    const name = document.querySelector(`#row-${CSS.escape(section.dataset.attached)} > .grid-name`);
    if (!name || !number) return;
    let mark = name.querySelector(".attached-count");
    if (!mark) {
      mark = document.createElement("span");
      mark.className = "attached-count";
      const said = name.querySelector(".row-said");
      name.insertBefore(mark, said);
      mark.before(" ");
    }
    mark.textContent = `附件 ${number}`;
  }

  async function attach(input) {
    const section = input.closest("[data-attached]");
    const line = section.querySelector("[data-attaching]");
    const files = [...input.files];
    if (!files.length) return;
    line.textContent = troubleOf(files);
    if (line.textContent) {
      input.value = "";
      return;
    }
    const form = new FormData();
    for (const file of files) form.append("files", file);
    line.textContent = `正在上传 ${files.length} 个文件…`;
    input.disabled = true;
    let response;
    try {
      const headers = { "X-CSRFToken": perfeval.csrfToken(), "HX-Request": "true" };
      response = await fetch(input.dataset.attach, { method: "POST", headers, body: form });
    } catch {
      line.textContent = "没有上传：连不上服务器，请稍后再选一次文件。";
    }
    input.disabled = false;
    input.value = "";
    if (!response) return;
    if (response.ok || response.status === 409 || response.status === 422) replace(section, await response.text());
    else line.textContent = response.status === 401 ? "没有上传：登录已过期，请在新窗口登录后再选一次文件。" : "没有上传：服务器没有接受，请刷新页面后再试。";
  }

  function replace(section, html) {
    const made = new DOMParser().parseFromString(html, "text/html").querySelector("[data-attached]");
    if (!made) return;
    section.replaceWith(made);
    show(made);
    count(made);
    (made.querySelector("[data-takes-focus]") ?? made.querySelector("[data-attach]"))?.focus({ preventScroll: true });
  }

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (input.matches("[data-attach]")) attach(input);
    if (input.matches(".attach-form input[type=file]")) {
      input.setCustomValidity(troubleOf([...input.files]));
      input.reportValidity();
    }
  });
  document.addEventListener("htmx:load", (event) => show(event.detail.elt));
  show(document);
})();
