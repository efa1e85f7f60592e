// What a name in the text stands for: a card on hover and focus, a sheet from below on touch.
// Without this file the name is a link to its page.

import { read } from "./reader.js";
import { mark } from "./settings.js";

const WAIT = 200;
const GAP = 8;
const found = new Map();
const card = document.createElement("dialog");
card.className = "entity-card";
card.id = "entity-card";

let link = null;
let timer = 0;
let touch = false;

async function content(address) {
  if (!found.has(address)) {
    const answer = await fetch(address);
    if (!answer.ok) {
      throw new Error(`${address} answered ${answer.status}`);
    }
    found.set(address, await answer.text());
  }
  return found.get(address);
}

function close() {
  clearTimeout(timer);
  if (!link) {
    return;
  }
  link.removeAttribute("aria-expanded");
  link.removeAttribute("aria-controls");
  link.removeAttribute("aria-describedby");
  link = null;
  card.close();
  card.remove();
}

async function open(target, modal) {
  if (link === target) {
    return;
  }
  close();
  link = target;
  let text;
  try {
    text = await content(target.dataset.card);
  } catch {
    if (link === target) {
      link = null;
    }
    if (modal) {
      location.assign(target.href);
    }
    return;
  }
  if (link !== target) {
    return;
  }
  card.innerHTML = text;
  watched();
  card.setAttribute("aria-label", target.textContent);
  target.setAttribute("aria-expanded", "true");
  target.setAttribute("aria-controls", card.id);
  card.classList.toggle("entity-card--sheet", modal);
  if (modal) {
    card.removeAttribute("style");
    document.body.append(card);
    card.showModal();
    return;
  }
  // Right after the link, so that Tab goes on into the card.
  target.setAttribute("aria-describedby", card.id);
  target.after(card);
  card.setAttribute("open", "");
  place(target);
}

// The card is the same for everybody: what this reader watches is known here alone.
function watched() {
  const reader = read();
  for (const button of card.querySelectorAll("a[data-follow]")) {
    const address = new URL(button.href);
    address.searchParams.set("next", location.pathname);
    button.href = address;
    mark(button, reader[button.dataset.follow].includes(button.dataset.slug));
  }
}

// Under the name, above it where there is no room, never beyond the edge of the window.
function place(target) {
  const name = target.getClientRects()[0];
  const { offsetWidth: width, offsetHeight: height } = card;
  const room = document.documentElement.clientWidth;
  const below = name.bottom + GAP + height <= innerHeight || name.top < height + GAP;
  // Where a container holds fixed boxes, nought is not the corner of the window.
  card.style.left = card.style.top = "0";
  const { left, top } = card.getBoundingClientRect();
  card.style.left = `${Math.max(GAP, Math.min(name.left, room - width - GAP)) - left}px`;
  card.style.top = `${(below ? name.bottom + GAP : name.top - GAP - height) - top}px`;
}

function beside(event) {
  const box = card.getBoundingClientRect();
  return event.target === card && (event.clientY < box.top || event.clientY > box.bottom);
}

function named(event) {
  return event.target.closest?.("a[data-card]");
}

function inside(node) {
  return node instanceof Node && (card.contains(node) || link?.contains(node));
}

function later(act) {
  clearTimeout(timer);
  timer = setTimeout(act, WAIT);
}

document.addEventListener("pointerover", (event) => {
  const target = named(event);
  if (event.pointerType === "touch") {
    return;
  }
  if (target && target !== link) {
    later(() => open(target, false));
  } else if (inside(event.target)) {
    clearTimeout(timer);
  } else if (link && !card.matches(":modal") && link !== document.activeElement) {
    later(close);
  } else if (!link) {
    clearTimeout(timer);
  }
});

document.addEventListener("pointerdown", (event) => {
  touch = event.pointerType === "touch";
  if (link && !inside(event.target)) {
    close();
  }
});

document.addEventListener("focusin", (event) => {
  const target = named(event);
  if (target && target.matches(":focus-visible") && !touch) {
    open(target, false);
  } else if (link && !inside(event.target)) {
    close();
  }
});

document.addEventListener("click", (event) => {
  const target = named(event);
  if (card.matches(":modal") && beside(event)) {
    close();
  } else if (target && touch && !card.contains(event.target)) {
    event.preventDefault();
    open(target, true);
  }
});

document.addEventListener("keydown", (event) => {
  touch = false;
  if (event.key === "Escape" && link) {
    const back = card.contains(document.activeElement) ? link : null;
    event.preventDefault();
    close();
    // Focus goes back to the name, which must not open the card anew.
    touch = Boolean(back);
    back?.focus();
    touch = false;
  }
});

card.addEventListener("close", close);
addEventListener("scroll", () => link && !card.matches(":modal") && close(), { passive: true });
