// What every page shares: dialogs that ask once, a guard for unsaved work, links that lead to a field,
// the words of the save indicator, and htmx's token and failures. Pages work without all of it.
(() => {
  "use strict";

  const csrfToken = () => {
    const pair = document.cookie.split("; ").find((cookie) => cookie.startsWith("csrftoken="));
    return pair ? decodeURIComponent(pair.slice("csrftoken=".length)) : "";
  };

  // ---- saving, in words -----------------------------------------------------------------------

  let unsavedWork = false;
  const WORDS = { unsaved: "有未保存的修改", saving: "正在保存…", conflict: "有内容与他人冲突", failed: "没有保存成功" };
  const clock = () => new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });

  function saveState(state, text) {
    const line = document.getElementById("save-state");
    if (state) unsavedWork = state !== "saved";
    if (!line) return;
    line.dataset.state = state;
    line.textContent = text || (state === "saved" ? `已保存 ${clock()}` : WORDS[state] || "");
  }

  function notice(text, link) {
    const bar = document.getElementById("notice");
    if (!bar) return;
    bar.textContent = text;
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = link.url;
      anchor.target = "_blank";
      anchor.rel = "noopener";
      anchor.textContent = link.label;
      bar.append(anchor);
    }
    bar.hidden = !text;
    document.body.classList.toggle("is-noticed", Boolean(text));
  }

  // One sentence for each way in which a request can fail; what was typed stays where it is.
  function explainFailure(status) {
    saveState("failed");
    if (status === 401) {
      notice("登录已过期，刚才的内容还没有保存。请在新窗口登录，再回到这一页；填写的内容还在，会自动重新保存。", { url: "/", label: "在新窗口登录" });
    } else if (status === 403) {
      notice("这次没有保存：页面已过期或您没有权限。请先复制较长的文字，再刷新页面。");
    } else if (status === 0) {
      notice("连不上服务器，刚才的内容还没有保存。网络恢复后请再点一次保存；填写的内容还在。");
    } else {
      notice("服务器没有接受这次保存。填写的内容还在，请稍后再试；仍不行时请告诉管理员。");
    }
  }

  // ---- dialogs: <button data-opens="id"> opens <dialog id="id">, [data-closes] closes ----------

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.opens);
      if (dialog && typeof dialog.showModal === "function") {
        event.preventDefault();
        dialog.showModal();
      }
      return;
    }
    const closer = event.target.closest("[data-closes]");
    if (closer) closer.closest("dialog")?.close();
    if (event.target.closest("[aria-disabled='true']")) event.preventDefault();
    if (event.target.closest("[data-prints]")) window.print();
  });

  // ---- unsaved work: <form data-guard> --------------------------------------------------------

  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-guard]") && !unsavedWork) saveState("unsaved");
  });

  window.addEventListener("beforeunload", (event) => {
    // What is kept in this browser comes back by itself; of that nobody is asked.
    if (unsavedWork && !window.perfeval.kept?.holdsEverything()) event.preventDefault();
  });

  // A second click on a button while the first is on its way is not a second submission.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    // Signing in again in another tab has changed the token under this page.
    const token = form.elements.namedItem("csrfmiddlewaretoken");
    if (token && csrfToken()) token.value = csrfToken();
    if (form.target === "_blank") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    window.setTimeout(() => delete form.dataset.sent, 5000); // an answer that is a download leaves the page standing
    unsavedWork = false;
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });

  // ---- being led somewhere: #id opens what is folded and puts the cursor there ------------------

  const FIELDS = "input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea:not(:disabled)";

  function leadTo(id) {
    const place = id && document.getElementById(id);
    if (!place || place.id === "main") return;
    for (let parent = place; parent; parent = parent.parentElement) {
      if (parent.tagName === "DETAILS") parent.open = true;
      if (parent.classList.contains("row-panel")) parent.hidden = false;
    }
    const field = place.matches(FIELDS) ? place : place.querySelector(FIELDS);
    place.scrollIntoView({ block: "center" });
    if (field) field.focus({ preventScroll: true });
    place.classList.remove("was-led-here");
    void place.offsetWidth; // restarts the animation
    place.classList.add("was-led-here");
  }

  const hashId = () => {
    try {
      return decodeURIComponent(window.location.hash.slice(1));
    } catch {
      return "";
    }
  };
  window.addEventListener("hashchange", () => leadTo(hashId()));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && link.hash === window.location.hash) leadTo(hashId());
  });

  // ---- htmx -----------------------------------------------------------------------------------

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = csrfToken();
  });
  document.addEventListener("htmx:responseError", (event) => explainFailure(event.detail.xhr.status));
  document.addEventListener("htmx:sendError", () => explainFailure(0));

  document.addEventListener("DOMContentLoaded", () => {
    const summary = document.querySelector("[data-takes-focus]");
    if (window.location.hash) leadTo(hashId());
    else if (summary) summary.focus({ preventScroll: true });
  });

  window.perfeval = { csrfToken, saveState, notice, explainFailure, leadTo };
})();
