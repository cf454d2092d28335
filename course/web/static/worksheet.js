/* A worksheet: saved on change as a whole, and "Saved" is said only after the server's reply.
   What is not acknowledged stays in this tab, under its owner's id, and is sent again under the same operation id.
   Without this script the form is a plain post. */

import { Field, make } from "./worksheet/field.js";

const form = document.querySelector("form[data-sheet]");
const PAUSE = 1500;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;
const BANNER_AFTER = 4000;
const GIVE_UP = 15000;
const KEEPALIVE_LIMIT = 60000;
const NOT_SAVED = "Not saved yet. What you typed stays on this page and will be sent again.";
const SIGN_IN = "You are signed out. Sign in again in another tab; what you typed waits here and is then sent.";

/** The time of day as the rest of the page writes it: 24 hours, in the viewer's zone. */
function clockTime(instant) {
  const zone = document.documentElement.dataset.zone || undefined;
  return new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone }).format(new Date(instant));
}

/** 128 random bits: browsers give `randomUUID` only over HTTPS and on this machine. */
function freshId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

class Sheet {
  constructor() {
    this.key = `practicum:sheet:${form.dataset.owner}:${form.dataset.sheet}`;
    this.seq = Number(form.dataset.seq) || 0;
    this.fields = [...form.querySelectorAll(".field")].map((place) => new Field(place));
    this.operation = null; // sent, and not yet acknowledged
    this.dirty = false; // typed, and not yet in an operation
    this.wait = FIRST_WAIT;
    this.state = form.querySelector("[data-save-state]");
    this.banner = make("div", { className: "banner", hidden: true });
    this.alert = make("div");
    this.alert.setAttribute("role", "alert");
    this.alert.append(this.banner);
    form.before(this.alert);
  }

  start() {
    this.restore();
    form.addEventListener("input", () => this.typed(PAUSE));
    form.addEventListener("change", () => { if (this.dirty) this.send(); });
    window.addEventListener("online", () => this.hurry());
    window.addEventListener("focus", () => this.hurry());
    window.addEventListener("beforeprint", () => this.mirror());
    window.addEventListener("beforeunload", (event) => { if (this.unsaved && !this.leaving) event.preventDefault(); });
    document.addEventListener("submit", (event) => this.holdBack(event), true);
    if (this.unsaved) this.send();
  }

  get unsaved() { return this.dirty || this.operation !== null; }

  texts() {
    return Object.fromEntries(this.fields.map((field) => [field.id, field.value]));
  }

  /* ---------- what waits stays in this tab until it is acknowledged ---------- */

  keep() {
    try {
      if (this.unsaved) sessionStorage.setItem(this.key, JSON.stringify({ seq: this.seq, operation: this.operation, dirty: this.dirty, fields: this.texts() }));
      else sessionStorage.removeItem(this.key);
    } catch { /* this page alone */ }
  }

  forget() {
    try { sessionStorage.removeItem(this.key); } catch { /* nothing was kept */ }
  }

  restore() {
    let kept = null;
    try { kept = JSON.parse(sessionStorage.getItem(this.key)); } catch { /* nothing was kept */ }
    if (!kept) return;
    for (const field of this.fields) field.value = kept.fields[field.id] ?? field.value;
    this.seq = kept.seq;
    this.operation = kept.operation;
    this.dirty = kept.dirty;
  }

  /* ---------- saving ---------- */

