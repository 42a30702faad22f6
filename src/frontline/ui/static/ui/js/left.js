// Keeps "12 min left" true while the page stays open, its tone too, without asking the server: the same words as ui/left.py.
//
// data-left is "target,warning,due,until": each of the first three "instant open-since" or empty, in seconds since 1970.
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const LONG_DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const LONG_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const TONES = ["late", "soon", "breach"];
const STAGES = { "": "target", late: "warning", soon: "promised by", breach: "was promised by" };

const formatter = (zone) =>
  new Intl.DateTimeFormat("en-US", { timeZone: zone, year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric", hourCycle: "h23", timeZoneName: "short" });

const known = () => {
  try {
    return formatter(document.body.dataset.zone || "UTC");
  } catch {
    return formatter("UTC"); // a zone that this browser doesn't know
  }
};
const clock = known();

// An instant as the reader's wall clock shows it; `day` counts days, so that two can be compared.
const shown = (seconds) => {
  const parts = Object.fromEntries(clock.formatToParts(seconds * 1000).map(({ type, value }) => [type, value]));
  const day = Math.floor(Date.UTC(parts.year, parts.month - 1, parts.day) / 86_400_000);
  const two = (part) => part.padStart(2, "0");
  return { ...parts, dayNumber: day, weekday: (day + 4) % 7, time: `${two(parts.hour)}:${two(parts.minute)}`, second: two(parts.second) };
};

const brief = (at, now) => {
  const then = shown(at);
  const today = shown(now);
  const days = Math.abs(today.dayNumber - then.dayNumber);
  if (!days) return then.time;
  if (days < 7) return `${DAYS[then.weekday]} ${then.time}`;
  return `${then.day} ${MONTHS[then.month - 1]}${then.year === today.year ? "" : ` ${then.year}`}`;
};

const exactly = (at) => {
  const then = shown(at);
  return `${LONG_DAYS[then.weekday]}, ${then.day} ${LONG_MONTHS[then.month - 1]} ${then.year}, ${then.time}:${then.second} ${then.timeZoneName}`;
};

const length = (minutes) => {
  if (minutes < 60) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / (24 * 60))} d`;
};

const mark = (text) => {
  if (!text) return null;
  const [at, openSince] = text.split(" ").map(Number);
  return { at, openSince };
};

export const read = (text) => {
  const [target, warn, due, until] = text.split(",");
  return { target: mark(target), warn: mark(warn), due: mark(due), openUntil: Number(until) };
};

export const tone = ({ target, warn, due }, now) => {
  if (now >= due.at) return "breach";
  if (warn && now >= warn.at) return "soon";
  return target && now >= target.at ? "late" : "";
};

const aim = ({ target, warn, due }, now) => [target, warn, due].find((each) => each && now < each.at) ?? due;

export const words = (left, now) => {
  const { at, openSince } = aim(left, now);
  if (now < at) return now >= openSince ? `${length(Math.ceil((at - now) / 60))} left` : `by ${brief(at, now)}`;
  if (now > left.openUntil) return `over since ${brief(at, now)}`;
  return now - at >= 60 ? `${length(Math.floor((now - at) / 60))} over` : "just over";
};

const tell = (element, now) => {
  const left = read(element.dataset.left);
  const text = words(left, now);
  if (element.textContent !== text) element.textContent = text;
  const kind = tone(left, now);
  if (kind ? element.classList.contains(kind) : !TONES.some((each) => element.classList.contains(each))) return;
  element.classList.remove(...TONES);
  if (kind) element.classList.add(kind);
  element.title = `${element.dataset.what}, ${STAGES[kind]} ${exactly(aim(left, now).at)}`;
};

export const tellAll = () => {
  const now = Date.now() / 1000;
  for (const element of document.querySelectorAll("time[data-left]")) tell(element, now);
};

tellAll();
setInterval(tellAll, 1000);
document.addEventListener("htmx:afterSettle", tellAll);
document.addEventListener("visibilitychange", () => document.hidden || tellAll());
