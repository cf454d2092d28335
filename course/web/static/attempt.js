/* The pages of an attempt: each answer is written down in this browser at once and saved on change, and "Saved"
   is said only after the server's reply. What is not acknowledged is sent again under the same operation id. */

import { Banner, button, make, signInLink } from "./attempt/notices.js";
import { Flags } from "./attempt/flags.js";
import { NOT_SAVED, Sender } from "./attempt/sender.js";
import { Question } from "./attempt/question.js";
import { Queue } from "./attempt/queue.js";

const PATIENCE = 4000;

class AttemptPage {
  constructor(place, roots) {
    this.base = place.dataset.save.replace(/answers$/, "");
    this.queue = new Queue(this.base, (operation) => this.goneElsewhere(operation));
    this.unread = new Set(); // Questions whose answer the server could not read.
    this.banner = new Banner(place.closest("form") ?? place);
    this.sender = new Sender(place.dataset.save, place.dataset.csrf, this.queue, this);
    this.questions = roots.map((root) => new Question(root, this.queue, this.sender, this.banner));
    this.listen();
    if (!this.queue.empty) this.sender.send();
  }

  listen() {
    window.addEventListener("beforeunload", (event) => { if (this.unsaved && !this.leaving) event.preventDefault(); });
    document.addEventListener("submit", (event) => this.holdBack(event), true);
    document.addEventListener("click", (event) => this.holdLink(event));
    document.addEventListener("practicum:leave", (event) => this.leave(event.detail));
    document.addEventListener("practicum:time-up", (event) => { event.preventDefault(); this.end(); });
  }

  get unsaved() { return !this.queue.empty || this.unread.size > 0; }

  of(slot) { return this.questions.find((one) => one.slot === slot); }

  /* ---------- what the sender heard ---------- */

  saved(operation, said) {
    this.unread.delete(operation.slot);
    this.of(operation.slot)?.saved(operation, said);
    if (!this.unsaved) this.banner.answered();
  }

  failed(words, signIn = false) {
    for (const one of this.questions) one.failed();
    this.banner.say(words, signIn ? [signInLink()] : []);
  }

  differs(operation, said) {
    const here = this.of(operation.slot);
    if (here) return here.differs(said);
    const link = make("a", { className: "button", href: `${this.base}questions/${operation.slot}`, textContent: `Look at question ${operation.slot}` });
    return this.banner.say(`Question ${operation.slot} was answered in another tab or window too. Nothing is lost: choose there which answer counts.`, [link]);
  }

  /** The server will not take this one. What cannot be read can be mended here; a reload would lose it. */
  refused(operation, message, status) {
    this.of(operation.slot)?.say("Not saved", "is-waiting");
    if (status === 422) this.unread.add(operation.slot);
    const words = message || "This answer could not be saved. Reload the page to see what is stored.";
    const reload = button("Reload the page", () => this.leave(() => location.reload()), true);
    this.banner.ask(words, status === 422 ? [] : [reload]);
  }

  /** Another tab had it saved: this page shows the time when it next saves itself. */
  goneElsewhere(operation) {
    const here = this.of(operation.slot);
    if (here && !this.queue.lastOf(here.slot)) here.say("Saved from another tab", "is-saved");
    if (this.queue.empty) this.banner.quiet();
  }

  /* ---------- going on only when all is saved ---------- */

  leave(go) {
    this.leaving = true;
    go();
  }

  async settle() {
    for (const one of this.questions) one.flush();
    const enough = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
    await Promise.race([this.sender.send(), enough]);
    return this.queue.empty;
  }

  /** Where a button leads when there is nothing to save: a page is then opened, and no form sent. */
  placeOf(form, submitter) {
    const rests = !this.unsaved && this.questions.every((one) => one.isStored);
    return rests && this.questions.some((one) => one.root.form === form || one.root === form) ? submitter?.dataset.href : undefined;
  }

  submit(form, submitter) {
    const place = this.placeOf(form, submitter);
    if (place) location.assign(place);
    else form.requestSubmit(submitter);
  }

  /** Next, Back, Submit and the way out wait. A second press goes on, unless there is no network to go on to. */
  async holdBack(event) {
    const leaving = event.target;
    const ours = leaving.matches("[data-wait], [data-sign-out]") || this.questions.some((one) => one.root.form === leaving || one.root === leaving);
    if (this.leaving || !ours) return undefined;
    if (this.queue.empty && !this.placeOf(leaving, event.submitter)) return this.leave(() => {}); // The server says itself what it cannot read.
    if (this.pressed === leaving && this.sender.online && !this.banner.asks) return this.leave(() => {});
    event.preventDefault();
    event.stopPropagation();
    const { submitter } = event;
    if (await this.settle()) return this.leave(() => this.submit(leaving, submitter));
    this.pressed = leaving;
    return this.insist(leaving);
  }

  insist(leaving) {
    if (!this.sender.online) return;
    const lost = leaving.matches("[data-sign-out]");
    this.banner.say(lost ? "Not saved yet. Press again to sign out: the answer that was not saved is then dropped." : `${NOT_SAVED} Press again to go on.`);
  }

  async holdLink(event) {
    const link = event.target.closest?.("a[data-wait], .steps a:not([href^='#'])");
    if (!link || this.leaving || this.queue.empty || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (await this.settle()) this.leave(() => location.assign(link.href));
  }

  /** At the end of the time: send what waits, then let the server say how it stands. */
  async end() {
    await this.settle();
    setTimeout(() => this.leave(() => location.reload()), 2000);
  }
}

const roots = [...document.querySelectorAll("[data-save][data-slot]")];
const place = document.querySelector("[data-save]");
if (place) {
  new AttemptPage(place, roots);
  new Flags(place.dataset.save.replace(/answers$/, ""));
}

/* Next and Back open a new page: the reader starts at the question, not at the header. */
if (roots.length === 1 && document.referrer.includes(place.dataset.save.replace(/\/answers$/, ""))) {
  roots[0].querySelector("[data-focus]")?.focus();
}
