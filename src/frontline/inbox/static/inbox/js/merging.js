// hx-swap="merge": what is on the page becomes what the server says now, child by child, by id. What has not changed is
// not touched, so that focus, selection, scroll, open folds and half-typed text stay.
//
// With data-anchor (a selector) the fresh copy is only the end of what may be on the page: what stands before the first
// fresh child that matches it is kept.
const known = new WeakMap();

// What changes by itself, or from answer to answer, is no change: "5 min", the forms' tokens.
const fingerprint = (element) =>
  element.outerHTML
    .replace(/(<time[^>]*>)[^<]*<\/time>/g, "$1")
    .replace(/<time class="clock ?\w*"([^>]*) title="[^"]*"/g, "<time$1")
    .replace(/name="csrfmiddlewaretoken" value="[^"]*"/g, "")
    .replace(/ aria-current="true"/g, "");

const update = (old, fresh) => {
  const open = [...old.querySelectorAll("details")].map((fold) => fold.open);
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && name !== "class") old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  old.replaceChildren(...fresh.childNodes);
  old.querySelectorAll("details").forEach((fold, at) => (fold.open = open[at] ?? fold.open));
};

const flash = (element) => {
  element.classList.remove("arrived");
  void element.offsetWidth; // so that the animation begins anew
  element.classList.add("arrived");
};

const place = (target, children) => {
  let after = null;
  for (const child of children) {
    const here = after ? after.nextElementSibling : target.firstElementChild;
    if (here !== child) target.insertBefore(child, here);
    after = child;
  }
};

// The children that stay as they are, before what the fresh copy tells about.
const keptBefore = (target, fresh) => {
  const anchor = target.dataset.anchor && fresh.find((child) => child.matches(target.dataset.anchor));
  const old = anchor && target.querySelector(`:scope > #${CSS.escape(anchor.id)}`);
  if (!old) return { kept: [], told: fresh };
  const all = [...target.children];
  return { kept: all.slice(0, all.indexOf(old)), told: fresh.slice(fresh.indexOf(anchor)) };
};

export const merge = (target, fragment) => {
  const { kept, told } = keptBefore(target, [...fragment.children]);
  const before = new Map([...target.children].map((child) => [child.id, child]));
  const result = [...kept];
  const added = [];
  const changed = [];
  for (const fresh of told) {
    const print = fingerprint(fresh);
    const old = before.get(fresh.id);
    if (old && !kept.includes(old)) {
      if (known.get(old) !== print) {
        update(old, fresh);
        changed.push(old);
      }
      known.set(old, print);
      result.push(old);
    } else if (!old) {
      known.set(fresh, print);
      result.push(fresh);
      added.push(fresh);
    }
  }
  const stays = new Set(result);
  for (const child of [...target.children]) if (!stays.has(child)) child.remove();
  place(target, result);
  [...added, ...changed].filter((element) => element.matches(".row, .entry")).forEach(flash);
  target.dispatchEvent(new CustomEvent("inbox:merged", { bubbles: true, detail: { added, changed } }));
  return [...added, ...changed];
};

window.htmx.defineExtension("merge", {
  isInlineSwap: (style) => style === "merge",
  handleSwap: (style, target, fragment) => style === "merge" && merge(target, fragment),
});

const remember = (root) => {
  for (const target of root.querySelectorAll("[hx-swap=merge][data-live]"))
    for (const child of target.children) if (!known.has(child)) known.set(child, fingerprint(child));
};
remember(document);
document.addEventListener("htmx:afterSettle", () => remember(document));
