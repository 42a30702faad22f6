// allauth's scripts say by an event that the browser handed over no key; people need to hear it too.
import { say } from "./toasts.js";

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const { name } = event.detail.exception ?? {};
  if (name === "NotAllowedError" || name === "AbortError") say("No key was given, so nothing has changed. Try again when you have it at hand.");
  else if (name === "InvalidStateError") say("This key is known already.");
  else say("This browser can't use a key here. Sign in another way, or use an address that begins with https.", "breach", 12);
});
