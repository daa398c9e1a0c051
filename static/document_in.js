// A document beside what was understood of it: links scroll the document alone, and nothing typed is left behind unasked.
"use strict";

(() => {
  const original = document.querySelector(".original");
  if (original) {
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-spot]");
      const spot = link && document.getElementById(link.hash.slice(1));
      if (!spot) return;
      event.preventDefault();
      original.querySelectorAll(".is-shown").forEach((one) => one.classList.remove("is-shown"));
      spot.classList.add("is-shown");
      const box = original.getBoundingClientRect();
      original.scrollTop += spot.getBoundingClientRect().top - box.top - box.height / 4;
    });
  }

  const form = document.querySelector("form[data-corrections]");
  if (!form) return;
  // A row that was just added is there to be filled in. Going to it the browser takes the focus away, so afterwards.
  window.addEventListener("load", () => {
    document.getElementById(location.hash.slice(1))?.querySelector("[name^='cell:']")?.focus({ preventScroll: true });
  });
  const unsent = document.getElementById("unsent");
  let typed = false;
  form.addEventListener("input", () => { typed = true; });
  // Sent into the void, the form would leave the browser's own page of error, and what was typed behind it.
  let reached = false;
  form.addEventListener("submit", async (event) => {
    if (reached) {
      typed = false;
      return;
    }
    event.preventDefault();
    const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => null);
    reached = Boolean(answer?.ok);
    unsent.hidden = reached;
    if (reached) form.requestSubmit(event.submitter);
    else unsent.focus();
  });
  window.addEventListener("beforeunload", (event) => {
    if (typed) event.preventDefault();
  });
})();
