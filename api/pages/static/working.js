// Saves the visitor from pressing Refresh: asks how far the work is, a little less often each time, and only while
// somebody looks.
const told = document.getElementById("working");
const begun = document.querySelector("#working + p");
let pause = 1000;
let waiting = 0;

async function look() {
  waiting = 0;
  if (document.hidden) return;
  try {
    const answer = await fetch(told.dataset.work, { redirect: "manual", headers: { accept: "text/html" } });
    // The way to the answer, or nobody knows of the work any longer: either way the address says it.
    if (answer.type === "opaqueredirect" || answer.status === 404) return location.replace(told.dataset.address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.getElementById("working");
    if (!now) return location.replace(told.dataset.work);
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

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) again();
});
again();
