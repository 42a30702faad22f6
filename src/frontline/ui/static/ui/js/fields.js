// Small help with fields: the device's time zone, and text that is there to be copied.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";

for (const input of document.querySelectorAll("input[data-browser-zone]")) input.value ||= zone;

for (const hint of document.querySelectorAll("[data-zone-hint]")) {
  const select = hint.closest("form").querySelector("select[name=timezone]");
  const isOffered = [...select.options].some((option) => option.value === zone);
  if (hint.dataset.zoneHint === zone || !isOffered) continue;
  hint.querySelector("b").textContent = zone.replaceAll("_", " ");
  hint.querySelector("button").addEventListener("click", () => {
    select.value = zone;
    hint.hidden = true;
  });
  hint.hidden = false;
}

document.addEventListener("focusin", (event) => event.target.matches("[data-selects]") && event.target.select());
