// What saves steps in a search: values of a group found while one types, addresses without empty parts, a link to copy.

const PAUSE = 150;

function findValues(input) {
  const group = input.closest("[data-facet]");
  const said = group.querySelector("[data-found]");
  let waiting = 0;
  let asking = new AbortController();

  async function find() {
    asking.abort();
    asking = new AbortController();
    const like = input.value.trim();
    let alike = null;
    if (like) {
      const query = new URLSearchParams({ field: group.dataset.facet, like });
      try {
        const answer = await fetch(`/search/values.json?${query}`, { signal: asking.signal });
        if (!answer.ok) return;
        alike = new Set(await answer.json());
      } catch {
        return; // Apply does the same
      }
    }
    let shown = 0;
    for (const tick of group.querySelectorAll(".tick")) {
      const box = tick.querySelector("input");
      const fits = alike === null || alike.has(box.value);
      tick.hidden = !fits && !box.checked && box.value !== "";
      if (fits && box.value !== "") shown += 1;
    }
    said.textContent = alike === null ? "" : shown ? said.dataset.some.replace("{n}", shown) : said.dataset.none;
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(find, PAUSE);
  });
}

for (const input of document.querySelectorAll("[data-find]")) findValues(input);

// An address says what was chosen; of a facet an empty value is a choice, of anything else it is none.
for (const form of document.querySelectorAll("form[role=search]")) {
  form.addEventListener("formdata", (event) => {
    for (const name of new Set(event.formData.keys())) {
      const field = form.elements.namedItem(name);
      if (field instanceof Element && field.type !== "checkbox" && !event.formData.get(name)) event.formData.delete(name);
    }
  });
}

for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
    } catch {
      return; // the address bar has it
    }
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = words), 2000);
  });
}