  typed(pause) {
    this.dirty = true;
    this.keep();
    if (!this.stopped) this.say("Saving…", "");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause);
  }

  /** Send what waits, one operation at a time. Resolves when nothing waits or it did not go. */
  send() {
    clearTimeout(this.timer);
    this.sending ??= this.sendAll().finally(() => { this.sending = undefined; });
    return this.sending;
  }

  async sendAll() {
    clearTimeout(this.retry);
    while (this.unsaved && !this.stopped) {
      this.operation ??= { op_id: freshId(), seq: this.seq + 1, fields: this.takeTexts() };
      this.keep();
      const late = setTimeout(() => this.warn(NOT_SAVED), BANNER_AFTER);
      const went = await this.post(this.operation).finally(() => clearTimeout(late));
      if (!went) return;
    }
  }

  takeTexts() {
    this.dirty = false;
    return this.texts();
  }

  async post(operation) {
    const body = JSON.stringify(operation);
    let reply;
    let said = {};
    try {
      reply = await fetch(form.dataset.sheet, {
        method: "POST", credentials: "same-origin", keepalive: body.length < KEEPALIVE_LIMIT, signal: AbortSignal.timeout(GIVE_UP),
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": form.dataset.csrf },
        body,
      });
      said = await reply.json();
    } catch {
      if (!reply?.status || reply.ok) return this.later(NOT_SAVED);
    }
    return this.heard(reply, said);
  }

  heard(reply, said) {
    if (reply.ok && said.saved_at) return this.acknowledged(said);
    if (reply.status === 401) return this.later(SIGN_IN);
    if (reply.status === 400) return this.renew(said);
    if (reply.status === 409 && said.error === "stale") return this.differ(said);
    if (reply.status === 429 || reply.status >= 500 || reply.ok) return this.later(NOT_SAVED, reply.headers.get("Retry-After"));
    return this.refuse(said.message);
  }

  acknowledged(said) {
    this.operation = null;
    this.wait = FIRST_WAIT;
    this.renewed = false;
    this.pressed = false;
    this.stand(said.saved_seq);
    this.keep();
    this.showWarnings(said.warnings ?? []);
    this.tell(said.feedback ?? []);
    if (!this.dirty) {
      this.quiet();
      this.say(`Saved ${clockTime(said.saved_at)}`, "is-saved");
    }
    return true;
  }

  /** The plain form is the save after the last one that was acknowledged. */
  stand(seq) {
    this.seq = Number(seq);
    form.querySelector("input[name=seq]").value = String(this.seq + 1);
    form.querySelector("input[name=op_id]").value = freshId();
  }

  showWarnings(warnings) {
    for (const field of this.fields) field.showWarnings(warnings.filter((one) => one.field === field.id).map((one) => one.text));
  }

  tell(feedback) {
    for (const field of this.fields) field.tell(feedback.find((one) => one.field === field.id)?.html ?? "");
  }

  later(words, seconds = null) {
    this.warn(words);
    const wait = Number(seconds) * 1000 || this.wait;
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    this.retry = setTimeout(() => this.send(), wait * (1 + Math.random() / 4));
    return false;
  }

  hurry() {
    if (!this.unsaved || this.stopped) return;
    this.wait = FIRST_WAIT;
    this.send();
  }

  /** After a new sign-in the page's token is old: take the new one from the page itself, once. */
  async renew(said) {
    if (this.renewed) return this.refuse(said.message);
    try {
      const reply = await fetch(location.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      const fresh = page.querySelector("form[data-sheet]");
      if (!fresh) return this.later(SIGN_IN);
      if (fresh.dataset.owner !== form.dataset.owner) return this.refuse("Somebody else is signed in in this browser. Copy what you typed, then reload the page.");
      this.renewed = true;
      form.dataset.csrf = fresh.dataset.csrf;
      for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = fresh.dataset.csrf;
      return true;
    } catch {
      return this.later(NOT_SAVED);
    }
  }

  /** The server will not take this text: say why; it is sent again when it was changed. */
  refuse(message) {
    this.operation = null;
    this.dirty = true;
    this.keep();
    this.warn(message || "This could not be saved. Copy what you typed, then reload the page.");
    return false;
  }

  /* ---------- two versions ---------- */

  differ(said) {
    const differing = this.fields.filter((field) => field.value.trim() !== (said.saved_fields[field.id] ?? "").trim());
    if (!differing.length) {
      this.operation = null;
      this.stand(said.saved_seq);
      this.keep();
      this.quiet();
      this.say(said.saved_at ? `Saved ${clockTime(said.saved_at)}` : "Nothing saved yet", said.saved_at ? "is-saved" : "");
      return true;
    }
    this.stopped = true;
    const title = said.saved_at ? `Saved ${clockTime(said.saved_at)}` : "Deleted";
    const pairs = differing.flatMap((field) => [
      make("p", { textContent: field.prompt }),
      make("div", { className: "versions" }, this.version("On this page", field.value), this.version(title, said.saved_fields[field.id])),
    ]);
    const mine = make("button", { type: "button", className: "button", textContent: "Keep the one on this page" });
    mine.addEventListener("click", () => this.keepMine(said));
    const theirs = make("button", { type: "button", className: "button quiet", textContent: said.saved_at ? "Take the saved one" : "Let it go" });
    theirs.addEventListener("click", () => { this.forget(); this.leave(() => location.reload()); });
    this.warn(`${said.message} Nothing is lost: choose which version counts.`, ...pairs, mine, theirs);
    return false;
  }

  version(title, text) {
    return make("div", {}, make("strong", { textContent: title }), make("p", { className: "typed", textContent: text || "Empty" }));
  }

  /** Write this page's text after the stored one: a new operation with the next number. */
  keepMine(said) {
    this.operation = null;
    this.dirty = true;
    this.stopped = false;
    this.stand(said.saved_seq);
    this.quiet();
    this.say("Saving…", "");
    this.send();
  }

  /* ---------- what is said ---------- */

  say(words, kind) {
    this.state.classList.remove("is-saved", "is-waiting");
    if (kind) this.state.classList.add(kind);
    this.state.textContent = words;
  }

  warn(words, ...more) {
    this.say("Not saved yet", "is-waiting");
    if (!this.banner.hidden && this.banner.dataset.words === words && !more.length) return;
    this.banner.dataset.words = words;
    this.banner.hidden = false;
    this.banner.replaceChildren(make("p", { textContent: words }), ...more);
  }

  quiet() {
    this.banner.hidden = true;
    this.banner.replaceChildren();
  }

  /** What is printed is what stands in the boxes now. */
  mirror() {
    for (const { box, place } of this.fields) if (box) place.querySelector(".written").textContent = box.value;
  }

  /* ---------- going on only when all is saved ---------- */

  leave(go) {
    this.leaving = true;
    go();
  }

  async settle() {
    const enough = new Promise((resolve) => { setTimeout(resolve, BANNER_AFTER); });
    await Promise.race([this.send(), enough]);
    return !this.unsaved;
  }

  /** Save is done here. Share, take back and sign out wait; pressed again, they go on without. */
  async holdBack(event) {
    const leaving = event.target;
    if (this.leaving) return;
    if (leaving === form) {
      if (this.pressed && !this.stopped) return this.leaveByPost();
      event.preventDefault();
      this.dirty ||= !this.unsaved;
      if (!(await this.settle()) && !this.stopped) this.insist("Press again to send it with the page.");
      return;
    }
    if (!this.unsaved) return;
    if (this.pressed) {
      this.forget();
      return this.leave(() => {});
    }
    event.preventDefault();
    event.stopPropagation();
    const { submitter } = event;
    if (await this.settle()) this.leave(() => leaving.requestSubmit(submitter));
    else this.insist("Press again to go on without saving it.");
  }

  insist(words) {
    this.pressed = true;
    this.warn(`Not saved yet. ${words}`);
  }

  /** The plain post is the operation that waits when nothing was typed since, and its successor otherwise. */
  leaveByPost() {
    const same = this.operation && !this.dirty;
    form.querySelector("input[name=op_id]").value = same ? this.operation.op_id : freshId();
    form.querySelector("input[name=seq]").value = String(this.seq + 1);
    this.leave(() => {});
  }
}

if (form) new Sheet().start();
