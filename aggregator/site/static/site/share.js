// Sharing: a sheet with a poster, the words and the link. Without this file the button is a link.

import { credit } from "./credit.js";

const sheet = document.querySelector("[data-share-sheet]");
const canonical = document.querySelector("link[rel=canonical]")?.href ?? location.href;

// Where a page says what, and where an item of a list does.
const PARTS = {
  title: '[data-part="title"], .event__title a',
  outlet: '[data-part="outlet"], .outlets li a',
  time: '[data-part="time"], .timeline__time',
  summary: ".event__text",
};

function text(root, part) {
  return root.querySelector(PARTS[part])?.textContent.trim().replace(/\s+/g, " ") ?? "";
}

// What a report or an event says of itself, as far as the page shows it.
export function shared(root) {
  const at = root.querySelector(PARTS.time)?.getAttribute("datetime");
  return {
    // <wbr> is where a line may break.
    words: root.querySelector(PARTS.title).innerHTML.split("<wbr>").map(plain).filter(Boolean),
    title: text(root, "title"),
    summary: root.querySelector("[data-summary]")?.dataset.summary ?? text(root, "summary"),
    outlet: text(root, "outlet"),
    at: at ? new Date(at) : null,
    vital: root.querySelector(".seal") !== null,
    url: new URL(root.querySelector("[data-share]").getAttribute("href"), canonical).href,
  };
}

function plain(markup) {
  return new DOMParser().parseFromString(markup, "text/html").body.textContent;
}

export function wording(one, labels) {
  const source = one.outlet && credit(one, labels);
  return [one.title, one.summary, [source, one.url].filter(Boolean).join("\n")]
    .filter(Boolean)
    .join("\n\n");
}

async function copy(one) {
  try {
    await navigator.clipboard.writeText(wording(one, sheet.dataset));
    return sheet.dataset.copied;
  } catch {
    return `${sheet.dataset.failed} ${one.url}`;
  }
}

function say(words) {
  sheet.querySelector("[role=status]").textContent = words;
}

async function draw(one) {
  const frame = sheet.querySelector(".poster");
  const save = sheet.querySelector("[data-save]");
  frame.replaceChildren();
  save.hidden = true;
  try {
    const { poster } = await import("./poster.js");
    const { canvas } = await poster(one, sheet.dataset);
    const image = new Image(canvas.width, canvas.height);
    image.className = "poster__image";
    image.alt = [frame.dataset.poster, one.title, one.summary, one.outlet].filter(Boolean).join("\n");
    image.src = save.href = canvas.toDataURL("image/png");
    frame.replaceChildren(image);
    save.hidden = false;
  } catch (error) {
    console.error(error);
    say(sheet.dataset.undrawn);
  }
}

let current = null;

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-share], [data-share-copy], [data-native], [data-close]");
  const root = event.target.closest?.("[data-shared], .timeline__row");
  if (!sheet || !button) {
    return;
  }
  if (button.matches("[data-share]") && root && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    current = shared(root);
    say("");
    sheet.querySelector("[data-native]").hidden = !navigator.share;
    sheet.showModal();
    await draw(current);
  } else if (button.matches("[data-share-copy]")) {
    const inSheet = sheet.contains(button);
    const said = await copy(inSheet ? current : shared(root));
    if (inSheet) {
      say(said);
    } else {
      flash(button, said);
    }
  } else if (button.matches("[data-native]")) {
    // A reader who thinks better of it is no error.
    navigator.share({ title: current.title, url: current.url }).catch(() => {});
  } else if (button.matches("[data-close]")) {
    sheet.close();
  }
});

function flash(button, words) {
  let note = button.parentElement.querySelector("[role=status]");
  if (!note) {
    note = document.createElement("span");
    note.className = "share__said";
    note.setAttribute("role", "status");
    button.parentElement.append(note);
  }
  note.textContent = words;
}

// A tap beside the sheet closes it: the backdrop is part of the dialog, its content is not.
sheet?.addEventListener("click", (event) => {
  const box = sheet.getBoundingClientRect();
  const beside =
    event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
  if (event.target === sheet && beside) {
    sheet.close();
  }
});

for (const button of document.querySelectorAll("[data-shared] [data-share-copy]")) {
  button.hidden = false;
}
