// Toasts count down and go away; they wait while someone points at them or has focus in them.
const region = () => document.getElementById("toasts");

const tick = (toast) => {
  if (!toast.isConnected) return;
  if (!toast.matches(":hover, :focus-within")) {
    toast.left -= 1;
    const countdown = toast.querySelector(".countdown");
    if (countdown) countdown.textContent = Math.max(toast.left, 0);
    if (toast.left <= 0) return toast.remove();
  }
  setTimeout(tick, 1000, toast);
};

const begin = (toast) => {
  if ("left" in toast) return;
  toast.left = Number(toast.dataset.seconds ?? 6);
  // An undo that has run out must go, even under the pointer.
  if (toast.querySelector(".countdown")) setTimeout(() => toast.remove(), toast.left * 1000 + 300);
  if (toast.left > 0) setTimeout(tick, 1000, toast);
};

export const say = (words, kind = "", seconds = 6) => {
  const toast = document.createElement("div");
  toast.className = `toast ${kind}`;
  toast.dataset.seconds = seconds;
  const text = document.createElement("span");
  text.textContent = words;
  const dismiss = document.createElement("button");
  dismiss.type = "button";
  dismiss.className = "icon-button";
  dismiss.dataset.dismiss = "";
  dismiss.ariaLabel = "Dismiss";
  dismiss.textContent = "×";
  toast.append(text, dismiss);
  region().append(toast);
};

document.addEventListener("click", (event) => event.target.closest("[data-dismiss]")?.closest(".toast, .banner")?.remove());

new MutationObserver(() => region().querySelectorAll(".toast").forEach(begin)).observe(region(), { childList: true, subtree: true });
region().querySelectorAll(".toast").forEach(begin);
