// "?" lists the keys that work on this page.
import { areOn, isMac, onKey, turn } from "./keyboard.js";
import { commands, printed } from "./commands.js";
import { make } from "./dialogs.js";

const ALWAYS = [
  ["Next, previous in the list", "j k"],
  ["Open", "enter"],
  ["Do anything", "mod+k"],
  ["Leave a field, close a dialog", "escape"],
  ["These keys", "?"],
];

const line = (label, keys) => {
  const item = document.createElement("li");
  const words = document.createElement("span");
  words.textContent = label;
  const kbd = document.createElement("kbd");
  kbd.textContent = printed(keys, isMac);
  item.append(words, " ", kbd);
  return item;
};

// Forms of one page may share a key, for only one of them is written in at a time ("Send", "Add note"): one line for all.
const byKeys = () => {
  const labels = new Map();
  for (const { label, keys } of commands()) if (keys) labels.set(keys, [...(labels.get(keys) ?? []), label]);
  return [...labels].map(([keys, [first, ...others]]) => [[first, ...others.map(inside)].join(", or "), keys]);
};

const inside = (label) => label.charAt(0).toLowerCase() + label.slice(1);

const show = () => {
  document.getElementById("keys")?.remove();
  const dialog = make("keys", "Keys on this page");
  dialog.innerHTML = `<header><h2>Keys on this page</h2><button type="button" class="icon-button" data-closes aria-label="Close">×</button></header>
    <div class="dialog-body stack"><ul class="keys"></ul>
    <div class="field check"><label><input type="checkbox"> Single keys work on this device</label></div></div>`;
  const list = dialog.querySelector("ul");
  const hasRows = document.querySelector("[data-row]");
  for (const [label, keys] of byKeys()) list.append(line(label, keys));
  for (const [label, keys] of hasRows ? ALWAYS : ALWAYS.slice(2)) list.append(line(label, keys));
  const box = dialog.querySelector("input");
  box.checked = areOn();
  box.addEventListener("change", () => turn(box.checked));
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
};

onKey("?", show);
document.addEventListener("click", (event) => event.target.closest("[data-shows-keys]") && show());
