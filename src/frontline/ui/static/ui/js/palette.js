// Ctrl/⌘ K: everything this page can do, found by typing. A combobox with a list, as the ARIA practices describe it.
import { activate, isMac, onKey } from "./keyboard.js";
import { commands, printed } from "./commands.js";
import { make } from "./dialogs.js";

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const matches = (label, words) => {
  const text = folded(label);
  return words.every((word) => text.includes(word));
};

const option = (command, at) => {
  const item = document.createElement("li");
  item.id = `command-${at}`;
  item.role = "option";
  item.className = "menu-item";
  item.textContent = command.label;
  if (command.keys) {
    const kbd = document.createElement("kbd");
    kbd.textContent = printed(command.keys, isMac);
    item.append(kbd);
  }
  return item;
};

const show = () => {
  if (document.getElementById("palette")) return;
  const before = document.querySelector("dialog[open]");
  if (before) before.close();
  const dialog = make("palette", "Do anything", "palette");
  dialog.innerHTML = `<input type="text" role="combobox" aria-expanded="true" aria-controls="commands" aria-autocomplete="list" aria-label="What to do" placeholder="What would you like to do?" autocomplete="off" spellcheck="false">
    <ul id="commands" role="listbox" aria-label="Commands"></ul>`;
  const [input, list] = dialog.children;
  let shown = [];
  let at = 0;

  const pick = (to) => {
    at = shown.length ? (to + shown.length) % shown.length : 0;
    [...list.children].forEach((item, i) => item.role === "option" && item.setAttribute("aria-selected", i === at));
    input.setAttribute("aria-activedescendant", shown.length ? `command-${at}` : "");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };

  const draw = () => {
    const words = folded(input.value).split(/\s+/).filter(Boolean);
    // Read anew each time: parts of the page may have been fetched again since.
    shown = commands().filter(({ label }) => matches(label, words));
    list.replaceChildren(...shown.map(option));
    if (!shown.length) {
      const none = document.createElement("li");
      none.className = "empty";
      none.role = "presentation";
      none.textContent = "Nothing here is called that.";
      list.append(none);
    }
    pick(0);
  };

  const go = () => {
    const label = shown[at]?.label;
    dialog.close();
    const chosen = commands().find((command) => command.label === label);
    if (chosen) activate(chosen.element);
  };

  input.addEventListener("input", draw);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (step !== undefined) pick(step);
    else if (event.key === "Enter") go();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (!item) return;
    at = [...list.children].indexOf(item);
    go();
  });
  dialog.addEventListener("close", () => dialog.remove());
  draw();
  dialog.showModal();
  input.focus();
};

onKey("mod+k", show);
document.addEventListener("click", (event) => event.target.closest("[data-shows-commands]") && show());
