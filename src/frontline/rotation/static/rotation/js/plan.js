// The order of a rotation by keys and by dragging; all else is the server's. Buttons do the same without any script.
let dragged = null;

const rows = (list) => [...list.querySelectorAll("[data-place]")];

// Alt with an arrow moves the place in which the focus is.
document.addEventListener("keydown", (event) => {
  if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const row = event.target.closest?.("[data-place]");
  if (!row) return;
  event.preventDefault();
  row.querySelector(event.key === "ArrowUp" ? "[data-up]" : "[data-down]").click();
});

const prepare = () => {
  for (const list of document.querySelectorAll("[data-order]")) {
    list.classList.add("draggable");
    for (const row of rows(list)) row.draggable = true;
  }
};

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-place]") ?? null;
  if (!dragged) return;
  dragged.classList.add("dragged");
  event.dataTransfer.effectAllowed = "move";
});

document.addEventListener("dragover", (event) => {
  const over = event.target.closest?.("[data-place]");
  if (!dragged || !over || over.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  if (over === dragged) return;
  const box = over.getBoundingClientRect();
  over.insertAdjacentElement(event.clientY < box.top + box.height / 2 ? "beforebegin" : "afterend", dragged);
});

document.addEventListener("drop", (event) => dragged && event.preventDefault());

// Where it was dropped is where it stays: the form has its places in the order of the page. The server draws it anew.
document.addEventListener("dragend", () => {
  if (!dragged) return;
  dragged.classList.remove("dragged");
  const preview = dragged.closest("form")?.querySelector("button[name=preview][hx-post]");
  dragged = null;
  preview?.click();
});

document.addEventListener("htmx:afterSettle", prepare);
prepare();
