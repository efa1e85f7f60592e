// One line to the newsroom: server-sent events; when these fail three times, polling, and now and
// then a new try. What is heard goes to `hear(place, event)`, how the line is to `tell(state)`.

import { pause, poll } from "./live-poll.js";

const TRIES = 3;
const REOPEN = 2000; // ms, doubled with each failure
const SILENCE = 40_000; // ms; the server gives a sign every 15 s
const AGAIN = 120_000; // ms after which a page that polls tries the stream once more

export class Line {
  #address;
  #polled;
  #hear;
  #tell;
  #source = null;
  #failures = 0;
  #asked = 0; // questions so far: an answer to any but the last one comes too late
  #timers = {};
  #state = { lost: false, contact: performance.now(), spread: 2 };

  constructor({ address, polled, last, hear, tell }) {
    this.#address = address;
    this.#polled = polled;
    this.last = last;
    this.#hear = hear;
    this.#tell = tell;
  }

  start() {
    this.#set({ contact: performance.now() });
    if (this.#address) {
      this.#open();
    } else {
      this.#poll(0);
    }
  }

  stop() {
    this.#asked += 1;
    this.#close();
    Object.values(this.#timers).forEach(clearTimeout);
    this.#timers = {};
  }

  // The reader asks, or the network is back: everything at once.
  retry() {
    this.stop();
    this.#failures = this.#state.lost && this.#address ? TRIES - 1 : 0;
    if (this.#address) {
      this.#open();
    }
    this.#poll(0);
  }

  #open() {
    this.#close();
    const source = new EventSource(`${this.#address}?after=${encodeURIComponent(this.last)}`);
    this.#source = source;
    source.addEventListener("message", (event) => {
      this.#contact(event);
      this.#hear(event.lastEventId, JSON.parse(event.data));
    });
    source.addEventListener("hello", (event) => {
      this.#failures = 0;
      clearTimeout(this.#timers.poll);
      clearTimeout(this.#timers.again);
      this.#contact(event, JSON.parse(event.data));
    });
    source.addEventListener("beat", (event) => this.#contact(event));
    source.addEventListener("lost", (event) => {
      this.#contact(event);
      this.#hear(event.lastEventId, { type: "lost" });
    });
    source.addEventListener("error", () => this.#failed());
    this.#watch();
  }

  #close() {
    this.#source?.close();
    this.#source = null;
    clearTimeout(this.#timers.watch);
  }

  // The browser comes back by itself, and says what it heard last, unless it has given up.
  #failed() {
    this.#failures += 1;
    if (this.#failures >= TRIES) {
      this.#close();
      this.#poll(0);
      this.#later("again", AGAIN, () => this.#open());
    } else if (this.#source?.readyState === EventSource.CLOSED) {
      this.#close();
      this.#later("open", REOPEN * 2 ** this.#failures, () => this.#open());
    }
  }

  // A line may be dead without either end being told.
  #watch() {
    this.#later("watch", SILENCE, () => {
      this.#close();
      this.#failed();
      if (!this.#source && this.#failures < TRIES) {
        this.#open();
      }
    });
  }

  async #poll(failures) {
    clearTimeout(this.#timers.poll);
    const asked = (this.#asked += 1);
    let next = 0;
    try {
      const found = await poll(this.#polled, this.last);
      if (asked !== this.#asked) {
        return;
      }
      for (const one of found.events) {
        this.last = one.place;
        this.#hear(one.place, one.event);
      }
      this.last = found.last;
      if (found.lost) {
        this.#hear(found.last, { type: "lost" });
      }
      this.#set({ lost: false, contact: performance.now() });
    } catch {
      if (asked !== this.#asked) {
        return;
      }
      next = failures + 1;
      this.#set({ lost: true });
    }
    if (this.#source === null || this.#failures > 0) {
      this.#later("poll", pause(next), () => this.#poll(next));
    }
  }

  #contact(event, more = {}) {
    if (event.lastEventId) {
      this.last = event.lastEventId;
    }
    this.#watch();
    this.#set({ lost: false, contact: performance.now(), ...more });
  }

  #set(change) {
    Object.assign(this.#state, change);
    this.#tell({ ...this.#state, age: performance.now() - this.#state.contact });
  }

  #later(name, ms, what) {
    clearTimeout(this.#timers[name]);
    this.#timers[name] = setTimeout(what, ms);
  }
}
