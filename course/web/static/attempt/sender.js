/* Sends what waits, one at a time, under the operation id that it got when it was written: however often it
   is sent, it has one effect. What comes back is told to `heard`: saved, failed, differs or refused. */

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;
const SLOW = 4000;
const GIVE_UP = 15000;

export const NOT_SAVED = "Not saved yet. Your answer is kept in this browser and will be sent again.";
const OFFLINE = "No connection: not saved yet. Your answer is kept in this browser and is sent when you are online again.";
const SIGNED_OUT = "Your sign-in has ended, so this is not saved yet. Your answer is kept in this browser.";

export class Sender {
  constructor(url, csrf, queue, heard) {
    Object.assign(this, { url, csrf, queue, heard });
    this.wait = FIRST_WAIT;
    this.online = navigator.onLine;
    this.warm = new Set(); // Questions in which somebody is typing.
    this.parked = new Set(); // Questions with two versions, until somebody chooses.
    window.addEventListener("online", () => this.hurry());
    window.addEventListener("focus", () => this.hurry());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.hurry(); });
  }

  next() { return this.queue.list.find((one) => !this.parked.has(one.slot) && !this.warm.has(one.slot)); }

  /** Resolves when nothing is left to send, or when it did not go. */
  send() {
    this.sending ??= this.sendAll().finally(() => { this.sending = undefined; });
    return this.sending;
  }

  async sendAll() {
    clearTimeout(this.retry);
    for (let operation = this.next(); operation; operation = this.next()) {
      operation.sent = true;
      this.queue.keep(operation);
      const late = setTimeout(() => this.heard.failed(NOT_SAVED), SLOW);
      const went = await this.post(operation).finally(() => clearTimeout(late));
      if (!went) return;
    }
  }

  async post(operation) {
    const { op_id, slot, seq, answer, certainty } = operation;
    let reply;
    let said = {};
    try {
      reply = await fetch(this.url, {
        method: "POST", credentials: "same-origin", keepalive: true, signal: AbortSignal.timeout(GIVE_UP),
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.csrf },
        body: JSON.stringify({ op_id, slot, seq, answer, certainty }),
      });
      said = await reply.json();
    } catch {
      if (!reply) return this.later(OFFLINE);
      if (reply.ok) return this.later(NOT_SAVED);
    }
    return this.read(operation, reply, said);
  }

  read(operation, reply, said) {
    this.online = true;
    document.dispatchEvent(new CustomEvent("practicum:remaining", { detail: said.remaining_ms }));
    if (reply.ok && said.saved_at) return this.saved(operation, said);
    if (reply.status === 401) return this.later(SIGNED_OUT, { signIn: true });
    if (reply.status === 400) return this.renew(operation, said);
    if (reply.status === 409 && said.error === "stale") return this.differs(operation, said);
    if (reply.status === 429 || reply.status >= 500 || reply.ok) return this.later(NOT_SAVED, { after: reply.headers.get("Retry-After") });
    this.queue.drop(operation);
    this.heard.refused(operation, said.message, reply.status);
    return true;
  }

  saved(operation, said) {
    this.queue.drop(operation);
    this.wait = FIRST_WAIT;
    this.renewed = false;
    this.heard.saved(operation, said);
    return true;
  }

  differs(operation, said) {
    this.parked.add(operation.slot);
    this.heard.differs(operation, said);
    return true;
  }

  later(words, { after = null, signIn = false } = {}) {
    this.online = words !== OFFLINE;
    this.heard.failed(words, signIn);
    const wait = Number(after) * 1000 || this.wait;
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    this.retry = setTimeout(() => this.send(), wait * (1 + Math.random() / 4));
    return false;
  }

  /** What waits is sent now: the network is back, or somebody has come back from signing in. */
  hurry() {
    if (!this.next()) return;
    this.wait = FIRST_WAIT;
    this.send();
  }

  /** After a new sign-in the page's token is old: take the new one from the page itself, once. */
  async renew(operation, said) {
    if (this.renewed) {
      this.queue.drop(operation);
      this.heard.refused(operation, said.message, 400);
      return true;
    }
    this.renewed = true;
    try {
      const token = await this.freshToken();
      if (!token) {
        this.renewed = false;
        return this.later(SIGNED_OUT, { signIn: true });
      }
      this.csrf = token;
      for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = token;
      return true;
    } catch {
      this.renewed = false;
      return this.later(OFFLINE);
    }
  }

  async freshToken() {
    const reply = await fetch(location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    return page.querySelector("[data-save]")?.dataset.csrf;
  }
}
