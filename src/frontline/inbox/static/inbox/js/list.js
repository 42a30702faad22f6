// The list column: keeps its length and its place from page to page, and says which conversation comes next.
import { onKey } from "../../ui/js/keyboard.js";

const rows = document.getElementById("rows");
const column = rows?.closest(".list");
const ROWS = 50;

const shown = () => rows.querySelectorAll(".row").length;

// The address of the same list, without what differs from page to page.
const key = () => {
  const address = new URL(rows.getAttribute("hx-get"), location.href);
  for (const name of ["current", "limit"]) address.searchParams.delete(name);
  return `frontline:list:${address.pathname}${address.search}`;
};

// From now on as many rows are fetched again as were asked for so far.
const lengthen = (limit) => {
  if (limit <= ROWS) return;
  const address = new URL(rows.getAttribute("hx-get"), location.href);
  address.searchParams.set("limit", limit);
  rows.setAttribute("hx-get", address.pathname + address.search);
};

const saved = () => {
  try {
    return JSON.parse(sessionStorage.getItem(key())) ?? {};
  } catch {
    return {};
  }
};

const restore = async () => {
  const { top, limit } = saved();
  if (limit > ROWS) {
    lengthen(limit);
    await window.htmx.ajax("GET", rows.getAttribute("hx-get"), { source: rows });
  }
  if (top) column.scrollTop = top;
  rows.querySelector(".row[aria-current]")?.scrollIntoView({ block: "nearest" });
};

if (rows) {
  restore();
  addEventListener("pagehide", () => {
    const limit = Math.ceil(shown() / ROWS) * ROWS;
    sessionStorage.setItem(key(), JSON.stringify({ top: column.scrollTop, limit }));
  });
  document.addEventListener("htmx:afterSettle", () => lengthen(Math.ceil(shown() / ROWS) * ROWS));
  onKey("o", () => document.activeElement.closest?.(".row")?.click());
}

// After closing, the next of the list is shown; at its end, the one before.
const following = () => {
  const current = rows?.querySelector(".row[aria-current]");
  const neighbour = current?.nextElementSibling?.closest(".row") ?? current?.previousElementSibling?.closest(".row");
  return neighbour?.id.replace("row-", "") ?? "";
};

document.addEventListener("submit", (event) => {
  const next = event.target.matches("[data-goes-on]") && event.target.elements.next;
  if (next) next.value = following();
}, true);
