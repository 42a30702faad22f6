// What can be done on this page, read from the page itself: everything with a key, every place, every data-command.
export const commands = () => {
  const seen = new Set();
  const found = [];
  for (const element of document.querySelectorAll("[data-key-label], [data-command]")) {
    const label = element.dataset.keyLabel ?? element.dataset.command;
    if (element.disabled || seen.has(label)) continue;
    seen.add(label);
    found.push({ label, keys: element.dataset.key ?? "", element });
  }
  return found;
};

// As they stand on a keyboard: a letter pressed together with another key is a capital there.
export const printed = (keys, isMac) =>
  keys
    .replace(/mod\+([a-z])$/, (_, letter) => `mod+${letter.toUpperCase()}`)
    .replace("mod+", isMac ? "⌘ " : "Ctrl ")
    .replace("enter", "⏎")
    .replace("escape", "Esc");
