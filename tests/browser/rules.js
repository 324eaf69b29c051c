// What a page must keep to and only a browser can tell; every function returns faults, each with its element.
({
  // The element as a person would look for it in the page.
  named(element) {
    const words = element.textContent.trim().replace(/\s+/g, " ").slice(0, 60);
    return `<${element.localName}${element.id ? ` id="${element.id}"` : ""}${
      element.className && typeof element.className === "string" ? ` class="${element.className}"` : ""
    }>${words}`;
  },

  // No page is wider than its window; what must be, scrolls in a box of its own.
  sideways(width) {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const scrolls = (element) => {
      for (let above = element.parentElement; above && above !== document.body; above = above.parentElement)
        if (getComputedStyle(above).overflowX !== "visible") return true;
      return false;
    };
    const wide = [...document.body.querySelectorAll("*")].filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return (right > root.clientWidth + 1 || left < -1) && !scrolls(element);
    });
    // The innermost ones: what holds them is wide because of them.
    const inner = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
    const wrong = inner.length ? inner.slice(0, 3) : [this.narrowing(document.body)];
    return [`sideways: ${root.scrollWidth} px wide in a window of ${width}: ${wrong.map(this.named).join(" | ")}`];
  },

  // The innermost element without which the page would fit: text and list markers leave boxes that stay inside.
  narrowing(element) {
    const root = document.documentElement;
    for (const child of element.children) {
      const { display } = child.style;
      child.style.display = "none";
      const fits = root.scrollWidth <= root.clientWidth;
      child.style.display = display;
      if (fits) return this.narrowing(child);
    }
    return element;
  },

  // After a Tab the outline is shown on whatever has the focus. One element of each sort is enough.
  focus() {
    const can =
      'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex]:not([tabindex="-1"])';
    const sorts = new Map();
    const faults = [];
    const first = document.querySelector(can);
    if (first?.getAttribute("href") !== "#main") faults.push(`focus: ${this.named(first)} comes before the skip link`);
    for (const element of document.querySelectorAll(can))
      if (element.checkVisibility({ visibilityProperty: true }) && !element.disabled)
        sorts.set(`${element.localName} ${element.className} ${element.type ?? ""}`, element);
    for (const element of sorts.values()) {
      element.focus();
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const { width, height } = element.getBoundingClientRect();
      if (document.activeElement !== element) faults.push(`focus: can't be put on ${this.named(element)}`);
      else if (outlineStyle === "none" || parseFloat(outlineWidth) < 3)
        faults.push(`focus: outline ${outlineStyle} ${outlineWidth} on ${this.named(element)}`);
      else if (width < 1 || height < 1) faults.push(`focus: nothing to be seen of ${this.named(element)}`);
    }
    return faults;
  },

  // On paper nobody follows a navigation.
  print() {
    return [...document.querySelectorAll("nav, .skip, .no-print")]
      .filter((element) => element.checkVisibility())
      .map((element) => `print: shows ${this.named(element)}`);
  },

  // What can be seen of a page where scripts don't run.
  without_scripts() {
    const faults = [];
    const seen = (element) => element.checkVisibility({ visibilityProperty: true });
    if (![...document.querySelectorAll("main h1")].some(seen)) faults.push("without scripts: no h1 to be seen");
    for (const form of document.querySelectorAll("form"))
      if (seen(form) && ![...form.elements].some((each) => each.type === "submit" && seen(each)))
        faults.push(`without scripts: nothing sends ${this.named(form)}`);
    return faults;
  },
});
