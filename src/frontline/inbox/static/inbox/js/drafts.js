// Drafts: what was typed and not sent is kept on this device, for this teammate, conversation and mode, until it is sent.
const key = (form) => {
  const owner = form.closest("[data-draft]")?.dataset.draft;
  return owner ? `frontline:draft:${owner}:${form.dataset.composes}` : "";
};

const keep = (form) => {
  const text = form.elements.text.value;
  try {
    if (text.trim()) localStorage.setItem(key(form), text);
    else localStorage.removeItem(key(form));
  } catch {
    // Storage can be full or forbidden; then the text lives as long as the page.
  }
};

export const forget = (form) => key(form) && localStorage.removeItem(key(form));

const restored = new WeakSet();
const restore = () => {
  for (const form of document.querySelectorAll("[data-draft] form[data-composes]")) {
    if (restored.has(form)) continue;
    restored.add(form);
    const field = form.elements.text;
    const draft = localStorage.getItem(key(form)) ?? "";
    // The server may have put a text here too: a reply taken back, say. Neither may be lost.
    if (!field.value.trim()) field.value = draft;
    else if (draft.trim() && !field.value.includes(draft.trim())) field.value = `${field.value}\n\n${draft}`;
    keep(form);
  }
};

restore();
document.addEventListener("htmx:afterSettle", restore);
document.addEventListener("input", (event) => {
  const form = event.target.matches("textarea") && event.target.closest("[data-draft] form[data-composes]");
  if (form) keep(form);
});
