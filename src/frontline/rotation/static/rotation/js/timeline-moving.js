// One stop of the tab key for all shifts; the arrow keys move over them, along a lane and from lane to lane.
const board = () => document.querySelector("#board .board");
const shifts = () => [...(board()?.querySelectorAll("a.block") ?? [])].filter((block) => block.checkVisibility());
const isList = () => !board().querySelector(".heads").checkVisibility();

let here = ""; // the id of the shift that the tab key comes back to

const stop = (block) => {
  for (const each of board().querySelectorAll("a.block[tabindex='0']")) each.tabIndex = -1;
  block.tabIndex = 0;
  here = block.id;
};

const begin = () => {
  const all = board() && shifts();
  if (!all?.length) return;
  for (const block of board().querySelectorAll("a.block")) block.tabIndex = -1;
  stop(document.getElementById(here) ?? all.find((block) => block.closest(".is-mine:not(.is-past)")) ?? all.find((block) => !block.closest(".is-past")) ?? all[0]);
};

const middle = (block) => {
  const { left, width } = block.getBoundingClientRect();
  return left + width / 2;
};

// From lane to lane: the shift that stands nearest above or below.
const across = (block, by) => {
  const lanes = [...board().querySelectorAll(".lane:has(a.block)")];
  const lane = lanes[lanes.indexOf(block.closest(".lane")) + by];
  if (!lane) return block;
  const at = middle(block);
  const apart = (other) => Math.abs(middle(other) - at);
  return [...lane.querySelectorAll("a.block")].reduce((best, other) => (apart(other) < apart(best) ? other : best));
};

const along = (block, by) => {
  const all = isList() ? shifts() : [...block.closest(".track").querySelectorAll("a.block")];
  return all[all.indexOf(block) + by] ?? block;
};

const ends = (block, last) => [...block.closest(".track").querySelectorAll("a.block")].filter((each) => each.checkVisibility()).at(last ? -1 : 0);

const STEPS = {
  ArrowRight: (block) => along(block, 1),
  ArrowLeft: (block) => along(block, -1),
  ArrowDown: (block) => (isList() ? along(block, 1) : across(block, 1)),
  ArrowUp: (block) => (isList() ? along(block, -1) : across(block, -1)),
  Home: (block) => ends(block, false),
  End: (block) => ends(block, true),
};

document.addEventListener("keydown", (event) => {
  const block = event.target.closest?.("#board a.block");
  if (!block || !STEPS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const next = STEPS[event.key](block);
  stop(next);
  next.focus();
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
});

document.addEventListener("focusin", (event) => {
  const block = event.target.closest?.("#board a.block");
  if (block) stop(block);
});

// The lanes were fetched again: whoever stood on a shift stands on it still, or on what has taken its place.
let kept = null;
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "board") return;
  const block = document.activeElement?.closest?.("#board a.block");
  const scroller = board();
  kept = { id: block?.id, lane: block?.closest("[data-lane]")?.dataset.lane, at: block ? middle(block) : 0, left: scroller?.scrollLeft ?? 0, top: scroller?.scrollTop ?? 0 };
});
document.addEventListener("htmx:afterSettle", () => {
  if (!kept || !board()) return;
  const { id, lane, at, left, top } = kept;
  kept = null;
  board().scrollTo(left, top);
  begin();
  if (!id || (document.activeElement !== document.body && document.activeElement?.isConnected)) return;
  const near = [...board().querySelectorAll(`[data-lane="${lane}"] a.block`)];
  const next = document.getElementById(id) ?? near.sort((one, other) => Math.abs(middle(one) - at) - Math.abs(middle(other) - at))[0];
  next?.focus({ preventScroll: true });
});

begin();
