// <button data-keys>: the keys of the sheet, listed. data-grows where rows may be added and removed.
(() => {
  "use strict";

  const button = document.querySelector("button[data-keys]");
  if (!button) return;
  const KEYS = [
    ["方向键、Tab、Enter", "到旁边的格子，和 Excel 一样；Shift+Tab、Shift+Enter 往回"],
    ["直接打字", "代替格子里原来的内容"],
    ["F2、再点一下", "在原来的内容里修改；F2 也打开选择列表"],
    ["Esc", "恢复进入这一格时的内容"],
    ["Shift+方向键、拖动", "选中一块；点序号选中一行，Ctrl+A 全选"],
    ["Ctrl+C、Ctrl+V", "与 Excel、WPS 互相复制；会覆盖内容时先列出来"],
    ["Delete", "清空选中的格子"],
    ["Ctrl+Z、Ctrl+Y", "撤销、重做，包括粘贴的一整块"],
    ["Ctrl+Enter", "展开这一行的更多内容；再按到下一行"],
  ];
  const OF_ANALYSES = [
    ["Ctrl+V 报告中的分析", "从 Word 报告一次复制各项指标的分析，在这一页粘贴：按指标名称（如“①新增养老机构床位”）填到各项"],
    ["在“分析”一栏 Ctrl+V", "从 Excel 复制的一列，或 Word 的几段，从这一项起依次填下去"],
  ];
  const OF_ROWS = [
    ["Alt+Shift+↑、↓", "这一行上移、下移"],
    ["Alt+Insert", "在下方插入一行；加 Shift 复制这一行"],
    ["Alt+Delete", "删除这一行或选中的几行，会先问一次"],
  ];

  function element(tag, content, className) {
    const made = document.createElement(tag);
    made.append(...[content].flat());
    if (className) made.className = className;
    return made;
  }

  function build() {
    const dialog = element("dialog", element("h2", "快捷键"), "confirm sheet-keys");
    dialog.setAttribute("aria-label", "快捷键");
    const keys = [...KEYS, ...("grows" in button.dataset ? OF_ROWS : OF_ANALYSES)];
    const close = element("button", "关闭", "btn btn-secondary");
    close.type = "button";
    close.dataset.closes = "";
    dialog.append(element("dl", keys.flatMap(([key, does]) => [element("dt", key), element("dd", does)]), "facts"), element("div", close, "actions"));
    document.body.append(dialog);
    return dialog;
  }

  let dialog = null;
  button.hidden = false;
  button.addEventListener("click", () => (dialog ??= build()).showModal());
})();
