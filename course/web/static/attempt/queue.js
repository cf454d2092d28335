/* Answers that wait for the server's word. They stay in this browser, each under a key of its own, through
   reloads, closed tabs and days without a network, and go when the server has them or at the sign-out.
   A key an operation: two tabs on one attempt never write over each other's answers. */

const START = "practicum:answer:";
const MONTH = 30 * 24 * 3600e3;

/** A random UUID; browsers give it ready-made only over HTTPS and on this machine. */
export function freshId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const [...bytes] = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function stored(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

export class Queue {
  /** `place` names the attempt; `gone` is told when another tab brought an operation to its end. */
  constructor(place, gone) {
    this.start = `${START}${place}:`;
    this.tab = freshId();
    this.waiting = new Map();
    this.read();
    window.addEventListener("storage", (event) => {
      const id = event.key?.startsWith(this.start) && event.newValue === null && event.key.slice(this.start.length);
      const operation = id && this.waiting.get(id);
      if (operation && this.waiting.delete(id)) gone(operation);
    });
  }

  read() {
    let keys = [];
    try { keys = Object.keys(localStorage).filter((key) => key.startsWith(this.start)); } catch { /* memory alone */ }
    for (const key of keys) {
      const operation = stored(key);
      if (operation?.op_id && Date.now() - operation.made < MONTH) this.waiting.set(operation.op_id, operation);
      else localStorage.removeItem(key);
    }
  }

  /** Oldest first within each question. */
  get list() { return [...this.waiting.values()].sort((a, b) => a.slot - b.slot || a.seq - b.seq); }

  get empty() { return this.waiting.size === 0; }

  lastOf(slot) { return this.list.findLast((one) => one.slot === slot); }

  /** Whether it may still be changed in place: this tab made it, and no tab has sent it. */
  isOpen(operation) {
    if (operation.tab !== this.tab || operation.sent) return false;
    const kept = stored(this.start + operation.op_id);
    return kept === null ? !this.persists : !kept.sent;
  }

  keep(operation) {
    this.waiting.set(operation.op_id, operation);
    try {
      localStorage.setItem(this.start + operation.op_id, JSON.stringify(operation));
      this.persists = true;
    } catch { this.persists = false; /* full, or not allowed: memory alone */ }
  }

  drop(operation) {
    this.waiting.delete(operation.op_id);
    try { localStorage.removeItem(this.start + operation.op_id); } catch { /* memory alone */ }
  }

  dropSlot(slot) {
    for (const one of this.list.filter((each) => each.slot === slot)) this.drop(one);
  }
}
