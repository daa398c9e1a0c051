// Enter in a note answers the warning that it belongs to, not the first one of the page.
(() => {
  "use strict";

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "INPUT") return;
    const button = event.target.closest("[data-answer]")?.querySelector("button");
    if (!button) return;
    event.preventDefault();
    button.click();
  });
})();
