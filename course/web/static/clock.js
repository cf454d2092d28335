/* The time left in an attempt: counts down for the eye, can be hidden, and speaks at five minutes and at one.
   It runs by the server's word and this browser's stopwatch; what the browser's clock says counts for nothing.
   Saving tells it the server's time by the event "practicum:remaining"; at the end it says "practicum:time-up",
   and when no form answers that event by taking it over, it reloads the page: the server says how it stands. */

class Clock {
  static STEPS = [[300e3, "5 minutes left."], [60e3, "1 minute left."]];

  constructor(shown) {
    this.shown = shown;
    this.polite = Clock.region("status");
    this.urgent = Clock.region("alert");
    shown.after(this.polite, this.urgent);
    this.offerToHide();
    this.sync(Number(shown.dataset.remainingMs));
    this.before = this.left();
    this.ended = this.before <= 0;
    this.tick();
    this.timer = setInterval(() => this.tick(), 500);
    // A stopwatch stands still while the machine sleeps: ask the server again when somebody is back.
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.ask(); });
  }

  async ask() {
    try {
      const reply = await fetch(location.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      this.sync(Number(page.querySelector("[data-remaining-ms]")?.dataset.remainingMs ?? NaN));
    } catch { /* the stopwatch goes on */ }
  }

  static region(role) {
    const made = document.createElement("p");
    made.className = "sr";
    made.setAttribute("role", role);
    return made;
  }

  sync(remaining) {
    if (Number.isFinite(remaining)) this.end = performance.now() + remaining;
  }

  left() { return this.end - performance.now(); }

  tick() {
    if (!this.shown.isConnected) return clearInterval(this.timer); // The review took this page's place.
    const left = this.left();
    this.shown.textContent = Clock.words(left);
    const passed = Clock.STEPS.filter(([at]) => left <= at && this.before > at).pop();
    if (passed && left > 0) this.polite.textContent = passed[1];
    this.before = left;
    if (left <= 0 && !this.ended) this.over();
    return undefined;
  }

  over() {
    this.ended = true;
    clearInterval(this.timer);
    this.shown.textContent = "Time is up";
    this.urgent.textContent = "Time is up. What you saved is being handed in.";
    const up = new CustomEvent("practicum:time-up", { cancelable: true });
    if (document.dispatchEvent(up)) setTimeout(() => location.reload(), 2000);
  }

  static words(left) {
    const seconds = Math.max(0, Math.ceil(left / 1000));
    const pad = (value) => String(value).padStart(2, "0");
    const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    return h ? `${h}:${pad(m)}:${pad(s)}` : `${m}:${pad(s)}`;
  }

  offerToHide() {
    const KEY = "practicum:clock-hidden";
    const button = Object.assign(document.createElement("button"), { type: "button", className: "link small" });
    const set = (hidden) => {
      this.shown.hidden = hidden;
      button.textContent = hidden ? "Show" : "Hide";
      button.setAttribute("aria-label", `${button.textContent} the time left`);
      try { hidden ? localStorage.setItem(KEY, "1") : localStorage.removeItem(KEY); } catch { /* this page only */ }
    };
    let hidden = false;
    try { hidden = localStorage.getItem(KEY) === "1"; } catch { /* this page only */ }
    button.addEventListener("click", () => set(!this.shown.hidden));
    this.shown.after(button);
    set(hidden);
  }
}

const shown = document.querySelector("[data-remaining-ms]");
if (shown) {
  const clock = new Clock(shown);
  document.addEventListener("practicum:remaining", (event) => clock.sync(event.detail));
}
