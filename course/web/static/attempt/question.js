/* One question on the page: writes each change down at once, and shows what is stored of it. */

import { answerOf, answerWords, asDrawn, certaintyOf, certaintyWords, counts, hidden, show } from "./answer.js";
import { freshId } from "./queue.js";
import { button, clockTime, make, stepOf, versions } from "./notices.js";

const CHOSEN = 300;
const TYPED = 800;

function sameTexts(one, other) {
  return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
}

export class Question {
  constructor(root, queue, sender, banner) {
    Object.assign(this, { root, queue, sender, banner });
    this.slot = Number(root.dataset.slot);
    this.seq = Number(root.dataset.seq) || 0;
    this.state = root.querySelector("[data-save-state]") ?? document.querySelector("[data-save-state]") ?? root.appendChild(make("p"));
    this.state.classList.add("save-state");
    this.state.setAttribute("role", "status");
    root.addEventListener("input", (event) => this.changed(event));
    root.addEventListener("change", (event) => this.changed(event));
    this.offerToClear(root.querySelector("[data-clear]"));
    this.restore();
    this.written = this.words();
  }

  /** How it is spoken of: by its number where there are others on the page. */
  get name() { return this.root.dataset.names ? `Question ${this.slot}` : "This question"; }

  get isAnswered() { return answerOf(this.root).length > 0; }

  words() { return JSON.stringify([answerOf(this.root), certaintyOf(this.root)]); }

  /** Whether what the page says is what the server has, as far as this page can know. */
  get isStored() { return asDrawn(this.root) || this.acknowledged === this.words(); }

  /** Save what the page shows when nobody wrote it down: a browser may fill in a form by itself. */
  keepShown() {
    if (this.isStored || this.queue.lastOf(this.slot)) return;
    this.note();
    this.say("Saving…", "");
    this.flush();
  }

  /** Show what this browser still has to send: it is newer than what the server drew. */
  restore() {
    const last = this.queue.lastOf(this.slot);
    if (!last) return;
    show(this.root, last.answer, last.certainty);
    this.seq = Math.max(this.seq, last.seq);
    this.matchForm(last);
    this.say("Not saved yet", "is-waiting");
  }

  changed(event) {
    // A box that is left says "change" once more for what it said letter by letter.
    if (!counts(this.root, event.target) || this.words() === this.written) return;
    this.note();
    this.say("Saving…", "");
    this.soon(event.type === "input" && !/^(radio|checkbox)$/.test(event.target.type) ? TYPED : CHOSEN);
  }

  soon(wait) {
    this.sender.warm.add(this.slot);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), wait);
  }

  flush() {
    clearTimeout(this.timer);
    this.sender.warm.delete(this.slot);
    return this.sender.send();
  }

  offerToClear(button) {
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", (event) => this.clear(event));
  }

  clear(event) {
    event.preventDefault();
    show(this.root, [], null);
    this.note();
    this.say("Saving…", "");
    this.flush();
  }

  /** Write the answer down in this browser. What was never sent is changed in place; what was gets a successor. */
  note() {
    const last = this.queue.lastOf(this.slot);
    const open = last && this.queue.isOpen(last);
    if (!open) this.seq = Math.max(this.seq, last?.seq ?? 0) + 1;
    const operation = {
      op_id: open ? last.op_id : freshId(), slot: this.slot, seq: open ? last.seq : this.seq,
      answer: answerOf(this.root), certainty: certaintyOf(this.root), tab: this.queue.tab, made: Date.now(),
    };
    this.written = this.words();
    this.matchForm(operation);
    this.queue.keep(operation);
  }

  /** The plain form that Next sends is the same operation as the last save: one effect, never a stale one. */
  matchForm(operation) {
    for (const name of ["op_id", "seq"]) {
      const field = hidden(this.root, name);
      if (field) field.value = String(operation[name]);
    }
  }

  saved(operation, said) {
    this.seq = Math.max(this.seq, said.saved_seq ?? operation.seq);
    this.root.dataset.seq = String(this.seq);
    this.acknowledged = JSON.stringify([operation.answer, operation.certainty]);
    this.mark(operation.answer.length > 0);
    if (!this.queue.lastOf(this.slot)) this.say(`Saved ${clockTime(said.saved_at)}`, "is-saved");
  }

  /** The question's place in the list of all, with what is heard of it. */
  mark(answered) {
    const step = stepOf(this.slot);
    step?.classList.toggle("done", answered);
    const words = step?.querySelector(".sr");
    if (words) words.textContent = answered ? ", answered" : ", not answered";
    const count = document.querySelector("[data-answered]");
    if (count) count.textContent = String(document.querySelectorAll(".steps .done").length);
  }

  failed() {
    if (this.queue.lastOf(this.slot)) this.say("Not saved yet", "is-waiting");
  }

  say(words, kind) {
    this.state.classList.remove("is-saved", "is-waiting");
    if (kind) this.state.classList.add(kind);
    if (this.state.textContent !== words) this.state.textContent = words;
  }

  /* ---------- two versions ---------- */

  differs(said) {
    const same = said.saved_sent ? sameTexts(answerOf(this.root), said.saved_sent) : sameTexts(answerWords(this.root), said.saved_answer);
    if (same) return this.keepMine(said);
    const mine = { title: "On this page", lines: answerWords(this.root), small: certaintyWords(this.root) };
    const saved = { title: `Saved ${clockTime(said.saved_at)}`, lines: said.saved_answer };
    this.say("Two answers: please choose", "is-waiting");
    this.banner.ask(`${this.name} was answered in another tab or window too. Nothing is lost: choose which answer counts.`, [
      versions(mine, saved),
      button("Keep the one on this page", () => this.keepMine(said)),
      button("Take the saved one", () => this.takeSaved(), true),
    ]);
    return undefined;
  }

  /** Write this page's answer after the stored one: a new operation with the next number. */
  keepMine(said) {
    this.queue.dropSlot(this.slot);
    this.seq = Number(said.saved_seq);
    this.note();
    this.chosen();
    this.say("Saving…", "");
    this.flush();
  }

  takeSaved() {
    this.queue.dropSlot(this.slot);
    this.chosen();
    document.dispatchEvent(new CustomEvent("practicum:leave", { detail: () => location.reload() }));
  }

  chosen() {
    this.sender.parked.delete(this.slot);
    this.banner.answered();
  }
}
