/* Quick hide. Runs before the page is drawn, so that a hidden tab stays blank through a reload.
   Esc twice within 600 ms, or the button in the header, blanks the page; the same brings it back. */
(() => {
  const KEY = "practicum:hidden";
  const TWICE = 600;
  const root = document.documentElement;
  let lastEscape = -Infinity;
  let title = "";
  let focused = null;
  let scrolled = 0;
  let screen = null;

  const remembered = () => {
    try { return sessionStorage.getItem(KEY) === "1"; } catch { return false; }
  };
  const remember = (hidden) => {
    try { hidden ? sessionStorage.setItem(KEY, "1") : sessionStorage.removeItem(KEY); } catch { /* this page only */ }
  };

  function neutralScreen() {
    const made = document.createElement("main");
    made.className = "hidden-page";
    const heading = document.createElement("h1");
    heading.textContent = "Notes";
    const back = document.createElement("button");
    back.type = "button";
    back.className = "button quiet";
    back.textContent = "Continue";
    back.addEventListener("click", show);
    const row = document.createElement("p");
    row.append(back);
    made.append(heading, row);
    return made;
  }

  function hide() {
    remember(true);
    focused = document.activeElement;
    scrolled = window.scrollY;
    root.dataset.hidden = "";
    blank();
  }

  function blank() {
    if (document.title !== "Notes") title = document.title;
    document.title = "Notes";
    screen ??= neutralScreen();
    document.body.append(screen);
    screen.querySelector("button").focus();
  }

  function show() {
    remember(false);
    delete root.dataset.hidden;
    if (title) document.title = title;
    screen?.remove();
    window.scrollTo(0, scrolled);
    focused?.focus?.({ preventScroll: true });
  }

  function escapes(event) {
    if (event.key !== "Escape" || event.repeat) return;
    const twice = event.timeStamp - lastEscape <= TWICE;
    lastEscape = twice ? -Infinity : event.timeStamp;
    if (twice) "hidden" in root.dataset ? show() : hide();
  }

  function ready() {
    for (const button of document.querySelectorAll("[data-hide]")) {
      button.hidden = false;
      button.addEventListener("click", hide);
    }
    if ("hidden" in root.dataset) blank();
  }

  if (remembered()) root.dataset.hidden = "";
  document.addEventListener("keydown", escapes, true);
  document.addEventListener("DOMContentLoaded", ready);
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    if (remembered() && !("hidden" in root.dataset)) hide();
    if (!remembered() && "hidden" in root.dataset) show();
  });
})();
