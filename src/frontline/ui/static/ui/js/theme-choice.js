// The choice of theme, kept on this device. theme.js applies it before the page is painted.
const KEY = "frontline:theme";

const choose = (theme) => {
  if (theme === "light" || theme === "dark") {
    localStorage.setItem(KEY, theme);
    document.documentElement.dataset.theme = theme;
  } else {
    localStorage.removeItem(KEY);
    delete document.documentElement.dataset.theme;
  }
};

const current = () => document.documentElement.dataset.theme ?? "system";

for (const input of document.querySelectorAll("input[name=theme]")) input.checked = input.value === current();

document.addEventListener("change", (event) => {
  if (event.target.matches("input[name=theme]")) choose(event.target.value);
});

// Other tabs follow.
addEventListener("storage", (event) => event.key === KEY && choose(event.newValue));
