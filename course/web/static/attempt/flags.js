/* Questions that somebody wants to come back to. A note to oneself: it stays in this browser, until the attempt
   is submitted or its owner signs out, and means nothing for the answer. */

import { make } from "./notices.js";

const START = "practicum:flags:";

export class Flags {
  constructor(base) {
    this.key = START + base;
    this.slots = new Set(this.read());
    this.button = document.querySelector("[data-flag]");
    if (this.button) {
      this.button.hidden = false;
      this.button.addEventListener("click", () => this.toggle(Number(this.button.dataset.flag)));
    }
    // A form that is sent by a script may come back: its flags are needed until it went.
    document.addEventListener("submit", ({ target }) => { if (target.matches("[data-submits]:not([data-swap])")) this.forget(); });
    document.addEventListener("practicum:swapped", ({ detail }) => { if (detail.matches("[data-submits]")) this.forget(); });
    this.draw();
  }

  read() {
    try { return JSON.parse(localStorage.getItem(this.key)) ?? []; } catch { return []; }
  }

  forget() {
    try { localStorage.removeItem(this.key); } catch { /* nothing was kept */ }
  }

  toggle(slot) {
    if (!this.slots.delete(slot)) this.slots.add(slot);
    try { localStorage.setItem(this.key, JSON.stringify([...this.slots])); } catch { /* this page only */ }
    this.draw();
  }

  draw() {
    this.button?.setAttribute("aria-pressed", String(this.slots.has(Number(this.button.dataset.flag))));
    for (const step of document.querySelectorAll(".steps > li")) this.drawStep(step);
    for (const line of document.querySelectorAll("[data-flagged]")) {
      line.hidden = this.slots.size === 0;
      line.textContent = `${this.slots.size} flagged to come back to`;
    }
  }

  drawStep(step) {
    const flagged = this.slots.has(parseInt(step.textContent, 10));
    step.classList.toggle("flag", flagged);
    const said = step.querySelector(".says-flag") ?? make("span", { className: "sr says-flag" });
    said.textContent = flagged ? ", flagged" : "";
    if (!said.isConnected) step.firstElementChild?.append(said);
  }
}
