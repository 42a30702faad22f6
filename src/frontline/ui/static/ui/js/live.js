// Whatever on the page shows something that changed fetches its own fragment again.
//
//   <div data-live="conversation:7" hx-get="/conversations/7/timeline" hx-trigger="live">    this conversation
//   <div data-live="inbox" hx-get="/inbox" hx-trigger="live">                                any conversation
//
// data-live takes several, separated by spaces: a kind of subject ("intake"), one subject ("conversation:7"), or "inbox".
// (hx-trigger="live" keeps htmx from also fetching on a click.) Scripts can listen for `frontline:event` on the body; its
// detail is {id, kind, subject, subject_id}.
import { listen } from "./stream.js";

const APART = 300; // ms: at most one fetch per element in this time
const DELAY = 1500; // ms without a connection before it is worth saying so

const states = new WeakMap();

const fetchNow = async (element, state) => {
  state.timer = 0;
  if (!element.isConnected) return;
  if (document.hidden) return void (element.dataset.stale = "");
  state.busy = true;
  state.last = performance.now();
  await window.htmx.ajax("GET", element.getAttribute("hx-get"), { source: element }).catch(() => {});
  state.busy = false;
  if (state.again) {
    state.again = false;
    refetch(element);
  }
};

// Soon, and not again while it is under way.
export const refetch = (element) => {
  const state = states.get(element) ?? { last: -APART, timer: 0, busy: false, again: false };
  states.set(element, state);
  if (state.busy) state.again = true;
  else state.timer ||= setTimeout(fetchNow, Math.max(0, state.last + APART - performance.now()), element, state);
};

const live = () => [...document.querySelectorAll("[data-live][hx-get]")];

const concerns = (element, { subject, subject_id: id }) =>
  element.dataset.live.split(/\s+/).some((what) => what === subject || what === `${subject}:${id}` || (what === "inbox" && subject === "conversation"));

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  for (const element of document.querySelectorAll("[data-stale]")) {
    delete element.dataset.stale;
    refetch(element);
  }
});

const begin = (address) => {
  const word = document.createElement("div");
  word.className = "link-state";
  word.role = "status";
  word.hidden = true;
  document.body.append(word);
  let timer = 0;
  listen(address, {
    happened: (event) => {
      document.body.dispatchEvent(new CustomEvent("frontline:event", { bubbles: true, detail: event }));
      live().filter((element) => concerns(element, event)).forEach(refetch);
    },
    missed: () => live().forEach(refetch),
    lost: () => {
      document.documentElement.dataset.live = "off";
      timer ||= setTimeout(() => { word.textContent = "Reconnecting…"; word.hidden = false; }, DELAY);
    },
    back: () => {
      document.documentElement.dataset.live = "on";
      clearTimeout(timer);
      timer = 0;
      word.hidden = true;
    },
  });
};

if (document.body.dataset.stream) begin(document.body.dataset.stream);
