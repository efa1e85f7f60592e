// Keeps the page in place when the reader changes how it looks. Every form works without it.

const root = document.documentElement;
const DARK = matchMedia("(prefers-color-scheme: dark)");

function show(name, value) {
  if (name === "theme" && value === "system") {
    delete root.dataset.theme;
  } else {
    root.dataset[name] = value;
  }
  for (const button of document.querySelectorAll(`.display__button[name="${name}"]`)) {
    button.setAttribute("aria-pressed", String(button.value === value));
  }
}

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : DARK.matches;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  if (!form.matches("[data-display]") || !button) {
    return;
  }
  event.preventDefault();
  const { name } = button;
  const value = button.hasAttribute("data-theme-toggle") ? (isDark() ? "light" : "dark") : button.value;
  const body = new FormData(form);
  body.set(name, value);
  // A redirect is the answer; nothing of the page behind it is needed.
  fetch(form.action, { method: "POST", body, redirect: "manual" })
    .then((answer) => {
      if (answer.type !== "opaqueredirect") {
        throw new Error(`${form.action} answered ${answer.status}`);
      }
      show(name, value);
    })
    .catch(() => form.submit());
});

// The reader who asked for more goes on from the first item that came.
document.addEventListener("htmx:after:swap", () => {
  const pages = document.querySelectorAll("[data-page]");
  const link = pages.length ? pages[pages.length - 1].querySelector(".event__title a") : null;
  if (link) {
    link.focus({ preventScroll: true });
  }
});
