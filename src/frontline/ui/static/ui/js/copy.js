// data-copies="text": puts it on the clipboard and says so.
import { say } from "./toasts.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copies]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copies);
    say("Copied.", "", 3);
  } catch {
    say("This browser doesn't allow copying here: select the text and copy it yourself.", "breach");
  }
});
