// Sending: once, with what the writer has seen, and the draft is forgotten only when the server has the text.
import { forget } from "./drafts.js";

const isOurs = (xhr) => !new URL(xhr.responseURL || location.href).pathname.startsWith("/accounts/");

document.addEventListener("htmx:beforeOnLoad", ({ detail }) => {
  const form = detail.elt.closest("form[data-composes]");
  if (form && detail.xhr.status >= 200 && detail.xhr.status < 300 && isOurs(detail.xhr)) forget(form);
});

// What the server didn't take, and why, goes above the text, which stays.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status >= 400 && detail.xhr.getResponseHeader("HX-Retarget")?.endsWith("-trouble")) {
    detail.shouldSwap = true;
    detail.isError = false;
  }
});

// Whoever has not begun to write has seen what came in: only a begun draft can be stale.
document.addEventListener("inbox:merged", ({ target }) => {
  const form = document.getElementById("reply-form");
  if (target.id !== "entries" || !form || form.elements.text.value.trim()) return;
  const ids = [...document.querySelectorAll("#entries [data-message]")].map((entry) => Number(entry.dataset.message));
  const seen = form.elements.seen;
  seen.value = Math.max(Number(seen.value), ...ids);
});

// A plain form that must not be sent twice by an impatient finger.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-once]")) return;
  setTimeout(() => event.target.querySelectorAll("button").forEach((button) => (button.disabled = true)));
});
addEventListener("pageshow", () => document.querySelectorAll("[data-once] button").forEach((button) => (button.disabled = false)));
