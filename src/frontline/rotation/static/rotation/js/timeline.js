// What the rotation page does beyond what every page does: moving over shifts, opening them, dragging them.
import "./timeline-moving.js";
import "./timeline-opening.js";
import "./timeline-dragging.js";

// The line of the present moves, and hand-overs come, without anybody changing anything.
const MINUTES = 10;
setInterval(() => {
  const board = document.getElementById("board");
  if (board && !document.hidden && !document.querySelector("dialog[open]")) window.htmx.trigger(board, "live");
}, MINUTES * 60_000);
