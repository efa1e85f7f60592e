// Draws a chart anew with uPlot when a reader who has begun to move comes near it: a crosshair says
// time and value, and pins lead to their stories. Until then, and where anything fails, the still
// drawing of the server stays.

import { axesOf, colours, rangeOf, said, stretches } from "./chart_axes.js";
import { marksOf, pinsOf } from "./chart_marks.js";

const NEAR = "400px";

// Only a page with a chart near the window fetches it; the browser fetches a module once.
const uplot = () => import("../vendor/uplot/uPlot.esm.js").then((module) => module.default);

class Chart {
  #figure;
  #still;
  #live = document.createElement("div");
  #said = document.createElement("p");
  #plot = null;
  #data = null;

  constructor(figure) {
    this.#figure = figure;
    this.#still = [...figure.querySelectorAll(".chart__wide, .chart__narrow, .chart__only")];
    this.#live.className = "chart__live";
    this.#live.hidden = true;
    this.#said.className = "chart__said num";
    this.#said.hidden = true;
  }

  async start() {
    const [UPlot, answer] = await Promise.all([uplot(), fetch(this.#figure.dataset.chart)]);
    if (!answer.ok) {
      throw new Error(`${this.#figure.dataset.chart} answered ${answer.status}`);
    }
    this.#data = await answer.json();
    if (this.#data.times.length < 2) {
      return;
    }
    this.#figure.prepend(this.#live);
    const head = this.#figure.querySelector(".figure__head");
    if (head) {
      head.after(this.#live);
    }
    this.#draw(UPlot);
    new ResizeObserver(() => this.#resize(UPlot)).observe(this.#figure);
    const redraw = () => this.#draw(UPlot);
    new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-theme", "data-market"] });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  }

  // As large as the still drawing, so that the page does not move.
  #size() {
    const shown = this.#still.find((one) => one.getClientRects().length) ?? this.#still[0];
    const { width, height } = shown.getBoundingClientRect();
    return { width: Math.floor(width), height: Math.round(height) };
  }

  #draw(UPlot) {
    this.#plot?.destroy();
    this.#live.replaceChildren();
    this.#live.hidden = true;
    this.#still.forEach((one) => (one.hidden = false));
    const { width, height } = this.#size();
    const ink = colours();
    const small = height < 220;
    const options = {
      width,
      height,
      padding: [12, 0, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
      tzDate: (seconds) => UPlot.tzDate(new Date(seconds * 1000), this.#data.zone),
      scales: { x: { range: [this.#data.start, this.#data.end] }, y: { range: rangeOf(this.#data) } },
      axes: axesOf(ink, this.#data, small),
      series: [{}, { stroke: ink.ink, width: 1.75, fill: ink.area, points: { show: false }, spanGaps: false }],
      hooks: {
        draw: [(plot) => this.#mark(plot, ink)],
        setCursor: [(plot) => this.#say(plot)],
      },
    };
    this.#live.hidden = false;
    this.#plot = new UPlot(options, stretches(this.#data), this.#live);
    this.#still.forEach((one) => (one.hidden = true));
    this.#live.append(this.#said);
  }

  // Where the pins stand is known only once the plot has its scales.
  #mark(plot, ink) {
    marksOf(plot, this.#data, ink);
    this.#live.querySelectorAll(".chart__pin").forEach((pin) => pin.remove());
    this.#live.append(...pinsOf(plot, this.#data));
  }

  #resize(UPlot) {
    if (Math.abs(this.#plot.width - Math.floor(this.#figure.clientWidth)) > 1) {
      this.#draw(UPlot);
    }
  }

  #say(plot) {
    const { idx, left } = plot.cursor;
    const value = idx === null || idx === undefined ? null : plot.data[1][idx];
    this.#said.hidden = value === null || value === undefined || left < 0;
    if (this.#said.hidden) {
      return;
    }
    const strong = document.createElement("b");
    strong.textContent = `${said(value)} ${this.#figure.dataset.unit}`;
    const time = new Date(plot.data[0][idx] * 1000).toLocaleString(document.documentElement.lang, {
      timeZone: this.#data.zone,
      month: "numeric",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hour12: false,
    });
    this.#said.replaceChildren(strong, time);
    const most = this.#live.clientWidth - this.#said.offsetWidth;
    this.#said.style.insetInlineStart = `${Math.min(Math.max(left - this.#said.offsetWidth / 2, 0), most)}px`;
  }
}

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) {
        near.unobserve(target);
        new Chart(target).start().catch((error) => console.warn(`The chart stays still: ${error.message}`));
      }
    }
  },
  { rootMargin: NEAR },
);

// Drawing takes a slow phone longer than all the rest of the page: nobody waits for it who only looks.
const begun = new AbortController();
function begin() {
  begun.abort();
  for (const figure of document.querySelectorAll("figure[data-chart]")) {
    near.observe(figure);
  }
}
for (const sign of ["pointermove", "pointerdown", "keydown", "scroll"]) {
  addEventListener(sign, begin, { signal: begun.signal, passive: true });
}
