// Keys for those who read by keyboard: j and k go through the headlines, the rest is in the
// dialog that `?` opens. Nothing is taken from a reader who types, or from the browser's own keys.

import { read } from "./reader.js";

const HEADLINES = ".lead__title a, .lead__minor-title a, .event__title a, .hit__title a";
const FIELDS = "input, textarea, select, [contenteditable]";
const PATIENCE = 1500;

const dialog = document.querySelector("[data-keys]");
let leaving = 0;

function step(by) {
  const links = [...document.querySelectorAll(HEADLINES)].filter((link) => link.offsetParent);
  const now = document.activeElement.closest("article, .timeline__row, .hit");
  let at = links.findIndex((link) => link === document.activeElement || now?.contains(link));
  const more = document.querySelector(".timeline__more a");
  if (document.activeElement === more) {
    at = links.length;
  } else if (at < 0) {
    // Nothing is chosen yet: begin with what is on the screen.
    at = links.findIndex((link) => link.getBoundingClientRect().top >= 0) - (by > 0 ? 1 : 0);
  }
  // Below the last headline is the way to more of them.
  const next = links[Math.max(at + by, 0)] ?? more;
  if (next) {
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }
}

function chosen() {
  return document.activeElement.closest("article, .hit");
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  o: () => chosen()?.querySelector(HEADLINES)?.click(),
  s: () => chosen()?.querySelector("[data-share]")?.click(),
  ".": () => document.dispatchEvent(new CustomEvent("newsroom:show")),
  "?": () => dialog.showModal(),
};
// After `g`: where to, seen from the front page.
const PLACES = { h: "", i: "?important=1" };

document.addEventListener("keydown", (event) => {
  const busy = event.defaultPrevented || event.isComposing || event.repeat;
  const other = event.metaKey || event.ctrlKey || event.altKey;
  const typing = event.target instanceof Element && event.target.closest(FIELDS);
  if (busy && !(event.repeat && (event.key === "j" || event.key === "k"))) {
    return;
  }
  if (other || typing || read().keys || document.querySelector("dialog[open]")) {
    return;
  }
  if (leaving && event.timeStamp - leaving < PATIENCE && Object.hasOwn(PLACES, event.key)) {
    leaving = 0;
    event.preventDefault();
    location.assign(document.querySelector(".masthead__logo").href + PLACES[event.key]);
    return;
  }
  leaving = event.key === "g" ? event.timeStamp : 0;
  const act = KEYS[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

for (const button of document.querySelectorAll("[data-keys-open]")) {
  button.closest("[hidden]").hidden = false;
  button.addEventListener("click", () => dialog.showModal());
}
