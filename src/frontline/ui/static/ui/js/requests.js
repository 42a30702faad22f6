// What htmx's requests bring back when they fail: the server's own words, as a toast.
import { say } from "./toasts.js";

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status >= 400 && xhr.getResponseHeader("HX-Retarget") === "#toasts") {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

document.addEventListener("htmx:responseError", (event) => {
  const reference = event.detail.xhr.getResponseHeader("X-Reference");
  say(`That didn't work. What you wrote is still here.${reference ? ` Reference: ${reference}` : ""}`, "breach", 12);
});

document.addEventListener("htmx:sendError", (event) => {
  // A fragment that refreshes itself will try again; only people's own actions are worth a word.
  if (event.detail.requestConfig?.verb !== "get") {
    say("Frontline can't be reached. What you wrote is still here; try again in a moment.", "breach", 12);
  }
});

// Signed out in another tab, or for too long: the fragment would be the sign-in page. Go there as a whole.
document.addEventListener("htmx:beforeSwap", (event) => {
  const address = new URL(event.detail.xhr.responseURL || location.href);
  if (address.pathname.startsWith("/accounts/login/") && !location.pathname.startsWith("/accounts/")) {
    event.detail.shouldSwap = false;
    location.assign(`/accounts/login/?next=${encodeURIComponent(location.pathname + location.search)}`);
  }
});
