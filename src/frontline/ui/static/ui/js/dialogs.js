// Native dialogs: opened by data-opens="ID", closed by data-closes, Escape, or a click beside them.
export const open = (dialog) => {
  if (!dialog.open) dialog.showModal();
};

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    event.preventDefault();
    open(document.getElementById(opener.dataset.opens));
  }
  if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
  if (event.target.matches?.("dialog[open]") && event.target === document.elementFromPoint(event.clientX, event.clientY)) {
    const box = event.target.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) event.target.close();
  }
});

// A dialog for a script to fill: a title, a cross, a body.
export const make = (id, title, className = "") => {
  const dialog = document.createElement("dialog");
  dialog.id = id;
  dialog.className = `dialog ${className}`;
  dialog.setAttribute("aria-label", title);
  document.body.append(dialog);
  return dialog;
};
