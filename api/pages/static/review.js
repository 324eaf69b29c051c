// Single keys for the review: each presses a button, or follows a link, that stands on the page.
const help = document.getElementById("keys");

/** Whether the person is writing, so that a letter is a letter. */
function isWriting(target) {
  return target instanceof Element && target.closest("input, select, textarea, [contenteditable]") !== null;
}

/** The button or link of a key, if the page has one that can be pressed now. */
function withKey(key) {
  return document.querySelector(`[data-key="${CSS.escape(key)}"]:not([disabled])`);
}

if (help?.dataset.keys === "on") {
  document.documentElement.classList.add("keyed");
  let pressed = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isWriting(event.target)) return;
    if (event.key === "?") {
      help.open = !help.open;
      help.querySelector("summary").focus();
      event.preventDefault();
      return;
    }
    const found = withKey(event.key.toLowerCase());
    // A second press before the next question is there would answer what nobody has seen.
    if (!found || pressed) return;
    event.preventDefault();
    const form = found.closest("form");
    if (form) {
      pressed = form.reportValidity();
      if (pressed) form.requestSubmit(found);
    } else {
      pressed = true;
      found.click();
    }
  });
  // Coming back shows the page as it was left.
  window.addEventListener("pageshow", () => {
    pressed = false;
  });
}
