/* The studio's live preview, and the way to a line. Without this script Preview is a button. */

const PAUSE = 700;

/** Ask for the preview of what is in the form, and put it where the old one is. */
async function refresh(form, state) {
  const target = document.querySelector(form.dataset.preview);
  if (!target) return;
  state.asked?.abort();
  state.asked = new AbortController();
  const data = new FormData(form);
  data.set("do", "preview");
  data.delete("picture");
  try {
    const reply = await fetch(form.getAttribute("action"), {
      method: "POST",
      body: new URLSearchParams(data),
      headers: { "X-Fragment": "1" },
      credentials: "same-origin",
      signal: state.asked.signal,
    });
    if (!reply.ok && reply.status !== 422) return;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const made = page.querySelector(form.dataset.preview);
    if (!made) return;
    const shown = document.querySelector(form.dataset.preview);
    const top = shown.scrollTop;
    shown.replaceWith(made);
    made.scrollTop = top;
  } catch {
    // The old preview stays; the button is there, and nothing that was typed is lost.
  }
}

function live(form) {
  const state = {};
  form.addEventListener("input", () => {
    clearTimeout(state.waiting);
    state.waiting = setTimeout(() => refresh(form, state), PAUSE);
  });
}

/** Select a line of the sheet and bring it into view. */
function goTo(area, line) {
  const lines = area.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  area.scrollTop = (area.scrollHeight * (line - 3)) / lines.length;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-line]");
  const area = link && document.getElementById("text");
  if (!area) return;
  event.preventDefault();
  goTo(area, Number(link.dataset.line));
});

/** What was typed and not sent is asked for before the page is left. */
function guard(form) {
  let changed = false;
  form.addEventListener("input", () => (changed = true));
  form.addEventListener("submit", () => (changed = false));
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}

for (const form of document.querySelectorAll("form[data-preview]")) {
  live(form);
  guard(form);
}
