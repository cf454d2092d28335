/* The attempt page: each answer is saved on change, and "Saved" is said only after the server's reply.
   What is not acknowledged stays in this tab and is sent again under the same operation id. */

const form = document.querySelector("form[data-save]");
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;
const BANNER_AFTER = 4000;
const GIVE_UP = 15000;
const DEBOUNCE = 300;
const TYPING = 800;
const NOT_SAVED = "Not saved yet. Your answer stays on this page and will be sent again.";

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** The time of day as the rest of the page writes it: 24 hours, in the viewer's zone. */
function clockTime(instant) {
  const zone = document.documentElement.dataset.zone || undefined;
  return new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone }).format(new Date(instant));
}

/** A random UUID; browsers give it ready-made only over HTTPS and on this machine. */
function freshId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const [...bytes] = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** A control of the answer: what is chosen has one name, and each box to write in its own. */
function isAnswer(control) { return control.name === "answer" || control.name.startsWith("answer-"); }

/** What is sent for a control: the token that is chosen, or the box's token, "=" and the words. */
function sentBy(control) {
  if (/^(radio|checkbox)$/.test(control.type) && !control.checked) return "";
  return control.name === "answer" || !control.value ? control.value : `${control.name.slice("answer-".length)}=${control.value}`;
}

function fillIn(control, answer) {
  if (/^(radio|checkbox)$/.test(control.type)) control.checked = answer.includes(control.value);
  else if (control.options) control.value = [...control.options].find((one) => one.value && answer.includes(one.value))?.value ?? "";
  else {
    const start = `${control.name.slice("answer-".length)}=`;
    control.value = answer.find((one) => one.startsWith(start))?.slice(start.length) ?? "";
  }
}

function sameTexts(one, other) {
  return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
}

/* ---------- the operations that wait for the server's word ---------- */

class Waiting {
  constructor(key) {
    this.key = key;
    this.list = [];
    try { this.list = JSON.parse(sessionStorage.getItem(key)) ?? []; } catch { /* memory alone */ }
  }

  keep() {
    try {
      if (this.list.length) sessionStorage.setItem(this.key, JSON.stringify(this.list));
      else sessionStorage.removeItem(this.key);
    } catch { /* memory alone */ }
  }

  /** Add an operation; one of the same slot that was never sent is replaced by it. */
  add(operation) {
    const last = this.list.findLast((one) => one.slot === operation.slot);
    if (last && !last.sent) this.drop(last);
    this.list.push(operation);
    this.keep();
  }

  drop(operation) {
    this.list = this.list.filter((one) => one.op_id !== operation.op_id);
    this.keep();
  }

  lastOf(slot) { return this.list.findLast((one) => one.slot === slot); }

  get empty() { return this.list.length === 0; }
}

/* ---------- saving ---------- */

class Saver {
  constructor() {
    this.slot = Number(form.dataset.slot);
    this.seq = Number(form.dataset.seq) || 0;
    this.waiting = new Waiting(`practicum:attempt:${form.dataset.save}`);
    this.wait = FIRST_WAIT;
    this.state = this.findOrMake("[data-save-state]", "p", "save-state", "status");
    this.banner = make("div", { className: "banner", hidden: true });
    this.alert = make("div");
    this.alert.setAttribute("role", "alert");
    this.alert.append(this.banner);
    form.before(this.alert);
  }

  findOrMake(selector, tag, className, role) {
    const element = document.querySelector(selector) ?? make(tag);
    element.classList.add(className);
    element.setAttribute("role", role);
    if (!element.isConnected) form.append(element);
    return element;
  }

