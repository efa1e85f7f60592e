// The theme button, 关注 and 屏蔽, and the page of settings, without a round to the server.
// Each is a link or a form that works without this.

import { keep, read, show } from "./reader.js";

const DARK = matchMedia("(prefers-color-scheme: dark)");

function turnTheme() {
  const reader = read();
  const dark = reader.theme === "system" ? DARK.matches : reader.theme === "dark";
  keep({ ...reader, theme: dark ? "light" : "dark" });
}

// The button shows what is, its address asks for the other.
export function mark(link, on) {
  const { follow } = link.dataset;
  link.dataset.on = on ? "1" : "";
  const address = new URL(link.href);
  for (const name of [follow, `un${follow}`]) {
    address.searchParams.delete(name);
  }
  address.searchParams.set(on ? `un${follow}` : follow, link.dataset.slug);
  link.href = address;
}

function follow(link) {
  const reader = read();
  const { follow: list, slug } = link.dataset;
  const on = !link.dataset.on;
  const others = reader[list].filter((one) => one !== slug);
  if (!keep({ ...reader, [list]: on ? [...others, slug] : others })) {
    return false;
  }
  const same = `[data-follow="${list}"][data-slug="${slug}"]`;
  for (const one of document.querySelectorAll(same)) {
    mark(one, on);
  }
  document.dispatchEvent(new CustomEvent("newsroom:follow", { detail: { list, slug, on, link } }));
  return true;
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) {
    return;
  }
  const theme = event.target.closest("[data-theme-toggle]");
  if (theme) {
    turnTheme();
    event.preventDefault();
  }
  // A full list is told by the page that the link leads to.
  const link = event.target.closest("a[data-follow]");
  if (link && follow(link)) {
    event.preventDefault();
  }
  const copy = event.target.closest("form[data-settings] [data-copy]");
  if (copy) {
    const field = document.querySelector(copy.dataset.copy);
    navigator.clipboard.writeText(field.value).then(
      () => (copy.textContent = copy.dataset.copied),
      () => field.select(),
    );
  }
});

// The form of the settings: a choice holds at once.
const form = document.querySelector("form[data-settings]");
if (form) {
  const status = form.querySelector("[data-saved]");
  form.addEventListener("change", (event) => {
    if (!event.target.matches("[type=radio], [type=checkbox]")) {
      return;
    }
    const chosen = new FormData(form);
    const choices = {
      important: chosen.has("important_only") ? "1" : "",
      keys: chosen.has("keys") ? "" : "0",
    };
    for (const name of ["theme", "market", "size"]) {
      choices[name] = chosen.get(name);
    }
    if (keep({ ...read(), ...choices })) {
      status.textContent = status.dataset.saved;
    }
  });
  for (const button of form.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard;
  }
}

// A page, or a part of one, from a store may be older than the cookie.
function refresh() {
  const reader = read();
  show(reader);
  for (const link of document.querySelectorAll("a[data-follow]")) {
    const on = reader[link.dataset.follow].includes(link.dataset.slug);
    if (on !== Boolean(link.dataset.on)) {
      mark(link, on);
    }
  }
}

refresh();
addEventListener("pageshow", (event) => event.persisted && refresh());
document.addEventListener("newsroom:items", refresh);

// One open menu at a time; a tap elsewhere or Escape closes it.
function closeMenus(but) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = menu === but;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector("details.menu[open]");
  if (event.key === "Escape" && menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
