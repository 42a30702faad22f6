// The timeline: begins at its end, follows what comes, says so when one is reading further up; counts down what is held.
let line = null;
let below = null;
const NEAR = 120; // px from the end that still count as being there

const scroller = () => (getComputedStyle(line).overflowY === "visible" ? document.scrollingElement : line);
const isAtEnd = () => {
  const it = scroller();
  return it.scrollHeight - it.scrollTop - it.clientHeight < NEAR;
};
// Where the whole page scrolls, composer and customer come below: the newest entry is what is wanted.
const toEnd = () => {
  if (scroller() === line) line.scrollTop = line.scrollHeight;
  else document.querySelector("#entries > :last-child")?.scrollIntoView({ block: "start" });
};

let wasAtEnd = true;
document.addEventListener("htmx:beforeSwap", () => line && (wasAtEnd = isAtEnd()));
document.addEventListener("inbox:merged", ({ target, detail }) => {
  const written = detail.added.filter((entry) => entry.matches(".entry"));
  if (target.id !== "entries" || !detail.added.length) return;
  written.filter((entry) => entry.hasAttribute("data-inbound")).forEach((entry) => entry.classList.add("fresh"));
  if (wasAtEnd) toEnd();
  else if (written.length) below.hidden = false;
});
addEventListener("scroll", () => line && isAtEnd() && (below.hidden = true), { capture: true, passive: true });

// When the composer grows, the timeline goes on ending where it ended, for whoever is at its end.
let left = 0; // px below what is in sight
let height = 0;
// The word of a scroll may come after the composer has grown again: that is the observer's to mend, not to be learnt.
const measure = () => line.clientHeight === height && (left = line.scrollHeight - line.scrollTop - height);
const growing = new ResizeObserver(() => {
  height = line.clientHeight;
  if (scroller() === line && left < NEAR) line.scrollTop = line.scrollHeight - height - left;
  else measure();
});

// Also for a conversation that was opened from the list beside another.
const begin = () => {
  growing.disconnect();
  line = document.getElementById("line");
  below = document.getElementById("below");
  if (!line) return;
  if (!location.hash) toEnd();
  wasAtEnd = true;
  height = line.clientHeight;
  line.addEventListener("scroll", measure, { passive: true });
  measure();
  growing.observe(line);
  below.addEventListener("click", () => {
    below.hidden = true;
    toEnd();
  });
};
begin();
document.addEventListener("inbox:opened", begin);

const count = () => {
  for (const element of document.querySelectorAll("[data-due]")) {
    const left = Math.ceil((Date.parse(element.dataset.due) - Date.now()) / 1000);
    const text = left > 0 ? `goes out in ${left} s` : "sending…";
    if (element.textContent !== text) element.textContent = text;
  }
  for (const form of document.querySelectorAll("form[data-until]")) form.hidden = Date.parse(form.dataset.until) <= Date.now();
};
count();
setInterval(count, 500);
document.addEventListener("htmx:afterSettle", count);
