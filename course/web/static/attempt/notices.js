/* What is said about saving: one banner for what did not work, in a region that is there before it speaks. */

export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** The place of a question in the list of all; each begins with its number. */
export function stepOf(slot) {
  return [...document.querySelectorAll(".steps > li")].find((one) => parseInt(one.textContent, 10) === slot);
}

/** The time of day as the rest of the page writes it: 24 hours, in the viewer's zone. */
export function clockTime(instant) {
  const zone = document.documentElement.dataset.zone || undefined;
  return new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone }).format(new Date(instant));
}

export function button(label, press, quiet = false) {
  const made = make("button", { type: "button", className: `button${quiet ? " quiet" : ""}`, textContent: label });
  made.addEventListener("click", press);
  return made;
}

/** The answer in two versions, side by side. */
export function versions(mine, saved) {
  const one = ({ title, lines, small }) => make("div", {}, make("strong", { textContent: title }),
    ...(lines.length ? lines : ["No answer"]).map((line) => make("p", { textContent: line })),
    ...(small ? [make("p", { className: "small soft", textContent: small })] : []));
  return make("div", { className: "versions" }, one(mine), one(saved));
}

export class Banner {
  constructor(before) {
    this.box = make("div", { className: "banner", hidden: true });
    const region = make("div", {}, this.box);
    region.setAttribute("role", "alert");
    before.before(region);
  }

  /** Say it once: the same words again are no news. What waits for a choice is not covered by less. */
  say(words, more = [], key = words) {
    if (!this.box.hidden && (this.key === key || this.asks)) return;
    this.key = key;
    this.box.hidden = false;
    this.box.replaceChildren(make("p", { textContent: words }), ...more);
  }

  ask(words, more) {
    this.asks = false;
    this.say(words, more, `${words}${Math.random()}`);
    this.asks = true;
  }

  answered() {
    this.asks = false;
    this.quiet();
  }

  quiet() {
    if (this.asks) return;
    this.box.hidden = true;
    this.box.replaceChildren();
  }
}

/** Where to sign in again, in a tab of its own: this page with its answers stays. */
export function signInLink() {
  const link = make("a", { className: "button", href: `/sign-in?next=${encodeURIComponent(location.pathname)}`, target: "_blank", rel: "noopener", textContent: "Sign in again in a new tab" });
  return make("p", {}, link, document.createTextNode(" Then come back here: it is sent by itself."));
}
