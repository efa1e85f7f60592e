// News on an open page: gathered under the pill, put in when the reader asks. What a row already
// shows is renewed quietly. Without this the page is as it was made.

import { Bar } from "./live-bar.js";
import { empty, insert, oldest, parse, remove, renew, rowOf } from "./live-list.js";
import { choiceOf, match } from "./live-match.js";
import { sound } from "./live-sound.js";
import { Shared } from "./live-tabs.js";

const MOST = 30;
const REST = 15 * 60_000; // ms after which a hidden page stops listening, unless it is to ring

const root = document.querySelector("[data-live]");
const { dataset } = root;
const list = root.parentElement;
const choice = choiceOf(root);
const waiting = new Map(); // article -> { at, important, story, place }
const stale = new Map(); // article -> place of the event that changed it
let many = false;
let spread = 2;
let timer = 0;
let resting = 0;

const bar = new Bar(root, { show, retry: () => shared.retry() });
const bell = sound(bar.sound);
const shared = new Shared({
  address: addressOf(dataset.live),
  polled: dataset.livePoll,
  last: dataset.liveAfter,
  hear,
  tell(state) {
    spread = state.spread;
    bar.line(state);
  },
});

function addressOf(text) {
  return text.startsWith(":") ? `${location.protocol}//${location.hostname}${text}` : text;
}

function hear(place, event) {
  if (event.type === "lost" || event.type === "many") {
    many = true;
  } else if (event.type === "gone") {
    gone(event);
  } else {
    heard(place, event);
  }
  bar.news(waiting.size, many || waiting.size > MOST);
}

function heard(place, event) {
  const item = match(choice, event);
  const there = rowOf(list, item ? { id: item.id, story: event.story } : event);
  forget(event.story);
  const top = led(event);
  if (top) {
    if (Number(top.dataset.led) !== event.id) {
      check(top, place);
    }
    return;
  }
  if (there) {
    stale.set(item?.id ?? event.id, place);
    soon();
  } else if (item && item.at > oldest(list)) {
    waiting.set(item.id, { ...item, story: event.story, place });
  }
  if (item && event.important && event.type !== "update") {
    bell.ring(place);
  }
}

// Another report speaks for the event now: the one that stands above may have been taken down.
async function check(top, place) {
  try {
    if ((await ask([top.dataset.led], place)).length === 0) {
      empty(top, dataset.sayGone);
    }
  } catch (error) {
    console.info("live:", error.message); // the next change asks again
  }
}

// What stands above the list is not in it.
function led(event) {
  return document.querySelector(`[data-led="${Number(event.id)}"], [data-led-story="${Number(event.story)}"]`);
}

function forget(story) {
  for (const [id, one] of waiting) {
    if (one.story === story) {
      waiting.delete(id);
    }
  }
}

// An outlet's own list still shows a report whose story became part of another.
function gone(event) {
  forget(event.story);
  waiting.delete(event.id);
  const row = rowOf(list, event);
  if (row && !(event.into && choice.source)) {
    remove(list, row, dataset.sayGone, Boolean(event.into));
  }
  const top = led(event);
  if (top && !event.into) {
    empty(top, dataset.sayGone);
  }
}

async function ask(ids, version) {
  const kind = choice.source ? "&list=source" : "";
  const sorted = [...ids].sort((one, other) => one - other);
  const answer = await fetch(`${dataset.liveItems}?ids=${sorted.join(",")}${kind}&v=${version}`);
  if (!answer.ok) {
    throw new Error(`${dataset.liveItems} answered ${answer.status}`);
  }
  return parse(await answer.text());
}

const latest = (places) => [...places].sort().at(-1);

async function show() {
  if (many || waiting.size > MOST || !list.querySelector("[data-item]")) {
    location.reload();
    return;
  }
  const asked = [...waiting];
  if (asked.length === 0) {
    return;
  }
  try {
    const rows = await ask(asked.map(([id]) => id), latest(asked.map(([, one]) => one.place)));
    asked.forEach(([id]) => waiting.delete(id));
    const passed = bar.passed;
    const put = insert(list, rows);
    bar.news(waiting.size, many);
    lead(put[0], passed);
    document.dispatchEvent(new CustomEvent("newsroom:items", { detail: { root: list } }));
  } catch (error) {
    console.info("live:", error.message); // the pill stays, to be pressed again
  }
}

// The pill was where the reader was; now the newest item is.
function lead(row, passed) {
  row?.querySelector(".event__title a")?.focus({ preventScroll: true });
  if (row && passed) {
    list.scrollIntoView({ block: "start", behavior: "instant" });
  }
}

// Not all pages ask at the same moment for the same change.
function soon() {
  if (!timer && !document.hidden) {
    timer = setTimeout(freshen, 1000 * (1 + Math.random() * spread));
  }
}

async function freshen() {
  timer = 0;
  const asked = [...stale].slice(0, MOST);
  asked.forEach(([id]) => stale.delete(id));
  if (asked.length === 0) {
    return;
  }
  try {
    renew(list, await ask(asked.map(([id]) => id), latest(asked.map(([, place]) => place))));
    document.dispatchEvent(new CustomEvent("newsroom:items", { detail: { root: list } }));
  } catch (error) {
    console.info("live:", error.message); // the rows say what they said; the next change asks again
  }
  if (stale.size) {
    soon();
  }
}

function rest() {
  resting = setTimeout(() => (bell.on() ? rest() : shared.stop()), REST);
}

document.addEventListener("visibilitychange", () => {
  clearTimeout(resting);
  if (document.hidden) {
    rest();
    return;
  }
  shared.start();
  if (stale.size) {
    soon();
  }
});
addEventListener("pagehide", () => shared.stop());
addEventListener("pageshow", ({ persisted }) => persisted && shared.start());
addEventListener("online", () => shared.running && shared.retry());

document.addEventListener("newsroom:show", () => show()); // a key does what the pill does

if (document.hidden) {
  rest();
}
shared.start();
