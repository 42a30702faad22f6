// A shift opens in a dialog on the timeline: the same page as at its address, without leaving.
import { open } from "../../ui/js/dialogs.js";
import { say } from "../../ui/js/toasts.js";

const dialog = document.getElementById("shift");

export const show = async (address) => {
  await window.htmx.ajax("GET", address, { target: "#shift", swap: "innerHTML" });
  if (!dialog.childElementCount) return;
  open(dialog);
  const field = dialog.querySelector("[aria-invalid=true], .dialog-body select, .dialog-body textarea, .dialog-body .button.lead, .dialog-body .button");
  field?.focus();
};

const isPlain = (event) => event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-shift]");
  if (!link || !dialog || !isPlain(event)) return;
  event.preventDefault();
  show(link.href);
});

// "Swap" and "Cover": of the shift that has the focus, or else first which of one's own.
document.addEventListener("click", (event) => {
  const button = event.target.closest("a[data-asks]");
  if (!button || !dialog || !isPlain(event)) return;
  event.preventDefault();
  const block = document.activeElement?.closest?.("#board a.block[data-gives]");
  const address = new URL(button.href);
  if (block) for (const [name, value] of new URL(block.href).searchParams) address.searchParams.set(name, value);
  show(address.pathname + address.search);
});

document.addEventListener("rotation:done", ({ detail }) => {
  dialog.close();
  say(detail.say, "fine");
  const board = document.getElementById("board");
  window.htmx.ajax("GET", board.getAttribute("hx-get"), { source: board });
});

dialog?.addEventListener("close", () => dialog.replaceChildren());
