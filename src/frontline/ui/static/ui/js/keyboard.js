// Keys. Whatever carries data-key is pressed, followed or focused by it: "r", "g i" (one after the other),
// "mod+enter" (Ctrl, or ⌘ on a Mac). Nothing else needs to know about keys.
const PAUSE = 1200; // ms between the two strokes of "g i"
export const isMac = /Mac|iP(hone|ad|od)/.test(navigator.platform);

let before = "";
let since = 0;
const listeners = new Map();

// Keys with a script behind them rather than an element.
export const onKey = (keys, action) => listeners.set(keys, action);

export const areOn = () => localStorage.getItem("frontline:keys") !== "off";
export const turn = (on) => localStorage.setItem("frontline:keys", on ? "on" : "off");

export const isTyping = (element) =>
  element.isContentEditable || (element.matches("input, textarea, select") && !element.matches("[type=checkbox], [type=radio], [type=submit], [type=button]"));

const isShown = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;

const find = (keys, target) => {
  const form = target.closest?.("form");
  const scope = document.querySelector("dialog[open]") ?? document;
  const all = [...scope.querySelectorAll(`[data-key="${CSS.escape(keys)}"]`)].filter((e) => !e.disabled && isShown(e));
  return all.find((e) => form && e.form === form) ?? all[0];
};

export const activate = (element) => {
  if (element.matches("input:not([type=submit], [type=button], [type=checkbox], [type=radio]), textarea, select")) {
    element.focus();
    element.select?.();
  } else {
    element.click();
  }
};

const stroke = (event) => {
  const mod = event.ctrlKey || event.metaKey ? "mod+" : "";
  const key = { Enter: "enter", Escape: "escape", " ": "space" }[event.key] ?? (mod ? event.key.toLowerCase() : event.key);
  return mod + key;
};

const run = (keys, event) => {
  const element = find(keys, event.target);
  const action = listeners.get(keys);
  if (!element && !action) return false;
  event.preventDefault();
  if (element) activate(element);
  else action(event);
  return true;
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey || event.isComposing || event.repeat && !["j", "k"].includes(event.key)) return;
  const keys = stroke(event);
  if (keys.startsWith("mod+")) return void run(keys, event);
  if (isTyping(event.target)) {
    if (keys === "escape" && !event.target.closest("dialog, [popover]")) event.target.blur();
    return;
  }
  if (!areOn() || keys.length > 1 || (document.querySelector("dialog[open]") && !find(keys, event.target))) return;
  const pair = `${before} ${keys}`;
  const isPair = before && event.timeStamp - since < PAUSE;
  before = "";
  if (isPair && run(pair, event)) return;
  if (document.querySelector(`[data-key^="${CSS.escape(keys)} "]`)) {
    before = keys;
    since = event.timeStamp;
    return;
  }
  run(keys, event);
});

// On a Mac the keys are printed as they are there.
const print = () => {
  for (const kbd of document.querySelectorAll("kbd")) if (kbd.textContent.includes("Ctrl ")) kbd.textContent = kbd.textContent.replace("Ctrl ", "⌘ ");
};
if (isMac) {
  print();
  document.addEventListener("htmx:afterSettle", print);
}
