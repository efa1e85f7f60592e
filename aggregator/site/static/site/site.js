// The reader who asked for more goes on from the first item that came.
document.addEventListener("htmx:after:swap", () => {
  const pages = document.querySelectorAll("[data-page]");
  const link = pages.length ? pages[pages.length - 1].querySelector(".event__title a") : null;
  if (link) {
    link.focus({ preventScroll: true });
  }
});