  start() {
    this.restore();
    form.addEventListener("change", (event) => this.changed(event));
    form.addEventListener("input", (event) => { if (event.target.matches("textarea, [type=text], [type=number]")) this.changed(event); });
    form.querySelector("[data-clear]")?.addEventListener("click", (event) => this.clear(event));
    document.addEventListener("practicum:time-up", (event) => { event.preventDefault(); this.end(); });
    window.addEventListener("online", () => this.hurry());
    window.addEventListener("focus", () => this.hurry());
    window.addEventListener("beforeunload", (event) => { if ((this.unsaved || this.unread) && !this.leaving) event.preventDefault(); });
    document.addEventListener("submit", (event) => this.holdBack(event), true);
    document.addEventListener("click", (event) => this.holdLink(event));
    if (!this.waiting.empty) this.send();
  }

  get unsaved() { return Boolean(this.timer) || !this.waiting.empty; }

  answer() {
    return this.controls().map(sentBy).filter(Boolean);
  }

  controls() {
    return [...form.elements].filter((one) => isAnswer(one) && !one.disabled);
  }

  /** A level is a number where the page gives numbers, and a word where it gives words. */
  certainty() {
    const value = form.querySelector("[name=certainty]:checked")?.value || null;
    return value !== null && Number.isFinite(Number(value)) ? Number(value) : value;
  }

  /** Show what this tab still has to send: it is newer than what the server drew. */
  restore() {
    const last = this.waiting.lastOf(this.slot);
    if (!last) return;
    this.show(last.answer, last.certainty);
    this.seq = Math.max(this.seq, last.seq);
    this.matchForm(last);
  }

  show(answer, certainty) {
    for (const one of this.controls()) fillIn(one, answer);
    for (const one of form.querySelectorAll("[name=certainty]")) one.checked = one.value === String(certainty ?? "");
  }

