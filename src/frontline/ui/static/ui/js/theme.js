// Sets the chosen theme before anything is painted. A plain script, loaded without defer, because the policy
// forbids inline scripts and a module would run too late.
(() => {
  try {
    const choice = localStorage.getItem("frontline:theme");
    if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
  } catch {
    // Storage can be forbidden; then the system's theme stays.
  }
})();
