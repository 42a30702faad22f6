// j and k move through the rows of a list; Enter opens by itself, because a row is a link.
import { onKey } from "./keyboard.js";

const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);

const move = (by) => {
  const all = rows();
  if (!all.length) return;
  const focused = all.indexOf(document.activeElement.closest?.("[data-row]"));
  const current = all.findIndex((row) => row.hasAttribute("aria-current"));
  const from = focused >= 0 ? focused : current;
  const to = from < 0 ? 0 : Math.min(Math.max(from + by, 0), all.length - 1);
  all[to].focus();
  all[to].scrollIntoView({ block: "nearest" });
};

// Part of a row may lead elsewhere; whoever has no mouse finds the same way on the page that the row opens.
document.addEventListener("click", (event) => {
  const part = event.target.closest?.("[data-row] [data-goes]");
  if (!part || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  location.assign(part.dataset.goes);
});

onKey("j", () => move(1));
onKey("k", () => move(-1));

// A list that is fetched again keeps the place of whoever is moving through it.
let kept = null;
document.addEventListener("htmx:beforeSwap", () => {
  const row = document.activeElement?.closest?.("[data-row]");
  kept = row?.getAttribute("href") ?? null;
});
document.addEventListener("htmx:afterSettle", () => {
  if (kept && document.activeElement === document.body) document.querySelector(`[data-row][href="${CSS.escape(kept)}"]`)?.focus({ preventScroll: true });
  kept = null;
});