  changed(event) {
    if (!isAnswer(event.target) && event.target.name !== "certainty") return;
    this.say("Saving…", "");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.record(), event.type === "input" ? TYPING : DEBOUNCE);
  }

  clear(event) {
    event.preventDefault();
    this.show([], null);
    this.say("Saving…", "");
    this.record();
  }

  /** Write the answer down as an operation, in this tab first, and send it. */
  record() {
    this.note();
    return this.send();
  }

  /** An operation that was never sent is replaced under its own number; a sent one gets a successor. */
  note() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.unread = false;
    const last = this.waiting.lastOf(this.slot);
    if (!last || last.sent) this.seq += 1;
    const operation = { op_id: freshId(), slot: this.slot, seq: this.seq, answer: this.answer(), certainty: this.certainty() };
    this.matchForm(operation);
    this.waiting.add(operation);
  }

  /** Send what waits, oldest first, one at a time. Resolves when nothing waits or it did not go. */
  send() {
    this.sending ??= this.sendAll().finally(() => { this.sending = undefined; });
    return this.sending;
  }

  async sendAll() {
    clearTimeout(this.retry);
    while (!this.waiting.empty && !this.stopped) {
      const operation = this.waiting.list[0];
      operation.sent = true;
      this.waiting.keep();
      const late = setTimeout(() => this.warn(NOT_SAVED), BANNER_AFTER);
      const went = await this.post(operation).finally(() => clearTimeout(late));
      if (!went) return;
    }
  }

  async post(operation) {
    const { sent, ...body } = operation;
    let reply;
    let said = {};
    try {
      reply = await fetch(form.dataset.save, {
        method: "POST", credentials: "same-origin", keepalive: true, signal: AbortSignal.timeout(GIVE_UP),
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": form.dataset.csrf },
        body: JSON.stringify(body),
      });
      said = await reply.json();
    } catch {
      if (!reply?.status || reply.ok) return this.later(NOT_SAVED);
    }
    return this.heard(operation, reply, said);
  }

  heard(operation, reply, said) {
    document.dispatchEvent(new CustomEvent("practicum:remaining", { detail: said.remaining_ms }));
    if (reply.ok && said.saved_at) return this.acknowledged(operation, said);
    if (reply.status === 401) return this.later("Sign in again in another tab; your answer waits here.");
    if (reply.status === 400) return this.renew(operation, said);
    if (reply.status === 409 && said.error === "stale") return this.differ(operation, said);
    if (reply.status === 429 || reply.status >= 500 || reply.ok) return this.later(NOT_SAVED, reply.headers.get("Retry-After"));
    return this.refuse(operation, said.message, reply);
  }

  acknowledged(operation, said) {
    this.waiting.drop(operation);
    this.wait = FIRST_WAIT;
    this.renewed = false;
    if (operation.slot === this.slot) this.keepUp(said.saved_seq ?? operation.seq, operation.answer);
    if (this.waiting.empty) {
      this.quiet();
      this.say(`Saved ${clockTime(said.saved_at)}`, "is-saved");
    }
    return true;
  }

  /** The page shows what is stored: the number of the last save, and the question as answered. */
  keepUp(seq, answer) {
    this.seq = Math.max(this.seq, seq);
    form.dataset.seq = String(seq);
    document.querySelector(".steps [aria-current]")?.closest("li")?.classList.toggle("done", answer.length > 0);
    const count = document.querySelector("[data-answered]");
    if (count) count.textContent = String(document.querySelectorAll(".steps .done").length);
  }

  /** The plain form that Next sends is the same operation as the last save: one effect, never a stale one. */
  matchForm(operation) {
    for (const name of ["op_id", "seq"]) {
      const hidden = form.querySelector(`input[type=hidden][name=${name}]`);
      if (hidden) hidden.value = String(operation[name]);
    }
  }

  later(words, seconds = null) {
    this.warn(words);
    const wait = Number(seconds) * 1000 || this.wait;
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    this.retry = setTimeout(() => this.send(), wait * (1 + Math.random() / 4));
    return false;
  }

  hurry() {
    if (this.waiting.empty || this.stopped) return;
    this.wait = FIRST_WAIT;
    this.send();
  }

  /** After a new sign-in the page's token is old: take the new one from the page itself, once. */
  async renew(operation, said) {
    if (this.renewed) return this.refuse(operation, said.message);
    this.renewed = true;
    try {
      const reply = await fetch(location.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      const token = page.querySelector("form[data-csrf]")?.dataset.csrf;
      if (!token) return this.later("Sign in again in another tab; your answer waits here.");
      form.dataset.csrf = token;
      for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = token;
      return true;
    } catch {
      return this.later(NOT_SAVED);
    }
  }

  /** The server will not take this one: say why, and do not send it for ever. */
  refuse(operation, message, reply = null) {
    this.waiting.drop(operation);
    // What cannot be read can be mended here; a reload would lose it.
    this.unread = reply?.status === 422;
    const more = this.unread ? [] : [this.reloadButton("Reload the page")];
    this.warn(message || "This answer could not be saved. Reload the page to see what is stored.", ...more);
    return !this.waiting.empty;
  }

  /* ---------- two versions ---------- */

  differ(operation, said) {
    if (operation.slot !== this.slot) return this.refuse(operation, `Question ${operation.slot} was answered in another tab; that answer is kept.`);
    if (sameTexts(this.answer(), said.saved_sent ?? [])) return this.keepMine(said);
    const names = this.controls().filter(sentBy).map((one) => this.nameOf(one));
    this.stopped = true;
    const mine = this.version("On this page", names, this.certainty());
    const theirs = this.version(`Saved ${clockTime(said.saved_at)}`, said.saved_answer, null);
    const keep = make("button", { type: "button", className: "button", textContent: "Keep the one on this page" });
    keep.addEventListener("click", () => { this.keepMine(said); this.send(); });
    const take = this.reloadButton("Take the saved one");
    this.warn("This question was answered in another tab or window. Nothing is lost: choose which answer counts.",
      make("div", { className: "versions" }, mine, theirs), keep, take);
    return false;
  }

  version(title, names, certainty) {
    const lines = (names.length ? names : ["No answer"]).map((name) => make("p", { textContent: name }));
    const word = (certainty ?? null) !== null && this.labelOf(form.querySelector(`[name=certainty][value="${CSS.escape(String(certainty))}"]`));
    if (word) lines.push(make("p", { className: "small soft", textContent: word }));
    return make("div", {}, make("strong", { textContent: title }), ...lines);
  }

  /** In words, as the server says the saved one: what it is about, and what is chosen or written. */
  nameOf(control) {
    const label = this.labelOf(control);
    if (/^(radio|checkbox)$/.test(control.type)) return label;
    const words = control.selectedOptions?.[0].textContent.trim() ?? control.value;
    return control.options || control.closest(".gap") ? `${label}: ${words}` : words;
  }

  labelOf(control) { return control?.labels?.[0]?.textContent.trim() ?? ""; }

  dropSlot() {
    this.waiting.list = this.waiting.list.filter((one) => one.slot !== this.slot);
    this.waiting.keep();
  }

  /** Write this page's answer after the stored one: a new operation with the next number. */
  keepMine(said) {
    this.dropSlot();
    this.seq = Number(said.saved_seq);
    this.stopped = false;
    this.quiet();
    this.say("Saving…", "");
    this.note();
    return true;
  }

  reloadButton(label) {
    const button = make("button", { type: "button", className: "button quiet", textContent: label });
    button.addEventListener("click", () => {
      this.dropSlot();
      this.leave(() => location.reload());
    });
    return button;
  }

  /* ---------- what is said ---------- */

  say(words, kind) {
    this.state.classList.remove("is-saved", "is-waiting");
    if (kind) this.state.classList.add(kind);
    this.state.textContent = words;
  }

  warn(words, ...more) {
    this.say("Not saved yet", "is-waiting");
    if (!this.banner.hidden && this.banner.dataset.words === words) return;
    this.banner.dataset.words = words;
    this.banner.hidden = false;
    this.banner.replaceChildren(make("p", { textContent: words }), ...more);
  }

  quiet() {
    this.banner.hidden = true;
    this.banner.replaceChildren();
  }

  /* ---------- going on only when all is saved ---------- */

  leave(go) {
    this.leaving = true;
    go();
  }

  async settle() {
    if (this.timer) this.record();
    const enough = new Promise((resolve) => { setTimeout(resolve, BANNER_AFTER); });
    await Promise.race([this.send(), enough]);
    return !this.unsaved;
  }

  /** Next, Back and Submit wait. The second press goes on anyway: the plain post carries the answer too. */
  async holdBack(event) {
    const leaving = event.target;
    if (leaving === form && !this.unsaved) this.leaving = true; // the server says what it cannot read
    if (this.leaving || !this.unsaved || !(leaving === form || leaving.matches("[data-wait]"))) return;
    if (this.pressed && !this.stopped && leaving === form) return this.leave(() => {});
    event.preventDefault();
    event.stopPropagation();
    const { submitter } = event;
    if (await this.settle()) return this.leave(() => leaving.requestSubmit(submitter));
    if (!this.stopped) this.insist(leaving === form);
    return undefined;
  }

  insist(again) {
    this.pressed = again;
    this.warn(again ? `${NOT_SAVED} Press again to go on and send it with the page.` : NOT_SAVED);
  }

  async holdLink(event) {
    const link = event.target.closest?.("a[data-wait], .steps a");
    if (!link || this.leaving || !this.unsaved || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (await this.settle()) this.leave(() => location.assign(link.href));
    else if (!this.stopped) this.warn(NOT_SAVED);
  }

  /** At the end of the time: send what waits, then let the server say how it stands. */
  async end() {
    await this.settle();
    setTimeout(() => this.leave(() => location.reload()), 2000);
  }
}

if (form) new Saver().start();

/* Next and Back open a new page: the reader starts at the question, not at the header. */
if (form && document.referrer.includes(form.dataset.save.replace(/\/answers$/, ""))) {
  form.querySelector("[data-focus]")?.focus();
}
