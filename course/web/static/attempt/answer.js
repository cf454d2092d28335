/* What the controls of a question say. This is the one place that knows how an answer is written down:
   a list of texts, each the token of what is chosen, or the token of a box, "=" and the words in it. */

const MARKED = /^(radio|checkbox)$/;

/** The control's name without what sets the questions of one page apart. */
function nameIn(root, control) {
  const before = root.dataset.names ?? "";
  return control.name?.startsWith(before) ? control.name.slice(before.length) : "";
}

function controls(root, fits) {
  return [...root.elements].filter((one) => one.type !== "hidden" && !one.disabled && fits(nameIn(root, one)));
}

function isAnswer(name) { return name === "answer" || name.startsWith("answer-"); }

function answers(root) { return controls(root, isAnswer); }

function certainties(root) { return controls(root, (name) => name === "certainty"); }

/** Whether a control is part of what is saved. */
export function counts(root, control) {
  const name = nameIn(root, control);
  return isAnswer(name) || name === "certainty";
}

function sentBy(root, control) {
  if (MARKED.test(control.type)) return control.checked ? control.value : "";
  const name = nameIn(root, control);
  return name === "answer" || !control.value ? control.value : `${name.slice("answer-".length)}=${control.value}`;
}

/** The answer as it is sent. */
export function answerOf(root) {
  return answers(root).map((one) => sentBy(root, one)).filter(Boolean);
}

/** How sure: a level, or null. */
export function certaintyOf(root) {
  const value = certainties(root).find((one) => one.checked)?.value || null;
  return value !== null && Number.isFinite(Number(value)) ? Number(value) : value;
}

function fillIn(root, control, answer) {
  if (MARKED.test(control.type)) control.checked = answer.includes(control.value);
  else if (control.options) control.value = [...control.options].find((one) => one.value && answer.includes(one.value))?.value ?? "";
  else {
    const start = `${nameIn(root, control).slice("answer-".length)}=`;
    control.value = answer.find((one) => one.startsWith(start))?.slice(start.length) ?? "";
  }
}

/** Put an answer back into the controls: the other direction of answerOf and certaintyOf. */
export function show(root, answer, certainty) {
  for (const one of answers(root)) fillIn(root, one, answer);
  for (const one of certainties(root)) one.checked = one.value === String(certainty ?? "");
}

function isAsDrawn(control) {
  if (MARKED.test(control.type)) return control.checked === control.defaultChecked;
  if (!control.options) return control.value === control.defaultValue;
  const drawn = [...control.options].findIndex((one) => one.defaultSelected);
  return control.selectedIndex === Math.max(drawn, 0);
}

/** Whether the controls say what the server wrote into the page; a browser may fill in others after a reload. */
export function asDrawn(root) {
  return [...answers(root), ...certainties(root)].every(isAsDrawn);
}

function label(control) { return control?.labels?.[0]?.textContent.trim() ?? ""; }

/** In words, as the server says the saved one: what it is about, and what is chosen or written. */
function words(control) {
  if (MARKED.test(control.type)) return label(control);
  const said = control.selectedOptions?.[0].textContent.trim() ?? control.value;
  return control.options || control.closest(".gap") ? `${label(control)}: ${said}` : said;
}

export function answerWords(root) {
  return answers(root).filter((one) => sentBy(root, one)).map(words);
}

export function certaintyWords(root) { return label(certainties(root).find((one) => one.checked)); }

/** The hidden fields of the plain form, by their names without the question's own beginning. */
export function hidden(root, name) {
  return [...root.elements].find((one) => one.type === "hidden" && nameIn(root, one) === name);
}
