// Type to find a culprit: arrows choose, Enter takes, Enter again saves. Without this, the browser's own list serves.
const SHOWN = 8;
const wide = matchMedia("(min-width: 821px)");

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

// What begins with the words first, then what has them somewhere.
const matching = (choices, words) => {
  const sought = fold(words);
  const rank = (choice) => (fold(choice.words).startsWith(sought) ? 0 : fold(choice.words).includes(sought) ? 1 : 2);
  return choices.filter((choice) => rank(choice) < 2).sort((a, b) => rank(a) - rank(b)).slice(0, SHOWN);
};

const enhance = (combo) => {
  const input = combo.querySelector("input[list]");
  const kind = combo.querySelector("[data-combo-kind]");
  const choices = [...input.list.options].map((option) => ({ words: option.value, kind: option.label === option.value ? "" : option.label }));
  input.removeAttribute("list");
  const box = document.createElement("div");
  box.className = "combo-box";
  input.replaceWith(box);
  const list = document.createElement("ul");
  list.className = "combo-list";
  list.id = `${input.id}-list`;
  list.role = "listbox";
  list.ariaLabel = "Culprits";
  list.hidden = true;
  box.append(input, list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-controls": list.id, "aria-autocomplete": "list", "aria-expanded": "false" })) {
    input.setAttribute(name, value);
  }
  let at = -1;
  let options = [];

  const known = () => choices.some((choice) => fold(choice.words) === fold(input.value));
  const showKind = () => (kind.hidden = known() || !input.value.trim());
  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (place) => {
    at = place;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const take = (place) => {
    input.value = options[place].words;
    close();
    showKind();
  };
  const draw = () => {
    const words = input.value.trim();
    options = matching(choices, words);
    if (words && !known()) options.push({ words, kind: "new" });
    list.replaceChildren(
      ...options.map((option, i) => {
        const item = document.createElement("li");
        item.role = "option";
        item.id = `${list.id}-${i}`;
        const name = document.createElement("span");
        name.textContent = option.words;
        name.dir = "auto";
        const small = document.createElement("small");
        small.textContent = option.kind;
        item.append(name, small);
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(i);
        });
        return item;
      }),
    );
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(words && options.length ? 0 : -1);
    showKind();
  };

  input.addEventListener("input", draw);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const line = document.getElementById("line");
    if (["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      if (list.hidden) return draw();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((at + step + options.length) % options.length);
    } else if (event.key === "Enter" && !list.hidden && at >= 0 && fold(options[at].words) !== fold(input.value)) {
      event.preventDefault();
      take(at);
    } else if (event.key === "Enter" && !list.hidden && options[at]?.kind === "new") {
      // A new one takes two strokes, so that half a name does not become a culprit.
      event.preventDefault();
      take(at);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (["PageDown", "PageUp"].includes(event.key) && line) {
      event.preventDefault();
      line.scrollBy({ top: (event.key === "PageDown" ? 0.85 : -0.85) * line.clientHeight });
    }
  });
  showKind();
};

document.querySelectorAll("[data-combo]").forEach(enhance);

// The field is ready for typing where that does not scroll the conversation away.
const first = document.querySelector("#label [data-combo] input");
if (first && wide.matches) first.focus({ preventScroll: true });
