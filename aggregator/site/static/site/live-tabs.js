// Of all tabs of a browser one holds the line and shares what it hears with the others. Where the
// browser can't arrange that (no secure context), each tab has a line of its own.

import { Line } from "./live-line.js";
import { poll } from "./live-poll.js";

const NAME = "newsroom-live";
const KEPT = 300;
const PATIENCE = 400; // ms to wait for the line before catching up without it

export class Shared {
  #given;
  #line = null;
  #channel = null;
  #wish = null;
  #release = () => {};
  #seen = [];
  #last;

  // given: address, polled, last, and hear(place, event), tell(state) as a Line has them.
  constructor(given) {
    this.#given = given;
    this.#last = given.last;
  }

  get running() {
    return this.#wish !== null;
  }

  start() {
    if (this.running) {
      return;
    }
    this.#wish = new AbortController();
    if (!navigator.locks || !("BroadcastChannel" in window)) {
      this.#hold();
      return;
    }
    this.#channel = new BroadcastChannel(NAME);
    this.#channel.addEventListener("message", ({ data }) => this.#told(data));
    const held = navigator.locks.request(NAME, { signal: this.#wish.signal }, () => {
      this.#hold();
      return new Promise((release) => (this.#release = release));
    });
    held.catch((error) => {
      if (error.name !== "AbortError") {
        throw error;
      }
    });
    setTimeout(() => this.#catchUp(), PATIENCE);
  }

  stop() {
    this.#wish?.abort();
    this.#wish = null;
    this.#line?.stop();
    this.#line = null;
    this.#channel?.close();
    this.#channel = null;
    this.#release();
    this.#release = () => {};
  }

  retry() {
    if (this.#line) {
      this.#line.retry();
    } else {
      this.#channel?.postMessage({ ask: "retry" });
    }
  }

  #hold() {
    if (!this.running) {
      return;
    }
    const hear = (place, event) => {
      this.#hear(place, event);
      this.#channel?.postMessage({ place, event });
    };
    const tell = (state) => {
      this.#state = state;
      this.#given.tell(state);
      this.#channel?.postMessage({ state, last: this.#line?.last });
    };
    this.#line = new Line({ ...this.#given, last: this.#last, hear, tell });
    this.#line.start();
  }

  #state = null;

  #told({ place, event, state, last, ask }) {
    if (ask && this.#line) {
      if (ask === "retry") {
        this.#line.retry();
      }
      this.#channel.postMessage({ state: this.#state, last: this.#line.last });
    } else if (event) {
      this.#hear(place, event);
    } else if (state) {
      this.#last = last ?? this.#last;
      this.#given.tell(state);
    }
  }

  // The line was another tab's when this one began to listen.
  async #catchUp() {
    if (!this.running || this.#line) {
      return;
    }
    this.#channel.postMessage({ ask: "state" });
    try {
      const found = await poll(this.#given.polled, this.#given.last);
      found.events.forEach(({ place, event }) => this.#hear(place, event));
      if (found.lost) {
        this.#hear(found.last, { type: "lost" });
      }
    } catch (error) {
      console.info("live:", error.message); // the line brings what comes from now on
    }
  }

  #hear(place, event) {
    if (this.#seen.includes(place) && event.type !== "lost") {
      return;
    }
    this.#seen = [...this.#seen.slice(-KEPT), place];
    this.#last = place;
    this.#given.last = place;
    this.#given.hear(place, event);
  }
}
