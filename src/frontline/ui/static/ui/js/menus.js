// Puts a menu under its button (not every browser has CSS anchors yet), and moves through it with the arrow keys.
const place = (menu) => {
  const button = document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`);
  if (!button) return;
  const at = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = at.bottom + 4;
  menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
  menu.style.top = `${below + height < innerHeight - 8 ? below : Math.max(8, at.top - height - 4)}px`;
};

const items = (menu) => [...menu.querySelectorAll("a, button, input, select")].filter((item) => !item.disabled);

document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!menu.matches(".menu") || event.newState !== "open") return;
  place(menu);
  items(menu)[0]?.focus();
}, true);

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.(".menu");
  if (!menu || !["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key) || event.target.matches("select")) return;
  event.preventDefault();
  const all = items(menu);
  const here = all.indexOf(document.activeElement);
  const next = { ArrowDown: here + 1, ArrowUp: here - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
  all[next % all.length]?.focus();
});
