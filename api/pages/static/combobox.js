// Names suggested under a field while one types: the combobox of the ARIA Authoring Practices, list autocomplete.
// Without it the field is a plain one, and the server reads what was written by the same names.

const PAUSE = 150;
const LEAST = 2;

function suggest(field) {
  const input = field.querySelector("input[type=search]");
  const list = document.createElement("ul");
  const said = document.createElement("p");
  let at = -1;
  let waiting = 0;
  let asking = new AbortController();

  list.id = `${input.id}-list`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.label);
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  field.append(list, said);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  function close() {
    clearTimeout(waiting);
    asking.abort();
    list.hidden = true;
    list.replaceChildren();
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(place) {
    const options = [...list.children];
    at = options.length ? (place + options.length) % options.length : -1;
    for (const [number, option] of options.entries()) option.setAttribute("aria-selected", String(number === at));
    if (at < 0) return;
    input.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  }

  function take(option) {
    input.value = option.dataset.name;
    close();
    input.focus();
  }

  function show(entries) {
    list.replaceChildren(
      ...entries.map((entry, number) => {
        const option = document.createElement("li");
        const name = document.createElement("bdi");
        const about = document.createElement("span");
        option.id = `${list.id}-${number}`;
        option.dataset.name = entry.name;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        name.textContent = entry.name;
        about.textContent = entry.about;
        option.append(name, about);
        return option;
      }),
    );
    at = -1;
    list.hidden = !entries.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    said.textContent = entries.length ? field.dataset.count.replace("{n}", entries.length) : field.dataset.none;
  }

  async function ask() {
    asking.abort();
    asking = new AbortController();
    const query = new URLSearchParams({ prefix: input.value.trim() });
    try {
      const answer = await fetch(`/names.json?${query}`, { signal: asking.signal });
      if (answer.ok) show(await answer.json());
    } catch {
      // typed on, or away: the field works without
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    if (input.value.trim().length < LEAST) close();
    else waiting = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (open) mark(event.key === "ArrowDown" ? at + 1 : at < 0 ? -1 : at - 1);
      else if (input.value.trim().length >= LEAST) ask();
    } else if (event.key === "Enter" && open && at >= 0) {
      event.preventDefault();
      take(list.children[at]);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" || event.key === "Tab") close();
  });
  input.addEventListener("blur", close);
  // The field would lose the focus before the click is there.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
}

for (const field of document.querySelectorAll("[data-combobox]")) suggest(field);
