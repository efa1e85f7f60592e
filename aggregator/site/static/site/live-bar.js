// The row above a timeline: how the line is, and the pill that news waits under.

const MINUTE = 60_000;
const SAID_EVERY = 60_000; // ms: a screen reader is told of news no more often
const UNITS = [
  [3600, "hour"],
  [60, "minute"],
  [1, "second"],
];

function ago(ms) {
  const seconds = Math.max(1, Math.round(ms / 1000));
  const [size, unit] = UNITS.find(([least]) => seconds >= least);
  const written = new Intl.RelativeTimeFormat(document.documentElement.lang || "zh-CN", { numeric: "always" });
  return written.format(-Math.floor(seconds / size), unit);
}

export class Bar {
  #root;
  #say;
  #find;
  #title = document.title;
  #told = -Infinity;
  #contact = performance.now();
  #lost = false;

  constructor(root, { show, retry }) {
    this.#root = root;
    this.#say = root.dataset;
    this.#find = (name) => root.querySelector(`[data-live-${name}]`);
    root.classList.add("live-bar--on");
    this.#find("pill").addEventListener("click", show);
    this.#find("retry").addEventListener("click", retry);
    setInterval(() => this.#lost && this.#write(), MINUTE / 6);
  }

  get sound() {
    return this.#find("sound");
  }

  // How the line is: { lost, age } with the milliseconds since the last sign of the other end.
  line({ lost, age }) {
    this.#contact = performance.now() - age;
    const changed = lost !== this.#lost;
    this.#lost = lost;
    if (changed) {
      this.#write();
    }
  }

  #write() {
    const { sayLost, sayLive, sayAgo } = this.#say;
    this.#find("state").textContent = this.#lost ? sayLost : sayLive;
    this.#root.querySelector(".live").classList.toggle("live--lost", this.#lost);
    this.#find("retry").hidden = !this.#lost;
    const since = this.#find("ago");
    since.hidden = !this.#lost;
    since.textContent = sayAgo.replace("{ago}", ago(performance.now() - this.#contact));
  }

  // count: how many items wait; many: so many, or of so unknown a kind, that the page is read anew.
  news(count, many) {
    const pill = this.#find("pill");
    const any = many || count > 0;
    const text = many ? this.#say.sayMany : this.#say.sayPill.replace("{n}", count);
    pill.hidden = !any;
    pill.textContent = any ? text : "";
    this.#root.classList.toggle("live-bar--news", any);
    document.title = any && count ? `(${count}) ${this.#title}` : this.#title;
    if (!any) {
      this.#find("said").textContent = "";
    } else if (performance.now() - this.#told > SAID_EVERY) {
      this.#told = performance.now();
      this.#find("said").textContent = text;
    }
  }

  // Whether the reader has scrolled past the row's own place.
  get passed() {
    return this.#root.parentElement.getBoundingClientRect().top < -this.#root.offsetHeight;
  }
}
