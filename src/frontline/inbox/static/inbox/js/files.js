// Files to attach: chosen, dropped or pasted, one after the other; listed with their sizes, and each can be taken out.
import { say } from "../../ui/js/toasts.js";

const chosen = new WeakMap();
const input = (form) => form.querySelector("input[type=file]");
const its = (form) => chosen.get(form) ?? [];

const size = (bytes) => (bytes < 1000 ? `${bytes} B` : bytes < 1e6 ? `${(bytes / 1e3).toFixed(bytes < 1e4 ? 1 : 0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

const item = (form, file) => {
  const line = document.createElement("li");
  const name = document.createElement("span");
  name.className = "clip";
  name.textContent = file.name;
  const how = document.createElement("small");
  how.textContent = size(file.size);
  const out = document.createElement("button");
  out.type = "button";
  out.className = "icon-button";
  out.ariaLabel = `Remove ${file.name}`;
  out.textContent = "×";
  out.addEventListener("click", () => set(form, its(form).filter((other) => other !== file)));
  line.append(name, how, out);
  return line;
};

const draw = (form) => {
  const files = its(form);
  const list = form.querySelector(".chosen");
  list.hidden = !files.length;
  list.replaceChildren(...files.map((file) => item(form, file)));
  const sum = files.reduce((all, file) => all + file.size, 0);
  const limit = Number(form.closest("[data-limit]").dataset.limit);
  if (sum <= limit) return;
  const warning = document.createElement("li");
  warning.className = "too-much";
  warning.setAttribute("role", "alert");
  warning.textContent = `Together ${size(sum)}: a mail takes ${size(limit)}. Take some out, or send a link.`;
  list.append(warning);
};

const set = (form, files) => {
  const holder = new DataTransfer();
  files.forEach((file) => holder.items.add(file));
  chosen.set(form, files);
  input(form).files = holder.files;
  draw(form);
};

const add = (form, files) => set(form, [...its(form), ...files]);

document.addEventListener("change", (event) => {
  if (event.target.matches("form[data-composes] input[type=file]")) add(event.target.form, [...event.target.files]);
});

document.addEventListener("paste", (event) => {
  const form = event.target.closest?.("form[data-composes]");
  const files = [...(event.clipboardData?.files ?? [])];
  if (!form || !files.length) return;
  event.preventDefault();
  add(form, files);
});

const target = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files") && event.target.closest?.("form[data-composes], .line, .compose");
const formOf = (place) => (place.matches("form") ? place : document.querySelector("#composer form:not([hidden])"));

document.addEventListener("dragover", (event) => {
  const place = target(event);
  if (!place) return;
  event.preventDefault();
  formOf(place).classList.add("dropping");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.querySelector(".dropping")?.classList.remove("dropping");
});
document.addEventListener("drop", (event) => {
  const place = target(event);
  document.querySelector(".dropping")?.classList.remove("dropping");
  if (!place) return;
  event.preventDefault();
  const files = [...event.dataTransfer.files].filter((file) => file.size || file.type);
  if (files.length) add(formOf(place), files);
  else say("Folders can't be attached: choose the files in it.", "breach");
});
