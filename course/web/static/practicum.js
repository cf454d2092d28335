/* What every page can use: forms that swap a part of the page, focus on what is wrong, printing.
   Without this script each of these forms is a plain post. */

const HEADINGS = "h1, h2, h3, h4, legend";
const WORDS = {
  401: "You are signed out. Sign in again in another tab, then press the button once more. What you entered is still here.",
  403: "Your role does not allow this. Nothing was changed.",
  404: "This is no longer there, or not yours to see. Reload the page.",
  413: "That is too large. Choose a smaller file or a shorter text.",
  429: "Too many tries. Wait a few minutes, then press the button once more.",
  503: "Busy for a moment. Nothing is lost: wait a few seconds, then press the button once more.",
  network: "No connection. Nothing is lost: what you entered is still here. Press the button once more when you are online.",
  other: "This did not work, and nothing was changed. Reload the page, then try once more.",
};

/** Move the reader to an element: focusable for this moment, and scrolled into view. */
export function focusOn(element) {
  if (!element.hasAttribute("tabindex") && element.tabIndex < 0) element.tabIndex = -1;
  element.focus();
}

/** The polite line of a form, made before it is needed so that it is heard. */
function sayer(form) {
  const found = form.querySelector(":scope > [data-says]");
  if (found) return found;
  const made = document.createElement("p");
  made.dataset.says = "";
  made.className = "save-state is-waiting";
  made.setAttribute("role", "status");
  form.append(made);
  return made;
}

function requestOf(form, submitter) {
  const data = new FormData(form, submitter);
  const method = (submitter?.getAttribute("formmethod") || form.method).toUpperCase();
  const url = new URL(submitter?.getAttribute("formaction") || form.getAttribute("action") || "", location.href);
  const init = { method, headers: { "X-Fragment": "1" }, credentials: "same-origin" };
  if (method === "GET") url.search = new URLSearchParams(data).toString();
  else if (form.enctype === "multipart/form-data") init.body = data;
  else init.body = new URLSearchParams(data);
  return [url, init];
}

/** Put the reply where the target was; a whole page gives the part of the same name. */
function replace(target, html, reply) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const same = target.id && page.getElementById(target.id);
  const whole = page.querySelector("main#main");
  if (!same && whole) return location.assign(reply.url);
  const parts = same ? [same] : [...page.body.childNodes];
  const elements = parts.filter((part) => part.nodeType === Node.ELEMENT_NODE);
  target.replaceWith(...parts);
  elements.forEach(enhance);
  if (target.matches("main")) arrive(page, reply);
  const goal = first(elements, "[data-focus]") ?? first(elements, HEADINGS) ?? elements[0];
  if (goal) focusOn(goal);
  return undefined;
}

/** A whole page came in place of this one: it has a title and an address of its own. */
function arrive(page, reply) {
  document.title = page.title;
  history.replaceState(null, "", reply.headers.get("Content-Location") ?? reply.url);
  window.scrollTo(0, 0);
}

function first(elements, selector) {
  for (const element of elements) {
    const found = element.matches(selector) ? element : element.querySelector(selector);
    if (found) return found;
  }
  return null;
}

async function swap(form, submitter) {
  const says = sayer(form);
  const target = document.querySelector(form.dataset.swap);
  if (!target) return form.submit();
  form.setAttribute("aria-busy", "true");
  says.textContent = "One moment…";
  try {
    const reply = await fetch(...requestOf(form, submitter));
    if (reply.ok || reply.status === 422) {
      const html = await reply.text();
      says.textContent = "";
      replace(target, html, reply);
      return document.dispatchEvent(new CustomEvent("practicum:swapped", { detail: form }));
    }
    says.textContent = WORDS[reply.status] ?? WORDS.other;
  } catch {
    says.textContent = WORDS.network;
  } finally {
    form.removeAttribute("aria-busy");
  }
  return undefined;
}

function onSubmit(event) {
  const form = event.target.closest?.("form[data-swap]");
  if (!form || event.defaultPrevented) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy") !== "true") swap(form, event.submitter);
}

function enhance(root) {
  root.querySelectorAll("form[data-swap]").forEach(sayer);
  if (root.matches?.("form[data-swap]")) sayer(root);
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

/** Say on the button of a form how many of its boxes are checked. */
function countChecked(button) {
  const said = button.textContent.trim();
  const show = () => {
    const boxes = [...button.form.elements].filter((one) => one.name === button.dataset.countOf);
    button.textContent = `${said} (${boxes.filter((one) => one.checked).length})`;
  };
  document.addEventListener("change", show);
  show();
}

/** What this browser kept for somebody goes with them: answers and texts that wait, flags. */
function forget(event) {
  if (!event.target.matches("[data-sign-out]") || event.defaultPrevented) return;
  try {
    for (const kept of [localStorage, sessionStorage]) {
      Object.keys(kept).filter((key) => /^practicum:(answer|flags|sheet):/.test(key)).forEach((key) => kept.removeItem(key));
    }
  } catch { /* nothing was kept */ }
}

/** What a form or a link leads to may be another thing with scripts: it says that there are some. */
function sayScripts(way) {
  if (way.href) way.search = "?scripts=1";
  else way.append(Object.assign(document.createElement("input"), { type: "hidden", name: "scripts", value: "1" }));
}

document.querySelectorAll("[data-scripted]").forEach(sayScripts);
document.addEventListener("submit", onSubmit);
document.addEventListener("submit", forget);
document.querySelectorAll("[data-count-of]").forEach(countChecked);
enhance(document);
const mistakes = document.querySelector(".error-summary");
if (mistakes) focusOn(mistakes);
