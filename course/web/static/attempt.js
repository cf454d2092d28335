/* The pages of an attempt: each answer is written down in this browser at once and saved on change, and "Saved"
   is said only after the server's reply. What is not acknowledged is sent again under the same operation id. */

import { Banner, button, make, signInLink } from "./attempt/notices.js";
import { Flags } from "./attempt/flags.js";
import { Parts } from "./attempt/parts.js";
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
    const parts = document.querySelector("[data-parts]");
    if (parts) this.parts = new Parts(parts, this, new Flags(this.base));
    else this.flags = new Flags(this.base);
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

  /** What is handed in is what the pages show; what the server could not read it would not read now. */
  keepShown() {
    for (const one of this.questions) if (!this.unread.has(one.slot)) one.keepShown();
  }

  of(slot) { return this.questions.find((one) => one.slot === slot); }

  /* ---------- what the sender heard ---------- */

  saved(operation, said) {
    this.unread.delete(operation.slot);
    this.of(operation.slot)?.saved(operation, said);
    if (!this.unsaved) this.banner.answered();
    this.parts?.tell();
  }

  failed(words, signIn = false) {
    for (const one of this.questions) one.failed();
    this.banner.say(words, signIn ? [signInLink()] : []);
    this.parts?.tell();
  }

  differs(operation, said) {
    const here = this.of(operation.slot);
    if (here) return here.differs(said);
    const link = make("a", { className: "button", href: `${this.base}questions/${operation.slot}`, textContent: `Look at question ${operation.slot}` });
    return this.banner.say(`Question ${operation.slot} was answered in another tab or window too. Nothing is lost: choose there which answer counts.`, [link]);
  }

  /** The server will not take this one. What cannot be read can be mended here; a reload would lose it. */
  refused(operation, message, status) {
    const here = this.of(operation.slot);
    here?.say("Not saved", "is-waiting");
    if (status === 422) this.unread.add(operation.slot);
    const words = (message && here?.root.dataset.names ? `${here.name}: ${message}` : message) || "This answer could not be saved. Reload the page to see what is stored.";
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

  /** Go where the button leads, now that nothing waits: to a part of this page, to a page, or with the form. */
  go(form, submitter) {
    const place = this.placeOf(form, submitter);
    if (place?.startsWith("#")) location.hash = place;
    else if (place) this.leave(() => location.assign(place));
    else if (form.dataset.swap) form.requestSubmit(submitter); // The page stays until the reply is there.
    else this.leave(() => form.requestSubmit(submitter));
  }

  letGo(form) {
    if (!form.dataset.swap) this.leaving = true;
  }

  /** Next, Back, Submit and the way out wait. A second press goes on, unless there is no network to go on to. */
  async holdBack(event) {
    const leaving = event.target;
    const ours = leaving.matches("[data-wait], [data-sign-out]") || this.questions.some((one) => one.root.form === leaving || one.root === leaving);
    if (this.leaving || !ours) return undefined;
    if (this.pressedAgain(leaving)) return this.letGo(leaving);
    if (this.queue.empty && !this.unreadIn(leaving) && !this.placeOf(leaving, event.submitter)) return this.letGo(leaving);
    event.preventDefault();
    event.stopPropagation();
    const { submitter } = event;
    if (await this.settle() && !this.unreadIn(leaving)) return this.go(leaving, submitter);
    this.pressed = leaving;
    return this.insist(leaving);
  }

  /** Whether a submission would leave out what the server could not read; other forms let the server say it. */
  unreadIn(form) { return form.matches("[data-submits]") && this.unread.size > 0; }

  /** The second press of one button, unless something else was asked meanwhile, or nobody would hear it. */
  pressedAgain(form) {
    return this.pressed === form && this.sender.online && (!this.banner.asks || this.unreadIn(form));
  }

  insist(leaving) {
    if (!this.sender.online) return;
    if (this.unreadIn(leaving)) {
      const which = [...this.unread].map((slot) => `question ${slot}`).join(", ");
      this.banner.ask(`Not saved, for it could not be read: the answer to ${which}. Press again to submit without it.`, []);
      return;
    }
    const lost = leaving.matches("[data-sign-out]");
    this.banner.say(lost ? "Not saved yet. Press again to sign out: the answer that was not saved is then dropped." : `${NOT_SAVED} Press again to go on.`);
  }

  async holdLink(event) {
    const link = event.target.closest?.("a[data-wait]:not([href^='#']), .steps a:not([href^='#'])");
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
}

/* Next and Back open a new page: the reader starts at the question, not at the header. */
if (roots.length === 1 && document.referrer.includes(place.dataset.save.replace(/\/answers$/, ""))) {
  roots[0].querySelector("[data-focus]")?.focus();
}
