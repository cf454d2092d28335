/* A page that has all questions of an attempt. In steps it shows one at a time, and the overview comes last. The way
   from one to another is the fragment of the address: no page is opened, so none of it needs a network. */

import { make } from "./notices.js";

const OVERVIEW = "#overview";
const placeOf = (slot) => `#question-${slot}`;

function several(count, one, more) { return count === 1 ? one : `${count} ${more}`; }

export class Parts {
  constructor(form, page, flags) {
    Object.assign(this, { form, page, flags, questions: page.questions });
    this.inSteps = form.dataset.parts === "steps";
    this.last = this.questions[0].slot;
    this.overview = document.querySelector(OVERVIEW);
    this.stepper = form.querySelector("[data-stepper]");
    this.link = document.querySelector("[data-to-overview]");
    this.link.href = OVERVIEW;
    form.querySelector("button[value=overview]").dataset.href = OVERVIEW;
    if (this.inSteps) this.takeOver();
    window.addEventListener("hashchange", () => this.open());
    this.open(Boolean(location.hash));
  }

  get count() { return this.questions.length; }

  get atOverview() { return location.hash === OVERVIEW; }

  /** The question of the address; at the overview the one that was left, and else the first. */
  get slot() {
    if (this.atOverview) return this.last;
    const named = Number(/^#question-(\d+)$/.exec(location.hash)?.[1]);
    return this.page.of(named) ? named : this.questions[0].slot;
  }

  takeOver() {
    this.form.querySelector("[data-together]").hidden = true;
    this.stepper.hidden = false;
    for (const button of this.stepper.querySelectorAll("[data-step]")) {
      button.addEventListener("click", () => this.step(Number(button.dataset.step)));
    }
    // Enter in a box goes on, as it does where each question has a page.
    window.addEventListener("submit", (event) => {
      if (event.target !== this.form) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.step(1);
    }, true);
  }

  step(by) {
    this.page.of(this.slot)?.flush();
    location.hash = this.slot + by > this.count ? OVERVIEW : placeOf(this.slot + by);
    this.open(); // At once: what is typed next belongs to the next question.
  }

  open(moved = true) {
    if (!this.form.isConnected) return location.reload(); // The review took this page's place.
    if (moved && this.opened === location.hash) return undefined;
    this.opened = location.hash;
    this.last = this.slot;
    this.form.hidden = this.atOverview;
    this.overview.hidden = !this.atOverview;
    this.link.hidden = this.atOverview;
    if (this.atOverview) this.page.keepShown();
    this.tell();
    if (this.inSteps) this.show(this.last);
    if (moved) this.focus();
    return undefined;
  }

  focus() {
    const root = this.page.of(this.last)?.root;
    if (this.inSteps) window.scrollTo(0, 0);
    else if (!this.atOverview) root?.scrollIntoView();
    (this.atOverview ? this.overview.querySelector("h2") : root?.querySelector("[data-focus]"))?.focus();
  }

  /* ---------- one at a time ---------- */

  show(slot) {
    for (const one of this.questions) one.root.hidden = one.slot !== slot;
    const [back, next] = this.stepper.querySelectorAll("[data-step]");
    back.hidden = slot === 1;
    next.textContent = slot === this.count ? "Overview and submit" : "Next →";
    this.stepper.querySelector("[data-flag]").dataset.flag = String(slot);
    this.flags.draw();
    for (const link of document.querySelectorAll(".steps a")) this.mark(link);
    document.title = `${this.atOverview ? "Overview" : `Question ${slot}`} · Practicum`;
  }

  mark(link) {
    if (!this.atOverview && link.hash === placeOf(this.last)) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }

  /* ---------- the overview ---------- */

  /** Write down how it stands; told again when an answer was saved, or was not. */
  tell() {
    if (!this.atOverview) return;
    const blank = this.questions.filter((one) => !one.isAnswered);
    this.tellBlank(blank);
    this.overview.querySelector("[data-told]").textContent = this.words(blank.length);
    this.overview.querySelector("[data-return]").href = placeOf(this.last);
    const submit = this.overview.querySelector("[data-submits] button");
    submit.textContent = blank.length ? `Submit with ${blank.length} unanswered` : `Submit ${several(this.count, "1 answer", "answers")}`;
  }

  words(blank) {
    if (this.page.unsaved) return "Saving what was answered last…"; // What did not go is said by the banner.
    return blank ? "What you answered is saved." : `All ${this.count} questions are answered and saved.`;
  }

  tellBlank(blank) {
    const box = this.overview.querySelector("[data-blank]");
    const links = blank.map(({ slot }) => make("a", { href: placeOf(slot), textContent: `Question ${slot}` }));
    const label = make("p", { className: "label", textContent: `${blank.length} not answered` });
    box.replaceChildren(label, make("p", {}, ...links.flatMap((link, place) => (place ? [", ", link] : [link]))));
    box.hidden = blank.length === 0;
  }
}
