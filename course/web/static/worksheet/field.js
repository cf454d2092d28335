/* One field of a worksheet: what stands in it, and what is said of it. */

export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** One field: a box to write in, or a choice. */
export class Field {
  constructor(place) {
    this.place = place;
    this.box = place.querySelector("textarea");
    this.radios = [...place.querySelectorAll("input[type=radio]")];
    this.id = (this.box ?? this.radios[0]).name.slice(6);
  }

  get prompt() { return this.place.querySelector("label, legend").textContent.trim(); }

  get value() { return this.box ? this.box.value : this.radios.find((radio) => radio.checked)?.value ?? ""; }

  set value(text) {
    if (this.box) this.box.value = text;
    for (const radio of this.radios) if (radio.value === text) radio.checked = true;
  }

  showWarnings(texts) {
    const place = this.place.querySelector("[data-warned]");
    if (place.innerText.trim() !== texts.join("\n\n")) place.replaceChildren(...texts.map((text) => make("p", { textContent: text })));
  }

  /** What the lesson tells about a saved answer; the server made the HTML from the lesson. */
  tell(html) {
    const place = this.place.querySelector("[data-told]");
    const told = new DOMParser().parseFromString(html, "text/html").body;
    if (place.textContent.trim() === told.textContent.trim()) return;
    place.replaceChildren(...(html ? [make("div", { className: "block note" }, ...told.childNodes)] : []));
  }
}
