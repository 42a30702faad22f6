// From conversation to conversation: only what stands beside the list is fetched. The list stays as it is, with its place,
// its length and whatever is being typed in its search. Everything else is a page of its own, as is each conversation for
// whoever opens it in a new tab, comes from elsewhere, or has no scripts.
import { refetch } from "../../ui/js/live.js";

const main = document.getElementById("main");
const side = document.querySelector("aside.side");
const rows = document.getElementById("rows");
const dialogs = document.getElementById("dialogs");
const toasts = document.getElementById("toasts");
const NUMBER = /^\/conversations\/(\d+)$/;

const numberOf = (address) => NUMBER.exec(address.pathname)?.[1];

let asked = null; // what is being fetched

const fetched = async (address, signal) => {
  const answer = await fetch(address, { signal, redirect: "manual", headers: { "HX-Request": "true", "HX-Target": "main" } });
  const page = answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  return page?.querySelector("[data-for=main]") ? page : null;
};

// What the old conversation still waits for must not come into the new one's places.
const giveUp = () => {
  for (const place of [main, side, dialogs])
    for (const element of place.querySelectorAll("[hx-get], [hx-post]"))
      element.addEventListener("htmx:beforeOnLoad", (event) => event.preventDefault());
};

const put = (element, page) => {
  const part = page.querySelector(`[data-for=${element === side ? "side" : element.id}]`);
  element.replaceChildren(...part.childNodes);
  window.htmx.process(element);
};

// The list names the conversation that is open, also when it is fetched again.
const mark = (number) => {
  for (const row of rows.querySelectorAll(".row[aria-current]")) row.removeAttribute("aria-current");
  const row = document.getElementById(`row-${number}`);
  row?.setAttribute("aria-current", "true");
  row?.scrollIntoView({ block: "nearest" });
  for (const element of [rows, document.getElementById("more")]) {
    for (const name of ["href", "hx-get"]) {
      if (!element?.hasAttribute(name)) continue;
      const address = new URL(element.getAttribute(name), location.href);
      address.searchParams.set("current", number);
      element.setAttribute(name, address.pathname + address.search);
    }
  }
};

const open = async (address, { isNew }) => {
  asked?.abort();
  const mine = (asked = new AbortController());
  const happened = [];
  const hear = ({ detail }) => happened.push(`${detail.subject}:${detail.subject_id}`);
  document.body.addEventListener("frontline:event", hear);
  main.setAttribute("aria-busy", "true");
  try {
    const page = await fetched(address, mine.signal);
    if (mine.signal.aborted) return;
    if (!page) return void location.assign(address);
    if (isNew) history.pushState({ opened: true }, "", address);
    document.title = page.title;
    giveUp();
    for (const element of [main, side, dialogs]) put(element, page);
    toasts.append(...page.querySelector("[data-for=toasts]").childNodes);
    const number = numberOf(address);
    mark(number);
    document.dispatchEvent(new CustomEvent("inbox:opened"));
    main.dispatchEvent(new CustomEvent("htmx:afterSettle", { bubbles: true, detail: { elt: main } }));
    // What happened after the server had looked, and before there was anything on the page to hear of it.
    if (happened.some((what) => what === `conversation:${number}` || what.startsWith("queue:"))) refetch(document.getElementById("entries"));
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  } finally {
    document.body.removeEventListener("frontline:event", hear);
    if (asked === mine) {
      asked = null;
      main.removeAttribute("aria-busy");
    }
  }
};

const isPlain = (event) => !event.defaultPrevented && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

if (rows && dialogs && side) {
  history.replaceState({ ...history.state, opened: true }, "");
  document.addEventListener("click", (event) => {
    const row = event.target.closest?.("#rows .row");
    if (!row || !isPlain(event) || !numberOf(row)) return;
    event.preventDefault();
    open(new URL(row.href), { isNew: row.href !== location.href });
  });
  addEventListener("popstate", ({ state }) => {
    if (state?.opened && numberOf(location)) open(new URL(location.href), { isNew: false });
  });
}
