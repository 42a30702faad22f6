// One's own shift, dragged onto another's: a swap of the two is asked for, once it is confirmed with a reason.
import { show } from "./timeline-opening.js";

let dragged = null;

const board = () => document.querySelector("#board .board");
const target = (event) => event.target.closest?.("#board a.block");

// A shift that can be had for it: another's, still to come, in the same rotation.
const canDrop = (block) =>
  Boolean(dragged && block?.matches("[data-takes], [data-gives]") && block !== dragged && block.closest("[data-lane]")?.dataset.lane === dragged.closest("[data-lane]")?.dataset.lane && who(block) !== who(dragged));

const who = (block) => new URL(block.href).searchParams.get("who");

const end = () => {
  dragged = null;
  board()?.classList.remove("dragging");
  for (const block of document.querySelectorAll("#board .dragged, #board .over, #board [data-can-drop]")) {
    block.classList.remove("dragged", "over");
    delete block.dataset.canDrop;
  }
};

document.addEventListener("dragstart", (event) => {
  const block = target(event);
  if (!block?.matches("[data-gives]")) return;
  dragged = block;
  event.dataTransfer.effectAllowed = "link";
  event.dataTransfer.setData("text/plain", block.title);
  // Later, or the browser would draw the picture under the pointer from what it looks like now.
  setTimeout(() => {
    if (!dragged) return;
    board().classList.add("dragging");
    dragged.classList.add("dragged");
    for (const each of board().querySelectorAll("a.block")) if (canDrop(each)) each.dataset.canDrop = "";
  });
});

document.addEventListener("dragover", (event) => {
  const block = target(event);
  if (!canDrop(block)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "link";
  block.classList.add("over");
});

document.addEventListener("dragleave", (event) => target(event)?.classList.remove("over"));
document.addEventListener("dragend", end);

document.addEventListener("drop", (event) => {
  const block = target(event);
  if (!canDrop(block)) return;
  event.preventDefault();
  const back = new URL(block.href).searchParams;
  const address = new URL("rotation/asks/new", new URL("/", location.href));
  for (const [name, value] of new URL(dragged.href).searchParams) address.searchParams.set(name, value);
  address.searchParams.set("kind", "swap");
  address.searchParams.set("back", [back.get("who"), back.get("from"), back.get("until")].join("|"));
  end();
  show(address.pathname + address.search);
});
