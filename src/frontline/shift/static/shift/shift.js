// The page follows the clock too: a day ends, somebody leaves for home. What happens, the stream tells.
import { onKey } from "../ui/js/keyboard.js";

const EVERY = 120_000; // ms
const part = document.getElementById("shift");

setInterval(() => !document.hidden && window.htmx.trigger(part, "live"), EVERY);

// t takes the conversation that one stands on, if nobody has it; from outside the rows, the first of them.
onKey("t", () => {
  const row = document.activeElement.closest?.("[data-row]");
  (row?.parentElement ?? part).querySelector(row ? ":scope.shift-takable [data-takes]" : "[data-takes]")?.click();
});
