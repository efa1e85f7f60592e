// Buttons that put the address of a feed on the clipboard; without scripts the links do.

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) {
    return;
  }
  const words = button.firstChild;
  const before = words.data;
  navigator.clipboard.writeText(button.dataset.copy).then(() => {
    words.data = button.dataset.done;
    setTimeout(() => {
      words.data = before;
    }, 2000);
  }, () => location.assign(button.dataset.copy));
});
