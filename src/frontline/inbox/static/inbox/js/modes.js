// Reply or note: one is shown at a time. And what the text will look like.
const composer = () => document.getElementById("composer");

// On a small screen the composer is folded away until it is wanted; one with something in it never is.
const fold = () => {
  const all = composer();
  if (!all || all.dataset.folds !== undefined) return;
  all.dataset.folds = "";
  const isEmpty = ![...all.querySelectorAll("textarea")].some((field) => field.value.trim()) && !all.querySelector(".banner");
  all.classList.toggle("folded", isEmpty && matchMedia("(max-width: 820px)").matches && !location.search.includes("mode="));
};
fold();
document.addEventListener("htmx:afterSettle", fold);

export const choose = (mode) => {
  const all = composer();
  all.classList.remove("folded");
  all.classList.toggle("note", mode === "note");
  for (const tab of all.querySelectorAll("[data-mode]")) tab.setAttribute("aria-pressed", tab.dataset.mode === mode);
  for (const form of all.querySelectorAll("form")) form.hidden = form.dataset.composes !== mode;
  all.querySelector("form:not([hidden]) textarea").focus();
};

document.addEventListener("click", (event) => {
  const tab = event.target.closest("[data-mode]");
  if (tab && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    choose(tab.dataset.mode);
  }
  const button = event.target.closest("[data-previews]");
  if (button) {
    const preview = button.form.querySelector(".preview");
    preview.hidden = !preview.hidden;
    button.setAttribute("aria-pressed", !preview.hidden);
    if (!preview.hidden) window.htmx.trigger(preview, "preview");
  }
});

let timer = 0;
document.addEventListener("input", (event) => {
  const preview = event.target.matches("textarea") && event.target.form?.querySelector(".preview:not([hidden])");
  if (!preview) return;
  clearTimeout(timer);
  timer = setTimeout(() => window.htmx.trigger(preview, "preview"), 250);
});

// Links that act as buttons take the space bar like buttons.
document.addEventListener("keydown", (event) => {
  if (event.key === " " && event.target.matches("a[role=button]")) {
    event.preventDefault();
    event.target.click();
  }
});
