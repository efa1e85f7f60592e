// Suggestions under every search form that says where to ask (data-suggest); site.js fetches this
// file when a reader turns to one. The answer is a piece of HTML of our own: options that are
// links. Without it the form is a plain one.
// The pattern is WAI-ARIA's combobox with a list: the focus never leaves the input.

const WAIT = 80; // ms after the last key
const LONGEST = 40; // as many characters as the server looks at

class Suggest {
  #form;
  #input;
  #box = document.createElement("div");
  #asked = new AbortController();
  #timer = 0;
  #composing = false;
  #active = -1;
  #options = [];
  #shown = null; // the text that the options in the box are for

  constructor(form, number) {
    this.#form = form;
    this.#input = form.querySelector("input[name='q']");
    this.#box.id = `suggest-${number}`;
    this.#box.className = "suggest";
    this.#box.hidden = true;
    this.#box.setAttribute("role", "listbox");
    this.#box.setAttribute("aria-label", form.dataset.suggestLabel);
    form.append(this.#box);
    const traits = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.#box.id };
    for (const [name, value] of Object.entries(traits)) {
      this.#input.setAttribute(name, value);
    }
    this.#listen();
    // The reader may have turned to it, and typed, while this file was on its way.
    if (document.activeElement === this.#input) {
      this.#ask();
    }
  }

  close() {
    clearTimeout(this.#timer);
    this.#asked.abort();
    this.#hide();
  }

  // What is being asked goes on.
  #hide() {
    this.#box.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
    this.#activate(-1);
  }

  #listen() {
    const input = this.#input;
    input.addEventListener("input", () => this.#typed());
    // What stands in the input while an input method composes is not yet what the reader means.
    input.addEventListener("compositionstart", () => {
      this.#composing = true;
      clearTimeout(this.#timer);
      this.#asked.abort();
    });
    input.addEventListener("compositionend", () => {
      this.#composing = false;
      this.#typed();
    });
    for (const kind of ["focus", "click"]) {
      input.addEventListener(kind, () => this.#entered());
    }
    input.addEventListener("blur", () => this.close());
    input.addEventListener("keydown", (event) => this.#key(event));
    this.#form.addEventListener("submit", () => this.close());
    // A press on an option must not take the focus away before it is a click.
    this.#box.addEventListener("mousedown", (event) => event.preventDefault());
    this.#box.addEventListener("mousemove", (event) => {
      this.#activate(this.#options.indexOf(event.target.closest("[role='option']")), false);
    });
  }

  #text() {
    return this.#input.value.trim().slice(0, LONGEST);
  }

  #entered() {
    if (!this.#text() && this.#box.hidden) {
      this.#ask();
    }
  }

  #typed() {
    if (this.#composing) {
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), WAIT);
  }

  async #ask() {
    const text = this.#text();
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    if (text === this.#shown) {
      this.#open();
      return;
    }
    try {
      const answer = await fetch(`${this.#form.dataset.suggest}?q=${encodeURIComponent(text)}`, { signal });
      const html = answer.ok ? await answer.text() : "";
      if (!signal.aborted) {
        this.#show(text, html);
      }
    } catch {
      // Aborted for a newer text, or the network is away: the form goes on without suggestions.
      if (!signal.aborted) {
        this.#hide();
      }
    }
  }

  #show(text, html) {
    const piece = document.createElement("template");
    piece.innerHTML = html;
    this.#activate(-1);
    this.#options = [...piece.content.querySelectorAll("[role='option']")];
    this.#options.forEach((option, place) => {
      option.id = `${this.#box.id}-${place}`;
      option.setAttribute("aria-selected", "false");
    });
    this.#box.replaceChildren(piece.content);
    this.#box.scrollTop = 0;
    this.#shown = text;
    this.#open();
  }

  #open() {
    if (this.#options.length === 0 || document.activeElement !== this.#input) {
      this.#hide();
      return;
    }
    this.#box.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
  }

  #activate(place, scroll = true) {
    this.#options[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = place;
    const option = this.#options[place];
    if (!option) {
      this.#input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    this.#input.setAttribute("aria-activedescendant", option.id);
    if (scroll) {
      option.scrollIntoView({ block: "nearest" });
    }
  }

  // From the input down through the options and back to the input.
  #step(by) {
    const places = this.#options.length + 1;
    this.#activate(((this.#active + 1 + by + places) % places) - 1);
  }

  #key(event) {
    if (this.#composing || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const open = !this.#box.hidden;
    const chosen = open ? this.#options[this.#active] : undefined;
    const moves = {
      ArrowDown: () => (open ? this.#step(1) : this.#ask()),
      ArrowUp: open && (() => this.#step(-1)),
      Home: chosen && (() => this.#activate(0)),
      End: chosen && (() => this.#activate(this.#options.length - 1)),
      Escape: open && (() => this.close()),
      Enter: chosen && (() => chosen.click()),
    };
    if (event.key === "Tab") {
      this.close();
    } else if (Object.hasOwn(moves, event.key) && moves[event.key]) {
      event.preventDefault();
      moves[event.key]();
    }
  }
}

const forms = [...document.querySelectorAll("form[data-suggest]")].map((form, place) => new Suggest(form, place));

// A page that is taken out of the browser's memory has its list closed.
addEventListener("pagehide", () => forms.forEach((form) => form.close()));
