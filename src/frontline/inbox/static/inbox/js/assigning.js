// Whom to assign to: found by typing.
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
let dialog = null;
let field = null;

const shown = () => [...dialog.querySelectorAll("li:not([hidden]) button")];

const find = () => {
  const words = folded(field.value).split(/\s+/).filter(Boolean);
  for (const button of dialog.querySelectorAll("li button")) {
    const text = folded(button.dataset.words);
    button.closest("li").hidden = !words.every((word) => text.includes(word));
  }
};

const step = (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const all = [field, ...shown()];
  all[(all.indexOf(document.activeElement) + by + all.length) % all.length].focus();
};

// Also for a conversation that was opened from the list beside another.
const begin = () => {
  dialog = document.getElementById("assign");
  field = dialog?.querySelector(".finds");
  if (!field) return;
  field.hidden = false;
  field.autofocus = true;
  field.addEventListener("input", find);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault(); // else the form's first button, shown or not
    shown()[0]?.click();
  });
  dialog.addEventListener("keydown", step);
  dialog.addEventListener("close", () => {
    field.value = "";
    find();
  });
};
begin();
document.addEventListener("inbox:opened", begin);
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful && detail.elt.closest("[data-closes-after]")) dialog?.close();
});
