// Saves the visitor from pressing Refresh: asks how far the work is, a little less often each time, and only while
// somebody looks.
const told = document.getElementById("working");
const begun = document.querySelector("#working + p");
let pause = 1000;
let waiting = 0;
let leaving = false;

async function look() {
  waiting = 0;
  if (document.hidden) return;
  try {
    const answer = await fetch(told.dataset.work, { redirect: "manual", headers: { accept: "text/html" } });
    const text = await answer.text();
    if (leaving) return;
    // The way to the answer, or nobody knows of the work any longer: either way the address says it.
    if (answer.type === "opaqueredirect" || answer.status === 404) return location.replace(told.dataset.address);
    const page = new DOMParser().parseFromString(text, "text/html");
    const now = page.getElementById("working");
    // Somebody who had asked for the same has stopped it: for who waits here it is begun anew.
    if (!now) return location.replace(told.dataset.address);
    // Replaced only where it differs: what hasn't changed isn't read out again.
    if (now.innerHTML !== told.innerHTML) told.innerHTML = now.innerHTML;
    begun.textContent = page.querySelector("#working + p").textContent;
  } catch {
    // The service is away for a moment; the next look may find it.
  }
  pause = Math.min(pause * 1.25, 8000);
  again();
}

function again() {
  if (!waiting) waiting = setTimeout(look, pause);
}

// Who cancels is on the way to another page, which what is found here must not overtake; and may come back.
document.addEventListener("submit", () => {
  leaving = true;
});
addEventListener("pageshow", () => {
  leaving = false;
  again();
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) again();
});
again();
