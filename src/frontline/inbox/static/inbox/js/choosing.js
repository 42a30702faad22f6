// Dialogs in which one chooses by typing: categories (several), the product (one). What there is to choose from is
// fetched when the dialog is opened, so that it is as it is now.
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const shown = (form) => [...form.querySelectorAll("li:not([hidden])")].map((item) => item.querySelector("input[type=checkbox], button")).filter(Boolean);

const find = (form) => {
  const field = form.querySelector(".finds");
  const words = folded(field.value).split(/\s+/).filter(Boolean);
  for (const item of form.querySelectorAll("li")) item.hidden = !words.every((word) => folded(item.textContent).includes(word));
  const hint = form.querySelector(".new-name");
  if (!hint) return;
  hint.hidden = !words.length || shown(form).length > 0;
  hint.querySelector("b").textContent = field.value.trim();
};

// A category that nobody has named yet: a chosen row of its own.
const propose = (form, name) => {
  const [input, label, item] = ["input", "label", "li"].map((tag) => document.createElement(tag));
  Object.assign(input, { type: "checkbox", name: "new", value: name, checked: true });
  label.className = "menu-item";
  label.append(input, ` ${name}`);
  item.append(label);
  form.querySelector("[data-list]").append(item);
};

// Whoever types faster than the list arrives means what is in it.
const loading = new WeakMap();

const enter = async (form, field) => {
  await loading.get(form);
  const [first] = shown(form);
  if (!field.value.trim()) return void form.requestSubmit();
  if (first?.matches("button")) return void first.click();
  if (first) first.checked = !first.checked;
  else if (form.querySelector(".new-name")) propose(form, field.value.trim());
  field.value = "";
  find(form);
};

const step = (event, form, field) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const all = [field, ...shown(form)];
  all[(all.indexOf(document.activeElement) + by + all.length) % all.length].focus();
};

const load = async (form) => {
  const list = form.querySelector("[data-list]");
  list.replaceChildren();
  const answer = await fetch(form.dataset.fetches, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (answer?.ok && !answer.redirected) {
    list.innerHTML = await answer.text();
  } else {
    list.innerHTML = '<li class="quiet">What there is to choose from could not be fetched. Close this, and try again.</li>';
  }
  find(form);
};

const begin = () => {
  for (const form of document.querySelectorAll("form[data-fetches]")) {
    const dialog = form.closest("dialog");
    const field = form.querySelector(".finds");
    field.addEventListener("input", () => find(form));
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      enter(form, field);
    });
    dialog.addEventListener("keydown", (event) => step(event, form, field));
    dialog.addEventListener("close", () => (field.value = ""));
  }
};
begin();
document.addEventListener("inbox:opened", begin); // from the list beside another conversation
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  const form = opener && document.querySelector(`#${CSS.escape(opener.dataset.opens)} form[data-fetches]`);
  if (form) loading.set(form, load(form));
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful && detail.elt.matches("form[data-fetches]")) detail.elt.closest("dialog").close();
});
